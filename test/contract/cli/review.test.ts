import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { MAIN, pulumiStandIn, runCommand } from "../kit/command";

const GOLDEN = join(__dirname, "../../golden/review");
const golden = (name: string) => join(GOLDEN, name);

const review = (args: string[], { input, path = process.env.PATH }: { input?: string; path?: string } = {}) =>
  runCommand(["review", ...args], { env: { PATH: path }, ...(input !== undefined && { input }) });

test("review reads a file or standard input, and writes the same comment", async () => {
  const comment = readFileSync(golden("language.md"), "utf8");
  const file = await review([golden("language.json")]);
  assert.deepEqual([file.code, file.out], [0, comment]);
  const piped = await review([], { input: readFileSync(golden("language.json"), "utf8") });
  assert.deepEqual([piped.code, piped.out], [0, comment]);
});

test("review ends with 2 where a risk is as high as --fail-on says, and with 0 below", async () => {
  assert.equal((await review([golden("language.json"), "--fail-on", "high"])).code, 2);
  assert.equal((await review([golden("trigger-more-often.json"), "--fail-on", "high"])).code, 0);
  assert.equal((await review([golden("trigger-more-often.json"), "--fail-on", "medium"])).code, 2);
  assert.equal((await review([golden("rules-moved.json"), "--fail-on", "medium"])).code, 0);
});

test("review says what failed in the comment, and ends with 1, where the preview failed", async () => {
  const { code, out } = await review([golden("failed-preview.json"), "--fail-on", "high"]);
  assert.equal(code, 1);
  assert.match(out, /the preview failed[\s\S]*must be at most 20/);
});

test("review writes text without colours into a pipe, and JSON", async () => {
  const plain = await review([golden("language.json"), "--format", "text"]);
  assert.match(plain.out, /^contact-centre\/dev: 1 change affects live conversations/);
  assert.ok(!plain.out.includes("\u001b"));
  const { risks } = JSON.parse((await review([golden("language.json"), "--format", "json"])).out);
  assert.deepEqual(
    risks.map(({ id }: { id: string }) => id),
    ["R001"],
  );
});

test("review refuses what is no preview, a file that is not there, and a format that it does not have", async () => {
  const other = await review([], { input: "Previewing update (dev)" });
  assert.equal(other.code, 1);
  assert.match(other.err, /not the output of `pulumi preview --json`/);
  assert.equal((await review(["absent.json"])).code, 1);
  assert.equal((await review(["--format", "html"])).code, 1);
});

test("review --for writes the comment for another host, and names the hosts that it knows", async () => {
  const [github, gitlab, azure, bitbucket] = await Promise.all(
    ["github", "gitlab", "azure", "bitbucket"].map((host) => review([golden("rules.json"), "--for", host])),
  );
  assert.equal(github?.out, readFileSync(golden("rules.md"), "utf8"));
  assert.equal(gitlab?.out, github?.out);
  assert.match(azure?.out ?? "", /<details/);
  assert.doesNotMatch(azure?.out ?? "", /mermaid/);
  assert.match(bitbucket?.out ?? "", /^<!-- .* -->\n[^<]+$/);
  const unknown = await review([golden("rules.json"), "--for", "gitea"]);
  assert.equal(unknown.code, 1);
  assert.match(unknown.err, /github, gitlab, azure, bitbucket/);
});

test("review -- runs the preview with what follows, and what is unchanged", async (t) => {
  const pulumi = pulumiStandIn(t, `echo "a word from pulumi" >&2; cat "${golden("language.json")}"`);
  const { code, out, err } = await review(["--fail-on", "high", "--", "--stack", "prod"], { path: pulumi.path });
  assert.match(pulumi.args(), /^preview --json --show-sames --event-log \S+ --stack prod$/);
  assert.deepEqual([code, out], [2, readFileSync(golden("language.md"), "utf8")]);
  assert.match(err, /a word from pulumi/);
});

