import { z } from "zod";
import type { Client } from "../api/client";
import { fetchOperatorType } from "../api/v2/operators";
import { briefly } from "./connect";
import type { Bag, Findings } from "./definition";
import type { CheckFailure } from "./failure";
import { strictObject } from "./shape";
import { isUnknown } from "./unknown";
import { failuresOf } from "./validate";

const examples = z.array(z.json()).max(100).optional();
const prompt = z.string().min(1);

/** The configs of the operator types that Twilio documents. */
const configs = new Map<unknown, z.ZodType>([
  ["Generative", strictObject({ prompt, examples })],
  ["GenerativeJSON", strictObject({ prompt, json_result_schema: z.record(z.string(), z.json()), examples })],
]);

/** Checks a config against the type that its operator names, where the type is a documented one. */
export function isKnownConfig({ operatorType, config }: Bag): CheckFailure[] {
  const schema = configs.get(operatorType);
  if (schema === undefined) return [];
  return failuresOf(strictObject({ config: schema }), { config });
}

/**
 * Checks a config of another type against the `config_schema` that the API gives for it. An account that cannot be read now, or
 * a schema that zod does not take, checks nothing: the API itself then refuses what is wrong.
 */
export async function operatorTypeFindings(client: Client, { operatorType, config }: Bag): Promise<Findings> {
  const isOther = typeof operatorType === "string" && !isUnknown(operatorType) && !configs.has(operatorType);
  return { failures: isOther ? await failuresByType(client, operatorType, config) : [], warnings: [] };
}

async function failuresByType(client: Client, operatorType: string, config: unknown): Promise<CheckFailure[]> {
  try {
    const type = await fetchOperatorType(briefly(client), operatorType);
    if (type === undefined) return [{ property: "operatorType", reason: "is none of the account's operator types" }];
    if (type.value.configurable === false) {
      return [{ property: "operatorType", reason: "is a type of which Twilio alone makes operators" }];
    }
    const schema = z.fromJSONSchema(z.record(z.string(), z.json()).parse(type.value.config_schema));
    return failuresOf(strictObject({ config: schema }), { config });
  } catch {
    return [];
  }
}
