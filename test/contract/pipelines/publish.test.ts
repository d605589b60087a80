import assert from "node:assert/strict";
import { test } from "node:test";
import type { GitHub } from "./github";
import { PULL, publisher } from "./publisher";

const MARKER = "<!-- twilio-intelligence review: care/prod -->";
const review = (what: string) => `${MARKER}\n## ${what}\n`;

const bodies = (posts: GitHub["comments"]) => posts.map(({ body }) => body);
const writes = ({ asked }: GitHub) => asked.filter((one) => !/^GET |graphql/.test(one));

test("the first review is a new comment, the next one takes its place, and the same one again writes nothing", async (t) => {
  const { github, publish } = await publisher(t);
  assert.match((await publish("comment", review("one"))).output, /^created: https:/);
  assert.match((await publish("comment", review("two"))).output, /^updated: https:/);
  assert.match((await publish("comment", review("two"))).output, /^unchanged: https:/);
  assert.deepEqual(bodies(github.comments), [review("two")]);
  assert.deepEqual(writes(github), [`POST /issues/${PULL}/comments`, "PATCH /issues/comments/1"]);
});

test("each stack has its comment, and one of somebody else is not touched, even if it begins the same", async (t) => {
  const { github, publish } = await publisher(t);
  const other = review("mine").replace("prod", "staging");
  github.add(github.comments, { body: other });
  github.add(github.comments, { body: review("forged"), user: { login: "mallory" } });
  github.add(github.comments, { body: null });
  await publish("comment", review("one"));
  assert.deepEqual(bodies(github.comments), [other, review("forged"), null, review("one")]);
});

test("a comment is found behind hundreds of others", async (t) => {
  const { github, publish } = await publisher(t);
  for (let at = 0; at < 250; at++) github.add(github.comments, { body: `comment ${at}`, user: { login: "somebody" } });
  github.add(github.comments, { body: review("old").replaceAll("\n", "\r\n") });
  assert.match((await publish("comment", review("new"))).output, /^updated/);
  assert.equal(github.comments.length, 251);
  assert.equal(github.comments.at(-1)?.body, review("new"));
});

test("drift opens one issue, keeps it up to date, closes it once it is gone, and opens another one later", async (t) => {
  const { github, publish } = await publisher(t);
  const drift = (what: string) => `<!-- twilio-intelligence drift: care/prod -->\n${what}\n`;
  github.add(github.issues, { body: drift("a pull request that quotes it"), pull_request: {} });
  assert.match((await publish("issue", drift("none"), "--close")).output, /^no issue is open/);
  assert.match((await publish("issue", drift("one"), "--open", "--title", "Drift in prod")).output, /^created: /);
  assert.match((await publish("issue", drift("two"), "--open")).output, /^updated: /);
  assert.match((await publish("issue", drift("none"), "--close")).output, /^closed: /);
  assert.match((await publish("issue", drift("three"), "--open")).output, /^created: /);
  const [, first, second] = github.issues;
  assert.deepEqual(
    [first?.title, first?.state, first?.state_reason, first?.body],
    ["Drift in prod", "closed", "completed", drift("none")],
  );
  assert.deepEqual([second?.state, second?.body, github.issues.length], ["open", drift("three"), 3]);
});

test("what is longer than GitHub takes is cut, and says so", async (t) => {
  const { github, publish } = await publisher(t);
  const { code } = await publish("comment", `${MARKER}\n${"x".repeat(80_000)}`);
  assert.equal(code, 0);
  assert.match(github.comments[0]?.body ?? "", /\(cut: longer than GitHub accepts\)\n$/);
});

test("a refusal is told with GitHub's words and without the token, and a file without a marker is none to publish", async (t) => {
  const { github, publish } = await publisher(t);
  const unmarked = await publish("comment", "## Review\n");
  assert.equal(unmarked.code, 1);
  assert.match(unmarked.output, /must be a marker such as/);
  assert.deepEqual(github.asked, []);
  github.token = "another";
  const refused = await publish("comment", review("one"));
  assert.equal(refused.code, 1);
  assert.match(
    refused.output,
    /^publish\.js: GET \/issues\/4711\/comments.* failed with status 401: Bad credentials\. GITHUB_TOKEN needs the permission .*\n$/,
  );
  assert.doesNotMatch(refused.output, /verysecret/);
  assert.match((await publish("issue", review("one"))).output, /usage: publish\.js HOST comment FILE/);
});

