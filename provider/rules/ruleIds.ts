import { same } from "../values/equality";
import { type Candidate, candidates, matchRules } from "./identity";

/**
 * The id of each rule that has a name in the program. A rule may have been renamed since it was recorded. Recorded rules are then
 * what the program declares, rule by rule, unless it ignores their changes.
 */
export function ruleIdsByName(recorded: unknown, declared: unknown): Record<string, string> {
  const [before, now] = [candidates(recorded), candidates(declared)];
  const contents = (rules: readonly Candidate[]) => rules.map(({ content }) => content);
  const matched = same(contents(before), contents(now)) ? byPlace(before, now) : matchRules(before, now, "name");
  const named = now.flatMap(({ name }, at) => {
    const id = before[matched[at] ?? -1]?.id;
    return name === undefined || id === undefined ? [] : [[name, id] as const];
  });
  return Object.fromEntries(named);
}

/**
 * Which rule is which where both lists hold the same in the same order: the one in its place, but of several that do the same the
 * one of its name.
 */
function byPlace(before: readonly Candidate[], now: readonly Candidate[]): (number | undefined)[] {
  const named = now.map(({ name, content }) =>
    before.findIndex((other) => name !== undefined && other.name === name && same(other.content, content)),
  );
  const free = new Set(before.keys());
  for (const at of named) free.delete(at);
  return named.map((at, place) => {
    if (at !== -1) return at;
    const doesTheSame = (other: number) => same(before[other]?.content, now[place]?.content);
    const own = free.has(place) ? place : [...free].find(doesTheSame);
    if (own !== undefined) free.delete(own);
    return own;
  });
}
