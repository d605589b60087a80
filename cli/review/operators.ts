import { changes } from "../../provider/json";
import { list, members } from "../../provider/normalRule";
import { normalSchema } from "../../provider/outputSchema";
import { hasUnknown, isUnknown } from "../../provider/unknown";
import type { Directory } from "./directory";
import { type Fact, live, quiet } from "./fact";
import { isSecret } from "./mask";
import type { Item } from "./objects";
import { count, joined, literal, type Phrase, say, words } from "./phrase";
import { schemaFacts } from "./schema";
import { wordDiff } from "./wordDiff";

type Told = (before: unknown, after: unknown) => Fact[];

/** What a change of a Language Operator does to the rules that run it. */
export function languageOperatorFacts(item: Item, directory: Directory): Fact[] {
  const { operation, after } = item;
  if (operation === "create") return [quiet(say`answers in ${literal(after.outputFormat)}${usedBy(item, directory)}`)];
  if (operation === "delete") return [live(say`is **deleted**${usedBy(item, directory)}`, "R005")];
  const facts = toldOf(item, LANGUAGE);
  return [...replacement(item), ...facts, ...(facts.some((fact) => fact.live) ? reach(item, directory) : [])];
}

/** What a change of a Custom Operator does to transcripts. */
export function customOperatorFacts(item: Item): Fact[] {
  const { operation, after } = item;
  if (operation === "create")
    return [quiet(say`a ${literal(after.operatorType)} operator, which runs once it is attached`)];
  if (operation === "delete") return [live(words("is **deleted**: it no longer runs on new transcripts"), "R005")];
  return [...replacement(item), ...toldOf(item, CUSTOM)];
}

const toldOf = ({ changed, before, after }: Item, told: Record<string, Told>): Fact[] =>
  [...changed].flatMap((name) =>
    isSecret(before[name]) || isSecret(after[name]) ? [] : (told[name]?.(before[name], after[name]) ?? []),
  );

function replacement({ operation, changed, before, after }: Item): Fact[] {
  if (operation !== "replace") return [];
  const why = changed.has("operatorType")
    ? say`type changes from ${literal(before.operatorType)} to ${literal(after.operatorType)}`
    : say`it moves to the account ${literal(after.account ?? "of the stack")}`;
  return [live(say`**replacement**: ${why}, so there is a new id; earlier results stay with the old one`, "R003")];
}

/** A text that a model reads, word by word. */
function prompt(what: string): Told {
  return (before, after) => {
    if (after === undefined) return [live(words(`${what} is removed`))];
    if (typeof before !== "string" || typeof after !== "string" || hasUnknown([before, after])) {
      return [live(say`${words(what)} changes to ${literal(after)}`)];
    }
    const diff = wordDiff(before, after);
    const hidden = diff.length === 0 ? words(", in a part that is hidden here or in its spaces alone") : words(":");
    return [{ ...live(say`${words(what)} changes${hidden}`), diff }];
  };
}

const named =
  (what: string): Told =>
  (before, after) => [quiet(say`${words(what)} is ${literal(after)} (was ${literal(before)})`)];

const examples: Told = (before, after) => {
  const texts = (value: unknown) => list(value).map((one) => JSON.stringify(one));
  const [old, now] = [texts(before), texts(after)];
  const come = now.filter((one) => !old.includes(one)).length;
  const gone = old.filter((one) => !now.includes(one)).length;
  return [live(say`examples: ${come} new, ${gone} removed, ${now.length} in all`)];
};

/** Every place where two values differ, one by one. */
const each =
  (what: string): Told =>
  (before, after) =>
    changes(filled(before, after), filled(after, before), what).map(({ path, from, to }) =>
      live(say`${path} is ${literal(to)} (was ${literal(from)})`),
    );

/** Nothing, next to members, is an object without any: each member is then told by itself. */
const filled = (value: unknown, other: unknown): unknown =>
  value === undefined && typeof other === "object" && !Array.isArray(other) ? {} : value;

const LANGUAGE: Record<string, Told> = {
  prompt: prompt("prompt"),
  outputFormat: (before, after) => [live(say`answers in ${literal(after)} (was ${literal(before)})`, "R023")],
  outputSchema: (before, after) => schemaFacts("the answer", normalSchema(before), normalSchema(after)),
  trainingExamples: examples,
  context: each("context"),
  parameters: each("parameter"),
  displayName: named("name"),
  description: named("description"),
};

const CUSTOM: Record<string, Told> = {
  friendlyName: named("name"),
  config: (before, after) => {
    const [old, now] = [members(before), members(after)];
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
      (name) => changes(old[name], now[name], name).length > 0,
    );
    return names.flatMap((name) => (CONFIG[name] ?? each(name))(old[name], now[name]));
  },
};

const CONFIG: Record<string, Told> = {
  prompt: prompt("prompt"),
  json_result_schema: (before, after) => schemaFacts("the answer", before, after),
  examples,
};

/** A rule of this stack that runs an operator. */
interface Runner {
  rule: Phrase;
  /** Which version it runs: whatever is the newest, the one that this change makes, or one that was there before. */
  runs: "newest" | "made" | "older";
}

function runnersOf(item: Item, directory: Directory): Runner[] {
  return directory.of("IntelligenceConfiguration").flatMap((configuration) => {
    const { rules } = configuration.operation === "delete" ? {} : configuration.after;
    return list(rules).flatMap((rule) =>
      list(members(rule).operators)
        .filter((one) => directory.operator(one, configuration.madeOf.rules).item === item)
        .map((one) => ({ rule: ruleIn(configuration, rule), runs: versionRun(members(one).version) })),
    );
  });
}

const versionRun = (version: unknown): Runner["runs"] =>
  version === undefined ? "newest" : isUnknown(version) ? "made" : "older";

const ruleIn = ({ name }: Item, rule: unknown): Phrase => {
  const { name: own } = members(rule);
  return typeof own === "string" ? say`${own} of ${name}` : say`one of ${name}`;
};

const those = (runners: readonly Runner[], runs: Runner["runs"]): Phrase[] =>
  runners.filter((one) => one.runs === runs).map(({ rule }) => rule);

function usedBy(item: Item, directory: Directory): Phrase {
  const all = runnersOf(item, directory).map(({ rule }) => rule);
  if (all.length === 0) return [];
  return say`; ${words(count(all.length, "rule"))} of this stack run${words(all.length === 1 ? "s" : "")} it: ${joined(all)}`;
}

/** Whom a new version reaches, and when. */
function reach(item: Item, directory: Directory): Fact[] {
  const runners = runnersOf(item, directory);
  const [newest, made, older] = [those(runners, "newest"), those(runners, "made"), those(runners, "older")];
  if (runners.length === 0) {
    return [quiet(words("no rule in this preview runs it; rules elsewhere that pin no version run it at once"))];
  }
  return [
    ...(newest.length > 0
      ? [
          quiet(
            say`reaches live conversations **at once**, through rules that pin no version: ${joined(newest)}`,
            "R024",
          ),
        ]
      : []),
    ...(made.length > 0
      ? [quiet(say`reaches live conversations through rules that this change pins to it: ${joined(made)}`)]
      : []),
    ...(older.length > 0 ? [quiet(say`does not reach rules that stay on an older version: ${joined(older)}`)] : []),
  ];
}

/** Whether a change of an operator reaches a rule of this stack. */
export const isRun = (item: Item, directory: Directory): boolean =>
  runnersOf(item, directory).some(({ runs }) => runs !== "older");
