import { list, members } from "../../../provider/values/json";
import { isUnknown } from "../../../provider/values/unknown";
import { count, joined, type Phrase, say, words } from "../phrase";
import type { Item } from "../preview/items";
import { isHidden } from "../preview/redaction";
import { type Directory, oncePerDirectory, operatorsOf } from "./directory";
import { type Fact, quiet } from "./fact";

/** A rule of this stack that runs an operator. */
interface Runner {
  rule: Phrase;
  /** Version that it runs: the newest, the one that this change creates, or an older one. */
  runs: "newest" | "made" | "older";
}

/** Returns the rules that run each operator: every rule is read once, and not once for each operator. */
const allRunners = oncePerDirectory((directory): ReadonlyMap<Item | undefined, readonly Runner[]> => {
  const all = directory.of("IntelligenceConfiguration").flatMap((configuration) => {
    const { rules } = configuration.operation === "delete" ? {} : configuration.after;
    return list(rules).flatMap((rule) =>
      operatorsOf(rule).map((one) => ({
        operator: directory.operator(one, configuration.dependencies.rules).item,
        rule: ruleIn(configuration, rule),
        runs: versionRun(members(one).version),
      })),
    );
  });
  return Map.groupBy(all, ({ operator }) => operator);
});

const runnersOf = (item: Item, directory: Directory): readonly Runner[] => allRunners(directory).get(item) ?? [];

const versionRun = (version: unknown): Runner["runs"] =>
  version === undefined ? "newest" : isUnknown(version) ? "made" : "older";

const ruleIn = ({ name }: Item, rule: unknown): Phrase => {
  const { name: own } = members(rule);
  return typeof own === "string" ? say`${own} of ${name}` : say`one of ${name}`;
};

const those = (runners: readonly Runner[], runs: Runner["runs"]): Phrase[] =>
  runners.filter((one) => one.runs === runs).map(({ rule }) => rule);

export function usedBy(item: Item, directory: Directory): Phrase {
  const all = runnersOf(item, directory).map(({ rule }) => rule);
  if (all.length === 0) return [];
  return say`; ${words(count(all.length, "rule"))} of this stack run${words(all.length === 1 ? "s" : "")} it: ${joined(all)}`;
}

/** Describes which rules run a new version, and when. */
export function reach(item: Item, directory: Directory): Fact[] {
  const runners = runnersOf(item, directory);
  const [newest, made, older] = [those(runners, "newest"), those(runners, "made"), those(runners, "older")];
  if (runners.length === 0) {
    const nobody = hasHiddenOperators(directory)
      ? "rules that are redacted here may run it; those without a fixed version use it from their next run on"
      : "no rule in this preview runs it; rules elsewhere without a fixed version use it from their next run on";
    return [quiet(words(nobody))];
  }
  return [
    ...(newest.length > 0
      ? [quiet(say`rules without a fixed version use it from their **next run** on: ${joined(newest)}`, "R024")]
      : []),
    ...(made.length > 0 ? [quiet(say`rules that this change fixes to it: ${joined(made)}`)] : []),
    ...(older.length > 0 ? [quiet(say`rules that stay on an older version, and do not change: ${joined(older)}`)] : []),
  ];
}

/** Whether a rule of this stack may run a changed operator. */
export const mayRun = (item: Item, directory: Directory): boolean =>
  hasHiddenOperators(directory) || runnersOf(item, directory).some(({ runs }) => runs !== "older");

/** Whether the preview does not show the operators of all rules. */
const hasHiddenOperators = oncePerDirectory((directory) =>
  directory
    .of("IntelligenceConfiguration")
    .filter(({ operation }) => operation !== "delete")
    .some(({ after }) => isHidden(after.rules) || list(after.rules).some(areOperatorsHidden)),
);

const areOperatorsHidden = (rule: unknown): boolean =>
  isHidden(rule) || isHidden(members(rule).operators) || operatorsOf(rule).some((one) => isHidden(members(one).id));
