import { isUnknown } from "../../../../provider/values/unknown";
import { accountPhrase, count, joined, type Phrase, say, words } from "../../phrase";
import type { Item } from "../../preview/items";
import { isHidden } from "../../preview/redaction";
import type { Directory } from "../directory";
import { type Fact, type KindFacts, live, ofOld, type PropertyFact, propertyFact, quiet } from "../fact";
import { newHostFacts } from "../hosts";
import { ruleFacts } from "../ruleFacts";
import { pairsOf, type RulePair } from "../rulePairs";

/** Effects of a change of a Configuration on conversations. */
export const configurationFacts: KindFacts<"IntelligenceConfiguration"> = {
  created(item, directory) {
    const { rules } = item.after;
    const facts = ruleWords(item, directory).map((one): Fact => ({ live: true, ...one }));
    if (isHidden(rules)) return facts;
    return [quiet(say`has ${words(count(pairsOf(item).length, "rule"))}`), ...facts, ...newHosts(item, directory)];
  },
  deleted(item) {
    const pairs = pairsOf(item);
    const names = joined(pairs.map(({ label }) => label));
    const ended = isHidden(item.before.rules)
      ? words("its rules no longer run")
      : pairs.length === 0
        ? words("it had no rules")
        : say`its rules no longer run: ${names}`;
    return [live(say`is **deleted**: ${ended}`, "R004")];
  },
  replaced,
  words: {
    rules: (_before, _after, item, directory) => [...ruleWords(item, directory), ...newHosts(item, directory)],
  },
};

/** Hosts that get results of new rules alone. */
const newHosts = (item: Item, directory: Directory): Fact[] =>
  newHostFacts(
    pairsOf(item)
      .filter(({ state }) => state === "new")
      .flatMap(({ label, after }) =>
        (after?.addresses ?? []).map((url) => ({ what: say`results of rule ${label}`, url })),
      ),
    directory,
  );

function ruleWords(item: Item, directory: Directory): PropertyFact[] {
  if (isUnknown(item.after.rules)) return [propertyFact(words("its rules are known only after `up`"))];
  const pairs = pairsOf(item);
  return [...emptied(item, pairs), ...pairs.flatMap((pair) => ruleFacts(pair, item, directory))];
}

function replaced(item: Item): Fact[] {
  const { before, after, changed } = item;
  const why: Phrase = changed.has("account")
    ? say`because it moves from ${accountPhrase(before.account)} to ${accountPhrase(after.account)}`
    : words("because its update strategy is `replace`");
  return [
    live(
      say`**replacement**, ${why}: the new Configuration has a new id and new rule ids; earlier results refer to the old one${ofOld(item, ", which is deleted after its dependents are updated")}`,
      "R002",
    ),
  ];
}

/** A Configuration without rules does nothing. */
function emptied({ before, after, operation }: Item, pairs: readonly RulePair[]): PropertyFact[] {
  const isEmpty = Array.isArray(after.rules) && after.rules.length === 0;
  const was = Array.isArray(before.rules) && before.rules.length > 0;
  if (!isEmpty || (operation !== "create" && !was)) return [];
  return [
    propertyFact(
      words(pairs.length === 0 ? "has **no rules**: it does nothing" : "has **no rules left**: it does nothing"),
      "R016",
    ),
  ];
}
