import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { ensureBuild } from "../../../tools/build";
import { report } from "../../environments/table";

const ROOT = join(__dirname, "../../..");

before(ensureBuild);

test("the files of docs/testing.md pass as they stand, with credentials in the environment that must not be used", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "unit-tests-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const page = readFileSync(join(ROOT, "docs/testing.md"), "utf8");
  const files = [...page.matchAll(/```js (\S+)\n([\s\S]*?)```/g)];
  assert.equal(files.length, 3);
  for (const [, name = "", text = ""] of files) writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(ROOT, join(folder, "node_modules/pulumi-twilio-intelligence"), "dir");
  symlinkSync(join(ROOT, "node_modules/@pulumi"), join(folder, "node_modules/@pulumi"), "dir");
  const env = {
    PATH: process.env.PATH,
    TWILIO_API_KEY: `SK${"0".repeat(32)}`,
    TWILIO_API_SECRET: "secret",
    TWILIO_INTELLIGENCE_BASE_URL: "http://127.0.0.1:9",
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--test"], { cwd: folder, encoding: "utf8", env });
  assert.equal(status, 0, `${stdout}${stderr}`);
  assert.match(stdout, /pass 2\b/);
  report(t, "mocks-node-test", "works");
});
