import { isObject, list, members } from "../values/json";
import type { Refusal } from "../values/refusals";
import { memberPath, type Place, placesIn, targetOf } from "./schemaPlaces";

/** Says why a value cannot stand under a keyword, by path; nothing if it can. */
type Check = (value: unknown, path: string) => Refusal[];

const TYPES = ["string", "number", "integer", "boolean", "object", "array", "null"];

const check =
  (fits: (value: unknown) => boolean, reason: string): Check =>
  (value, property) =>
    fits(value) ? [] : [{ property, reason }];

const schema = check((value) => isObject(value) || typeof value === "boolean", "must be a schema: an object");

const schemas: Check = (value, property) =>
  Array.isArray(value) && value.length > 0
    ? value.flatMap((one, at) => schema(one, `${property}[${at}]`))
    : [{ property, reason: "must be a list of schemas, with at least one" }];

const schemasByName: Check = (value, property) =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, one]) => schema(one, memberPath(property, name)))
    : [{ property, reason: "must be an object: a schema for each name" }];

const isDistinct = (items: readonly unknown[]): boolean => new Set(items).size === items.length;
const isType = (value: unknown): boolean => typeof value === "string" && TYPES.includes(value);
const isTypes = (value: unknown): boolean =>
  list(value).length > 0 && list(value).every(isType) && isDistinct(list(value));
const areTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === "string") && isDistinct(value);

const type = check(
  (value) => isType(value) || isTypes(value),
  `must be one of ${TYPES.map((one) => JSON.stringify(one)).join(", ")}, or a list of them`,
);
const text = check((value) => typeof value === "string", "must be a string");
const flag = check((value) => typeof value === "boolean", "must be true or false");
const number = check((value) => typeof value === "number", "must be a number");
const limit = check((value) => typeof value === "number" || typeof value === "boolean", "must be a number");
const positive = check((value) => typeof value === "number" && value > 0, "must be a number above 0");
const count = check((value) => Number.isInteger(value) && Number(value) >= 0, "must be a whole number, 0 or more");
const texts = check(areTexts, "must be a list of different names");
const values = check((value) => list(value).length > 0, "must be a list of values, with at least one");

/** Rules of JSON Schema for the values of its keywords, those of draft 7 and of 2020-12. */
const CHECKS: ReadonlyMap<string, Check> = new Map([
  ...named(text, "$schema", "$id", "$ref", "$anchor", "$comment", "title", "description", "pattern", "format"),
  ...named(schemasByName, "properties", "$defs", "definitions", "patternProperties", "dependentSchemas"),
  ...named(schemas, "anyOf", "oneOf", "allOf", "prefixItems"),
  ...named(schema, "additionalProperties", "additionalItems", "not", "if", "then", "else", "contains", "propertyNames"),
  ...named(schema, "unevaluatedItems", "unevaluatedProperties"),
  ...named(number, "minimum", "maximum"),
  ...named(limit, "exclusiveMinimum", "exclusiveMaximum"),
  ...named(count, "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
  ...named(count, "minContains", "maxContains"),
  ...named(flag, "nullable", "uniqueItems", "deprecated", "readOnly", "writeOnly"),
  ["type", type],
  ["enum", values],
  ["required", texts],
  ["multipleOf", positive],
  ["items", (value: unknown, path: string) => (Array.isArray(value) ? schemas : schema)(value, path)],
]);

function named(one: Check, ...keywords: string[]): [string, Check][] {
  return keywords.map((keyword) => [keyword, one]);
}

/** Refusals of what is no JSON Schema, or refers to what the schema does not have. */
export function jsonSchemaFailures(root: unknown, path: string): Refusal[] {
  return [...placesIn(root, path)].flatMap((place) => [...keywordFailures(place), ...referenceFailures(root, place)]);
}

const keywordFailures = ({ schema: one, path }: Place): Refusal[] =>
  Object.entries(one).flatMap(([keyword, value]) => CHECKS.get(keyword)?.(value, memberPath(path, keyword)) ?? []);

function referenceFailures(root: unknown, { schema: { $ref }, path }: Place): Refusal[] {
  if (typeof $ref !== "string" || !$ref.startsWith("#")) return [];
  const target = targetOf(root, $ref);
  if (isObject(target) || typeof target === "boolean") return [];
  return [{ property: `${path}.$ref`, reason: `leads nowhere: the schema has no ${JSON.stringify($ref)}` }];
}

/** Whether a reference leads out of the schema: to another document, which nobody fetches. */
export function leadsOutside(root: unknown, { $ref }: Place["schema"]): boolean {
  if (typeof $ref !== "string" || $ref.startsWith("#")) return false;
  const [document] = $ref.split("#");
  return ![...placesIn(root, "")].some(({ schema: one }) => document !== "" && members(one).$id === document);
}
