import assert from "node:assert/strict";
import { test } from "node:test";
import { normalSchema, schemaFailures, schemaWarnings } from "../../../provider/operators/outputSchema";
import { UNKNOWN } from "../../../provider/values/unknown";

type Schema = Record<string, unknown>;

const object = (properties: Schema, more: Schema = {}): Schema => ({ type: "object", properties, ...more });
const refusals = (outputSchema: unknown, outputFormat: unknown = "JSON") =>
  schemaFailures({ outputFormat, outputSchema }).map(({ property, reason }) => `${property} ${reason}`);

/** Objects within objects, so many of them. */
const nested = (levels: number): Schema =>
  levels === 1 ? object({ leaf: { type: "string" } }) : object({ inner: nested(levels - 1) });
const flat = (count: number) =>
  object(Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, { type: "string" }])));
const enumOf = (count: number) => object({ e: { enum: Array.from({ length: count }, (_, at) => `v${at}`) } });

const REFUSED: [title: string, schema: unknown, refused: string[]][] = [
  ["an object", object({ a: { type: "string" } }), []],
  ["no type", { properties: {} }, ['outputSchema.type must be "object"']],
  ["a list", { type: "array", items: {} }, ['outputSchema.type must be "object"']],
  ["100 properties", flat(100), []],
  ["101 properties", flat(101), ["outputSchema has 101 properties; the API takes at most 100"]],
  [
    "101 properties in two places",
    object({ a: flat(49), b: { type: "array", items: flat(50) } }),
    ["outputSchema has 101 properties; the API takes at most 100"],
  ],
  ["10 levels", nested(10), []],
  ["11 levels", nested(11), ["outputSchema has 11 levels; the API takes at most 10"]],
  [
    "11 levels through lists and choices",
    object({ a: { type: "array", items: { anyOf: [nested(10)] } } }),
    ["outputSchema has 11 levels; the API takes at most 10"],
  ],
  ["1,000 enum values", enumOf(1000), []],
  ["1,001 enum values", enumOf(1001), ["outputSchema has 1001 enum values; the API takes at most 1000"]],
  [
    "a keyword that is not taken",
    object({ a: { type: "string", minLength: 1 } }),
    ["outputSchema.properties.a.minLength is a keyword that the API does not take"],
  ],
  [
    "such keywords at any depth",
    object(
      { a: { type: "array", items: object({}, { minProperties: 1 }), uniqueItems: true } },
      {
        $defs: { one: { anyOf: [{ type: "string", maxLength: 9 }] } },
      },
    ),
    [
      "outputSchema.properties.a.uniqueItems is a keyword that the API does not take",
      "outputSchema.properties.a.items.minProperties is a keyword that the API does not take",
      "outputSchema.$defs.one.anyOf[0].maxLength is a keyword that the API does not take",
    ],
  ],
  ["a property that is called like one", object({ minLength: { type: "integer" }, contains: { type: "string" } }), []],
  ["values that look like one", object({ a: { enum: [{ minLength: 1 }], default: { contains: 1 } } }), []],
  ["what is not known yet", object({ a: UNKNOWN }), []],
  ["nothing that is known", UNKNOWN, []],
];

for (const [title, schema, expected] of REFUSED) {
  test(`an output schema: ${title}`, () => assert.deepEqual(refusals(schema).sort(), expected.sort()));
}

test("an output schema is for JSON, and for JSON alone", () => {
  assert.match(refusals(undefined).join(), /^outputSchema is required with outputFormat JSON/);
  assert.deepEqual(refusals(object({}), "TEXT"), ["outputSchema is for outputFormat JSON alone, not TEXT"]);
  assert.deepEqual(refusals(undefined, "TEXT"), []);
  assert.deepEqual(refusals(object({}), UNKNOWN), []);
});

test("what may be missing is worth a warning, unless it may be null", () => {
  const warned = (schema: Schema) => schemaWarnings({ outputSchema: schema }).map((text) => text.split(" ")[0]);
  const properties = {
    plain: { type: "string" },
    required: { type: "string" },
    nullable: { type: ["string", "null"] },
    nothing: { type: "null" },
    either: { anyOf: [{ type: "string" }, { type: "null" }] },
    oneOf: { oneOf: [{ type: "string" }, { type: ["number", "null"] }] },
    inner: object({ deep: { type: "string" } }),
  };
  assert.deepEqual(warned(object(properties, { required: ["required", "inner"] })), [
    "outputSchema.properties.plain",
    "outputSchema.properties.inner.properties.deep",
  ]);
});

test("what the server writes into a schema is no difference, and everything else is", () => {
  const declared = object({ a: { type: "string" }, list: { type: "array", items: object({ b: { type: "number" } }) } });
  const closed = (schema: Schema, required: string[]) => ({ ...schema, required, additionalProperties: false });
  const written = closed(
    object({
      list: { items: closed(object({ b: { type: "number" } }), ["b"]), type: "array" },
      a: { type: "string" },
    }),
    ["a", "list"],
  );
  assert.deepEqual(normalSchema(written), normalSchema(declared));
  assert.deepEqual(normalSchema(undefined), {});
  for (const other of [
    object({ a: { type: "number" }, list: declared }),
    object({ a: { type: "string" } }),
    { ...declared, title: "t" },
  ]) {
    assert.notDeepEqual(normalSchema(other), normalSchema(declared));
  }
  const called = object({ required: { type: "string" }, additionalProperties: { type: "string" } });
  assert.deepEqual(Object.keys(Object(Reflect.get(Object(normalSchema(called)), "properties"))).length, 2);
  assert.deepEqual(normalSchema({ const: { required: 1 } }), { const: { required: 1 } });
});
