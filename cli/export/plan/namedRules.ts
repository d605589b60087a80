import { type ReadTrigger, readTrigger } from "../../../provider/rules/variant";
import { list, members, type Values } from "../../../provider/values/json";
import { joined, wordsOf } from "./names";

/** Maximum length before a suffix, in characters. The API allows 64 for a rule name. */
const LONGEST = 48;
/** Suffix of a name for each trigger. */
const WHEN: Record<ReadTrigger["variant"], string> = {
  COMMUNICATION: "live",
  CONVERSATION_END: "at-end",
  CONVERSATION_INACTIVE: "when-inactive",
  unrecognized: "",
};

/** Suffix of a rule without a trigger. */
const ON_DEMAND = "on-demand";

/**
 * Returns the rules of a Configuration with unique names. A name consists of the rule's operators, with the trigger if two rules run the
 * same operators, and with a number if that is not unique either.
 */
export function namedRules(rules: unknown, titleOf: (operatorId: string) => string | undefined): Values[] {
  const all = list(rules).map(members);
  const plain = all.map((rule) => whatRuns(rule, titleOf));
  const isShared = (name: string) => plain.filter((other) => other === name).length > 1;
  const taken = new Set<string>();
  return all.map((rule, at) => {
    const what = plain[at] ?? "";
    const name = free(isShared(what) ? whatWhen(what, rule) : what, taken);
    taken.add(name);
    const { operators, triggers = [], ...rest } = rule;
    // A rule without a trigger says so: left out, it would lead to a warning.
    return { name, operators, triggers, ...rest };
  });
}

/** Returns at most two operator names of 28 columns each, so that the name stays within the limit even with trigger and number. */
function whatRuns({ operators }: Values, titleOf: (id: string) => string | undefined): string {
  const names = list(operators).map((one) => joined(wordsOf(titleOf(String(members(one).id)) ?? "")) || "operator");
  const [first = "", second] = names;
  if (second === undefined) return first;
  return names.length === 2 ? `${first}-and-${second}` : `${first}-and-${names.length - 1}-more`;
}

function whatWhen(what: string, { triggers }: Values): string {
  const events = list(triggers).map((trigger) => WHEN[readTrigger(trigger).variant]);
  const when = events.length === 0 ? [ON_DEMAND] : events;
  return what.length > LONGEST ? what : [what, ...when.filter((word) => word !== "")].join("-");
}

function free(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}
