import type { Directory } from "./directory";
import { type Fact, live, quiet } from "./fact";
import { isSecret } from "./mask";
import type { Item } from "./objects";
import { count, joined, literal, type Phrase, say, words } from "./phrase";
import { ruleFacts } from "./ruleFacts";
import { type RulePair, rulePairs } from "./rules";

/** The rules of a Configuration, before and after. None where they are secret. */
export const pairsOf = ({ before, after }: Item): RulePair[] =>
  isSecret(before.rules) || isSecret(after.rules) ? [] : rulePairs(before.rules, after.rules);

/** What a change of a Configuration does to conversations. */
export function configurationFacts(item: Item, directory: Directory): Fact[] {
  const pairs = pairsOf(item);
  const names = joined(pairs.map(({ label }) => label));
  if (item.operation === "delete") {
    const none = pairs.length === 0 ? words("it had no rules") : say`its rules no longer run: ${names}`;
    return [live(say`is **deleted**: ${none}`, "R004")];
  }
  const rules = pairs.flatMap((pair) => ruleFacts(pair, item, directory));
  const facts = [
    ...replacement(item),
    ...emptied(item, pairs),
    ...rules.filter((fact) => fact.live),
    ...rules.filter((fact) => !fact.live),
    ...descriptions(item),
  ];
  if (item.operation !== "create") return facts;
  return [quiet(say`has ${words(count(pairs.length, "rule"))}`), ...facts];
}

function replacement({ operation, before, after, changed }: Item): Fact[] {
  if (operation !== "replace") return [];
  const why: Phrase = changed.has("account")
    ? say`it moves to the account ${literal(after.account ?? "of the stack")} from ${literal(before.account ?? "that of the stack")}`
    : words("as its update strategy `replace` has it");
  return [
    live(
      say`**replacement**, ${why}: a new Configuration with a new id and new rule ids; earlier results keep pointing at the old one, which is deleted once what depends on it has followed`,
      "R002",
    ),
  ];
}

/** A Configuration whose last rule goes does nothing from then on. */
function emptied({ before, after, operation }: Item, pairs: readonly RulePair[]): Fact[] {
  const isEmpty = Array.isArray(after.rules) && after.rules.length === 0;
  const was = Array.isArray(before.rules) && before.rules.length > 0;
  if (!isEmpty || (operation !== "create" && !was)) return [];
  return [
    live(
      words(pairs.length === 0 ? "has **no rules**: it does nothing" : "**no rule is left**: it does nothing"),
      "R016",
    ),
  ];
}

const LABELS = { displayName: "name", description: "description" } as const;

function descriptions({ operation, changed, before, after }: Item): Fact[] {
  if (operation === "create") return [];
  return (["displayName", "description"] as const)
    .filter((name) => changed.has(name) && !isSecret(after[name]))
    .map((name) => quiet(say`${words(LABELS[name])} is ${literal(after[name])} (was ${literal(before[name])})`));
}
