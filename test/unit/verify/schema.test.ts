import assert from "node:assert/strict";
import { test } from "node:test";
import { fitOf } from "../../../cli/verify/schemaFit";

const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });

test("a value fits, or the places are named where it does not, three at most", () => {
  const schema = object(
    { a: { type: "integer" }, b: { enum: ["x"] } },
    { required: ["a"], additionalProperties: false },
  );
  assert.deepEqual(fitOf(schema, { a: 1 }), { fits: true });
  const fit = fitOf(schema, { a: "1", b: "y", c: 1, d: 1 });
  assert.ok("faults" in fit);
  assert.equal(fit.faults.length, 3);
  assert.ok(fit.faults.includes("/a must be integer"));
  assert.deepEqual(fitOf(schema, {}), { fits: false, faults: ["/ must have required property 'a'"] });
});

test("the draft does not matter: 2020-12, 7, or one that says what it is", () => {
  const tuple2020 = object({ a: { prefixItems: [{ type: "string" }] } });
  const tuple7 = object({ a: { items: [{ type: "string" }] } });
  for (const schema of [tuple2020, tuple7]) {
    for (const dialect of [undefined, "http://json-schema.org/draft-07/schema#", "https://example.com/none"]) {
      const named = { ...schema, ...(dialect && { $schema: dialect, $id: "https://example.com/own" }) };
      assert.deepEqual(fitOf(named, { a: ["x"] }), { fits: true });
      assert.deepEqual(fitOf(named, { a: [1] }), { fits: false, faults: ["/a/0 must be string"] });
    }
  }
  const referring = object({ a: { $ref: "#/definitions/own" } }, { definitions: { own: { type: "string" } } });
  assert.deepEqual(fitOf(referring, { a: 1 }), { fits: false, faults: ["/a must be string"] });
});

test("what no draft knows is ignored, and what no draft can read is said to be unusable", () => {
  assert.deepEqual(fitOf(object({ a: { type: "string", example: 1, format: "date" } }), { a: "x" }), { fits: true });
  for (const schema of [
    object({ a: { type: "text" } }),
    object({ a: { pattern: "(" } }),
    object({ a: { minimum: 1, exclusiveMinimum: true } }),
    object({ a: { $ref: "https://example.com/other" } }),
    object({ a: { $ref: "#/$defs/none" } }),
    object({ a: { minimum: { $data: "1/b" } }, b: {} }),
  ]) {
    assert.ok("unusable" in fitOf(schema, { a: 1, b: 1 }), JSON.stringify(schema));
  }
});

test("a hostile schema ends, in a word: patterns and references that explode, nests without end", () => {
  const LIMIT_MS = 300;
  const knot: Record<string, object> = { d0: { type: "string" } };
  for (let at = 1; at <= 40; at++) knot[`d${at}`] = { allOf: [1, 2].map(() => ({ $ref: `#/$defs/d${at - 1}` })) };
  let nest: object = { type: "string" };
  for (let depth = 0; depth < 20_000; depth++) nest = object({ a: nest });
  const value = { a: `${"a".repeat(50)}!` };
  for (const schema of [
    object({ a: { pattern: "^(a+)+$" } }),
    object({ a: { $ref: "#/$defs/d40" } }, { $defs: knot }),
    nest,
  ]) {
    assert.ok("unusable" in fitOf(schema, value, LIMIT_MS));
  }
});

test("a schema runs no code and reaches no prototype", () => {
  const evil = '"];globalThis.pwned=true;//';
  const schema = object({ [evil]: { const: evil }, [`'${evil}`]: { enum: [`\`\${${evil}}\``] } }, { title: evil });
  fitOf(schema, { [evil]: 1, [`'${evil}`]: 1 });
  assert.ok(!("pwned" in globalThis));
  const inherited = fitOf({ type: "object", required: ["constructor"] }, {});
  assert.deepEqual(inherited, { fits: false, faults: ["/ must have required property 'constructor'"] });
  const asynchronous = fitOf({ $async: true, type: "object", required: ["a"] }, {});
  assert.ok("faults" in asynchronous);
});
