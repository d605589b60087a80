import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { LOAD_SOURCES } from "../../../tools/loader";

const ROOT = join(__dirname, "../../..");
const NEVER_MS = 3_600_000;

/** Runs one test file by the runner of `npm test`, in a process of its own: what is printed, and what is wrong. */
async function run(t: TestContext, source: string, limits: { testTimeoutMs?: number; fileTimeoutMs?: number }) {
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-hang-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "one.test.cjs");
  writeFileSync(file, `const { test } = require("node:test");\n${source}\n`);
  const all = { concurrency: 1, testTimeoutMs: NEVER_MS, fileTimeoutMs: NEVER_MS, ...limits };
  const program = join(folder, "run.cjs");
  writeFileSync(
    program,
    `require(${JSON.stringify(join(ROOT, "tools", "runTests.ts"))})
      .runTests(${JSON.stringify([file])}, ${JSON.stringify(all)})
      .then((problems) => console.log("PROBLEMS " + JSON.stringify(problems)));`,
  );
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(process.execPath, [...LOAD_SOURCES, program], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
  const problems: string[] = JSON.parse(/^PROBLEMS (.*)$/m.exec(output)?.[1] ?? "null");
  return { output, problems, file };
}

test("a file whose tests pass has no problem", async (t) => {
  assert.deepEqual((await run(t, 'test("passes", () => {});', {})).problems, []);
});

test("a file without a test is a problem", async (t) => {
  const { problems, file } = await run(t, "", {});
  assert.deepEqual(problems, [`${file} contains no test.`]);
});

test("a file of a group without a test is a problem, and one that cannot be loaded fails", async (t) => {
  const group = (body: string) => run(t, `const { suite } = require("node:test");\n${body}`, {});
  const tests = 'suite("one.test.ts", () => { test("passes", () => {}); });';
  assert.deepEqual((await group(tests)).problems, []);
  const { problems } = await group(`${tests} suite("empty.test.ts", () => {});`);
  assert.deepEqual(problems, ["empty.test.ts contains no test."]);
  const broken = await group(`${tests} suite("broken.test.ts", () => { throw new Error("cannot be loaded"); });`);
  assert.deepEqual(broken.problems, ["A test failed."]);
});

test("a test that hangs fails", async (t) => {
  const hangs = `test("hangs", ({ signal }) => new Promise(() => {
    const timer = setInterval(() => {}, ${NEVER_MS});
    signal.addEventListener("abort", () => clearInterval(timer));
  }));`;
  const { output, problems } = await run(t, hangs, { testTimeoutMs: 100 });
  assert.deepEqual(problems, ["A test failed."]);
  assert.match(output, /✖ hangs[\s\S]*test timed out after 100ms/);
});

test("a file that hangs where no test's own time limit can end it is named, and ends the run", async (t) => {
  const { problems, file } = await run(t, 'test("never yields", () => { while (true); });', { fileTimeoutMs: 600 });
  assert.ok(problems.includes(`${file} did not end within 0.01 minutes. The run is over.`), String(problems));
  assert.ok(problems.includes("A test failed."));
});
