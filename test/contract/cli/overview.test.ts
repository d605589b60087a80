import { strict as assert } from "node:assert";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { runCommand } from "../kit/command";

const GOLDEN = join(__dirname, "../../golden/review");

/** Runs the command on reviews of golden previews, each as that of another stack. */
async function overviewOf(t: TestContext, stacks: Record<string, string>, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-overview-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const files = await Promise.all(
    Object.entries(stacks).map(async ([stack, name]) => {
      const file = join(folder, `${stack}.json`);
      const marked = ["--marker", `contact-centre/${stack}`, "--save-json", file];
      await runCommand(["review", ...marked, join(GOLDEN, `${name}.json`)]);
      return file;
    }),
  );
  return runCommand(["overview", ...args, ...files]);
}

test("the reviews of several stacks are one comment: a table, and each risk once with the stacks that have it", async (t) => {
  const { code, out } = await overviewOf(t, { dev: "language", staging: "language", prod: "trigger-more-often" });
  assert.equal(code, 0);
  const lines = out.split("\n");
  assert.equal(lines[0], "<!-- twilio-intelligence review: contact-centre/%2A -->");
  assert.equal(lines[1], "### Twilio Intelligence: 3 stacks, highest risk high");
  assert.match(
    out,
    /^\| `dev` \| .* \| 🔴 high \|\n\| `staging` \| .* \| 🔴 high \|\n\| `prod` \| .* \| 🟠 medium \|$/m,
  );
  const titles = lines.filter((line) => /^- \S+ \*\*/.test(line));
  assert.equal(new Set(titles).size, titles.length);
  assert.ok(lines.some((line) => /^ {2}- `dev`, `staging`: Service `\w+`: `/.test(line)));
  const levels = titles.map((line) => /\*\*(\w+):/.exec(line)?.[1]);
  assert.deepEqual(
    levels,
    levels.toSorted((a, b) => ["high", "medium", "low"].indexOf(`${a}`) - ["high", "medium", "low"].indexOf(`${b}`)),
  );
});

test("a stack whose review failed or is missing is shown as such, never as unchanged, and ends with 1", async (t) => {
  const failed = await overviewOf(t, { dev: "language", prod: "failed-preview" });
  assert.equal(failed.code, 1);
  assert.match(failed.out, /2 stacks, 1 not reviewed, highest risk high in the others/);
  assert.match(failed.out, /^\| `prod` \| \*\*the preview failed\*\* \|/m);
  const missing = await overviewOf(t, { dev: "language" }, "--expect", "dev", "--expect", "prod");
  assert.equal(missing.code, 1);
  assert.match(missing.out, /^\| `prod` \| \*\*has no review\*\* \|/m);
  const none = await overviewOf(t, {}, "--expect", "dev");
  assert.equal(none.code, 1);
  assert.match(none.out, /1 stack, 1 not reviewed[\s\S]*^\| `dev` \| \*\*has no review/m);
  assert.match((await overviewOf(t, {})).err, /There is no review\./);
});

test("--fail-on ends with 2 if any stack has such a risk", async (t) => {
  const stacks = { dev: "trigger-more-often", prod: "rules-moved" };
  assert.equal((await overviewOf(t, stacks, "--fail-on", "high")).code, 0);
  assert.equal((await overviewOf(t, stacks, "--fail-on", "medium")).code, 2);
});

test("what is no review is named", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-overview-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "preview.json");
  writeFileSync(file, '{"version":1,"project":"a","stack":"b"}');
  const { code, err } = await runCommand(["overview", file]);
  assert.equal(code, 1);
  assert.match(err, /preview\.json is not the JSON of a review \(status: .*--save-json FILE/s);
});