test("an option that the arguments for pulumi already have is not given twice, and its preview can be kept", async (t) => {
  const pulumi = pulumiStandIn(t, `cat "${golden("language.json")}"`);
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-preview-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "preview.json");
  const { code } = await review(["--save-preview", file, "--", "--show-sames=false", "--event-log", "log"], {
    path: pulumi.path,
  });
  assert.equal(code, 0);
  assert.equal(pulumi.args(), "preview --json --show-sames=false --event-log log");
  assert.equal(readFileSync(file, "utf8"), readFileSync(golden("language.json"), "utf8"));
  await review(["--", "--show-sames"], { path: pulumi.path });
  assert.match(pulumi.args(), /^preview --json --event-log \S+ --show-sames$/);
});

test("a preview that ends without a word is told by how it ended", async (t) => {
  const told = async (script: string) =>
    (await review(["--", "-s", "dev"], { path: pulumiStandIn(t, script).path })).out;
  assert.match(await told("exit 7"), /the preview failed[\s\S]*pulumi exited with 7 and printed no error\./);
  assert.match(await told("kill -9 $$"), /pulumi exited with a signal and printed no error\./);
});

test("a preview that fails without a word of JSON leaves a comment under the marker that was given", async (t) => {
  const pulumi = pulumiStandIn(t, `echo "error: no stack named 'prod' found" >&2; exit 255`);
  const { code, out } = await review(["--marker", "contact-centre/prod", "--", "--stack", "prod"], {
    path: pulumi.path,
  });
  assert.equal(code, 1);
  assert.match(out, /^<!-- twilio-intelligence review: contact-centre\/prod -->\n/);
  assert.match(out, /no stack named 'prod' found/);
});

const MARKER = ["--marker", "contact-centre/prod"];
const NOT_REVIEWED =
  /^<!-- twilio-intelligence review: contact-centre\/prod -->\n### Twilio Intelligence: this change could not be reviewed\n/;

test("with a marker, whatever went wrong is a comment that says what, and the exit code is 1", async (t) => {
  const cut = readFileSync(golden("language.json"), "utf8").slice(0, 3000);
  const printing = (text: string) => pulumiStandIn(t, `cat <<'TEXT'\n${text}\nTEXT`).path;
  const cases: [what: RegExp, args: string[], options: Parameters<typeof review>[1]][] = [
    [/it is empty/, [], { input: "" }],
    [/says nothing about a preview/, [], { input: "{}" }],
    [/only the beginning of one/, [], { input: cut }],
    [
      /PULUMI_ENABLE_STREAMING_JSON_PREVIEW is set/,
      [],
      { input: '{"sequence":0,"preludeEvent":{}}\n{"sequence":1}\n' },
    ],
    [/PULUMI_ENABLE_STREAMING_JSON_PREVIEW is set/, [], { input: '{"sequence":0,"preludeEvent":{}}\n' }],
    [/absent\.json/, ["absent.json"], {}],
    [/pulumi: it is not on the PATH/, ["--", "--stack", "prod"], { path: "/nowhere" }],
    [/says nothing about a preview/, ["--", "--stack", "prod"], { path: printing("{}") }],
    [/only the beginning of one/, ["--", "--stack", "prod"], { path: printing(cut) }],
    [/and also run a preview/, [golden("language.json"), "--", "--stack", "prod"], {}],
  ];
  for (const [what, args, options] of cases) {
    const { code, out, err } = await review([...MARKER, ...args], options);
    assert.equal(code, 1, out);
    assert.match(out, NOT_REVIEWED);
    assert.match(out, what);
    assert.match(err, what, "and in the log");
  }
});

test("a preview that fails in the middle of its output is told with its error", async (t) => {
  const { path } = pulumiStandIn(t, `printf '{"steps": ['; echo "error: lost the connection" >&2; exit 255`);
  const { code, out } = await review([...MARKER, "--", "--stack", "prod"], { path });
  assert.equal(code, 1);
  assert.match(out, /^<!-- .*prod -->\n### Twilio Intelligence: the preview failed[\s\S]*error: lost the connection/);
});

test("--save-json writes the review as JSON beside the comment, also of one that could not be read", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-json-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "review.json");
  const { out } = await review([golden("language.json"), "--save-json", file]);
  assert.equal(out, readFileSync(golden("language.md"), "utf8"));
  assert.equal(JSON.parse(readFileSync(file, "utf8")).risks[0].id, "R001");
  await review([...MARKER, "absent.json", "--save-json", file]);
  assert.equal(JSON.parse(readFileSync(file, "utf8")).status, "failed");
});

