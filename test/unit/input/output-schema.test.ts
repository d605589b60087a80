import assert from "node:assert/strict";
import { test } from "node:test";
import { dialectFailures, normalSchema, RESULT_SCHEMA, schemaFailures } from "../../../provider/operators/outputSchema";
import { schemaRemarks } from "../../../provider/operators/schemaRemarks";
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

test("the limits of a result schema of v2 are its own", () => {
  const refused = (schema: unknown) =>
    dialectFailures(schema, "config.json_result_schema", RESULT_SCHEMA).map(
      ({ property, reason }) => `${property.replace("config.json_result_schema", "")} ${reason}`,
    );
  assert.deepEqual(refused(nested(5)), []);
  assert.deepEqual(refused(nested(6)), [" has 6 levels; the API takes at most 5"]);
  assert.deepEqual(refused(enumOf(500)), []);
  assert.deepEqual(refused(enumOf(501)), [" has 501 enum values; the API takes at most 500"]);
  assert.deepEqual(refused(flat(101)), [" has 101 properties; the API takes at most 100"]);
  assert.deepEqual(refused({ type: "array" }), ['.type must be "object"']);
  assert.deepEqual(refused(object({ a: { type: "string", format: "date", pattern: "x" }, b: { maximum: 1 } })), [
    ".properties.a.pattern is a keyword that the API does not take",
    ".properties.a.format is a keyword that the API does not take",
    ".properties.b.maximum is a keyword that the API does not take",
  ]);
});

/** Values that are no JSON Schema, or refer to a schema that does not exist, with the path of the mistake. */
const NO_SCHEMAS: [title: string, schema: Schema, path: string, reason: RegExp][] = [
  ["an unknown type", object({ a: { type: "strng" } }), ".properties.a.type", /one of "string".*list of them/],
  ["an unknown root type", { type: "objekt" }, ".type", /one of "string"/],
  ["a type twice", object({ a: { type: ["string", "string"] } }), ".properties.a.type", /list of them/],
  ["properties as a list", { type: "object", properties: [{ a: 1 }] }, ".properties", /must be an object/],
  ["a property that is no schema", object({ a: "string" }), ".properties.a", /must be a schema/],
  ["a property with a name in need of quotes", object({ "a.b": 1 }), '.properties["a.b"]', /must be a schema/],
  ["an empty enum", object({ a: { enum: [] } }), ".properties.a.enum", /at least one/],
  ["an enum that is no list", object({ a: { enum: "a" } }), ".properties.a.enum", /list of values/],
  ["required as a flag", object({ a: { type: "string", required: true } }), ".properties.a.required", /list of/],
  ["no choices", object({ a: { anyOf: [] } }), ".properties.a.anyOf", /at least one/],
  ["a choice that is no schema", object({ a: { anyOf: ["string"] } }), ".properties.a.anyOf[0]", /a schema/],
  ["items that are no schema", object({ a: { type: "array", items: "string" } }), ".properties.a.items", /a schema/],
  ["a description that is none", object({ a: { description: 1 } }), ".properties.a.description", /a string/],
  ["a limit that is none", object({ a: { minItems: -1 } }), ".properties.a.minItems", /whole number/],
  ["a reference to nowhere", object({ a: { $ref: "#/$defs/b" } }), ".properties.a.$ref", /leads nowhere/],
  ["a reference to a name", object({ a: { $ref: "#b" } }), ".properties.a.$ref", /leads nowhere/],
  ["a reference to a value", object({ a: { $ref: "#/type" } }), ".properties.a.$ref", /leads nowhere/],
];

for (const [title, schema, path, reason] of NO_SCHEMAS) {
  test(`no JSON Schema: ${title}`, () => {
    const [failure, ...others] = schemaFailures({ outputFormat: "JSON", outputSchema: schema });
    assert.deepEqual(others, []);
    assert.equal(failure?.property, `outputSchema${path}`);
    assert.match(failure?.reason ?? "", reason);
  });
}

