import { operatorLimits, UNSUPPORTED_SCHEMA_KEYWORDS } from "../../api/wire/v3/operator";
import { invalid } from "../http/envelope";
import { isRecord, type Json } from "./json";

type Schema = { [keyword: string]: Json };

/** Schema that the server generates for every operator with the format TEXT. */
export const TEXT_SCHEMA: Schema = {
  type: "object",
  properties: { text: { type: "string" } },
  required: ["text"],
  additionalProperties: false,
};

/** Keywords whose value is a schema or a list of schemas (`NESTED`), or an object of schemas by name (`NAMED`). */
const NESTED = ["items", "additionalItems", "not", "if", "then", "else", "prefixItems", "anyOf", "oneOf", "allOf"];
const NAMED = ["properties", "$defs", "definitions"];

/** Returns the direct subschemas of a schema, each with its path. */
function below(schema: Schema): [where: string, schema: Schema][] {
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, Json][] => {
    if (NAMED.includes(keyword) && isRecord(value)) {
      return Object.entries(value).map(([name, inner]) => [`.${keyword}.${name}`, inner]);
    }
    if (!NESTED.includes(keyword)) return [];
    return Array.isArray(value)
      ? value.map((inner, at): [string, Json] => [`.${keyword}[${at}]`, inner])
      : [[`.${keyword}`, value]];
  });
  return entries.flatMap(([where, inner]) => (isRecord(inner) ? [[where, inner]] : []));
}

interface Count {
  properties: number;
  enumValues: number;
}

/** Throws 400 if the root of a schema is not an object, or if it uses an unsupported keyword or exceeds a limit. */
export function requireOutputSchema(schema: Schema): void {
  if (schema.type !== "object") throw invalid('outputSchema.type: the root must be "object"');
  const count: Count = { properties: 0, enumValues: 0 };
  walk(schema, "outputSchema", 0, count);
  const { schemaPropertiesMax, schemaEnumValuesMax } = operatorLimits;
  if (count.properties > schemaPropertiesMax) {
    throw invalid(`outputSchema: has ${count.properties} properties, more than ${schemaPropertiesMax}`);
  }
  if (count.enumValues > schemaEnumValuesMax) {
    throw invalid(`outputSchema: has ${count.enumValues} enum values, more than ${schemaEnumValuesMax}`);
  }
}

function walk(schema: Schema, where: string, outerLevels: number, count: Count): void {
  const keyword = UNSUPPORTED_SCHEMA_KEYWORDS.find((name) => Object.hasOwn(schema, name));
  if (keyword !== undefined) throw invalid(`${where}.${keyword}: the keyword ${keyword} is not supported`);
  const levels = outerLevels + (isRecord(schema.properties) ? 1 : 0);
  if (levels > operatorLimits.schemaDepthMax) {
    throw invalid(`${where}: objects are nested deeper than ${operatorLimits.schemaDepthMax} levels`);
  }
  count.properties += isRecord(schema.properties) ? Object.keys(schema.properties).length : 0;
  count.enumValues += Array.isArray(schema.enum) ? schema.enum.length : 0;
  for (const [at, inner] of below(schema)) walk(inner, `${where}${at}`, levels, count);
}

/** Returns the schema as the server stores it: without additional properties, and with all properties required. */
export function closed(schema: Schema): Schema {
  const inner = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    if (NAMED.includes(keyword) && isRecord(value)) {
      return [keyword, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closedOr(one)]))];
    }
    if (!NESTED.includes(keyword)) return [keyword, value];
    return [keyword, Array.isArray(value) ? value.map(closedOr) : closedOr(value)];
  });
  const kept: Schema = Object.fromEntries(inner);
  if (!isRecord(kept.properties) && kept.type !== "object") return kept;
  const properties = isRecord(kept.properties) ? kept.properties : {};
  return { ...kept, additionalProperties: false, required: Object.keys(properties) };
}

const closedOr = (value: Json): Json => (isRecord(value) ? closed(value) : value);
