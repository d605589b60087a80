import { changesBetween } from "../../../provider/table/changes";
import { same } from "../../../provider/values/equality";
import { members, type Values } from "../../../provider/values/json";
import { isUnknown } from "../../../provider/values/unknown";
import { RULE_EDITS } from "../edits/ruleEdits";
import { joined, literal, type Phrase, say, words } from "../phrase";
import type { Item } from "../preview/items";
import type { RiskId } from "../risks";
import type { Directory, Target } from "./directory";
import { edited, type PropertyFact, propertyFact, quiet } from "./fact";
import type { RulePair, RuleParts } from "./rulePairs";
import { factorBetween, factorWords, runsOnEach, triggerWords, wasWords } from "./triggerWords";
import { address, insecure, webhookChanges } from "./webhookChange";

/** Returns the effects of a change of one rule. */
export function ruleFacts(pair: RulePair, item: Item, directory: Directory): PropertyFact[] {
  const { label, before, after, moved } = pair;
  const subject = `rules.${pair.short}`;
  const on = (fact: PropertyFact): PropertyFact => ({ subject, ...fact, say: say`rule ${label}: ${fact.say}` });
  if (before === undefined && after !== undefined) return [{ ...added(label, after, item, directory), subject }];
  if (after === undefined) {
    const fact = say`rule ${label} is **removed**: ${ended(before, directory)}`;
    return [{ ...edited(fact, RULE_EDITS.whole.removed), subject }];
  }
  if (before === undefined || pair.state === "same") {
    return moved
      ? [quiet(say`rule ${label} moves from position ${moved.from} to ${moved.to} (its effect does not change)`)]
      : [];
  }
  const facts = [
    ...operatorFacts(before, after, item, directory),
    ...triggerFacts(before.triggers[0], after),
    ...webhookChanges("results", before.addresses, after.addresses, directory),
    ...contextFacts(before.context, after.context),
    ...(moved ? [quiet(say`moves from position ${moved.from} to ${moved.to}`)] : []),
  ];
  return facts.map(on);
}

function added(label: Phrase, rule: RuleParts, { dependencies }: Item, directory: Directory): PropertyFact {
  const operators = rule.operators.map((one) => operatorPhrase(one, directory.operator(one, dependencies.rules)));
  const to = rule.addresses.map(address);
  const sends = to.length === 0 ? words("") : say`, and sends the results to ${joined(to, " and ")}`;
  return edited(
    say`rule ${label} is **new**: runs ${joined(operators)} ${triggerWords(rule.triggers[0])}${sends}`,
    RULE_EDITS.whole.added,
    ...onDemandRisks(rule),
    ...(runsOnEach(rule.triggers[0]) ? ["R044" as const] : []),
    ...(members(rule.context).memory === undefined ? [] : ["R047" as const]),
    ...insecure(rule.addresses),
  );
}

const ended = (rule: RuleParts | undefined, directory: Directory): Phrase =>
  say`${joined((rule?.operators ?? []).map((one) => directory.operator(one).label))} no longer run${words(rule?.operators.length === 1 ? "s" : "")} ${triggerWords(rule?.triggers[0])}`;

/** Returns a phrase such as `urgency`, fixed to version 3. */
const operatorPhrase = ({ version }: Values, { label }: Target): Phrase =>
  version === undefined ? label : say`${label}, fixed to ${versionWords(version)},`;

const versionWords = (version: unknown): Phrase =>
  isUnknown(version) ? words("the version that this update creates") : say`version ${literal(version)}`;

interface Referred {
  operator: Values;
  target: Target;
}

function operatorFacts(
  before: RuleParts,
  after: RuleParts,
  { dependencies }: Item,
  directory: Directory,
): PropertyFact[] {
  const old = before.operators.map((operator): Referred => ({ operator, target: directory.operator(operator) }));
  const now = after.operators.map(
    (operator): Referred => ({ operator, target: directory.operator(operator, dependencies.rules) }),
  );
  const rest = [...old];
  const come: Referred[] = [];
  const facts: PropertyFact[] = [];
  for (const one of now) {
    const at = rest.findIndex(({ target }) => target.key === one.target.key);
    const [was] = at === -1 ? [] : rest.splice(at, 1);
    if (was === undefined) come.push(one);
    else facts.push(...referenceFacts(was.operator, one.operator, one.target));
  }
  return [...facts, ...exchanged(rest, come), ...reordered(old, now, facts.length + rest.length + come.length)];
}

const exchangeRisks: RiskId[] = ["R042", "R043"];

