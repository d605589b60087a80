import type { Merged } from "./definition";
import { same } from "./json";
import { mergeRuleLists } from "./mergeRules";
import { list, members, type NormalRule, normalRule } from "./normalRule";
import { type Candidate, type Identified, keyOf, match, nameOf, withKeys } from "./rules";
import { isUnknown } from "./unknown";

/** A list of rules in normal form. Order counts: it is what a person sees in the Console. */
export const normalRules = (rules: unknown): NormalRule[] => list(rules).map(normalRule);

const candidates = (rules: unknown) =>
  list(rules).map((rule) => ({ rule: identified(rule), content: normalRule(rule) }));

/** A rule with its identity told apart; everything else as it is. */
function identified(rule: unknown): Identified & Record<string, unknown> {
  const { name, __key, id, ...content } = members(rule);
  const text = (value: unknown) => (typeof value === "string" && !isUnknown(value) ? value : undefined);
  return { ...content, ...present({ name: text(name), __key: text(__key), id: text(id) }) };
}

const present = (value: Identified): Identified =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));

/** The declared rules with their local identity, carried over from the rules that were declared before. */
export function rulesWithKeys(before: unknown, declared: unknown): unknown {
  // A list or a rule that is not known yet has no identity yet; it gets one when it is known.
  if (!Array.isArray(declared) || declared.some(isUnknown)) return declared;
  return withKeys(candidates(before), candidates(declared));
}

/** The ids that the declared rules keep; `undefined` for a rule that is new. A rule that a merge took over says its own. */
export function rulesWithIds(recorded: unknown, declared: unknown): (string | undefined)[] {
  const [before, now] = [candidates(recorded), candidates(declared)];
  const matched = match(before, now, keyOf);
  return now.map(({ rule }, at) => rule.id ?? before[matched[at] ?? -1]?.rule.id);
}

/** The rules that hold both what the account changed and what the program changes, `most` of them together. */
export const mergeRules = (recorded: unknown, live: unknown, declared: unknown, most: number): Merged =>
  mergeRuleLists(candidates(recorded), candidates(live), candidates(declared), most);

/**
 * Of the declared or recorded rules, for each actual one the one that it is: by id where it has one, else, as the API answers in
 * the order of the request, by place.
 */
function counterparts(actual: unknown, like: unknown) {
  const before = candidates(like);
  const byPlace = (at: number) => (before[at]?.rule.id === undefined ? before[at] : undefined);
  return candidates(actual).map((one, at) => ({
    ...one,
    like: before.find(({ rule }) => rule.id !== undefined && rule.id === one.rule.id) ?? byPlace(at),
  }));
}

/**
 * What is recorded of the account's rules: each with the name and the key of the declared or recorded rule that it is, and in
 * its words wherever the two say the same.
 */
export function recordRules(actual: unknown, like: unknown): unknown {
  return counterparts(actual, like).map(({ rule, content, like }) => {
    if (like === undefined) return rule;
    const { name, __key } = like.rule;
    const alike = PARTS.filter((part) => same(like.content[part], content[part]));
    const words = Object.fromEntries(alike.map((part) => [part, like.rule[part]]));
    return { ...rule, ...words, ...present({ name, __key, id: rule.id }) };
  });
}

const PARTS = ["operators", "triggers", "actions", "context"] as const;

/**
 * Rules without the operator versions that the server filled in where none was asked for. Only for an answer that nobody else
 * wrote since: a version that a person pinned is a change.
 */
export function withoutFilledVersions(actual: unknown, like: unknown): unknown {
  return counterparts(actual, like).map(({ rule, like }) => {
    const operators = list(rule.operators).map((one, at) => {
      const asked = like?.content.operators[at];
      const isOpen = asked !== undefined && asked.id === members(one).id && asked.version === undefined;
      return isOpen ? { ...members(one), version: undefined } : one;
    });
    return { ...rule, operators };
  });
}

/** Rules as a program would declare them: without the ids that Twilio gave them. */
export const inputRules = (rules: unknown): unknown => list(rules).map((rule) => ({ ...members(rule), id: undefined }));

/**
 * The id of each rule that has a name, in the words of the program: a rule may have been renamed since it was recorded. What is
 * recorded is then what is declared, rule by rule, unless the program has its changes ignored.
 */
export function ruleIdsByName(recorded: unknown, declared: unknown): Record<string, string> {
  const [before, now] = [candidates(recorded), candidates(declared)];
  const alike = same(normalRules(recorded), normalRules(declared));
  const matched = alike ? byPlace(before, now) : match(before, now, nameOf);
  const named = now.flatMap(({ rule }, at) => {
    const id = before[matched[at] ?? -1]?.rule.id;
    return rule.name === undefined || id === undefined ? [] : [[rule.name, id] as const];
  });
  return Object.fromEntries(named);
}

/**
 * Which rule is which where both lists hold the same in the same order: the one in its place, but of several that do the same the
 * one of its name.
 */
function byPlace(before: readonly Candidate[], now: readonly Candidate[]): (number | undefined)[] {
  const named = now.map(({ rule: { name }, content }) =>
    before.findIndex(({ rule, content: was }) => name !== undefined && rule.name === name && same(was, content)),
  );
  const free = new Set(before.keys());
  for (const at of named) free.delete(at);
  return named.map((at, place) => {
    if (at !== -1) return at;
    const isTwin = (other: number) => same(before[other]?.content, now[place]?.content);
    const own = free.has(place) ? place : [...free].find(isTwin);
    if (own !== undefined) free.delete(own);
    return own;
  });
}

/** Stands beside the rules for the order that they are in; a rule of that name goes by it in quotes. */
const ORDER = "order";

/** Rules by what they go by, for a message that names the rule that changed. */
export function explainRules(rules: unknown): unknown {
  const taken = new Map<string, unknown>([[ORDER, undefined]]);
  for (const [at, { rule, content }] of candidates(rules).entries()) {
    let name = keyOf(rule) ?? rule.id ?? `#${at + 1}`;
    while (taken.has(name)) name = `"${name}"`;
    taken.set(name, content);
  }
  taken.delete(ORDER);
  return Object.fromEntries([...taken, [ORDER, [...taken.keys()].join(", ")]]);
}
