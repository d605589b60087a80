import { type Change, changesBetween, type Item } from "../table/changes";
import type { SidePaths, Treatment } from "../table/treatment";
import { same } from "../values/equality";
import { list, members, present } from "../values/json";
import { below } from "../values/paths";
import { redact } from "../values/secrets";
import { isUnknown } from "../values/unknown";
import { counterparts, inRecordedOrder, PLACE, rulesAsWritten } from "./answeredRules";
import { type Candidate, candidates, matchRules, withKeys } from "./identity";
import { mergeRules } from "./mergeRules";
import { normalRule } from "./normalRule";

/** How a list of rules is compared and merged: rule by rule, each by its identity, and then by the order they are in. */
export const rulesTreatment = (max: number): Treatment => ({
  normal: normalRules,
  record: recordRules,
  input: inputRules,
  withoutFilled: rulesAsWritten,
  follow: (secrets, prior, observed) =>
    counterparts(observed, prior).flatMap(({ likeAt }, place) =>
      likeAt === undefined ? [] : below(secrets, likeAt).map((rest) => [place, ...rest]),
    ),
  identify: identifyRules,
  changes: ruleChanges,
  merge: (prior, observed, desired) => mergeRules(candidates(prior), candidates(observed), candidates(desired), max),
});

/** Order counts: it is what a person sees in the Console. */
const normalRules = (rules: unknown): unknown =>
  isUnknown(rules) ? rules : list(rules).map((rule) => (isUnknown(rule) ? rule : normalRule(rule)));

/** Desired rules with their local identity, carried over from the rules that were declared before. */
export function rulesWithKeys(before: unknown, desired: unknown): unknown {
  // A list or a rule that is not known yet has no identity yet; it gets one when it is known.
  if (!Array.isArray(desired) || desired.some(isUnknown)) return desired;
  return withKeys(candidates(before), candidates(desired));
}

const PARTS = ["operators", "triggers", "actions", "context"] as const;

/** Observed rules, each with what only the program knows of it, and in the program's words wherever the two say the same. */
function recordRules(observed: unknown, like: unknown): unknown {
  const all = counterparts(observed, like);
  const recorded = all.map(({ rule, content, id, like }) => {
    if (like === undefined) return rule;
    const alike = PARTS.filter((part) => same(like.content[part], content[part]));
    const words = Object.fromEntries(alike.map((part) => [part, like.rule[part]]));
    const { name, __key } = like.rule;
    return present({ ...rule, ...words, name, __key, id });
  });
  return inRecordedOrder(recorded, all);
}

/** Rules as a program would declare them: without the ids and the places that Twilio gave them. */
const inputRules = (rules: unknown): unknown =>
  list(rules).map((rule) => {
    const { id: _id, [PLACE]: _place, ...rest } = members(rule);
    return rest;
  });

/** A rule that continues a recorded one keeps its id; one that a merge took from the account has its own. */
function identifyRules(desired: unknown, prior: unknown): unknown {
  const [before, now] = [candidates(prior), candidates(desired)];
  const matched = matchRules(before, now, "key");
  return now.map(({ rule, id }, at) => {
    const own = id ?? before[matched[at] ?? -1]?.id;
    return own === undefined ? rule : { ...rule, id: own };
  });
}

/** Stands beside the rules for the order that they are in; a rule of that name goes by it in quotes. */
const ORDER = "order";

function ruleChanges(from: unknown, to: unknown, name: string, secrets: SidePaths): Change[] {
  if (isUnknown(from) || isUnknown(to)) return changesBetween(normalRules(from), normalRules(to), name, secrets);
  const [before, now] = [candidates(from), candidates(to)];
  const matched = matchRules(before, now, "key");
  const labels = new Labels();
  const beforeLabels = before.map((rule, at) => labels.of(rule, at, now[matched.indexOf(at)]));
  const nowLabels = now.map((rule, at) => beforeLabels[matched[at] ?? -1] ?? labels.of(rule, at));
  const part = (at: number | undefined, nowAt: number | undefined, label: string) => {
    const hidden: SidePaths = {
      from: at === undefined ? [] : below(secrets.from, at),
      to: nowAt === undefined ? [] : below(secrets.to, nowAt),
    };
    const [was, is] = [contentOf(list(from), before, at), contentOf(list(to), now, nowAt)];
    const all = [...hidden.from, ...hidden.to];
    const item: Item = { label, from: redact(was, all), to: redact(is, all) };
    return changesBetween(was, is, `${name}.${label}`, hidden).map((change) => ({ ...change, item }));
  };
  const kept = now.flatMap((_, nowAt) => part(matched[nowAt], nowAt, nowLabels[nowAt] ?? ""));
  const gone = before.flatMap((_, at) => (matched.includes(at) ? [] : part(at, undefined, beforeLabels[at] ?? "")));
  const order = matched.filter((at) => at !== undefined);
  const isMoved = order.some((at, place) => place > 0 && at < (order[place - 1] ?? 0));
  const moved: Change = {
    path: `${name}.${ORDER}`,
    from: beforeLabels.join(", "),
    to: nowLabels.join(", "),
    isOrder: true,
  };
  return [...kept, ...gone, ...(isMoved ? [moved] : [])];
}

/** Content of a rule for a comparison, or the unknown value in its place. */
const contentOf = (raw: readonly unknown[], all: readonly Candidate[], at: number | undefined): unknown =>
  at === undefined ? undefined : isUnknown(raw[at]) ? raw[at] : all[at]?.content;

/** Label of a rule in messages: its name in the program, or else its key, id or place. Labels are unique. */
class Labels {
  readonly #taken = new Set<string>([ORDER]);

  of(rule: Candidate, at: number, continued?: Candidate): string {
    let label = continued?.name ?? rule.name ?? rule.key ?? rule.id ?? `#${at + 1}`;
    while (this.#taken.has(label)) label = `"${label}"`;
    this.#taken.add(label);
    return label;
  }
}
