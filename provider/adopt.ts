import type { Versioned } from "../api/client";
import type { Bag, Definition } from "./definition";
import { compact } from "./json";
import { members } from "./normalRule";
import { writtenOutputs } from "./record";

/** What the state keeps of one resource, without the text that leads to its provider. */
export interface Kept {
  inputs: Bag;
  outputs: Bag;
}

/**
 * What the create of a program that declares a live object so would have left in the state, field by field.
 * `accountSid`: the account that the stack names, if it does.
 */
export function keptOf<I extends object, L, R extends object>(
  definition: Definition<I, L, R>,
  live: Versioned<L>,
  declared: Bag,
  accountSid: string | undefined,
): Kept {
  const inputs = members(compact(definition.prepare?.(declared, {}) ?? declared));
  return { inputs, outputs: members(compact(writtenOutputs(definition, live, inputs, accountSid))) };
}
