import { entryOf } from "../../provider/catalogue";
import { REDACTED } from "../../provider/values/secrets";
import { announcedIn } from "./announced";
import { completed } from "./edits/completed";
import { allAttached } from "./facts/attached";
import { Directory } from "./facts/directory";
import { type Fact, quiet } from "./facts/fact";
import { factsAcross, isShownAsRisk } from "./facts/factsAcross";
import { factsOf, orderOf } from "./facts/factsOf";
import { mayRun } from "./facts/runners";
import { withRoom } from "./facts/texts/room";
import { countOf, timing } from "./facts/timing";
import { KIND_WORDS } from "./kindWords";
import { natural } from "./natural";
import { outsideFacts } from "./outsideFacts";
import { count, joined, named, type Phrase, say, shown, words } from "./phrase";
import { policyRisks } from "./policyRisks";
import { type Item, itemsOf, type Operation, otherChanges, outcomeOf, weightOf } from "./preview/items";
import type { Preview } from "./preview/preview";
import type { Raised } from "./raised";
import { COMMENT_MAX } from "./render/layout";
import { pictureOf } from "./render/picture";
import { LEVELS, levelOf, type RiskId, severity } from "./risks";

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
  /** Whether there is no preview to read at all, for the reason that `errors` gives. */
  isUnreadable: boolean;
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
  /** Whether `up` has nothing to do, as the preview says. */
  isEmpty: boolean;
  isWhole: boolean;
}

/** Returns the review of a preview. `max`: the size of a comment in bytes, which changed texts share. */
export function reviewOf(preview: Preview, max = COMMENT_MAX): Review {
  const directory = new Directory(itemsOf(preview), preview.isWhole);
  const announced = announcedIn(directory, preview.warnings);
  const across = acrossOf(directory, preview);
  const reader: Reader = { directory, preview, announced: byItem(announced.facts), across: byItem(across.facts) };
  // A failed preview has run only part of the program, so its results about the rest are wrong.
  const reviewable = preview.errors.length > 0 ? [] : directory.items.filter((item) => isToldOf(item, reader));
  const objects = reviewed(reviewable, reader, max);
  const unread = [...preview.unread, ...across.unread];
  const ofPreview = [...unreadRisks(unread), ...policyRisks(preview.violations)];
  const risks = [...objects.flatMap(risksOf), ...(preview.errors.length > 0 ? [] : ofPreview)];
  return {
    ...preview,
    risks: risks.sort(
      (a, b) =>
        severity(a.level) - severity(b.level) || natural(a.id, b.id) || natural(a.object.item.urn, b.object.item.urn),
    ),
    objects: objects.sort(
      (a, b) =>
        rank(a) - rank(b) ||
        kindOrder(a) - kindOrder(b) ||
        natural(a.item.name, b.item.name) ||
        natural(a.item.urn, b.item.urn),
    ),
    live: objects.reduce((sum, { item, facts }) => sum + countOf(item, facts), 0),
    others: otherChanges(preview),
    warnings: announced.others.filter((warning) => !isShownAsRisk(warning, directory)),
  };
}

/** What is known beside an object itself. */
interface Reader {
  directory: Directory;
  preview: Preview;
  /** What `up` will do about changes of somebody else. */
  announced: Told;
  /** What follows from several objects together. */
  across: Told;
}

type Told = ReadonlyMap<Item, readonly [Item, Fact][]>;

const byItem = (told: readonly [Item, Fact][]): Told => Map.groupBy(told, ([item]) => item);

const about = (item: Item, told: Told): Fact[] => (told.get(item) ?? []).map(([, fact]) => fact);

const isToldOf = (item: Item, { announced, across }: Reader): boolean =>
  outcomeOf(item) !== "same" ||
  item.outside !== undefined ||
  item.unread.length > 0 ||
  announced.has(item) ||
  across.has(item);

function reviewed(items: readonly Item[], reader: Reader, max: number): Reviewed[] {
  const described = items.map((item) => describe(item, reader));
  const told = withRoom(
    described.map(({ facts }) => facts),
    max,
  );
  return items.map((item, at) => {
    const facts = told[at] ?? [];
    return {
      item,
      label: say`${words(KIND_WORDS[item.kind].one)} ${named(item.name)}`,
      title: titleOf(item),
      facts,
      timing: timing(item, facts),
      picture: described[at]?.picture,
    };
  });
}

