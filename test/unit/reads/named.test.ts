import assert from "node:assert/strict";
import { test } from "node:test";
import { closestTo } from "../../../provider/reads/findByName";

const NAMES = ["Sentiment", "Summary", "Next Best Response", "Script Adherence", "Call Sentiment", "Topic", "Order"];

for (const [wanted, first] of [
  ["sentiment", "Sentiment"],
  ["Sentimnet", "Sentiment"],
  ["best response", "Next Best Response"],
  ["TOPICS", "Topic"],
] as const) {
  test(`"${wanted}" is closest to "${first}", of five at most`, () => {
    const closest = closestTo(wanted, NAMES);
    assert.equal(closest[0], first);
    assert.equal(closest.length, 5);
  });
}

test("names that have nothing in common come in the order of the alphabet", () => {
  assert.deepEqual(closestTo("xyz", ["c", "b", "a"]), ["a", "b", "c"]);
  assert.deepEqual(closestTo("", ["b", ""]), ["", "b"]);
  assert.deepEqual(closestTo("a", []), []);
});
