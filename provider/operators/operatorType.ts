import { z } from "zod";
import type { Client } from "../../api/client";
import { fetchOperatorType } from "../../api/v2/operators";
import { briefly, ifReadable } from "../client";
import type { Findings } from "../table/kind";
import type { Values } from "../values/json";
import { type Refusal, refusals } from "../values/refusals";
import { isUnknown } from "../values/unknown";

const examples = z.array(z.json()).max(100).optional();
const prompt = z.string().min(1);

/** Configs of the operator types that Twilio documents. */
const configs = new Map<unknown, z.ZodType>([
  ["Generative", z.strictObject({ prompt, examples })],
  ["GenerativeJSON", z.strictObject({ prompt, json_result_schema: z.record(z.string(), z.json()), examples })],
]);

/** Checks a config against the type that its operator names, where the type is a documented one. */
export function configFailures({ operatorType, config }: Values): Refusal[] {
  const schema = configs.get(operatorType);
  return schema === undefined ? [] : refusals(z.strictObject({ config: schema }), { config });
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
  const { configurable, config_schema } = found.result.value;
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
