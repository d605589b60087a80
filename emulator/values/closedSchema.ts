import { customOperatorLimits, UNSUPPORTED_RESULT_KEYWORDS } from "../../api/wire/v2/operator";
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

/** Documented rules for the schemas of one API's results. */
interface Rules {
  limits: { schemaPropertiesMax: number; schemaDepthMax: number; schemaEnumValuesMax: number };
  unsupported: readonly string[];
}

const OUTPUT_RULES: Rules = { limits: operatorLimits, unsupported: UNSUPPORTED_SCHEMA_KEYWORDS };
const RESULT_RULES: Rules = { limits: customOperatorLimits, unsupported: UNSUPPORTED_RESULT_KEYWORDS };

/** Throws 400 if the root of a schema is not an object, or if it uses an unsupported keyword or exceeds a limit. */
export const requireOutputSchema = (schema: Schema): void => requireSchema(schema, "outputSchema", OUTPUT_RULES);

/** Returns the config of a Custom Operator as the server stores it: with a closed schema. Throws 400 for a schema that is not allowed. */
export function closedConfig(config: Json): Json {
  const schema = isRecord(config) ? config.json_result_schema : undefined;
  if (!isRecord(config) || schema === undefined || !isRecord(schema)) return config;
  requireSchema(schema, "Config.json_result_schema", RESULT_RULES);
  return { ...config, json_result_schema: closed(schema) };
}

function requireSchema(schema: Schema, where: string, rules: Rules): void {
  if (schema.type !== "object") throw invalid(`${where}.type: the root must be "object"`);
  const count: Count = { properties: 0, enumValues: 0 };
  walk(schema, where, 0, { count, rules });
  const { schemaPropertiesMax, schemaEnumValuesMax } = rules.limits;
  if (count.properties > schemaPropertiesMax) {
    throw invalid(`${where}: has ${count.properties} properties, more than ${schemaPropertiesMax}`);
  }
  if (count.enumValues > schemaEnumValuesMax) {
    throw invalid(`${where}: has ${count.enumValues} enum values, more than ${schemaEnumValuesMax}`);
  }
}

function walk(schema: Schema, where: string, outerLevels: number, found: { count: Count; rules: Rules }): void {
  const { count, rules } = found;
  const keyword = rules.unsupported.find((name) => Object.hasOwn(schema, name));
  if (keyword !== undefined) throw invalid(`${where}.${keyword}: the keyword ${keyword} is not supported`);
  const levels = outerLevels + (isRecord(schema.properties) ? 1 : 0);
  if (levels > rules.limits.schemaDepthMax) {
    throw invalid(`${where}: objects are nested deeper than ${rules.limits.schemaDepthMax} levels`);
  }
  count.properties += isRecord(schema.properties) ? Object.keys(schema.properties).length : 0;
  count.enumValues += Array.isArray(schema.enum) ? schema.enum.length : 0;
  for (const [at, inner] of below(schema)) walk(inner, `${where}${at}`, levels, found);
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
