import { members } from "../../provider/normalRule";
import { hasUnknown } from "../../provider/unknown";
import { type Phrase, say, words } from "./phrase";

/**
 * Conversations differ; a factor between "once" and "every n-th communication" needs a length. This many communications is a
 * short support case.
 */
export const COMMUNICATIONS = 20;

/** A trigger in normal form, as it is said of a rule: "runs …". */
export function triggerWords(trigger: unknown): Phrase {
  if (trigger === undefined) return words("on no trigger");
  const { on, count } = members(trigger);
  if (hasUnknown(trigger)) return words("on a trigger that is known only after `up`");
  if (on === "CONVERSATION_END") return words("when the conversation ends");
  if (on === "CONVERSATION_INACTIVE") return words("when the conversation falls silent");
  if (on === "COMMUNICATION") return words(`on every ${count === 1 ? "" : `${ordinal(Number(count))} `}COMMUNICATION`);
  return say`on ${String(on)}`;
}

/** What a trigger was, next to what it is now. */
export function wasWords(before: unknown, after: unknown): Phrase {
  const [old, now] = [members(before), members(after)];
  const isLike = old.on === "COMMUNICATION" && now.on === "COMMUNICATION" && !hasUnknown([before, after]);
  return isLike ? words(old.count === 1 ? "every one" : `every ${ordinal(Number(old.count))}`) : triggerWords(before);
}

/** How often a rule runs in a conversation; `undefined` where that cannot be said. */
function runs(trigger: unknown): number | undefined {
  const { on, count } = members(trigger);
  if (on === "COMMUNICATION") return typeof count === "number" ? COMMUNICATIONS / count : undefined;
  return on === "CONVERSATION_END" || on === "CONVERSATION_INACTIVE" ? 1 : undefined;
}

/** How many times as often it runs after a change as before; below 1, less often. */
export function factorBetween(before: unknown, after: unknown): number | undefined {
  const [from, to] = [runs(before), runs(after)];
  return from === undefined || to === undefined ? undefined : to / from;
}

/** The factor in words. Between unlike triggers it is an estimate, and says of what. */
export function factorWords(before: unknown, after: unknown): string {
  const factor = factorBetween(before, after);
  if (factor === undefined || factor === 1) return "";
  const rounded = Number((factor > 1 ? factor : 1 / factor).toPrecision(2));
  const how = factor > 1 ? `${rounded} × as often` : `${rounded} × less often`;
  const isLike = members(before).on === members(after).on;
  return isLike ? `: ${how}` : `: about ${how}, in a conversation of ${COMMUNICATIONS} communications`;
}

function ordinal(number: number): string {
  const ending = number % 100 >= 11 && number % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}
