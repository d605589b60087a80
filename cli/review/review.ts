import { entryOf } from "../../provider/catalogue";
import { REDACTED } from "../../provider/values/secrets";
import { completed } from "./edits/completed";
import { allAttached } from "./facts/attached";
import { Directory } from "./facts/directory";
import type { Fact } from "./facts/fact";
import { factsAcross, isShownAsRisk } from "./facts/factsAcross";
import { factsOf, orderOf } from "./facts/factsOf";
import { retainedIn } from "./facts/leaving";
import { mayRun } from "./facts/runners";
import { withRoom } from "./facts/texts/room";
import { countOf, timing } from "./facts/timing";
import { KIND_WORDS } from "./kindWords";
import { count, joined, type Phrase, say, shown, words } from "./phrase";
import { type Item, itemsOf, type Operation, otherChanges, weightOf } from "./preview/items";
import type { Preview } from "./preview/preview";
import { pictureOf } from "./render/picture";
import { LEVELS, type Level, levelOf, type RiskId, severity } from "./risks";

/** A risk of this change, with its cause. */
export interface Raised {
  id: RiskId;
  level: Level;
  object: Reviewed;
  say: Phrase;
}

/** A changed object. */
export interface Reviewed {
  item: Item;
  /** Kind and name in the program. */
  label: Phrase;
  /** Name in the account, if it differs. */
  title: string | undefined;
  facts: Fact[];
  /** When the change takes effect, and whether the id stays. */
  timing: string;
  /** A Mermaid flowchart. */
  picture: string | undefined;
}

export interface Review {
  project: string | undefined;
  stack: string | undefined;
  /** Errors of a failed preview. Its other results can be incomplete. */
  errors: string[];
  /** Warnings of the preview. */
  warnings: string[];
  /** Highest level first. */
  risks: Raised[];
  /** Most important first. */
  objects: Reviewed[];
  /** Number of changes that affect live calls or conversations, as a person would count them. */
  live: number;
  /** Number of other changed resources of the stack, by operation. */
  others: Map<Operation, number>;
  unchanged: number;
  isWhole: boolean;
}

/** Returns the review of a preview. */
export function reviewOf(preview: Preview): Review {
  const retained = retainedIn(preview);
  // What stays in the account is not deleted first.
  const items = itemsOf(preview).map((item) => (retained.stays(item) ? { ...item, deletesFirst: false } : item));
  const directory = new Directory(items, preview.isWhole);
  const across = factsAcross(directory, preview.warnings, retained);
  const changing = directory.items.filter((item) => item.operation !== "same" || retained.leaves(item));
  // A failed preview has run only part of the program, so its results about the rest are wrong.
  const reviewable = preview.errors.length > 0 ? [] : changing;
  const told = withRoom(
    reviewable.map((item) =>
      completed(item, [
        ...withoutEffect(item, directory, preview, factsOf(item, directory)),
        ...across.flatMap(([one, fact]) => (one === item ? [fact] : [])),
      ]),
    ),
  );
  const objects = reviewable.map(
    (item, at): Reviewed => ({
      item,
      label: say`${words(KIND_WORDS[item.kind].one)} ${item.name}`,
      title: titleOf(item),
      facts: told[at] ?? [],
      timing: timing(item, told[at] ?? []),
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
    live: objects.reduce((sum, { item, facts }) => sum + countOf(item, facts), 0),
    others: otherChanges(preview),
    warnings: preview.warnings.filter((warning) => !isShownAsRisk(warning, directory)),
  };
}

/** Returns each risk of an object with the fact that raises it. */
const raisedBy = ({ facts }: Reviewed): { id: RiskId; say: Phrase }[] =>
  facts.flatMap(({ risks, say }) => risks.map((id) => ({ id, say })));

/** Returns the name in the account, if it differs from the name in the program. The last of several is the display name. */
function titleOf({ kind, name, before, after }: Item): string | undefined {
  const all = { ...before, ...after };
  const titles = entryOf(kind).names.map((property) => all[property]);
  const title = titles.findLast((one) => typeof one === "string" && one !== "" && one !== REDACTED);
  return typeof title === "string" && title !== name ? shown(title) : undefined;
}

/** Marks facts of an object that runs nowhere as not live. For an operator this needs a preview of the whole stack. */
function withoutEffect(item: Item, directory: Directory, { isWhole }: Preview, facts: Fact[]): Fact[] {
  const runsNowhere =
    item.kind === "LanguageOperator"
      ? isWhole && item.operation !== "delete" && !mayRun(item, directory)
      : item.kind === "IntelligenceConfiguration" &&
        item.operation === "create" &&
        !allAttached("after", directory).has(item);
  return runsNowhere ? facts.map((fact) => ({ ...fact, live: false })) : facts;
}

/** Returns the rank of an object, lowest first: by its highest risk, then by its effect on live conversations, then by operation. */
function rank({ facts, item }: Reviewed): number {
  const worst = Math.min(LEVELS.length, ...facts.flatMap(({ risks }) => risks.map((id) => severity(levelOf(id)))));
  return worst * 100 + (facts.some(({ live }) => live) ? 0 : 50) + weightOf(item.operation);
}

const kindOrder = ({ item }: Reviewed): number => orderOf(item.kind);

/** Returns one line about the effect on live conversations. */
export function headline({ errors, objects, others, live, risks }: Review): string {
  if (errors.length > 0) return "the preview failed";
  if (objects.length === 0) {
    return [...others.values()].some((number) => number > 0)
      ? "no changes to Conversational Intelligence"
      : "no changes";
  }
  const number = (level: Level) => risks.filter((one) => one.level === level).length;
  const replaced = objects.filter(({ item }) => item.operation === "replace").length;
  // Of the unchanged objects, only those that leave the stack are shown.
  const leaving = objects.filter(({ item }) => item.operation === "same").length;
  const deleted = objects.filter(({ item }) => item.operation === "delete").length;
  const reach = live === 0 ? "no change affects" : live === 1 ? "1 change affects" : `${live} changes affect`;
  return [
    `${reach} live conversations`,
    ...(deleted > 0 ? [count(deleted, "deletion")] : []),
    ...(leaving > 0 ? [`${count(leaving, "object")} left unmanaged`] : []),
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

/** Returns counts such as `2 created, 1 updated`. */
export function operationsIn(operations: Iterable<Operation>): string {
  const all = [...operations];
  return (["create", "update", "replace", "delete"] as const)
    .map((one) => [all.filter((other) => other === one).length, PAST[one]] as const)
    .filter(([number]) => number > 0)
    .map(([number, verb]) => `${number} ${verb}`)
    .join(", ");
}

/** Returns a sentence about everything that the review only counts. */
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
