import { same } from "../../provider/json";
import { list, members, type NormalRule } from "../../provider/normalRule";
import { normalRules, rulesWithIds } from "../../provider/ruleList";
import { type Phrase, say } from "./phrase";

/** A rule before and after a change. */
export interface RulePair {
  /** As people call it: its name in the program, else its place. */
  label: Phrase;
  short: string;
  state: "new" | "gone" | "changed" | "same";
  /** Its place, from 1, where it stands before others that it stood behind, or the other way round. */
  moved: { from: number; to: number } | undefined;
  before: NormalRule | undefined;
  after: NormalRule | undefined;
}

/** Which rule is which, as the provider tells them apart when it carries their ids over; in the new order, those that go last. */
export function rulePairs(before: unknown, after: unknown): RulePair[] {
  const [old, now] = [normalRules(before), normalRules(after)];
  const recorded = list(before).map((rule) => members(rule).id);
  const places = rulesWithIds(before, after).map((id) => (id === undefined ? -1 : recorded.indexOf(id)));
  const movedAt = new Set(outOfOrder(places));
  const kept = now.map((rule, at): RulePair => {
    const place = places[at] ?? -1;
    const was = old[place];
    return {
      ...labelOf(list(after)[at], at),
      state: was === undefined ? "new" : same(was, rule) ? "same" : "changed",
      moved: movedAt.has(at) ? { from: place + 1, to: at + 1 } : undefined,
      before: was,
      after: rule,
    };
  });
  const gone = old.flatMap((rule, at): RulePair[] =>
    places.includes(at)
      ? []
      : [{ ...labelOf(list(before)[at], at), state: "gone", moved: undefined, before: rule, after: undefined }],
  );
  return [...kept, ...gone];
}

function labelOf(rule: unknown, at: number): Pick<RulePair, "label" | "short"> {
  const { name } = members(rule);
  return typeof name === "string"
    ? { label: say`${name}`, short: name }
    : { label: say`${at + 1}`, short: `${at + 1}` };
}

/** Where the list leaves the longest run that keeps its order; what is new (-1) keeps any. */
function outOfOrder(places: readonly number[]): number[] {
  const kept = places.flatMap((place, at) => (place === -1 ? [] : [{ place, at }]));
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