/** Describes an object. One whose values have a form that this version does not know is named as such. */
function describe(item: Item, reader: Reader): { facts: Fact[]; picture: string | undefined } {
  const { directory, announced } = reader;
  const unread = item.unread.length > 0 ? [unreadFact(item.unread)] : [];
  if (item.operation === "unknown") return { facts: unread, picture: undefined };
  const beside = [...outsideFacts(item), ...about(item, announced)];
  try {
    const picture = item.kind === "IntelligenceConfiguration" ? pictureOf(item, directory) : undefined;
    return { facts: [...unread, ...ownFacts(item, reader), ...beside], picture };
  } catch {
    return { facts: [unreadFact([...item.unread, "its values"]), ...beside], picture: undefined };
  }
}

const ownFacts = (item: Item, { directory, preview, across }: Reader): Fact[] =>
  completed(item, [...withoutEffect(item, directory, preview, factsOf(item, directory)), ...about(item, across)]);

/** Returns what follows from several objects together. */
function acrossOf(directory: Directory, { warnings }: Preview): { facts: [Item, Fact][]; unread: string[] } {
  try {
    return { facts: factsAcross(directory, warnings), unread: [] };
  } catch {
    return { facts: [], unread: ["what the objects do together"] };
  }
}

const unreadFact = (unread: readonly string[]): Fact =>
  quiet(say`**not understood by this version**: ${joined(unread.map((one) => say`${one}`))}`, "R064");

const unreadRisks = (unread: readonly string[]): Raised[] =>
  unread.map((one) => ({
    id: "R064",
    level: levelOf("R064"),
    object: { label: words("The preview"), item: { urn: "", name: "" } },
    say: say`**not understood by this version**: ${one}`,
  }));

const risksOf = (object: Reviewed): Raised[] =>
  [...Map.groupBy(raisedBy(object), ({ id }) => id)].map(([id, facts]) => ({
    id,
    level: levelOf(id),
    object,
    say: joined(
      facts.map(({ say }) => say),
      "; ",
    ),
  }));

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
export function headline({ errors, isUnreadable, objects, others, live, risks }: Review): string {
  if (isUnreadable) return "this change could not be reviewed";
  if (errors.length > 0) return "the preview failed";
  if (objects.length === 0 && risks.some(({ id }) => id === "R064"))
    return `could not be reviewed as a whole, ${riskCounts(risks)}`;
  if (objects.length === 0) {
    const hasOthers = [...others.values()].some((number) => number > 0);
    const what = hasOthers ? "no changes to Conversational Intelligence" : "no changes";
    return risks.length > 0 ? `${what}, ${riskCounts(risks)}` : what;
  }
  const replaced = objects.filter(({ item }) => item.operation === "replace").length;
  const leaving = objects.filter(({ item }) => outcomeOf(item) === "leave").length;
  const deleted = objects.filter(({ item }) => item.operation === "delete").length;
  const reach = live === 0 ? "no change affects" : live === 1 ? "1 change affects" : `${live} changes affect`;
  return [
    `${reach} live conversations`,
    ...(deleted > 0 ? [count(deleted, "deletion")] : []),
    ...(leaving > 0 ? [`${count(leaving, "object")} left unmanaged`] : []),
    ...(replaced > 0 ? [count(replaced, "replacement")] : []),
    riskCounts(risks),
  ].join(", ");
}

/** Returns the number of risks of the highest level that there is; of medium ones beside high ones nothing is said. */
function riskCounts(risks: readonly Raised[]): string {
  const [level] = LEVELS.filter((one) => risks.some((risk) => risk.level === one));
  if (level === undefined) return "no risk";
  const number = risks.filter((one) => one.level === level).length;
  return count(number, `${level} risk`);
}

const PAST: Record<Operation, string> = {
  delete: "deleted",
  replace: "replaced",
  unknown: "not understood",
  update: "updated",
  create: "created",
  same: "unchanged",
};

/** Returns counts such as `2 created, 1 updated`. */
export function operationsIn(operations: Iterable<Operation>): string {
  const all = [...operations];
  return (["create", "update", "replace", "delete", "unknown"] as const)
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
