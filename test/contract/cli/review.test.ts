import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
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

test("review -- runs the preview with what follows, and what is unchanged", async (t) => {
  const pulumi = pulumiStandIn(t, `echo "a word from pulumi" >&2; cat "${golden("language.json")}"`);
  const { code, out, err } = await review(["--fail-on", "high", "--", "--stack", "prod"], { path: pulumi.path });
  assert.equal(pulumi.args(), "preview --json --show-sames --stack prod");
  assert.deepEqual([code, out], [2, readFileSync(golden("language.md"), "utf8")]);
  assert.match(err, /a word from pulumi/);
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
