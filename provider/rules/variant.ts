import type { z } from "zod";
import type { ConfigurationBody } from "../../api/wire/v3/configuration";
import { members } from "../values/json";
import { isUnknown } from "../values/unknown";
import type { action, trigger } from "./ruleSchema";

/** A variant of a newer API, or one that a preview does not know yet. It is compared, shown and kept as it is. */
export interface Unrecognized {
  variant: "unrecognized";
  raw: unknown;
}

/** A known variant by its tag. Its other members come from the account, so nothing is claimed about them. */
type Variant<Union, Tag extends keyof Union> = Union extends unknown
  ? { variant: Union[Tag]; value: { [Name in keyof Union]: unknown } }
  : never;

type Action = z.output<typeof action>;
type Trigger = z.output<typeof trigger>;
type RuleBody = ConfigurationBody["rules"][number];
type SentAction = RuleBody["actions"][number];
type SentTrigger = NonNullable<RuleBody["triggers"]>[number];
export type ReadAction = Variant<Action, "type"> | Unrecognized;
export type ReadTrigger = Variant<Trigger, "on"> | Unrecognized;

/* A variant that a program may write and a request may not have does not compile. */
const ACTIONS: Record<Action["type"], true> = { WEBHOOK: true } satisfies Record<SentAction["type"], true>;
const TRIGGERS: Record<Trigger["on"], true> = {
  COMMUNICATION: true,
  CONVERSATION_END: true,
  CONVERSATION_INACTIVE: true,
} satisfies Record<SentTrigger["on"], true>;

/** Reads a variant without validating it: a live value need not be one that a program may write. */
export function readAction(raw: unknown): ReadAction;
export function readAction(raw: unknown): unknown {
  return readVariant(ACTIONS, "type", raw, "WEBHOOK");
}
export function readTrigger(raw: unknown): ReadTrigger;
export function readTrigger(raw: unknown): unknown {
  return readVariant(TRIGGERS, "on", raw);
}

/** `absent`: the tag of a value that has none. */
function readVariant(known: Record<string, true>, tag: string, raw: unknown, absent?: string) {
  const given = isUnknown(raw) ? undefined : (members(raw)[tag] ?? absent);
  if (typeof given !== "string" || !Object.hasOwn(known, given)) return { variant: "unrecognized", raw };
  return { variant: given, value: { ...members(raw), [tag]: given } };
}

/** The default branch of an exhaustive switch: a variant without a case does not compile. */
export function exhaustive(value: never): never {
  throw new Error(`Unexpected variant ${JSON.stringify(value)}`);
}
