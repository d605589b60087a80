import { changes, same } from "../../provider/json";
import { members, type NormalOperator, type NormalRule } from "../../provider/normalRule";
import { isUnknown } from "../../provider/unknown";
import type { Directory, Target } from "./directory";
import { type Fact, live, quiet } from "./fact";
import type { Item } from "./objects";
import { joined, literal, type Phrase, say, words } from "./phrase";
import type { RiskId } from "./register";
import type { RulePair } from "./rules";
import { factorBetween, factorWords, triggerWords, wasWords } from "./trigger";
import { address, webhookChange } from "./webhook";

/** What a change of one rule does. */
export function ruleFacts(pair: RulePair, item: Item, directory: Directory): Fact[] {
  const { label, before, after, moved } = pair;
  const on = (fact: Fact): Fact => ({ ...fact, say: say`rule ${label}: ${fact.say}` });
  if (before === undefined && after !== undefined) return [added(label, after, item, directory)];
  if (after === undefined) return [live(say`rule ${label} is **removed**: ${ended(before, directory)}`)];
  if (before === undefined || pair.state === "same") {
    return moved
      ? [quiet(say`rule ${label} moves from place ${moved.from} to ${moved.to} (no change in what it does)`)]
      : [];
  }
  const facts = [
    ...operatorFacts(before, after, item, directory),
    ...triggerFacts(before.triggers[0], after.triggers[0]),
    ...actionFacts(before.actions, after.actions),
    ...contextFacts(before.context, after.context),
    ...(moved ? [quiet(say`moves from place ${moved.from} to ${moved.to}`)] : []),
  ];
  return facts.map(on);
}

function added(label: Phrase, rule: NormalRule, { madeOf }: Item, directory: Directory): Fact {
  const operators = rule.operators.map((one) => operatorPhrase(one, directory.operator(one, madeOf.rules)));
  const to = rule.actions.map((action) => address(members(action).url));
  const sends = to.length === 0 ? words("") : say`, and sends the results to ${joined(to, " and ")}`;
  return live(
    say`rule ${label} is **new**: runs ${joined(operators)} ${triggerWords(rule.triggers[0])}${sends}`,
    ...(rule.triggers.length === 0 ? (["R015"] satisfies RiskId[]) : []),
  );
}

const ended = (rule: NormalRule | undefined, directory: Directory): Phrase =>
  say`${joined((rule?.operators ?? []).map((one) => directory.operator(one).label))} no longer run${words(rule?.operators.length === 1 ? "s" : "")} ${triggerWords(rule?.triggers[0])}`;

/** `urgency` pinned to version 3. */
const operatorPhrase = ({ version }: NormalOperator, { label }: Target): Phrase =>
  version === undefined ? label : say`${label} pinned to ${versionWords(version)}`;

const versionWords = (version: unknown): Phrase =>
  isUnknown(version) ? words("the version that this update makes") : say`version ${literal(version)}`;

interface Referred {
  operator: NormalOperator;
  target: Target;
}

function operatorFacts(before: NormalRule, after: NormalRule, { madeOf }: Item, directory: Directory): Fact[] {
  const old = before.operators.map((operator): Referred => ({ operator, target: directory.operator(operator) }));
  const now = after.operators.map(
    (operator): Referred => ({ operator, target: directory.operator(operator, madeOf.rules) }),
  );
  const rest = [...old];
  const come: Referred[] = [];
  const facts: Fact[] = [];
  for (const one of now) {
    const at = rest.findIndex(({ target }) => target.key === one.target.key);
    const [was] = at === -1 ? [] : rest.splice(at, 1);
    if (was === undefined) come.push(one);
    else facts.push(...referenceFacts(was.operator, one.operator, one.target));
  }
  return [...facts, ...exchanged(rest, come), ...reordered(old, now, facts.length + rest.length + come.length)];
}

/** Operators that a rule ran before and others that it runs now. */
function exchanged(gone: readonly Referred[], come: readonly Referred[]): Fact[] {
  const runs = joined(come.map(({ operator, target }) => operatorPhrase(operator, target)));
  const ran = joined(gone.map(({ target }) => target.label));
  if (gone.length > 0 && come.length > 0) return [live(say`runs ${runs} instead of ${ran}`)];
  if (come.length > 0) return [live(say`also runs ${runs}`)];
  return gone.length > 0 ? [live(say`no longer runs ${ran}`)] : [];
}

function reordered(before: readonly Referred[], after: readonly Referred[], others: number): Fact[] {
  const keys = (list: readonly Referred[]) => list.map(({ target }) => target.key);
  return others === 0 && !same(keys(before), keys(after)) ? [quiet(words("its operators stand in another order"))] : [];
}

/** One operator that a rule goes on running. */
function referenceFacts(before: NormalOperator, after: NormalOperator, { label }: Target): Fact[] {
  const facts: Fact[] = [];
  if (isUnknown(after.id)) facts.push(live(say`runs the new ${label}, whose id is known only after ${words("`up`")}`));
  if (before.version !== after.version || isUnknown(after.version))
    facts.push(pinFact(before.version, after.version, label));
  for (const { path, from, to } of changes(before.parameters ?? {}, after.parameters ?? {}, "parameters")) {
    facts.push(
      live(say`parameter ${path.replace(/^parameters\.?/, "")} of ${label} is ${literal(to)} (was ${literal(from)})`),
    );
  }
  return facts;
}

function pinFact(before: unknown, after: unknown, label: Phrase): Fact {
  if (after === undefined) {
    return live(say`runs ${label} at its newest version, no longer pinned (was version ${literal(before)})`, "R013");
  }
  const was = before === undefined ? words("was not pinned") : say`was ${literal(before)}`;
  const fact = say`now runs ${label} pinned to ${versionWords(after)} (${was})`;
  if (typeof before !== "number" || typeof after !== "number") return live(fact);
  const risks: RiskId[] = after < before ? ["R012"] : after - before > 1 ? ["R011"] : [];
  return live(fact, ...risks);
}

function triggerFacts(before: unknown, after: unknown): Fact[] {
  if (same(before, after)) return [];
  const fact = say`runs ${triggerWords(after)} (was ${wasWords(before, after)})${words(factorWords(before, after))}`;
  if (after === undefined) return [live(fact, "R015")];
  return [live(fact, ...((factorBetween(before, after) ?? 1) > 1 ? (["R014"] satisfies RiskId[]) : []))];
}

function actionFacts(before: readonly unknown[], after: readonly unknown[]): Fact[] {
  const urls = (actions: readonly unknown[]) => actions.map((action) => members(action).url);
  const [old, now] = [urls(before), urls(after)];
  const gone = old.filter((url) => !now.includes(url));
  const come = now.filter((url) => isUnknown(url) || !old.includes(url));
  const pairs = Math.max(gone.length, come.length);
  return Array.from({ length: pairs }, (_, at) => webhookChange("results", gone[at], come[at])).flat();
}

function contextFacts(before: unknown, after: unknown): Fact[] {
  const [old, now] = [members(before), members(after)];
  const facts: Fact[] = [];
  if (!same(old.memory, now.memory)) {
    const what = now.memory === undefined ? "no longer told" : "told";
    facts.push(live(say`operators are ${words(what)} what Twilio knows about the customer`));
  }
  if (!same(old.knowledge, now.knowledge)) {
    facts.push(
      live(say`operators are told the knowledge bases ${literal(now.knowledge)} (was ${literal(old.knowledge)})`),
    );
  }
  return facts;
}
