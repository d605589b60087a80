import assert from "node:assert/strict";
import { test } from "node:test";
import { inWords, storm } from "../../faults/storm";

test("what goes beyond an account's rate limit comes through, none fails, and hardly any is sent twice", async (t) => {
  const result = await storm(t, 60);
  t.diagnostic(`60 objects: ${inWords(result)}`);
  assert.deepEqual(result.broken, []);
});
