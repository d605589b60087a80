import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gaps, PAGE, page, rows } from "../../tools/coverage/main";

test("every path of the API has a client call, a resource or read, an emulator route and an example, or a reason", async () => {
  const found = await rows();
  assert.deepEqual(gaps(found), []);
  assert.equal(
    readFileSync(PAGE, "utf8"),
    page(found),
    "docs/coverage.md is stale: run npx tsx tools/coverage/main.ts",
  );
});
