import { candidates, matchRules } from "../../../provider/rules/identity";
import type { NormalRule } from "../../../provider/rules/normalRule";
import { exhaustive, readAction } from "../../../provider/rules/variant";
import { same } from "../../../provider/values/equality";
import { isObject, list, members, type Values } from "../../../provider/values/json";
import { REDACTED } from "../../../provider/values/secrets";
import { isUnknown } from "../../../provider/values/unknown";
import { type Phrase, say } from "../phrase";
import type { Item } from "../preview/items";

/** What a rule does, in normal form. A part that is not known yet is a list of that. */
export interface RuleParts {
  operators: Values[];
  triggers: unknown[];
  /** Where results are sent. */
  addresses: unknown[];
  context: unknown;
}

/** A rule before and after a change. */
export interface RulePair {
  /** As people call it: its name in the program, else its place. */
  label: Phrase;
  short: string;
  state: "new" | "gone" | "changed" | "same";
  /** Its place, from 1, where it stands before others that it stood behind, or the other way round. */
  moved: { from: number; to: number } | undefined;
  before: RuleParts | undefined;
  after: RuleParts | undefined;
}

/** Rules that are secret, or not known yet: nothing can be said of them. */
export const areHidden = (rules: unknown): boolean => rules === REDACTED || isUnknown(rules);

/** The rules of a Configuration, before and after. None where they are hidden. */
export const pairsOf = ({ before, after }: Item): RulePair[] =>
  areHidden(before.rules) || areHidden(after.rules) ? [] : rulePairs(before.rules, after.rules);

/** Which rule is which, as the provider tells them apart when it carries their ids over; in the new order, those that go last. */
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
      before: was && partsOf(was.content),
      after: partsOf(content),
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
            before: partsOf(content),
            after: undefined,
          },
        ],
  );
  return [...kept, ...gone];
}

const partsOf = ({ operators, triggers, actions, context }: NormalRule): RuleParts => ({
  operators: itemsOf(operators).map((one) => (isObject(one) ? one : { id: one })),
  triggers: itemsOf(triggers),
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

/** Where the list leaves the longest run that keeps its order; what is new keeps any. */
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
