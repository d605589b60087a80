import assert from "node:assert/strict";
import { test } from "node:test";
import { isIdle } from "../../../../cli/review/preview/idle";

const state = {
  urn: "urn:a",
  type: "t",
  custom: true,
  id: "GA1",
  inputs: { a: 1 },
  outputs: { a: 1 },
  dependencies: ["b", "c"],
};
const step = (op: string, change: object = {}) => ({ op, oldState: state, newState: { ...state, ...change } });

test("a preview without operations is empty, whatever order lists have and whatever a preview does not know", () => {
  assert.ok(isIdle([]));
  assert.ok(isIdle([step("same"), step("read"), step("refresh")]));
  assert.ok(isIdle([step("same", { id: "", outputs: {}, modified: "later", dependencies: ["c", "b"] })]));
});

test("what `up` would record makes it not empty, also where the engine counts the resource as unchanged", () => {
  for (const change of [
    { protect: true },
    { urn: "urn:b" },
    { parent: "urn:p" },
    { retainOnDelete: true },
    { additionalSecretOutputs: ["a"] },
    { dependencies: ["b"] },
    { customTimeouts: { create: 1 } },
  ])
    assert.ok(!isIdle([step("same", change)]), JSON.stringify(change));
  for (const op of ["create", "update", "delete", "replace", "import", "discard", "later"])
    assert.ok(!isIdle([step(op)]), op);
  for (const odd of [{ op: "same" }, null, "same", { op: "same", oldState: state }]) assert.ok(!isIdle([odd]));
});