test("a success has the marker that a failure has", async () => {
  const { code, out } = await review([...MARKER, golden("language.json")]);
  assert.equal(code, 0);
  assert.match(out, /^<!-- twilio-intelligence review: contact-centre\/prod -->\n/);
});

test("streaming output is switched off for a preview that the review runs", async (t) => {
  const { path } = pulumiStandIn(
    t,
    `[ -z "$PULUMI_ENABLE_STREAMING_JSON_PREVIEW" ] && cat "${golden("language.json")}"`,
  );
  const { code } = await runCommand(["review", "--", "--stack", "prod"], {
    env: { PATH: path, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "1" },
  });
  assert.equal(code, 0);
});

/** A pulumi that prints a preview, writes the event log that it is asked for, and ends with a code. */
const withEvents = (t: TestContext, events: string, code: number): string =>
  pulumiStandIn(
    t,
    `[ "$PULUMI_DEBUG_COMMANDS" = 1 ] && [ "$4" = --event-log ] && cat "${golden(events)}" > "$5"
cat "${golden("rules-moved.json")}"; exit ${code}`,
  ).path;

test("violations of policies come from the engine's event log: mandatory ones fail, advisory ones are risks", async (t) => {
  const failed = await review([...MARKER, "--", "--stack", "prod"], { path: withEvents(t, "policies.events", 1) });
  assert.equal(failed.code, 1);
  assert.match(
    failed.out,
    /the preview failed[\s\S]*Service "calls" violates the policy twilio-redaction-required of twilio/,
  );

  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-events-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const log = join(folder, "events.json");
  writeFileSync(log, readFileSync(golden("policies.events"), "utf8").replaceAll('"mandatory"', '"advisory"'));
  const args = [golden("rules-moved.json"), "--event-log", log, "--fail-on", "medium"];
  const { code, out } = await review(args);
  assert.equal(code, 2);
  assert.match(out, /R067[\s\S]*twilio-https-webhooks/);
});

test("review names what is wrong with its arguments", async () => {
  const said = async (...args: string[]) => {
    const { code, out, err } = await review(args, { input: readFileSync(golden("language.json"), "utf8") });
    assert.deepEqual([code === 0, out.length > 0], [err === "", err === ""]);
    return err;
  };
  assert.equal(await said("-"), "");
  assert.match(
    await said("a.json", "b.json"),
    /review reads one file, but got 2\. Put arguments for pulumi after --\./,
  );
  assert.match(await said("--save-preview", "kept.json"), /--save-preview needs a preview that the review runs itself/);
  for (const marker of ["dev", "contact-centre/", "/dev", "acme/contact-centre/dev"])
    assert.match(await said("--marker", marker), /It must be a project and a stack, such as contact-centre\/dev\./);
  assert.match(await said("absent.json"), /absent\.json/);
});

test("review reads a file or runs a preview, not both", async () => {
  const { code, err } = await review([golden("language.json"), "--", "--stack", "prod"]);
  assert.equal(code, 1);
  assert.match(err, /review cannot read .*language\.json and also run a preview/);
});

const { COMMANDS_IN_PROCESS } = process.env;
test("a reader that has seen enough ends the review without a word", { skip: COMMANDS_IN_PROCESS === "1" }, () => {
  const shell = spawnSync("sh", ["-c", `"${process.execPath}" "${MAIN}" review --format json | head -c 1`], {
    input: readFileSync(golden("language.json")),
    encoding: "utf8",
  });
  assert.deepEqual([shell.stdout, shell.stderr], ["{", ""]);
});

test("where there is no pulumi, review says so and what to do", async () => {
  const { code, err } = await review(["--", "--stack", "prod"], { path: "/nowhere" });
  assert.equal(code, 1);
  assert.match(err, /Could not run pulumi: it is not on the PATH. Install it/);
});

test("review --help has examples, exit codes and options", async () => {
  const { code, out } = await review(["--help"]);
  assert.equal(code, 0);
  for (const part of ["Examples:", "--fail-on", "--format", "Exit code:", "review -- --stack prod"])
    assert.ok(out.includes(part), part);
});
