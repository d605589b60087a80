import fc from "fast-check";

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Schema = { [keyword: string]: Json };

/** Text of any alphabet, with line ends of every system, and what people paste. */
export const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        "Say it.",
        "\r\n",
        "\n",
        "\r",
        "\u2028",
        "\t",
        " ",
        "größe",
        "👩🏽‍🚒",
        "{{parameters.a-b}}",
        "&=+%",
      ),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join("")),
);
export const prompt = text.filter((one) => one !== "");

/** Names of properties: the engine's maps, paths and references have to stand them all. */
export const name = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "type",
    "properties",
    "required",
    "$ref",
    "1",
    "10",
    "a.b",
    "a[0]",
    "größe",
    "x-y",
    "~",
    "/",
    "__proto__x",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }),
);

/** Members in any order. */
const inAnyOrder = (schema: Schema): fc.Arbitrary<Schema> => {
  const entries = Object.entries(schema);
  return fc
    .shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length })
    .map((shuffled) => Object.fromEntries(shuffled));
};

const note = fc.record({ description: text, title: text, default: fc.constant(null) }, { requiredKeys: [] });
const scalar: fc.Arbitrary<Schema> = fc.constantFrom<Schema>(
  { type: "string" },
  { type: "integer" },
  { type: "number" },
  { type: "boolean" },
  { type: "null" },
  { type: ["string", "null"] },
  { type: "string", nullable: true },
  { enum: ["x", null, 1] },
  { type: "string", enum: ["b", "a"] },
  { const: null },
  { const: { z: 1, a: 2 } },
  { anyOf: [{ type: "string" }, { type: "null" }] },
  { $ref: "#/$defs/shared" },
  { $ref: "#" },
  {},
);
const leaf = fc.tuple(scalar, note).chain(([one, more]) => inAnyOrder({ ...one, ...more }));

const byName = (item: fc.Arbitrary<Schema>, maxKeys: number): fc.Arbitrary<Schema> =>
  fc.dictionary(name, item, { maxKeys, noNullPrototype: true }).chain(inAnyOrder);

function objectOf(item: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> {
  const closes = fc.option(fc.oneof(fc.constant<Json>(false), fc.constant<Json>(true), item), { nil: undefined });
  return fc
    .tuple(byName(item, 3), closes, fc.boolean(), note)
    .chain(([properties, additionalProperties, requires, more]) =>
      inAnyOrder({
        type: "object",
        properties,
        ...(additionalProperties === undefined ? {} : { additionalProperties }),
        ...(requires ? { required: Object.keys(properties).slice(1) } : {}),
        ...more,
      }),
    );
}

const nested = (depth: number): fc.Arbitrary<Schema> =>
  depth === 0
    ? leaf
    : fc.oneof(
        leaf,
        objectOf(nested(depth - 1)),
        nested(depth - 1).chain((items) => inAnyOrder({ type: "array", items })),
        fc.array(nested(depth - 1), { minLength: 1, maxLength: 2 }).map((anyOf): Schema => ({ anyOf })),
        nested(depth - 1).map((one): Schema => ({ oneOf: [one, { type: "null" }] })),
      );

/** A JSON Schema within the limits of both APIs. */
export const schema: fc.Arbitrary<Schema> = objectOf(nested(2)).chain((root) =>
  inAnyOrder({ ...root, $defs: { shared: { type: ["integer", "null"] } } }),
);

/** Values that are no JSON Schema. Each may replace any schema within another one. */
export const broken: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { type: "strng" },
  { type: [] },
  { type: ["string", "string"] },
  { type: "object", properties: [{ type: "string" }] },
  { type: "object", properties: { a: "string" } },
  { type: "string", required: true },
  { enum: "x" },
  { anyOf: [] },
  { oneOf: ["string"] },
  { allOf: {} },
  { not: 1 },
  { type: "array", items: "string" },
  { description: 1 },
  { $ref: "#/$defs/nowhere" },
  { $ref: "#nowhere" },
  { $ref: 1 },
  "string",
);

/** A schema in which another value stands in place of one of its properties. */
export const schemaWith = (value: fc.Arbitrary<Json>): fc.Arbitrary<Schema> =>
  fc.tuple(schema, value, fc.boolean()).map(([root, one, isDeep]): Schema => {
    const inner: Json = isDeep ? { type: "array", items: { type: "object", properties: { x: one } } } : one;
    return { ...root, properties: { ...Object(root.properties), "the one": inner } };
  });

/** The same value with the keys of every object in the opposite order. */
export function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, turned(member)] as const);
  return Object.fromEntries(entries.toReversed());
}