/** Describes operators that a rule no longer runs, and operators that it runs instead. */
function exchanged(gone: readonly Referred[], come: readonly Referred[]): PropertyFact[] {
  const runs = joined(come.map(({ operator, target }) => operatorPhrase(operator, target)));
  const ran = joined(gone.map(({ target }) => target.label));
  if (gone.length > 0 && come.length > 0) return [propertyFact(say`runs ${runs} instead of ${ran}`, ...exchangeRisks)];
  if (come.length > 0) return [edited(say`also runs ${runs}`, RULE_EDITS.operator.added)];
  return gone.length > 0 ? [edited(say`no longer runs ${ran}`, RULE_EDITS.operator.removed)] : [];
}

function reordered(before: readonly Referred[], after: readonly Referred[], others: number): PropertyFact[] {
  const keys = (list: readonly Referred[]) => list.map(({ target }) => target.key);
  return others === 0 && !same(keys(before), keys(after)) ? [quiet(words("the order of its operators changes"))] : [];
}

/** Secret values are already redacted. */
const NO_SECRETS = { from: [], to: [] };

/** Describes changes of an operator that the rule still runs. */
function referenceFacts(before: Values, after: Values, { label }: Target): PropertyFact[] {
  const facts: PropertyFact[] = [];
  if (isUnknown(after.id))
    facts.push({
      ...propertyFact(say`runs the new ${label}, whose id is known only after ${words("`up`")}`),
      follows: true,
    });
  if (before.version !== after.version || isUnknown(after.version))
    facts.push(pinFact(before.version, after.version, label));
  for (const { path, from, to } of changesBetween(
    before.parameters ?? {},
    after.parameters ?? {},
    "parameters",
    NO_SECRETS,
  )) {
    facts.push(
      edited(
        say`parameter ${path.replace(/^parameters\.?/, "")} of ${label} is ${literal(to)} (was ${literal(from)})`,
        RULE_EDITS.operator.parameters,
      ),
    );
  }
  return facts;
}

function pinFact(before: unknown, after: unknown, label: Phrase): PropertyFact {
  if (after === undefined) {
    return propertyFact(
      say`runs ${label} at its newest version, no longer fixed to one (was version ${literal(before)})`,
      "R013",
    );
  }
  const was = before === undefined ? words("was not fixed") : say`was ${literal(before)}`;
  const fact = say`now runs ${label} fixed to ${versionWords(after)} (${was})`;
  // The version that this change makes: its operator raises the risk.
  if (isUnknown(after) && before !== undefined) return { ...propertyFact(fact), follows: true };
  const isNumber = typeof before === "number" && typeof after === "number";
  const risks: RiskId[] = !isNumber ? [] : after < before ? ["R012"] : after - before > 1 ? ["R011"] : [];
  return edited(fact, RULE_EDITS.operator.version, ...risks);
}

/** A rule without a trigger that is declared so is a choice; one that leaves it open may be a mistake. */
const onDemandRisks = ({ triggers, onDemand }: RuleParts): RiskId[] =>
  triggers.length > 0 ? [] : onDemand ? ["R038"] : ["R015"];

function triggerFacts(before: unknown, parts: RuleParts): PropertyFact[] {
  const [after] = parts.triggers;
  if (same(before, after)) return [];
  const fact = say`runs ${triggerWords(after)} (was ${wasWords(before, after)})${words(factorWords(before, after))}`;
  const isMore = after !== undefined && (factorBetween(before, after) ?? 1) > 1;
  return [edited(fact, RULE_EDITS.member.triggers, ...onDemandRisks(parts), ...(isMore ? ["R014" as const] : []))];
}

function contextFacts(before: unknown, after: unknown): PropertyFact[] {
  const [old, now] = [members(before), members(after)];
  const facts: PropertyFact[] = [];
  if (!same(old.memory, now.memory)) {
    const what = now.memory === undefined ? "no longer get" : "get";
    const risks: RiskId[] = now.memory === undefined ? [] : ["R047"];
    facts.push(
      edited(say`operators ${words(what)} Twilio's memory of the customer`, RULE_EDITS.context.memory, ...risks),
    );
  }
  if (!same(old.knowledge, now.knowledge)) {
    const bases = (knowledge: unknown) => literal(isUnknown(knowledge) ? knowledge : members(knowledge).bases);
    facts.push(
      edited(
        say`operators use the knowledge bases ${bases(now.knowledge)} (was ${bases(old.knowledge)})`,
        RULE_EDITS.context.knowledge,
      ),
    );
  }
  return facts;
}
