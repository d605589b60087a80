import { entryOf } from "../../provider/catalogue";
import { REDACTED } from "../../provider/values/secrets";
import { Directory } from "./facts/directory";
import type { Fact } from "./facts/fact";
import { factsAcross, isTold } from "./facts/factsAcross";
import { factsOf, orderOf } from "./facts/factsOf";
import { mayRun } from "./facts/runners";
import { count, joined, type Phrase, say, shown, words } from "./phrase";
import { type Item, itemsOf, type Operation, otherChanges, weightOf } from "./preview/items";
import type { Preview } from "./preview/preview";
import { pictureOf } from "./render/picture";
import { LEVELS, type Level, levelOf, type RiskId, severity } from "./risks";

/** A risk of this change, with what raises it. */
export interface Raised {
  id: RiskId;
  level: Level;
  object: Reviewed;
  say: Phrase;
}

/** An object that changes. */
export interface Reviewed {
  item: Item;
  /** Its kind and name in the program. */
  label: Phrase;
  /** Its name in the account, where it has another one. */
  title: string | undefined;
  facts: Fact[];
  /** A Mermaid flowchart. */
  picture: string | undefined;
}

export interface Review {
  project: string | undefined;
  stack: string | undefined;
  /** Why the preview failed; none where it did not. What it found before may be incomplete. */
  errors: string[];
  /** What the preview warns of, in its own words. */
  warnings: string[];
  /** Worst first. */
  risks: Raised[];
  /** Most important first. */
  objects: Reviewed[];
  /** How many changes calls or conversations notice. */
  live: number;
  /** Other resources of the stack that change, by what happens to them. */
  others: Map<Operation, number>;
  unchanged: number;
  isWhole: boolean;
}

/** What a preview means, for those who have to say yes to it. */
export function reviewOf(preview: Preview): Review {
  const directory = new Directory(itemsOf(preview));
  const across = factsAcross(directory, preview.warnings);
  const changing = directory.items.filter(({ operation }) => operation !== "same");
  // A preview that fails has seen a part of the program: what it says of the rest is wrong.
  const reviewable = preview.errors.length > 0 ? [] : changing;
  const objects = reviewable.map(
    (item): Reviewed => ({
      item,
      label: say`${words(item.kind)} ${item.name}`,
      title: titleOf(item),
      facts: [
        ...silenced(item, directory, preview, factsOf(item, directory)),
        ...across.flatMap(([one, fact]) => (one === item ? [fact] : [])),
      ],
      picture: item.kind === "IntelligenceConfiguration" ? pictureOf(item, directory) : undefined,
    }),
  );
  const risks = objects.flatMap((object) =>
    [...Map.groupBy(raisedBy(object), ({ id }) => id)].map(([id, facts]) => ({
      id,
      level: levelOf(id),
      object,
      say: joined(
        facts.map(({ say }) => say),
        "; ",
      ),
    })),
  );
  return {
    ...preview,
    risks: risks.sort((a, b) => severity(a.level) - severity(b.level) || a.id.localeCompare(b.id)),
    objects: objects.sort(
      (a, b) => rank(a) - rank(b) || kindOrder(a) - kindOrder(b) || a.item.name.localeCompare(b.item.name),
    ),
    live: objects.flatMap(({ facts }) => facts).filter((fact) => fact.live).length,
    others: otherChanges(preview),
    warnings: preview.warnings.filter((warning) => !isTold(warning, directory)),
  };
}

/** What raises each risk: one that several facts raise is told once. */
const raisedBy = ({ facts }: Reviewed): { id: RiskId; say: Phrase }[] =>
  facts.flatMap(({ risks, say }) => risks.map((id) => ({ id, say })));

/** Its name in the account, where that is not its name in the program too. Of several, the last is the one for people. */
function titleOf({ kind, name, before, after }: Item): string | undefined {
  const all = { ...before, ...after };
  const titles = entryOf(kind).names.map((property) => all[property]);
  const title = titles.findLast((one) => typeof one === "string" && one !== "" && one !== REDACTED);
  return typeof title === "string" && title !== name ? shown(title) : undefined;
}

/** What changes and runs nowhere reaches nobody. Only a preview of the whole stack can tell. */
function silenced(item: Item, directory: Directory, { isWhole }: Preview, facts: Fact[]): Fact[] {
  const runsNowhere =
    item.kind === "LanguageOperator"
      ? isWhole && item.operation !== "delete" && !mayRun(item, directory)
      : item.kind === "IntelligenceConfiguration" && item.operation === "create" && !isAttached(item, directory);
  return runsNowhere ? facts.map((fact) => ({ ...fact, live: false })) : facts;
}

const isAttached = (item: Item, directory: Directory): boolean =>
  directory
    .of("ConversationsAttachment")
    .some(
      ({ after, madeOf }) =>
        directory.find(after.intelligenceConfigurationId, item.kind, madeOf.intelligenceConfigurationId).item === item,
    );

/** Less is more important: the worst risk, then whether anybody notices, then what happens. */
function rank({ facts, item }: Reviewed): number {
  const worst = Math.min(LEVELS.length, ...facts.flatMap(({ risks }) => risks.map((id) => severity(levelOf(id)))));
  return worst * 100 + (facts.some(({ live }) => live) ? 0 : 50) + weightOf(item.operation);
}

const kindOrder = ({ item }: Reviewed): number => orderOf(item.kind);

/** One line that says what happens to live conversations. */
export function headline({ errors, objects, others, live, risks }: Review): string {
  if (errors.length > 0) return "the preview failed";
  if (objects.length === 0) {
    return [...others.values()].some((number) => number > 0)
      ? "nothing of Conversational Intelligence changes"
      : "no changes";
  }
  const number = (level: Level) => risks.filter((one) => one.level === level).length;
  const replaced = objects.filter(({ item }) => item.operation === "replace").length;
  const deleted = objects.filter(({ item }) => item.operation === "delete").length;
  const reach = live === 0 ? "no change reaches" : live === 1 ? "1 change reaches" : `${live} changes reach`;
  return [
    `${reach} live conversations`,
    ...(deleted > 0 ? [count(deleted, "deletion")] : []),
    ...(replaced > 0 ? [count(replaced, "replacement")] : []),
    ...(number("high") > 0 ? [`${number("high")} high risk${number("high") === 1 ? "" : "s"}`] : []),
    ...(number("high") === 0 && number("medium") > 0 ? [count(number("medium"), "medium risk")] : []),
    ...(number("high") + number("medium") === 0
      ? [number("low") > 0 ? count(number("low"), "low risk") : "no risk"]
      : []),
  ].join(", ");
}

const PAST: Record<Operation, string> = {
  delete: "deleted",
  replace: "replaced",
  update: "updated",
  create: "created",
  same: "unchanged",
};

/** `2 created, 1 updated`. */
export function operationsIn(operations: Iterable<Operation>): string {
  const all = [...operations];
  return (["create", "update", "replace", "delete"] as const)
    .map((one) => [all.filter((other) => other === one).length, PAST[one]] as const)
    .filter(([number]) => number > 0)
    .map(([number, verb]) => `${number} ${verb}`)
    .join(", ");
}

/** Everything that is not told one by one, in a sentence. */
export function rest({ others, unchanged }: Review): string {
  const elsewhere = [...others].flatMap(([operation, number]) => Array<Operation>(number).fill(operation));
  const parts = [
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(elsewhere.length > 0
      ? [`${count(elsewhere.length, "resource")} of other kinds not explained here (${operationsIn(elsewhere)})`]
      : []),
  ];
  return parts.join("; ");
}
