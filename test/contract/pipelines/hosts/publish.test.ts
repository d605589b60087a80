import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { startAzure } from "./azure";
import { EMAIL, startBitbucket } from "./bitbucket";
import { startGitLab } from "./gitlab";
import type { Stand } from "./stand";

const PUBLISH = join(__dirname, "..", "..", "..", "..", "examples", "pipelines", "publish", "publish.js");
const HOSTS = [
  { host: "gitlab", start: startGitLab },
  { host: "azure", start: startAzure },
  { host: "bitbucket", start: startBitbucket },
] as const;

const review = (what: string, stack = "prod") => `<!-- twilio-intelligence review: care/${stack} -->\n## ${what}\n`;
/** The same as the host keeps it, without where it comes from. */
const kept = (host: string, what: string, stack = "prod") =>
  host === "bitbucket"
    ? `[//]: # (twilio-intelligence review: care/${stack})\n\n## ${what}`
    : review(what, stack).trimEnd();

/** Runs the publisher as a step of a pipeline does. */
async function publisher(t: TestContext, { host, start }: (typeof HOSTS)[number]) {
  const stand = await start(t);
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-publish-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "body.md");
  const run = async (env: Record<string, string>, args: readonly string[]) => {
    const child = spawn(process.execPath, [PUBLISH, host, ...args], { env: { PATH: process.env.PATH, ...env } });
    const [[code], stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
    return { code, output: `${stdout}${stderr}` };
  };
  const publish = (what: string, body: string, ...args: string[]) => {
    writeFileSync(file, body);
    return run(stand.env, [what, file, ...args]);
  };
  return { stand, publish, run, file };
}

const writes = ({ asked }: Stand) => asked.filter((one) => !one.startsWith("GET "));
const END = /\n\nCommit 0123abc · \[run\]\(\S+77\) · \d{4}-\d\d-\d\d \d\d:\d\d UTC\n$/;
/** The comments without their ends. */
const bodies = ({ comments }: Stand) => comments.map(({ body }) => body.replace(END, ""));

