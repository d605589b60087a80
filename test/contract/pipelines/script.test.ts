import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { z } from "zod";
import { project } from "./project";

const ROOT = join(__dirname, "..", "..", "..");
const skip = process.platform === "win32" ? "the script is for POSIX shells" : false;

/** Works until it is interrupted, then records what it did; a second signal makes it stop at once. */
const WORKING = `trap 'echo "interrupted"; trap "exit 9" INT; sleep 1; echo "recorded"; exit 255' INT
echo "updating"
while :; do sleep 0.05; done`;

for (const [signal, whom] of [
  ["SIGTERM", "the script"],
  ["SIGINT", "the script"],
  ["SIGINT", "the whole process group, as by Ctrl-C"],
  ["SIGTERM", "the whole process group"],
] as const) {
  test(`${signal} to ${whom} reaches an update once, which ends what it has begun`, { skip }, async (t) => {
    const { start, file } = project(t, WORKING);
    const run = start("up", "-s", "prod", "-p", "plan.json");
    await run.says(/^updating$/m);
    const { pid = 0 } = run.child;
    process.kill(whom === "the script" ? pid : -pid, signal);
    assert.equal(await run.ended(), 1, run.output);
    assert.match(run.output, /cancelled\. The command ends what it has begun\.[\s\S]*recorded/);
    assert.match(file("up.txt"), /^updating\ninterrupted\nrecorded\n$/);
  });
}

test("an update that fails because of a lock says what to do", { skip }, async (t) => {
  const { start, file } = project(t, 'echo "error: the stack is currently locked by 1 lock(s)" >&2; exit 255');
  const run = start("up", "-s", "acme/prod", "-p", "plan.json");
  assert.equal(await run.ended(), 1);
  assert.match(run.output, /did not release it[\s\S]*pulumi cancel --stack acme\/prod/);
  assert.match(file("up.txt"), /currently locked/, "the file has the errors too");
});

test("an update that ends well ends with 0, and a failure is always 1", { skip }, async (t) => {
  const good = project(t, "echo done").start("up", "-p", "plan.json");
  assert.equal(await good.ended(), 0, good.output);
  const bad = project(t, "exit 2").start("up", "-p", "plan.json");
  assert.equal(await bad.ended(), 1, bad.output);
});

const NOT_REVIEWED =
  /^<!-- twilio-intelligence review: care\/eu-%2Dprod -->\n### Twilio Intelligence: this change could not be reviewed\n/;

test("whatever ends a preview, there is a comment under the marker of the stack, and none of an earlier run", {
  skip,
}, async (t) => {
  const named = 'if [ "$1 $2" = "stack --show-name" ]; then echo eu--prod; fi';
  const made = project(t, named, "process.exit(7)");
  for (const args of [["-s", "acme/care/eu--prod"], []]) {
    mkdirSync(join(made.folder, "pipeline-out"), { recursive: true });
    writeFileSync(join(made.folder, "pipeline-out", "review.md"), "no risk");
    assert.equal(await made.start("preview", ...args).ended(), 1, "whatever the command ends with");
    assert.match(made.file("review.md"), NOT_REVIEWED);
  }
  writeFileSync(
    join(made.modules, "cli.js"),
    'process.stdout.write("<!-- half"); process.kill(process.pid, "SIGKILL")',
  );
  assert.notEqual(await made.start("preview", "-s", "eu--prod").ended(), 0);
  assert.match(made.file("review.md"), NOT_REVIEWED);
  rmSync(join(made.folder, "node_modules"), { recursive: true });
  const without = made.start("review", "-s", "eu--prod", "--", "preview.json");
  assert.equal(await without.ended(), 1);
  assert.match(without.output, /is not installed/);
  assert.match(made.file("review.md"), NOT_REVIEWED);
});

test("a review takes the place of the text that stood in for it", { skip }, async (t) => {
  const review = "<!-- twilio-intelligence review: care/prod -->\n### no risk\n";
  const made = project(t, "", `console.log(${JSON.stringify(review.trimEnd())})`);
  assert.equal(await made.start("preview", "-s", "prod").ended(), 0);
  assert.equal(made.file("review.md"), review);
});

test("what follows a second -- goes to pulumi, beside the stack and the policy pack", { skip }, async (t) => {
  const made = project(t, "", 'console.error(process.argv.slice(2).join(" "))');
  const asked = async (...args: string[]) => {
    const run = made.start("preview", "-s", "prod", "-P", "pack", ...args);
    await run.ended();
    return run.output.split("\n")[0]?.replace(/^.* pipeline-out\/preview\.json /, "");
  };
  assert.equal(await asked(), "-- --stack prod --policy-pack pack");
  assert.equal(await asked("--", "--fail-on", "high"), "--fail-on high -- --stack prod --policy-pack pack");
  assert.equal(
    await asked("--", "--fail-on", "high", "--", "--refresh"),
    "--fail-on high -- --refresh --stack prod --policy-pack pack",
  );
  assert.equal(await asked("--", "--", "--target", "urn:a b"), "-- --target urn:a b --stack prod --policy-pack pack");
});

