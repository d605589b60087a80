import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { SPARING } from "../kit/environment";

test("npm run demo plays a stack's whole life", () => {
  const cwd = join(__dirname, "../../..");
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "demo"], {
    cwd,
    env: { ...process.env, ...SPARING },
    encoding: "utf8",
  });
  assert.equal(status, 0, `${stdout}${stderr}`);
  assert.match(stdout, /The account is empty\.\s*$/);
});
