import { customOperatorLimits, UNSUPPORTED_RESULT_KEYWORDS } from "../../api/wire/v2/operator";
import { operatorLimits, UNSUPPORTED_SCHEMA_KEYWORDS } from "../../api/wire/v3/operator";
import { list, members, type Values } from "../values/json";
import type { Refusal } from "../values/refusals";
import { hasUnknown, isUnknown } from "../values/unknown";
import { jsonSchemaFailures } from "./jsonSchema";
import { BY_NAME, NESTED, type Place, placesIn } from "./schemaPlaces";

/** Documented rules of one of the two APIs for the schemas of its results. */
export interface Dialect {
  limits: { schemaPropertiesMax: number; schemaDepthMax: number; schemaEnumValuesMax: number };
  /** Keywords that it names as not supported. */
  unsupported: readonly string[];
}

/** `outputSchema` of a Language Operator (v3). */
export const OUTPUT_SCHEMA: Dialect = { limits: operatorLimits, unsupported: UNSUPPORTED_SCHEMA_KEYWORDS };
/** `json_result_schema` of a Custom Operator of type `GenerativeJSON` (v2). */
export const RESULT_SCHEMA: Dialect = { limits: customOperatorLimits, unsupported: UNSUPPORTED_RESULT_KEYWORDS };

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
  const isForJson = outputFormat !== "TEXT" && outputFormat !== "CLASSIFICATION";
  const format = { property, reason: `is for outputFormat JSON alone, not ${outputFormat}` };
  return [...(isForJson ? [] : [format]), ...dialectFailures(outputSchema, property, OUTPUT_SCHEMA)];
}

/** Refusals of a schema: what is no JSON Schema, and what is over a documented limit. */
export function dialectFailures(schema: unknown, path: string, { limits, unsupported }: Dialect): Refusal[] {
  if (hasUnknown(schema)) return [];
  const places = [...placesIn(schema, path)];
  const total = (count: (place: Place) => number) => places.reduce((sum, place) => sum + count(place), 0);
  const over = (count: number, max: number, what: string): Refusal[] =>
    count > max ? [{ property: path, reason: `has ${count} ${what}; the API takes at most ${max}` }] : [];
  const invalid = jsonSchemaFailures(schema, path);
  const counts = [
    ...over(
      total((place) => Object.keys(members(place.schema.properties)).length),
      limits.schemaPropertiesMax,
      "properties",
    ),
    ...over(
      total((place) => list(place.schema.enum).length),
      limits.schemaEnumValuesMax,
      "enum values",
    ),
    ...over(Math.max(...places.map(({ level }) => level)), limits.schemaDepthMax, "levels"),
  ];
  const keywords = [
    ...(members(schema).type === "object" ? [] : [{ property: `${path}.type`, reason: 'must be "object"' }]),
    ...places.flatMap((place) => unsupportedFailures(place, unsupported)),
  ];
  const told = new Set(invalid.map(({ property }) => property));
  return [...invalid, ...counts, ...keywords.filter(({ property }) => !told.has(property))];
}

const unsupportedFailures = ({ schema, path }: Place, unsupported: readonly string[]): Refusal[] =>
  unsupported
    .filter((keyword) => Object.hasOwn(schema, keyword))
    .map((keyword) => ({ property: `${path}.${keyword}`, reason: "is a keyword that the API does not take" }));
