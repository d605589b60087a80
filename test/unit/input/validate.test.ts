import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { refusals } from "../../../provider/values/refusals";

test("a number that is none is called by its name", () => {
  const schema = z.object({ count: z.number() });
  const failures = refusals(schema, { count: Number.NaN });
  assert.deepEqual(failures, [{ property: "count", reason: "must be a number, not NaN" }]);
});
