import { operatorLimits, UNSUPPORTED_SCHEMA_KEYWORDS } from "../../api/wire/v3/operator";
import { list, members, type Values } from "../values/json";
import type { Refusal } from "../values/refusals";
import { hasUnknown, isUnknown } from "../values/unknown";

/** Where a JSON Schema holds other schemas: by name under some keywords, in a list or alone under others. */
const BY_NAME = ["properties", "$defs", "definitions"];
const NESTED = ["items", "prefixItems", "additionalItems", "anyOf", "oneOf", "allOf", "not", "if", "then", "else"];

/** A schema without what the server writes over: every property is required, and there are no others. */
export function normalSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(normalSchema);
  if (isUnknown(schema)) return schema;
  if (typeof schema !== "object" || schema === null) return schema ?? {};
  const { required, additionalProperties, ...rest } = members(schema);
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, normalMember(key, value)]));
}

function normalMember(key: string, value: unknown): unknown {
  if (NESTED.includes(key)) return normalSchema(value);
  if (!BY_NAME.includes(key)) return value;
  return Object.fromEntries(Object.entries(members(value)).map(([name, schema]) => [name, normalSchema(schema)]));
}

/** Refusals of an `outputSchema`, by path. */
export function schemaFailures({ outputFormat, outputSchema }: Values): Refusal[] {
  const property = "outputSchema";
  if (outputSchema === undefined && outputFormat === "JSON") {
    return [{ property, reason: "is required with outputFormat JSON: it is what the operator answers in" }];
  }
  if (outputSchema === undefined || hasUnknown(outputSchema)) return [];
  const failures: Refusal[] = [];
  if (outputFormat === "TEXT" || outputFormat === "CLASSIFICATION") {
    failures.push({ property, reason: `is for outputFormat JSON alone, not ${outputFormat}` });
  }
  if (members(outputSchema).type !== "object") {
    failures.push({ property: `${property}.type`, reason: 'must be "object"' });
  }
  const places = [...walk(outputSchema, property, 0)];
  const counts = {
    properties: total(places, ({ schema }) => Object.keys(members(schema.properties)).length),
    enumValues: total(places, ({ schema }) => list(schema.enum).length),
    levels: Math.max(...places.map(({ level }) => level)),
  };
  const tooMany = (count: number, max: number, what: string) => {
    if (count > max) failures.push({ property, reason: `has ${count} ${what}; the API takes at most ${max}` });
  };
  tooMany(counts.properties, operatorLimits.schemaPropertiesMax, "properties");
  tooMany(counts.enumValues, operatorLimits.schemaEnumValuesMax, "enum values");
  tooMany(counts.levels, operatorLimits.schemaDepthMax, "levels");
  for (const { schema, path } of places) {
    for (const keyword of UNSUPPORTED_SCHEMA_KEYWORDS) {
      if (keyword in schema)
        failures.push({ property: `${path}.${keyword}`, reason: "is a keyword that the API does not take" });
    }
  }
  return failures;
}

/** Properties that the schema lets be missing, and the API does not: a model that cannot fill one fails the run. */
export function schemaWarnings({ outputSchema }: Values): string[] {
  if (outputSchema === undefined || hasUnknown(outputSchema)) return [];
  return [...walk(outputSchema, "outputSchema", 0)].flatMap(({ schema, path }) =>
    Object.entries(members(schema.properties))
      .filter(([name, one]) => !list(schema.required).includes(name) && !allowsNull(one))
      .map(
        ([name]) =>
          `${path}.properties.${name} is not required here, but the API requires every property, and a run fails that cannot fill it. Give it a type such as ["string", "null"], or list it under required.`,
      ),
  );
}

function allowsNull(schema: unknown): boolean {
  const { type, anyOf, oneOf } = members(schema);
  return type === "null" || list(type).includes("null") || [...list(anyOf), ...list(oneOf)].some(allowsNull);
}

interface Place {
  schema: Values;
  path: string;
  /** How many objects with properties it is within, itself included. */
  level: number;
}

/** Every schema within a schema, which itself is within `outer` levels. */
function* walk(value: unknown, path: string, outer: number): Generator<Place> {
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) yield* walk(one, `${path}[${at}]`, outer);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const schema = members(value);
  const level = "properties" in schema ? outer + 1 : outer;
  yield { schema, path, level };
  for (const key of BY_NAME) {
    for (const [name, one] of Object.entries(members(schema[key]))) yield* walk(one, `${path}.${key}.${name}`, level);
  }
  for (const key of NESTED) yield* walk(schema[key], `${path}.${key}`, level);
}

const total = (places: readonly Place[], count: (place: Place) => number): number =>
  places.reduce((sum, place) => sum + count(place), 0);
