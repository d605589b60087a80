import { members } from "../values/json";
import { hasUnknown } from "../values/unknown";
import { exhaustive, readTrigger } from "./variant";

/** Describes a trigger in normal form, to follow "runs …"; `undefined` for one that this release does not recognise. */
export function triggerText(trigger: unknown): string | undefined {
  if (hasUnknown(trigger)) return "on a trigger that is known only after `up`";
  const read = readTrigger(trigger);
  switch (read.variant) {
    case "COMMUNICATION": {
      const { count } = members(members(trigger).parameters);
      return count === 1 ? "on every message and utterance" : `on every ${ordinal(Number(count))} message or utterance`;
    }
    case "CONVERSATION_END":
      return "when the conversation ends";
    case "CONVERSATION_INACTIVE":
      return "when the conversation is inactive";
    case "unrecognized":
      return undefined;
    default:
      return exhaustive(read);
  }
}

/** `1st`, `2nd`, `11th`. */
export function ordinal(number: number): string {
  const ending = number % 100 >= 11 && number % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}