const steps = z.object({
  runs: z.object({ steps: z.array(z.object({ name: z.string(), run: z.string() }).partial()) }),
});
const runStep = steps
  .parse(parse(readFileSync(join(ROOT, "action.yml"), "utf8")))
  .runs.steps.find(({ name }) => name === "Run")?.run;

/** A command that writes a review as JSON where it is asked to. */
const writing = (review: object, code = 0) =>
  `require("node:fs").writeFileSync(process.argv[process.argv.indexOf("--save-json") + 1], ${JSON.stringify(JSON.stringify(review))});
process.exit(${code});`;

test("the action says status, number of changes and highest risk, and nothing of an earlier step", {
  skip,
}, async (t) => {
  const outputs = async (command: string) => {
    const { folder, env } = project(t, "", command);
    mkdirSync(join(folder, "pipeline-out"));
    for (const name of ["review.md", "review.json", "review.env", "drift.md"])
      writeFileSync(join(folder, "pipeline-out", name), JSON.stringify({ status: "stale" }));
    const given = {
      ACTION_PATH: ROOT,
      COMMAND: "preview",
      STACK: "prod",
      POLICY_PACK: "",
      PLAN: "",
      BASE: "",
      FILE: "",
      FAIL_ON: "",
    };
    const file = join(folder, "output");
    const child = spawn("sh", ["-e", "-c", runStep ?? ""], {
      cwd: folder,
      env: { ...env, ...given, GITHUB_OUTPUT: file },
    });
    assert.deepEqual(await once(child, "close"), [0, null]);
    assert.ok(!existsSync(join(folder, "pipeline-out", "drift.md")));
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.filter((line) => !line.startsWith("folder=")).join(" ");
  };
  const review = { status: "changes", changes: 3, risk: "medium", empty: false };
  assert.equal(await outputs(writing(review)), "code=0 status=changes changes=3 risk=medium empty=false");
  assert.equal(
    await outputs(writing({ ...review, risk: "none" }, 2)),
    "code=2 status=changes changes=3 risk=none empty=false",
  );
  assert.equal(await outputs(writing({ ...review, status: "failed" }, 1)), "code=1 status=failed");
  assert.equal(await outputs("process.exit(7)"), "code=1 status=failed");
});

/** A command that finds no drift, and verifies with an exit code. */
const verifying = (code: number) => `const [, , command] = process.argv;
if (command === "verify") console.log("rule summary: no result");
process.exit(command === "verify" ? ${code} : 0);`;

test("an update says how it ended, from its errors on, and verify adds whether results arrive", { skip }, async (t) => {
  const failing = 'echo "Updating (prod)"; echo "Diagnostics:"; echo "  error: Service calls: refused ~~~~~"; exit 255';
  const bad = project(t, failing);
  assert.equal(await bad.start("up", "-s", "prod", "-p", "plan.json").ended(), 1);
  assert.equal(
    bad.file("outcome.md"),
    [
      "<!-- twilio-intelligence deployment: care/prod -->",
      "### Twilio Intelligence: the update of `care/prod` failed",
      "",
      "What it did before it failed stays, and the state has it.",
      "",
      "~~~~~~text",
      "Diagnostics:",
      "  error: Service calls: refused ~~~~~",
      "~~~~~~",
      "",
    ].join("\n"),
  );
  const good = project(t, 'echo "Updating (prod)"; echo "Resources:"; echo "    + 1 created"', verifying(0));
  assert.equal(await good.start("up", "-s", "prod", "-p", "plan.json").ended(), 0);
  assert.match(good.file("outcome.md"), /the stack `care\/prod` is updated\n\n~~~~text\nResources:\n {4}\+ 1 created/);
  assert.equal(await good.start("verify", "-s", "prod").ended(), 0);
  assert.match(good.file("outcome.md"), /is updated[\s\S]*Verified: the results of its rules arrive as expected\./);
  writeFileSync(join(good.modules, "cli.js"), verifying(2));
  assert.equal(await good.start("verify", "-s", "prod").ended(), 2);
  assert.match(
    good.file("outcome.md"),
    /\*\*Not every result arrives as expected:\*\*\n\n~~~~text\nrule summary: no result/,
  );
});

test("an update that does not begin, or is killed, leaves no outcome of an earlier one", { skip }, async (t) => {
  const made = project(t, 'kill -9 "$PPID"');
  mkdirSync(join(made.folder, "pipeline-out"));
  writeFileSync(join(made.folder, "pipeline-out", "outcome.md"), "is updated");
  await made.start("up", "-s", "prod", "-p", "plan.json").ended();
  assert.match(made.file("outcome.md"), /`care\/prod` (?:failed|began, and its end is not known)/);
  rmSync(join(made.folder, "node_modules"), { recursive: true });
  assert.equal(await made.start("up", "-s", "prod", "-p", "plan.json").ended(), 1);
  assert.match(made.file("outcome.md"), /`care\/prod` did not begin/);
});
