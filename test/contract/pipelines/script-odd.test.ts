import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { project } from "./project";

const skip = process.platform === "win32" ? "the script is for POSIX shells" : false;

test("the exit code is 1 for every failure, also where a shell ends with another number", { skip }, async (t) => {
  const made = project(t, "", "process.exit(7)");
  assert.equal(await made.start("preview", "-s", "prod").ended(), 1);
  assert.equal(await made.start("drift", "-s", "prod", "-C", "nowhere").ended(), 1);
  assert.equal(await made.start("drift", "-s", "prod", "-o", "/proc/nothing").ended(), 1);
  writeFileSync(join(made.modules, "cli.js"), 'process.kill(process.pid, "SIGKILL")');
  assert.equal(await made.start("drift", "-s", "prod").ended(), 1);
  writeFileSync(join(made.modules, "cli.js"), "process.exit(2)");
  assert.equal(await made.start("drift", "-s", "prod").ended(), 2);
});

test("files of an earlier update are gone before anything can fail", { skip }, async (t) => {
  const made = project(t, "exit 1", "process.exit(1)");
  const out = join(made.folder, "pipeline-out");
  mkdirSync(out);
  for (const name of ["outcome.md", "plan.json"]) writeFileSync(join(out, name), "is updated");
  assert.equal(await made.start("up", "-s", "prod", "-p", "nope.json").ended(), 1);
  assert.throws(() => made.file("outcome.md"), /ENOENT/);
  assert.equal(await made.start("plan", "-s", "prod").ended(), 1);
  assert.throws(() => made.file("plan.json"), /ENOENT/);
});

test("an update goes on where nobody reads its output", { skip }, async (t) => {
  const made = project(t, "echo one; sleep 1; echo two; echo three");
  const run = made.start("up", "-s", "prod", "-p", "plan.json");
  await run.says(/one/);
  run.child.stdout?.destroy();
  assert.equal(await run.ended(), 0);
  assert.match(made.file("up.txt"), /^one\ntwo\nthree\n$/);
});

test("the name of the project is found however it is written, and missed in a sentence", { skip }, async (t) => {
  const made = project(t, "", "process.exit(1)");
  for (const line of ["name: care", "name : care  ", '"name": care', "name: 'care' # ours", "\ufeffname: care\r"]) {
    writeFileSync(join(made.folder, "Pulumi.yaml"), `${line}\nruntime: nodejs\n`);
    await made.start("preview", "-s", "prod").ended();
    assert.match(made.file("review.md"), /^<!-- twilio-intelligence review: care\/prod -->\n/, line);
  }
  writeFileSync(join(made.folder, "Pulumi.yaml"), "runtime: nodejs\n");
  const run = made.start("preview", "-s", "prod");
  assert.equal(await run.ended(), 1);
  assert.match(run.output, /has no line that begins with name:/);
});

test("how an update ended is told without credentials that its output has", { skip }, async (t) => {
  const made = project(t, 'echo "Diagnostics:"; echo "  error: https://u:hunter2@hooks.example.com/x"; exit 255');
  const shared = join(made.modules, "shared");
  mkdirSync(shared);
  writeFileSync(
    join(shared, "redacted.js"),
    'exports.redactedText = (text) => text.replaceAll(/\\/\\/\\S+@/g, "//[secret]@")',
  );
  assert.equal(await made.start("up", "-s", "prod", "-p", "plan.json").ended(), 1);
  assert.match(made.file("outcome.md"), /https:\/\/\[secret\]@hooks/);
  assert.doesNotMatch(made.file("outcome.md"), /hunter2/);
});
