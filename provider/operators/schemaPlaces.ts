import { list, members, type Values } from "../values/json";
import { pathText } from "../values/paths";

/** Where a JSON Schema holds other schemas: by name under some keywords, in a list or alone under others. */
export const BY_NAME = ["properties", "$defs", "definitions"];
export const NESTED = [
  "items",
  "prefixItems",
  "additionalItems",
  "anyOf",
  "oneOf",
  "allOf",
  "not",
  "if",
  "then",
  "else",
];

/** A schema within a schema. */
export interface Place {
  schema: Values;
  path: string;
  /** How many objects with properties it is within, itself included. */
  level: number;
}

/** Every schema within a schema, which itself is within `outer` levels. */
export function* placesIn(value: unknown, path: string, outer = 0): Generator<Place> {
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) yield* placesIn(one, `${path}[${at}]`, outer);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const schema = members(value);
  const level = "properties" in schema ? outer + 1 : outer;
  yield { schema, path, level };
  for (const key of BY_NAME) {
    for (const [name, one] of Object.entries(members(schema[key])))
      yield* placesIn(one, memberPath(`${path}.${key}`, name), level);
  }
  for (const key of NESTED) yield* placesIn(schema[key], `${path}.${key}`, level);
}

/** Path of a member. A name that is no plain word is quoted. */
export const memberPath = (path: string, name: string): string => `${path}${pathText(["", name])}`;

/** Whether a value of the schema may be `null`, in any of the spellings that people use. */
export function allowsNull(schema: unknown, root: unknown, depth = 0): boolean {
  if (schema === true) return true;
  const { type, nullable, enum: values, const: only, anyOf, oneOf, $ref } = members(schema);
  if (type === undefined && values === undefined && only === undefined && anyOf === undefined && oneOf === undefined) {
    if ($ref === undefined) return Object.keys(members(schema)).length === 0;
    return depth < REFERENCES_MAX && allowsNull(targetOf(root, $ref), root, depth + 1);
  }
  const isNull = type === "null" || nullable === true || only === null;
  const isListed = list(type).includes("null") || list(values).includes(null);
  return isNull || isListed || [...list(anyOf), ...list(oneOf)].some((one) => allowsNull(one, root, depth));
}

/** References that are followed one after another: a schema may refer to itself. */
const REFERENCES_MAX = 20;

/** Schema that a reference within the document leads to: by pointer, or by anchor. */
export function targetOf(root: unknown, reference: unknown): unknown {
  if (typeof reference !== "string" || !reference.startsWith("#")) return undefined;
  const fragment = decoded(reference.slice(1));
  if (!fragment.startsWith("/") && fragment !== "") return anchored(root, fragment);
  const keys = fragment === "" ? [] : fragment.slice(1).split("/");
  return keys.reduce((at: unknown, key) => childOf(at, key.replaceAll("~1", "/").replaceAll("~0", "~")), root);
}

function anchored(root: unknown, name: string): unknown {
  const found = [...placesIn(root, "")].find(({ schema }) =>
    [schema.$anchor, schema.$dynamicAnchor, trimmed(schema.$id), trimmed(schema.id)].includes(name),
  );
  return found?.schema;
}

/** Older drafts write an anchor as an id: `"$id": "#name"`. */
const trimmed = (id: unknown): unknown => (typeof id === "string" && id.startsWith("#") ? id.slice(1) : undefined);

const childOf = (value: unknown, key: string): unknown =>
  Array.isArray(value) ? value[Number(key)] : Object.hasOwn(members(value), key) ? members(value)[key] : undefined;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