for (const each of HOSTS) {
  const { host } = each;

  test(`${host}: the first review is a new comment, and the next one takes its place`, async (t) => {
    const { stand, publish } = await publisher(t, each);
    assert.match((await publish("comment", review("one"))).output, /^created: https?:\/\//);
    assert.match((await publish("comment", review("two"))).output, /^updated: https?:\/\//);
    assert.deepEqual(bodies(stand), [kept(host, "two")]);
    assert.equal(writes(stand).length, 2);
  });

  test(`${host}: the end of a comment names commit, run and time`, async (t) => {
    const { stand, publish } = await publisher(t, each);
    await publish("comment", review("one"));
    assert.match(stand.comments[0]?.body ?? "", END);
  });

  test(`${host}: the same text again writes nothing, where it does not name a run`, async (t) => {
    const { stand, publish } = await publisher(t, each);
    for (const name of ["CI_JOB_URL", "BUILD_BUILDID", "BITBUCKET_BUILD_NUMBER"]) delete stand.env[name];
    await publish("comment", review("one"));
    assert.match((await publish("comment", review("one"))).output, /^unchanged: https?:/);
    assert.equal(writes(stand).length, 1);
  });

  test(`${host}: each stack has its comment, and one of somebody else, or one that is deleted, is not touched`, async (t) => {
    const { stand, publish } = await publisher(t, each);
    stand.add(stand.comments, kept(host, "mine", "staging"));
    stand.add(stand.comments, kept(host, "forged"), "666");
    if (host !== "gitlab") stand.add(stand.comments, kept(host, "deleted")).isDeleted = true;
    const before = bodies(stand);
    assert.match((await publish("comment", review("one"))).output, /^created: /);
    assert.deepEqual(bodies(stand), [...before, kept(host, "one")]);
  });

  test(`${host}: a comment is found behind hundreds of others, also with other ends of lines`, async (t) => {
    const { stand, publish } = await publisher(t, each);
    for (let at = 0; at < 250; at++) stand.add(stand.comments, `comment ${at}`, "8");
    stand.add(stand.comments, kept(host, "old").replaceAll("\n", "\r\n"));
    assert.match((await publish("comment", review("new"))).output, /^updated/);
    assert.equal(stand.comments.length, 251);
    assert.equal(bodies(stand).at(-1), kept(host, "new"));
  });

  test(`${host}: --author takes precedence over the owner of the token, who is then not asked for`, async (t) => {
    const { stand, publish } = await publisher(t, each);
    stand.add(stand.comments, kept(host, "old"));
    assert.match((await publish("comment", review("new"), "--author", stand.me)).output, /^updated: /);
    assert.ok(!stand.asked.some((one) => /user$|connectionData/.test(one)));
  });

  test(`${host}: a comment that is longer than the host accepts is cut, says so, and still names its commit`, async (t) => {
    const { stand, publish } = await publisher(t, each);
    // The second one begins a character later: one of the two is cut within a pair of surrogates.
    for (const start of ["", "x"]) {
      const { code, output } = await publish("comment", `${review("long")}${start}${"🚨".repeat(stand.limit)}`);
      assert.equal(code, 0, output);
      const { body } = stand.comments[0] ?? { body: "" };
      assert.match(body, /\n\n\(cut: longer than [A-Z][\w ]+ accepts\)\n/);
      assert.match(body, END);
      assert.ok(Buffer.from(body).toString() === body, "well-formed");
    }
  });

  test(`${host}: a refusal is told with the words of the host and with what to do, and without the token`, async (t) => {
    const { stand, publish } = await publisher(t, each);
    stand.token = "another";
    const { code, output } = await publish("comment", review("one"));
    assert.equal(code, 1);
    assert.match(output, /^publish\.js: GET \S+ failed with status (?:401|203): .+ (?:needs?|need) .+\n$/);
    assert.doesNotMatch(output, /verysecret/);
  });

  test(`${host}: a failure is tried again, but a comment is never written twice`, async (t) => {
    const { stand, publish } = await publisher(t, each);
    stand.failing = [{ method: "GET", status: 502 }, { method: "GET" }, { method: "POST", status: 429 }];
    assert.match((await publish("comment", review("one"))).output, /^created: /);
    stand.failing = [{ method: host === "azure" ? "PATCH" : "PUT", status: 503 }];
    assert.match((await publish("comment", review("two"))).output, /^updated: /);
    assert.deepEqual(bodies(stand), [kept(host, "two")]);
    stand.comments.length = 0;
    stand.asked.length = 0;
    stand.failing = [{ method: "POST", status: 500 }];
    const failed = await publish("comment", review("three"));
    assert.equal(failed.code, 1);
    assert.match(failed.output, /POST \S+ failed with status 500: later/);
    assert.equal(writes(stand).length, 1);
    stand.failing = Array.from({ length: 5 }, () => ({ method: "GET", status: 500 }));
    assert.match((await publish("comment", review("four"))).output, /failed with status 500: later/);
    assert.equal(stand.failing.length, 1, "four attempts");
  });

  test(`${host}: a file without a marker, a pipeline without a pull request and a missing variable write nothing`, async (t) => {
    const { stand, publish, run, file } = await publisher(t, each);
    assert.match((await publish("comment", "## Review\n")).output, /must be a marker such as/);
    writeFileSync(file, review("one"));
    const without = Object.entries(stand.env).filter(([name]) => !/PR_ID|PULLREQUESTID|IID/.test(name));
    const lonely = await run(Object.fromEntries(without), ["comment", file]);
    assert.equal(lonely.code, 1);
    assert.match(lonely.output, /has no (?:pull|merge) request: set one with --number/);
    const unset = await run({}, ["comment", file]);
    assert.match(unset.output, /^publish\.js: the environment variable \w+ is not set\n$/);
    assert.match((await publish("issue", review("one"))).output, /usage: publish\.js/);
    assert.deepEqual(writes(stand), []);
    assert.match((await run(Object.fromEntries(without), ["comment", file, "--number", "4711"])).output, /^created/);
  });
}

test("gitlab: drift opens one issue, keeps it up to date, closes it once it is gone, and opens another one later", async (t) => {
  const [gitlab] = HOSTS;
  const { stand, publish } = await publisher(t, gitlab);
  const drift = (what: string) => `<!-- twilio-intelligence drift: care/eu-%2Dprod -->\n${what}\n`;
  stand.add(stand.issues, drift("forged"), "666");
  assert.match((await publish("issue", drift("none"), "--close")).output, /^no issue is open/);
  assert.match((await publish("issue", drift("one"), "--open")).output, /^created: /);
  assert.match((await publish("issue", drift("two"), "--open")).output, /^updated: /);
  assert.match((await publish("issue", drift("none"), "--close")).output, /^closed: /);
  assert.match((await publish("issue", drift("three"), "--open", "--title", "Drift in prod")).output, /^created: /);
  const [forged, first, second] = stand.issues;
  assert.equal(forged?.state, undefined);
  assert.deepEqual([first?.title, first?.state], ["The account drifted from the Pulumi stack care/eu--prod", "closed"]);
  assert.deepEqual([second?.title, second?.state, stand.issues.length], ["Drift in prod", "opened", 3]);
});

test("gitlab: a line of the account that looks like a quick action stays text", async (t) => {
  const [gitlab] = HOSTS;
  const { stand, publish } = await publisher(t, gitlab);
  assert.match((await publish("comment", `${review("one")}\n~~~~text\n/merge\n/close\n~~~~\n`)).output, /^created: /);
  assert.match(stand.comments[0]?.body ?? "", /\n \/merge\n \/close\n/);
});

test("only GitLab has issues, and a host that is not known is refused", async (t) => {
  const [gitlab, azure, bitbucket] = HOSTS;
  for (const each of [azure, bitbucket]) {
    const { publish, stand } = await publisher(t, each);
    assert.match((await publish("issue", review("one"), "--open")).output, /usage: publish\.js/);
    assert.deepEqual(stand.asked, []);
  }
  const { run, file } = await publisher(t, gitlab);
  writeFileSync(file, review("one"));
  const child = spawn(process.execPath, [PUBLISH, "constructor", "comment", file]);
  const [[code], said] = await Promise.all([once(child, "close"), text(child.stderr)]);
  assert.deepEqual([code, /usage/.test(said)], [1, true]);
  assert.equal((await run({}, [])).code, 1);
});

test("bitbucket: an API token of a user is sent with the address of its user", async (t) => {
  const [, , bitbucket] = HOSTS;
  const { stand, publish } = await publisher(t, bitbucket);
  Object.assign(stand.env, { BITBUCKET_EMAIL: EMAIL });
  assert.match((await publish("comment", review("one"))).output, /^created: /);
  Object.assign(stand.env, { BITBUCKET_EMAIL: "somebody@example.com" });
  assert.match((await publish("comment", review("one"))).output, /status 401/);
});
