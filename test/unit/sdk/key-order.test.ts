import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ignoringOrder } from "../../../dynamic/hidden";
import { received, receivedBoth, returned, UNKNOWN_TEXT } from "../../../dynamic/host";
import { inRecordedOrder, orderOf } from "../../../dynamic/keyOrder";
import { propertiesInOrderOf } from "../../../provider/values/inOrder";
import { isObject, type Values } from "../../../provider/values/json";
import { isUnknown } from "../../../provider/values/unknown";

const NAMES = ["schema"];

/** A value as it comes back from the engine: every map in alphabetical order. */
function throughEngine<T>(value: T): T;
function throughEngine(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => throughEngine(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, throughEngine(value[key])]),
  );
}

/** JSON tells the order of keys at every depth. */
const text = (value: unknown): string => JSON.stringify(value);

test("the order of keys survives the engine at any depth, whatever the keys are", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (schema) => {
      const values: Values = { schema: JSON.parse(JSON.stringify(schema)), other: { b: 1, a: 2 } };
      const order = orderOf(values, NAMES);
      const back = inRecordedOrder(throughEngine(values), throughEngine(order));
      assert.equal(text(back.schema), text(values.schema));
      assert.equal(text(back.other), text({ a: 2, b: 1 }));
    }),
  );
});

test("alphabetical order is recorded as an empty list", () => {
  assert.deepEqual(orderOf({ schema: { a: 1, b: [{ c: 1, d: 2 }] } }, NAMES), []);
  assert.deepEqual(orderOf({}, NAMES), []);
});

test("only objects in another order are listed, each by its path", () => {
  const schema = { type: "object", properties: { verdict: 1, "a.b": { z: 1, y: 2 } }, anyOf: [{ b: 1, a: 2 }] };
  assert.deepEqual(orderOf({ schema }, NAMES), [
    ["schema", "type", "properties", "anyOf"],
    ["schema.properties", "verdict", "a.b"],
    ['schema.properties["a.b"]', "z", "y"],
    ["schema.anyOf[0]", "b", "a"],
  ]);
});

test("an order that does not fit the values changes no value", () => {
  const values = { schema: { a: 1, b: { c: 2 }, d: 3 } };
  const order = [["schema", "d", "gone", "a"] as const, ["schema.a", "x"] as const, ["schema.gone[0].b", "x"] as const];
  assert.equal(text(inRecordedOrder(values, order)), text({ schema: { d: 3, a: 1, b: { c: 2 } } }));
});

test("one side takes the order of the other where both have the keys", () => {
  const like = { schema: { b: { y: 0, x: 0 }, a: 0 }, other: { b: 0, a: 0 } };
  const values = { schema: { a: 1, b: { w: 1, x: 1, y: 1 }, c: 1 }, other: { a: 1, b: 1 } };
  assert.equal(
    text(propertiesInOrderOf(values, like, NAMES)),
    text({ schema: { b: { y: 1, x: 1, w: 1 }, a: 1, c: 1 }, other: { a: 1, b: 1 } }),
  );
});

const bundle = (values: Values) => ({ values, secrets: [], notes: {} });

test("the host hands back what it was given, in its order, through the state", () => {
  const values = { schema: { z: 1, y: { b: 1, a: [{ d: 1, c: 2 }] } } };
  const state = throughEngine(returned(bundle(values), NAMES));
  assert.equal(text(received(state).values), text(values));
  assert.deepEqual(Object.keys(returned(bundle({ schema: {} }), NAMES)).sort(), ["__order", "schema"]);
  assert.deepEqual(Object.keys(returned(bundle({ schema: {} }), [])), ["schema"]);
});

test("unknown values and secrets inside keep their places", () => {
  const handed = {
    schema: { b: UNKNOWN_TEXT, a: { d: UNKNOWN_TEXT, c: "told" } },
    __order: [
      ["schema", "b", "a"],
      ["schema.a", "d", "c"],
    ],
    __secret: ["schema.a.c"],
  };
  const { values, secrets } = received(throughEngine(handed));
  assert.ok(isObject(values.schema) && isUnknown(values.schema.b));
  assert.deepEqual(Object.keys(values.schema), ["b", "a"]);
  assert.deepEqual(secrets, [["schema", "a", "c"]]);
  assert.deepEqual(returned({ values, secrets, notes: {} }, NAMES).__order, handed.__order);
});

test("a state of an earlier release has the order of the program, and a program without order that of the state", () => {
  const schema = { z: 1, a: { d: 1, c: 2 } };
  const ordered = throughEngine(returned(bundle({ schema }), NAMES));
  const { __order: _order, ...bare } = ordered;
  for (const [olds, news] of [
    [bare, ordered],
    [ordered, bare],
  ] as const) {
    const [prior, desired] = receivedBoth(olds, news, NAMES);
    assert.equal(text(prior.values), text({ schema }));
    assert.equal(text(desired.values), text({ schema }));
  }
  const [prior] = receivedBoth(returned(bundle({ schema: { a: 1, z: 1 } }), NAMES), ordered, NAMES);
  assert.equal(text(prior.values), text({ schema: { a: 1, z: 1 } }), "a recorded order stays");
});

test("where a property is ignored, its order is ignored too", () => {
  assert.deepEqual(ignoringOrder(["schema.properties"], NAMES), ["schema.properties", "__order"]);
  assert.deepEqual(ignoringOrder(["displayName"], NAMES), ["displayName"]);
});
