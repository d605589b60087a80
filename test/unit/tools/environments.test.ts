import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SETUPS } from "../../environments/setups";
import { rowsOfPage } from "../../environments/table";

const ROOT = join(__dirname, "../../..");

test("docs/environments.md has a row of each set-up, in the order of the list, and no others", () => {
  assert.deepEqual([...rowsOfPage().keys()], Object.values(SETUPS));
});

test("the test that a row names tries its set-up", () => {
  const rows = rowsOfPage();
  for (const [setup, title] of Object.entries(SETUPS)) {
    const [, file = ""] = /\| `(test\/\S+\.test\.ts)` \|$/.exec(rows.get(title) ?? "") ?? [];
    assert.ok(readFileSync(join(ROOT, file), "utf8").includes(`"${setup}"`), `${file} does not try ${setup}`);
  }
});
