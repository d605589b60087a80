import { isDeepStrictEqual } from "node:util";
import { isObject, list, members, type Values } from "../values/json";
import { type NormalRule, normalRule } from "./normalRule";

/**
 * A rule as it is told apart from the others of its Configuration. Its identity in the program is `__key` where `check` gave it
 * one, else its `name`; its identity at Twilio is `id`, to which results refer.
 */
export interface Candidate {
  rule: Values;
  name: string | undefined;
  key: string | undefined;
  id: string | undefined;
  content: NormalRule;
}

export const candidates = (rules: unknown): Candidate[] =>
  list(rules).map((raw) => {
    const rule = isObject(raw) ? raw : {};
    const [name, key, id] = [textOf(rule.name), textOf(rule.__key), textOf(rule.id)];
    return { rule, name, key: key ?? name, id, content: normalRule(raw) };
  });

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Identity of a rule in the program: its name while `check` carries identity over, its key afterwards. */
type Label = "name" | "key";

/**
 * For each rule now, the index of the rule before that it continues; `undefined` for a new one. The account's id decides where both
 * have one, then the label. Rules that neither tells apart can only continue each other if they have operators in common; the best
 * match wins.
 */
export function matchRules(
  before: readonly Candidate[],
  now: readonly Candidate[],
  label: Label,
): (number | undefined)[] {
  const result: (number | undefined)[] = now.map(() => undefined);
  const take = (nowAt: number, at: number) => {
    if (at !== -1 && result[nowAt] === undefined && !result.includes(at)) result[nowAt] = at;
  };
  for (const member of ["id", label] as const) {
    for (const [nowAt, one] of now.entries()) {
      const own = one[member];
      const isIt = (other: Candidate) => other[member] === own && !differ("id", other, one);
      take(nowAt, own === undefined ? -1 : before.findIndex(isIt));
    }
  }
  const pairs = now
    .flatMap((one, nowAt) => before.map((other, at) => ({ nowAt, at, score: score(other, one, at === nowAt, label) })))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  for (const { nowAt, at } of pairs) take(nowAt, at);
  return result;
}

/** Whether both have the member, and not the same. */
const differ = (member: Label | "id", a: Candidate, b: Candidate): boolean =>
  a[member] !== undefined && b[member] !== undefined && a[member] !== b[member];

/** Below this, two rules are two rules. */
const ALIKE = 0.2;
/** Two names are two rules unless what they do is nearly the same: then it is a new name. */
const ALIKE_UNDER_TWO_NAMES = 0.7;
/** Breaks a tie for the rule in the same place. */
const SAME_PLACE = 0.001;

function score(before: Candidate, now: Candidate, samePlace: boolean, label: Label): number {
  if (differ("id", before, now)) return 0;
  const alike = likeness(before.content, now.content);
  return alike < (differ(label, before, now) ? ALIKE_UNDER_TWO_NAMES : ALIKE)
    ? 0
    : alike + (samePlace ? SAME_PLACE : 0);
}

/** From 0, no operator in common, to 1, the same. */
function likeness(a: NormalRule, b: NormalRule): number {
  const common = commonOperators(a.operators, b.operators);
  if (common === 0) return 0;
  const equal = (x: unknown, y: unknown) => (isDeepStrictEqual(x, y) ? 1 : 0);
  return (
    0.4 * common +
    0.1 * equal(a.operators, b.operators) +
    0.2 * equal(a.triggers, b.triggers) +
    0.2 * equal(a.actions, b.actions) +
    0.1 * equal(a.context, b.context)
  );
}

/** The share of operators, by id, that two rules have in common. */
function commonOperators(a: unknown, b: unknown): number {
  const [left, right] = [operatorIds(a), operatorIds(b)];
  const union = left.union(right).size;
  return union === 0 ? 0 : left.intersection(right).size / union;
}

const operatorIds = (operators: unknown): Set<unknown> => new Set(list(operators).map((one) => members(one).id));

/**
 * Gives every rule now a local identity: that of the rule before which it continues, else its name, else a number. It is written
 * down as `__key` only where it is not the name, and lives in the inputs alone, so that renaming a rule updates nothing.
 */
export function withKeys(before: readonly Candidate[], now: readonly Candidate[]): Values[] {
  const matched = matchRules(before, now, "name");
  // The identity of a rule that goes is not given to one that comes: it would take the id, and the results, of another.
  const taken = new Set(before.map(({ key }) => key));
  return now.map(({ rule, name, key: own }, at) => {
    const key = before[matched[at] ?? -1]?.key ?? freshKey(name, taken);
    taken.add(key);
    return key === own ? rule : { ...rule, __key: key };
  });
}

/** The name if no other rule goes by it, else the first free number behind it. */
function freshKey(name: string | undefined, taken: ReadonlySet<string | undefined>): string {
  if (name !== undefined && !taken.has(name)) return name;
  for (let number = 1; ; number++) {
    const key = `${name ?? ""}#${number}`;
    if (!taken.has(key)) return key;
  }
}
