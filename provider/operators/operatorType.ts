import { z } from "zod";
import type { Client } from "../../api/client";
import { fetchOperatorType } from "../../api/v2/operators";
import { customOperatorLimits } from "../../api/wire/v2/operator";
import { briefly, ifReadable } from "../client";
import type { Findings } from "../table/kind";
import { inShort } from "../values/inShort";
import { isObject, members, type Values } from "../values/json";
import { type Refusal, refusals } from "../values/refusals";
import { isUnknown } from "../values/unknown";
import { dialectFailures, normalSchema, RESULT_SCHEMA } from "./outputSchema";
import { memberPath } from "./schemaPlaces";
import { schemaRemarks } from "./schemaRemarks";

const PROMPT_TOO_LONG = `must have at most ${customOperatorLimits.promptMax} characters`;

const prompt = z
  .string()
  .min(1)
  .refine((text) => [...text].length <= customOperatorLimits.promptMax, PROMPT_TOO_LONG);
const examples = z.array(z.looseObject({ input: z.string(), output: z.json() })).optional();
const result = z.record(z.string(), z.json());

/** Configs of the operator types that Twilio documents: what has to be there, and of what type. The API may take more. */
const configs = new Map<unknown, z.ZodObject>([
  ["Generative", z.looseObject({ prompt, examples })],
  ["GenerativeJSON", z.looseObject({ prompt, json_result_schema: result, examples })],
]);

/** Name of the member of a config that holds a JSON Schema. */
const SCHEMA = "json_result_schema";

/** A config without what the server writes over in its schema. */
export function normalConfig(config: unknown): unknown {
  if (!isObject(config) || !isObject(config[SCHEMA])) return config;
  return { ...config, [SCHEMA]: normalSchema(config[SCHEMA]) };
}

/** The JSON Schema of a config whose type has one. */
function resultSchemaOf({ operatorType, config }: Values): Values | undefined {
  const schema = operatorType === "GenerativeJSON" ? members(config)[SCHEMA] : undefined;
  return isObject(schema) ? schema : undefined;
}

/** Checks a config against the type that its operator names, where the type is a documented one. */
export function configFailures({ operatorType, config }: Values): Refusal[] {
  const schema = configs.get(operatorType);
  if (schema === undefined || !isObject(config)) return [];
  const failures = refusals(z.strictObject({ config: schema }), { config });
  const results = resultSchemaOf({ operatorType, config });
  return results ? [...failures, ...dialectFailures(results, `config.${SCHEMA}`, RESULT_SCHEMA)] : failures;
}

/** Remarks on the config of a documented type: members that its documentation does not have, and what its schema cannot do. */
export function configRemarks({ operatorType, config }: Values): string[] {
  const known = configs.get(operatorType)?.shape;
  if (known === undefined) return [];
  const others = Object.keys(members(config)).filter((name) => !Object.hasOwn(known, name));
  const paths = others.map((name) => memberPath("config", name));
  const results = resultSchemaOf({ operatorType, config });
  return [
    ...(paths.length > 0
      ? [`${inShort(paths)}: Twilio documents only ${Object.keys(known).join(", ")} for ${operatorType}.`]
      : []),
    ...(results ? schemaRemarks(results, `config.${SCHEMA}`) : []),
  ];
}

/** Checks a config of another type against the `config_schema` that the API gives for it. */
export async function operatorTypeFindings(client: Client, { operatorType, config }: Values): Promise<Findings> {
  const isOther = typeof operatorType === "string" && !isUnknown(operatorType) && !configs.has(operatorType);
  return { failures: isOther ? await failuresByType(client, operatorType, config) : [], warnings: [] };
}

async function failuresByType(client: Client, operatorType: string, config: unknown): Promise<Refusal[]> {
  const found = await ifReadable(() => fetchOperatorType(briefly(client), operatorType));
  if (found === undefined) return [];
  if (found.result === undefined)
    return [{ property: "operatorType", reason: "is none of the account's operator types" }];
  const { configurable, config_schema, name, sid } = found.result.value;
  // The API finds a type by its SID too, but makes operators by its name alone.
  if (operatorType === sid) {
    return [{ property: "operatorType", reason: `is the SID of a type. Write its name, ${JSON.stringify(name)}` }];
  }
  if (configurable === false) {
    return [{ property: "operatorType", reason: "is a type of which only Twilio makes operators" }];
  }
  const schema = schemaFrom(config_schema);
  return schema === undefined ? [] : refusals(z.strictObject({ config: schema }), { config });
}

/** `undefined` for a schema that zod does not take: the API itself then refuses what is wrong. */
function schemaFrom(json: unknown): z.ZodType | undefined {
  try {
    return z.fromJSONSchema(z.record(z.string(), z.json()).parse(json));
  } catch {
    return undefined;
  }
}
