import { isDeepStrictEqual } from "node:util";
import type { NormalRule } from "./normalRule";

/**
 * A rule as it is told apart from the others of its Configuration. Its identity here is `__key` where `check` gave it one,
 * else its `name`; its identity at Twilio is `id`, to which results point.
 */
export interface Identified {
  name?: string | undefined;
  __key?: string | undefined;
  id?: string | undefined;
}

/** The local identity of a rule. */
export const keyOf = (rule: Identified): string | undefined => rule.__key ?? rule.name;

export interface Candidate {
  rule: Identified;
  content: NormalRule;
}

/** The name that a rule goes by in the program. */
export const nameOf = (rule: Identified): string | undefined => rule.name;

/** What tells a rule from the others: its name while `check` carries identity over, its local identity from then on. */
type Identity = typeof keyOf;

/**
 * Which rule before is which rule now: for each rule now, the index of the rule before that it continues, or `undefined` for a
 * new one. By identity first; the rest by the best match of content, so that a reordered or edited rule stays the same.
 */
export function match(
  before: readonly Candidate[],
  now: readonly Candidate[],
  identity: Identity,
): (number | undefined)[] {
  const result: (number | undefined)[] = now.map(({ rule }) => {
    const own = identity(rule);
    const at = own === undefined ? -1 : before.findIndex((candidate) => identity(candidate.rule) === own);
    return at === -1 ? undefined : at;
  });
  const pairs = now
    .flatMap((one, nowAt) =>
      before.map((other, beforeAt) => ({ nowAt, beforeAt, score: score(other, one, beforeAt === nowAt, identity) })),
    )
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  for (const { nowAt, beforeAt } of pairs) {
    if (result[nowAt] === undefined && !result.includes(beforeAt)) result[nowAt] = beforeAt;
  }
  return result;
}

/** Below this, two rules are two rules. */
const ALIKE = 0.2;
/** Two names are two rules unless what they do is nearly the same: then it is a new name. */
const ALIKE_UNDER_TWO_NAMES = 0.7;
/** Breaks a tie for the rule in the same place. */
const SAME_PLACE = 0.001;

function score(before: Candidate, now: Candidate, samePlace: boolean, identity: Identity): number {
  const alike = likeness(before.content, now.content);
  const twoNames = identity(before.rule) !== undefined && identity(now.rule) !== undefined;
  return alike < (twoNames ? ALIKE_UNDER_TWO_NAMES : ALIKE) ? 0 : alike + (samePlace ? SAME_PLACE : 0);
}

/** From 0, nothing in common, to 1, the same. What a rule runs weighs most. */
function likeness(a: NormalRule, b: NormalRule): number {
  const equal = (x: unknown, y: unknown) => (isDeepStrictEqual(x, y) ? 1 : 0);
  return (
    0.4 * overlap(a.operators, b.operators) +
    0.1 * equal(a.operators, b.operators) +
    0.2 * equal(a.triggers, b.triggers) +
    0.2 * equal(a.actions, b.actions) +
    0.1 * equal(a.context, b.context)
  );
}

/** The share of operators, by id, that two rules have in common. */
function overlap(a: NormalRule["operators"], b: NormalRule["operators"]): number {
  const [left, right] = [new Set(a.map(({ id }) => id)), new Set(b.map(({ id }) => id))];
  const union = left.union(right).size;
  return union === 0 ? 0 : left.intersection(right).size / union;
}

/**
 * Gives every rule now a local identity: that of the rule before which it continues, else its name, else a number. It is written
 * down as `__key` only where it is not the name, and lives in the inputs alone, so that renaming a rule updates nothing.
 */
export function withKeys<Rule extends Identified>(
  before: readonly Candidate[],
  now: readonly (Candidate & { rule: Rule })[],
): Rule[] {
  const matched = match(before, now, nameOf);
  const kept = matched.map((at) => (at === undefined ? undefined : before[at] && keyOf(before[at].rule)));
  // The identity of a rule that goes is not given to one that comes: it would take over the id, and the results of another.
  const taken = new Set(before.map(({ rule }) => keyOf(rule)));
  return now.map(({ rule }, at) => {
    const key = kept[at] ?? fresh(rule.name, taken);
    taken.add(key);
    return key === (rule.__key ?? rule.name) ? rule : { ...rule, __key: key };
  });
}

/** The name if no other rule goes by it, else the first free number behind it. */
function fresh(name: string | undefined, taken: ReadonlySet<string | undefined>): string {
  if (name !== undefined && !taken.has(name)) return name;
  for (let number = 1; ; number++) {
    const key = `${name ?? ""}#${number}`;
    if (!taken.has(key)) return key;
  }
}