test("a token of one's own finds its comment and its issue again", async (t) => {
  const { github, publish } = await publisher(t);
  for (const login of ["review-app[bot]", "octocat"]) {
    github.login = login;
    const body = `<!-- twilio-intelligence drift: care/${login.length} -->\none\n`;
    assert.match((await publish("comment", review("one"))).output, /^created: /);
    assert.match((await publish("comment", review("two"))).output, /^updated: /);
    assert.match((await publish("issue", body, "--open")).output, /^created: /);
    assert.match((await publish("issue", `${body}two`, "--open")).output, /^updated: /);
  }
  assert.equal(github.comments.length, 2, "one of each login");
});

test("--author takes precedence over the token's login", async (t) => {
  const { github, publish } = await publisher(t);
  github.add(github.comments, { body: review("old"), user: { login: "somebody" } });
  assert.match((await publish("comment", review("new"), "--author", "somebody")).output, /^updated: /);
});

test("an issue without a title is named after its stack", async (t) => {
  const { github, publish } = await publisher(t);
  await publish("issue", "<!-- twilio-intelligence drift: care/eu-%2Dprod -->\none\n", "--open");
  assert.equal(github.issues[0]?.title, "The account drifted from the Pulumi stack care/eu--prod");
});

test("a failure of GitHub or of the network is tried again, and a comment is never written twice", async (t) => {
  const { github, publish } = await publisher(t);
  github.failing = [{ method: "GET", status: 502 }, { method: "GET" }, { method: "POST", status: 429 }];
  assert.match((await publish("comment", review("one"))).output, /^created: /);
  github.failing = [{ method: "PATCH", status: 503 }];
  assert.match((await publish("comment", review("two"))).output, /^updated: /);
  assert.deepEqual(bodies(github.comments), [review("two")]);

  const other = await publisher(t);
  const before = other.github;
  before.failing = [];
  const lost = await other.publish("comment", review("one"), "--author", before.login);
  assert.equal(lost.code, 0);
  before.comments.length = 0;
  before.failing = [{ method: "POST", status: 500 }];
  const refused = await other.publish("comment", review("one"), "--author", before.login);
  assert.equal(refused.code, 1);
  assert.match(refused.output, /POST \/issues\/4711\/comments failed with status 500: later/);
  assert.deepEqual(writes(before).length, 1, "the failed one was not repeated");
});

test("GitHub that keeps failing is told after four attempts", async (t) => {
  const { github, publish } = await publisher(t);
  github.failing = Array.from({ length: 5 }, () => ({ method: "GET", status: 500 }));
  const { code, output } = await publish("comment", review("one"));
  assert.equal(code, 1);
  assert.match(output, /failed with status 500: later/);
  assert.equal(github.failing.length, 1);
});

test("in a workflow, the end of a comment names commit, run and time, also of one that is cut", async (t) => {
  const { github, publish, env } = await publisher(t);
  Object.assign(env, { GITHUB_SERVER_URL: "https://github.example", GITHUB_RUN_ID: "77", GITHUB_SHA: "merge" });
  const end =
    /\n\nCommit 0123abc · \[run\]\(https:\/\/github\.example\/team\/infra\/actions\/runs\/77\) · \d{4}-\d\d-\d\d \d\d:\d\d UTC\n$/;
  await publish("comment", review("one"));
  assert.match(github.comments[0]?.body ?? "", /^<!-- .* -->\n## one\n\nCommit/);
  assert.match(github.comments[0]?.body ?? "", end);
  assert.equal((await publish("comment", `${MARKER}\n${"x".repeat(80_000)}`)).code, 0);
  assert.match(github.comments[0]?.body ?? "", /\(cut: longer than GitHub accepts\)\n/);
  assert.match(github.comments[0]?.body ?? "", end);
  assert.equal(github.comments.length, 1);
});

test("a comment that may only be changed is not made", async (t) => {
  const { github, publish } = await publisher(t);
  assert.match((await publish("comment", review("none"), "--update")).output, /^there is no comment to change/);
  assert.deepEqual(github.comments, []);
  await publish("comment", review("some"));
  assert.match((await publish("comment", review("none"), "--update")).output, /^updated/);
  assert.deepEqual(bodies(github.comments), [review("none")]);
});
