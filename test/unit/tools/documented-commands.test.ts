import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { z } from "zod";

const ROOT = join(__dirname, "../../..");
const { name, bin } = z
  .object({ name: z.string(), bin: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));

/** Files that a user reads or copies, and sources that print commands. */
const files = execFileSync("git", ["ls-files", "*.md", "*.yml", "*.sh", "*.ts", "*.js"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && !file.startsWith("test/"));

test("the command has the package's own name too, so that npx never runs another package", () => {
  assert.equal(bin[name], bin["twilio-intelligence"]);
});

test("every npx of this package's command in docs, workflows and messages uses the package's own name", () => {
  const other = files.filter((file) =>
    /npx(?: --?[\w-]+)* twilio-intelligence/.test(readFileSync(join(ROOT, file), "utf8")),
  );
  assert.deepEqual(other, []);
});
