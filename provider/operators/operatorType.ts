import { z } from "zod";
import type { Client } from "../../api/client";
import { fetchOperatorType } from "../../api/v2/operators";
import { briefly } from "../client";
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

/**
 * Checks a config of another type against the `config_schema` that the API gives for it. An account that cannot be read now, or
 * a schema that zod does not take, checks nothing: the API itself then refuses what is wrong.
 */
export async function operatorTypeFindings(client: Client, { operatorType, config }: Values): Promise<Findings> {
  const isOther = typeof operatorType === "string" && !isUnknown(operatorType) && !configs.has(operatorType);
  return { failures: isOther ? await failuresByType(client, operatorType, config) : [], warnings: [] };
}

async function failuresByType(client: Client, operatorType: string, config: unknown): Promise<Refusal[]> {
  try {
    const type = await fetchOperatorType(briefly(client), operatorType);
    if (type === undefined) return [{ property: "operatorType", reason: "is none of the account's operator types" }];
    if (type.value.configurable === false) {
      return [{ property: "operatorType", reason: "is a type of which only Twilio makes operators" }];
    }
    const schema = z.fromJSONSchema(z.record(z.string(), z.json()).parse(type.value.config_schema));
    return refusals(z.strictObject({ config: schema }), { config });
  } catch {
    return [];
  }
}