test("references within the schema lead somewhere, in every spelling", () => {
  const $defs = { "a/b c": { type: "string" }, named: { $anchor: "here", type: "string" }, old: { $id: "#there" } };
  const refs = ["#", "#/$defs/a~1b%20c", "#/$defs/named", "#here", "#there", "#/properties/p0"];
  const properties = Object.fromEntries(refs.map(($ref, at) => [`p${at}`, { $ref }]));
  assert.deepEqual(refusals(object(properties, { $defs })), []);
});

const remarks = (schema: Schema) => schemaRemarks(schema, "outputSchema");

test("what may be missing is worth one remark, unless it may be null in any spelling", () => {
  const properties = {
    plain: { type: "string" },
    required: { type: "string" },
    nullable: { type: ["string", "null"] },
    nothing: { type: "null" },
    either: { anyOf: [{ type: "string" }, { type: "null" }] },
    listed: { enum: ["a", null] },
    constant: { const: null },
    flagged: { type: "string", nullable: true },
    referred: { $ref: "#/$defs/maybe" },
    itself: { $ref: "#/properties/itself" },
    inner: object({ deep: { type: "string" } }),
  };
  const $defs = { maybe: { type: ["number", "null"] } };
  const [remark, ...others] = remarks(object(properties, { required: ["required", "inner"], $defs }));
  assert.deepEqual(others, []);
  assert.match(
    remark ?? "",
    /^outputSchema: .* under required: properties\.plain, properties\.itself, properties\.inner\.properties\.deep\.$/,
  );
});

test("a hundred properties that may be missing are one short remark", () => {
  const [remark, ...others] = remarks(flat(100));
  assert.deepEqual(others, []);
  assert.match(remark ?? "", / under required: properties\.p0, properties\.p1, properties\.p2 and 97 more\.$/);
  assert.ok((remark ?? "").length < 300, remark);
});

const REMARKS: [title: string, schema: Schema, expected: RegExp[]][] = [
  [
    "a schema as the API stores it",
    object({ a: { type: "string" } }, { required: ["a"], additionalProperties: false }),
    [],
  ],
  [
    "every keyword that is listed",
    object({ a: { type: "string", title: "t", enum: ["x"], default: "x" } }, { required: ["a"] }),
    [],
  ],
  [
    "free names",
    object({ map: { type: "object", additionalProperties: { type: "number" } } }, { required: ["map"] }),
    [/overwritten with false.*: properties\.map\.additionalProperties\./, /can only be \{\}: properties\.map\./],
  ],
  [
    "an open root",
    { type: "object", additionalProperties: true, properties: { a: { type: "null" } } },
    [/overwritten with false.*: additionalProperties\./],
  ],
  ["an empty root", { type: "object" }, [/can only be \{\}: the root\./]],
  [
    "other keywords",
    object({ a: { oneOf: [{ type: "null" }], "x-note": 1 }, b: { allOf: [{}], type: "null" } }),
    [/: properties\.a\.oneOf, properties\.a\.x-note, properties\.b\.allOf\./],
  ],
  [
    "a reference to another host",
    object({ a: { $ref: "https://example.com/a.json" } }, { required: ["a"] }),
    [/another document.*: properties\.a\.\$ref\./],
  ],
  [
    "a reference to an id of the schema",
    object(
      { a: { $ref: "https://example.com/b#" } },
      { required: ["a"], $defs: { b: { $id: "https://example.com/b" } } },
    ),
    [],
  ],
];

for (const [title, schema, expected] of REMARKS) {
  test(`a schema that cannot do all that it says: ${title}`, () => {
    const found = remarks(schema);
    assert.equal(found.length, expected.length, found.join("\n"));
    for (const [at, pattern] of expected.entries()) assert.match(found[at] ?? "", pattern);
    assert.deepEqual(refusals(schema), []);
  });
}

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
