import { ordinal, triggerText } from "../../../provider/rules/triggerText";
import { exhaustive, readTrigger } from "../../../provider/rules/variant";
import { members } from "../../../provider/values/json";
import { hasUnknown } from "../../../provider/values/unknown";
import { literal, type Phrase, say, words } from "../phrase";

/**
 * Assumed length of a conversation, to compare a trigger that runs once with one that runs on every n-th communication. 20
 * communications are a short support case.
 */
export const COMMUNICATIONS = 20;

/** Describes a trigger in normal form, to follow "runs …". */
export function triggerWords(trigger: unknown): Phrase {
  if (trigger === undefined) return words("on demand only");
  const text = triggerText(trigger);
  return text === undefined ? say`on ${literal(members(trigger).on ?? trigger)}` : words(text);
}

/** Describes the old trigger, in short form if the new one is of the same type. */
export function wasWords(before: unknown, after: unknown): Phrase {
  const isCounted = (trigger: unknown) => readTrigger(trigger).variant === "COMMUNICATION" && !hasUnknown(trigger);
  if (!isCounted(before) || !isCounted(after)) return triggerWords(before);
  const count = countOf(before);
  return words(count === 1 ? "every one" : `every ${ordinal(Number(count))}`);
}

const countOf = (trigger: unknown): unknown => members(members(trigger).parameters).count;

/** Returns how often a rule runs in a conversation of the assumed length; `undefined` if that is unknown. */
function runs(trigger: unknown): number | undefined {
  const read = readTrigger(trigger);
  switch (read.variant) {
    case "COMMUNICATION": {
      const count = countOf(trigger);
      return typeof count === "number" ? COMMUNICATIONS / count : undefined;
    }
    case "CONVERSATION_END":
    case "CONVERSATION_INACTIVE":
      return 1;
    case "unrecognized":
      return undefined;
    default:
      return exhaustive(read);
  }
}

/** Whether a rule runs on every single communication. */
export const runsOnEach = (trigger: unknown): boolean => runs(trigger) === COMMUNICATIONS;

/** Returns how often a rule runs after a change, as a multiple of before. Less than 1 means less often. */
export function factorBetween(before: unknown, after: unknown): number | undefined {
  const [from, to] = [runs(before), runs(after)];
  return from === undefined || to === undefined ? undefined : to / from;
}

/** Describes the factor. Between different types of triggers it is an estimate, and states the assumed length. */
export function factorWords(before: unknown, after: unknown): string {
  const factor = factorBetween(before, after);
  if (factor === undefined || factor === 1) return "";
  const rounded = Number((factor > 1 ? factor : 1 / factor).toPrecision(2));
  const how = factor > 1 ? `${rounded} × as often` : `${rounded} × less often`;
  const isLike = members(before).on === members(after).on;
  return isLike ? `: ${how}` : `: about ${how}, in a conversation of ${COMMUNICATIONS} messages or utterances`;
}
