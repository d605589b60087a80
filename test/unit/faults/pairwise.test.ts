import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { switches } from "../../../emulator/behaviour";
import { BEHAVIOURS, nameOf } from "../../faults/behaviours/behaviours";
import { isCovered, pairsOf, pairwise } from "../../faults/behaviours/pairwise";

const values = fc.integer({ min: 1, max: 4 }).map((count) => Array.from({ length: count }, (_, at) => `v${at}`));
const parameters = fc
  .array(values, { maxLength: 7 })
  .map((all) => Object.fromEntries(all.map((one, at) => [`p${at}`, one])));

test("every pair of values is in a combination, and each combination has one value of each parameter", () => {
  fc.assert(
    fc.property(parameters, (all) => {
      const combinations = pairwise(all);
      for (const pair of pairsOf(all)) assert.ok(isCovered(combinations, pair), pair.join(" "));
      for (const combination of combinations) {
        assert.deepEqual(Object.keys(combination).toSorted(), Object.keys(all).toSorted());
        for (const [name, value] of Object.entries(combination)) assert.ok(all[name]?.includes(value));
      }
      assert.ok(combinations.length <= 1 + pairsOf(all).length);
    }),
  );
});

test("the pairs of two parameters are all combinations of their values", () => {
  assert.deepEqual(pairsOf({ a: ["1", "2"], b: ["3"] }), [
    ["a", "1", "b", "3"],
    ["a", "2", "b", "3"],
  ]);
});

test("a few behaviours of the API cover every pair of its switches, and the first has all defaults", () => {
  const all = Object.fromEntries(switches.map(({ name, values }) => [name, values]));
  const missing = pairsOf(all).filter((pair) => !isCovered(BEHAVIOURS, pair));
  assert.deepEqual(missing, []);
  assert.ok(BEHAVIOURS.length <= 15, `${BEHAVIOURS.length} behaviours`);
  assert.equal(nameOf(BEHAVIOURS[0] ?? {}), "defaults");
});
