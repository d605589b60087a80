import assert from "node:assert/strict";
import fs, { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { ensureBuild } from "../../../tools/build";
import { publish } from "../../../tools/build/publish";

function folder(t: TestContext, name: string, files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), `twilio-intelligence-${name}-`));
  t.after(() => fs.rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const KEPT = ["index.js", "cli/main.js", "cli/deep/one.js"];
const build = (text: string) => Object.fromEntries(KEPT.map((path) => [path, text]));

test("a build takes the place of the last one, and no file of both is missing meanwhile", (t) => {
  const dist = folder(t, "dist", { ...build("old"), "gone.js": "old", "gone/too.js": "old" });
  const fresh = folder(t, "fresh", { ...build("new"), "added/new.js": "new" });
  const missing: string[] = [];
  const look = () => missing.push(...KEPT.filter((path) => !existsSync(join(dist, path))));
  const { renameSync, rmSync } = fs;
  t.mock.method(fs, "renameSync", (...args: Parameters<typeof renameSync>) => {
    renameSync(...args);
    look();
  });
  t.mock.method(fs, "rmSync", (...args: Parameters<typeof rmSync>) => {
    rmSync(...args);
    look();
  });
  publish(fresh, dist);
  assert.deepEqual(missing, []);
  const files = readdirSync(dist, { recursive: true }).map(String).sort();
  assert.deepEqual(files, ["added", "added/new.js", "cli", "cli/deep", "cli/deep/one.js", "cli/main.js", "index.js"]);
  for (const path of KEPT) assert.equal(readFileSync(join(dist, path), "utf8"), "new");
});

test("a test of a run that has decided whether to compile compiles nothing, whatever is newer", async (t) => {
  const before = process.env.PACKAGE_BUILD_DECIDED;
  t.after(() => {
    if (before === undefined) delete process.env.PACKAGE_BUILD_DECIDED;
    else process.env.PACKAGE_BUILD_DECIDED = before;
  });
  process.env.PACKAGE_BUILD_DECIDED = "1";
  const looked = t.mock.method(fs, "readdirSync");
  await ensureBuild();
  assert.equal(looked.mock.callCount(), 0);
});
