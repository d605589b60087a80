import { candidates, matchRules } from "../../../provider/rules/identity";
import type { NormalRule } from "../../../provider/rules/normalRule";
import { exhaustive, readAction } from "../../../provider/rules/variant";
import { same } from "../../../provider/values/equality";
import { isEmpty, isObject, list, members, type Values } from "../../../provider/values/json";
import { isUnknown } from "../../../provider/values/unknown";
import { type Phrase, say } from "../phrase";
import type { Item } from "../preview/items";
import { isHidden } from "../preview/redaction";

/** Parts of a rule, in normal form. An unknown part is a list with one unknown value. */
export interface RuleParts {
  operators: Values[];
  triggers: unknown[];
  /** Whether the program says that the rule has no trigger: Twilio's On-demand trigger. */
  onDemand: boolean;
  /** Destinations of the results. */
  addresses: unknown[];
  context: unknown;
}

/** A rule before and after a change. */
export interface RulePair {
  /** Its name in the program, or else its position. */
  label: Phrase;
  short: string;
  state: "new" | "gone" | "changed" | "same";
  /** Old and new position, from 1, if its order among the other rules changed. */
  moved: { from: number; to: number } | undefined;
  before: RuleParts | undefined;
  after: RuleParts | undefined;
}

/** Returns the rules of a Configuration before and after the change. Empty if they are secret or unknown. */
export const pairsOf = ({ before, after }: Item): RulePair[] =>
  isHidden(before.rules) || isHidden(after.rules) ? [] : rulePairs(before.rules, after.rules);

/** Matches old and new rules by the provider's rule identity. Returns them in the new order, with removed rules last. */
function rulePairs(before: unknown, after: unknown): RulePair[] {
  const [old, now] = [candidates(before), candidates(after)];
  const places = matchRules(old, now, "key");
  const movedAt = new Set(outOfOrder(places));
  const kept = now.map(({ content }, at): RulePair => {
    const place = places[at];
    const was = old[place ?? -1];
    return {
      ...labelOf(list(after)[at], at),
      state: was === undefined ? "new" : same(was.content, content) ? "same" : "changed",
      moved: place !== undefined && movedAt.has(at) ? { from: place + 1, to: at + 1 } : undefined,
      before: was && partsOf(was.content, list(before)[place ?? -1]),
      after: partsOf(content, list(after)[at]),
    };
  });
  const gone = old.flatMap(({ content }, at): RulePair[] =>
    places.includes(at)
      ? []
      : [
          {
            ...labelOf(list(before)[at], at),
            state: "gone",
            moved: undefined,
            before: partsOf(content, list(before)[at]),
            after: undefined,
          },
        ],
  );
  return [...kept, ...gone];
}

const partsOf = ({ operators, triggers, actions, context }: NormalRule, rule: unknown): RuleParts => ({
  operators: itemsOf(operators).map((one) => (isObject(one) ? one : { id: one })),
  triggers: itemsOf(triggers),
  onDemand: isEmpty(triggers) && Array.isArray(members(rule).triggers),
  addresses: itemsOf(actions).map(addressOf),
  context,
});

const itemsOf = (value: unknown): unknown[] => (isUnknown(value) ? [value] : list(value));

function addressOf(raw: unknown): unknown {
  const action = readAction(raw);
  switch (action.variant) {
    case "WEBHOOK":
      return action.value.url;
    case "unrecognized":
      return action.raw;
    default:
      return exhaustive(action);
  }
}

function labelOf(rule: unknown, at: number): Pick<RulePair, "label" | "short"> {
  const { name } = members(rule);
  return typeof name === "string"
    ? { label: say`${name}`, short: name }
    : { label: say`${at + 1}`, short: `${at + 1}` };
}

/** Returns the positions outside the longest sequence that keeps its order. New rules do not count. */
function outOfOrder(places: readonly (number | undefined)[]): number[] {
  const kept = places.flatMap((place, at) => (place === undefined ? [] : [{ place, at }]));
  const runs: { at: number[]; last: number }[] = [];
  for (const { place, at } of kept) {
    const longest = runs
      .filter(({ last }) => last < place)
      .reduce<number[]>((best, run) => (run.at.length > best.length ? run.at : best), []);
    runs.push({ at: [...longest, at], last: place });
  }
  const stay = runs.reduce<number[]>((best, run) => (run.at.length > best.length ? run.at : best), []);
  return kept.map(({ at }) => at).filter((at) => !stay.includes(at));
}
