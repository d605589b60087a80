import { redactedText } from "../../shared/redacted";
import type { Fact } from "../facts/fact";
import type { DiffLine } from "../facts/texts/textDiff";
import { fitting } from "../fitting";
import { KIND_WORDS } from "../kindWords";
import { count, type Phrase, readable, shown, shownName } from "../phrase";
import { type Outcome, outcomeOf } from "../preview/items";
import type { Raised } from "../raised";
import { headline, operationsIn, type Review, type Reviewed, rest } from "../review";
import { LEVELS, type Level, RISKS } from "../risks";
import { LEGEND } from "./picture";

/** Maximum size of the comment, in bytes. GitHub accepts 65,536 characters, so a pipeline can add text. */
export const COMMENT_MAX = 60_000;
/** Part of it that counts of what is left out may need. */
const RESERVE = 1_500;
const RISKS_MAX = 25;
const FACTS_MAX = 25;

/** Returns the review as a pull request comment of at most `COMMENT_MAX` bytes, most important changes first. */
export function markdown(review: Review): string {
  const stack = [review.project, review.stack].filter((part) => part !== undefined).join("/");
  const head = [
    marker(review),
    `### Twilio Intelligence: ${headline(review)}`,
    "",
    ...(stack === "" ? [] : [[`Stack ${code(stack)}`, summary(review)].filter(Boolean).join(" · "), ""]),
    ...failure(review),
    ...risks(review.risks),
  ];
  const foot = footer(review);
  const told = objectLines(review.objects, COMMENT_MAX - RESERVE - size([...head, ...foot]));
  const pictures = picturesOf(review, COMMENT_MAX - size([...head, ...told, ...foot]) - 500);
  return `${[...head, ...told, ...pictures, ...foot].join("\n").trimEnd()}\n`;
}

/** Returns the first line of every review of a stack. A pipeline searches for it, to keep one comment per stack. */
export function marker({ project, stack }: Pick<Review, "project" | "stack">): string {
  // Two stacks never share a line, and no name ends the HTML comment.
  const encoded = (char: string) =>
    [...Buffer.from(char)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join("");
  const safe = (name: string | undefined) =>
    (name ?? "unknown").replaceAll(/[^\w.-]/gu, encoded).replaceAll("--", `-${encoded("-")}`);
  return `<!-- twilio-intelligence review: ${safe(project)}/${safe(stack)} -->`;
}

function summary(review: Review): string {
  // The counts of a failed preview are incomplete.
  if (review.errors.length > 0) return "";
  const operations = operationsIn(review.objects.map(({ item }) => item.operation));
  return [operations, rest(review)].filter(Boolean).join(" · ");
}

function failure({ errors, isUnreadable }: Review): string[] {
  if (errors.length === 0) return [];
  const text = errors
    .map((error) => readable(redactedText(error)).slice(0, 2_000))
    .join("\n")
    .slice(0, 6_000);
  return [
    isUnreadable
      ? "**There is no preview that could be read, so nothing is known about the risks of this change.** The reason:"
      : "**`pulumi preview` failed, so there is nothing to review. Nothing was changed.** Its error:",
    "",
    ...fenced("text", text.split("\n")),
    "",
  ];
}

export const ICONS: Record<Level, string> = { high: "🔴", medium: "🟠", low: "⚪" };

/** Lists the risks, worst first, with the objects of each. */
function risks(all: readonly Raised[]): string[] {
  if (all.length === 0) return [];
  const groups = Map.groupBy(all.slice(0, RISKS_MAX), ({ id }) => id);
  const lines = [...groups].flatMap(([id, group]) => [
    `- ${ICONS[RISKS[id].level]} **${RISKS[id].level}: ${RISKS[id].title}.** ${RISKS[id].reason} <sub>${id}</sub>`,
    ...group.map(({ object, say }) => `  - ${inline(object.label)}: ${inline(say)}`),
  ]);
  const others = all.slice(RISKS_MAX);
  const counted = LEVELS.map((level) => [others.filter((one) => one.level === level).length, level] as const)
    .filter(([number]) => number > 0)
    .map(([number, level]) => `${number} ${level}`);
  const more = others.length === 0 ? [] : [`… and ${others.length} more risks: ${counted.join(", ")}`, ""];
  return ["**What to check before the merge**", "", ...lines, "", ...more];
}

const SIGNS: Record<Outcome, string> = {
  create: "+ new",
  update: "~ updated",
  replace: "± replaced",
  unknown: "? not understood",
  delete: "− deleted",
  leave: "→ leaves the stack",
  same: "= unchanged",
};

/** Number of objects, and of changed lines, up to which an object is unfolded. */
const [OPEN_OBJECTS, OPEN_LINES] = [3, 30];

function section(object: Reviewed, isOpen: boolean): string[] {
  const { item, label, title, facts, timing } = object;
  const name = title === undefined ? "" : ` (${htmlCode(title)})`;
  const shown = facts.slice(0, FACTS_MAX).flatMap(factLines);
  const more = facts.length > FACTS_MAX ? [`- … and ${facts.length - FACTS_MAX} more changes`] : [];
  const worst = LEVELS.find((level) => facts.some(({ risks }) => risks.some((id) => RISKS[id].level === level)));
  const icon = worst === undefined ? "" : `${ICONS[worst]} `;
  const lines = facts.reduce((sum, { diff = [] }) => sum + diff.length, 0);
  return [
    `<details${isOpen && lines <= OPEN_LINES ? " open" : ""}><summary>${icon}${SIGNS[outcomeOf(item)]}: ${htmlLabel(label)}${name}</summary>`,
    "",
    ...shown,
    ...more,
    "",
    `<sub>${timing}</sub>`,
    "",
    "</details>",
    "",
  ];
}

/** Smallest number of objects of one kind, with one operation and without a risk to check, that share a fold-out. */
const GROUP_MIN = 6;

/** Returns consecutive objects that are alike, so that many of one kind take one line. */
function groupsOf(objects: readonly Reviewed[]): Reviewed[][] {
  const groups: Reviewed[][] = [];
  for (const object of objects) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && groupKey(last[0]) === groupKey(object)) last.push(object);
    else groups.push([object]);
  }
  return groups.flatMap((group) => (group.length >= GROUP_MIN ? [group] : group.map((one) => [one])));
}

const groupKey = ({ item, facts }: Reviewed): string =>
  `${item.kind} ${outcomeOf(item)} ${facts.some(({ risks }) => risks.some((id) => RISKS[id].level !== "low"))}`;

/** Renders a group as one fold-out. `all`: how many there are, if not all of them are shown. */
function groupSection(group: readonly Reviewed[], all: number): string[] {
  const [first] = group;
  if (first === undefined) return [];
  return [
    `<details><summary>${SIGNS[outcomeOf(first.item)]}: ${all} ${KIND_WORDS[first.item.kind].many}</summary>`,
    "",
    ...group.flatMap(member),
    "",
    `<sub>${first.timing}</sub>`,
    "",
    "</details>",
    "",
  ];
}

/** Renders an object of a group. */
function member({ item, title, facts }: Reviewed): string[] {
  const name = title === undefined ? "" : ` (${code(title)})`;
  const lines = facts.slice(0, FACTS_MAX).flatMap(factLines);
  return [`- ${code(shownName(item.name))}${name}`, ...lines.map((line) => (line === "" ? "" : `  ${line}`))];
}

/** Renders as many objects as fit, and counts the rest. */
function objectLines(objects: readonly Reviewed[], room: number): string[] {
  const groups = groupsOf(objects);
  const isOpen = groups.length <= OPEN_OBJECTS;
  let left = room;
  let told = 0;
  const lines: string[] = [];
  for (const group of groups) {
    const texts = group.map((object) => (group.length === 1 ? section(object, isOpen) : member(object)));
    const overhead = group.length === 1 ? 0 : GROUP_OVERHEAD;
    const fits = fitting(texts.map(size), left - overhead);
    const text = group.length === 1 ? (texts[0] ?? []) : groupSection(group.slice(0, fits), group.length);
    if (fits > 0) lines.push(...text);
    left -= size(text);
    told += fits;
    if (fits < group.length) break;
  }
  const others = objects.slice(told);
  return others.length === 0 ? lines : [...lines, leftOut(others), ""];
}

/** Bytes of the markup of a group. */
const GROUP_OVERHEAD = 400;

const factLines = ({ say, diff = [], room = diff.length }: Fact): string[] => {
  const shown = diff.slice(0, room).map(diffText);
  const left = diff.length - room;
  const more = left > 0 ? [`… and ${count(left, "more line")}`] : [];
  return [
    `- ${inline(say)}`,
    ...(diff.length === 0 ? [] : fenced("diff", [...shown, ...more]).map((line) => `  ${line}`)),
  ];
};

const diffText = ({ mark, text }: DiffLine): string => `${mark} ${text}`;

function leftOut(objects: readonly Reviewed[]): string {
  return `… and ${count(objects.length, "more object")}: ${operationsIn(objects.map(({ item }) => item.operation))}. \`review --format text\` shows them.`;
}

function picturesOf({ objects }: Review, room: number): string[] {
  const all = objects.flatMap((object) => (object.picture === undefined ? [] : [pictureLines(object, object.picture)]));
  const fits = fitting(all.map(size), room);
  const left = all.length - fits;
  return [
    ...all.slice(0, fits).flat(),
    ...(left === 0 ? [] : [`… and ${count(left, "more picture")}, omitted because of their length`, ""]),
  ];
}

const pictureLines = ({ item }: Reviewed, picture: string): string[] => [
  `<details><summary>Picture: what changes in the rules of <code>${html(shownName(item.name))}</code></summary>`,
  "",
  ...fenced("mermaid", picture.split("\n")),
  "",
  LEGEND,
  "",
  "</details>",
  "",
];

function footer({ warnings, isWhole, objects }: Review): string[] {
  const told = warnings.slice(0, 10).map((warning) => code(shown(warning, 300)));
  const more = warnings.length > 10 ? [`- … and ${warnings.length - 10} more`] : [];
  return [
    ...(told.length === 0 ? [] : ["Warnings of the preview:", "", ...told.map((one) => `- ${one}`), ...more, ""]),
    ...(isWhole || objects.length === 0
      ? []
      : [
          "<sub>The preview omits unchanged resources, so some objects appear by id. `pulumi preview --json --show-sames` includes their names.</sub>",
          "",
        ]),
  ];
}

const size = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);

/** Returns a code block with a fence that is longer than any in its content. */
function fenced(language: string, lines: readonly string[]): string[] {
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  return [`${fence}${language}`, ...lines, fence];
}

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** Renders a phrase: fixed words as they are, values as code, so that they cannot become links, mentions or markup. */
const inline = (phrase: Phrase): string =>
  phrase.map((part) => ("words" in part ? part.words : code(part.value))).join("");

/**
 * Renders a value as inline code. Backticks are replaced with a similar character, because parsers differ in how they read longer
 * fences next to other markup.
 */
export const code = (value: string): string =>
  `\`${value.replaceAll("`", "ˋ").replaceAll(/\s+/g, " ").trim() || " "}\``;

/** Renders a value, and a phrase, within HTML. */
const htmlCode = (value: string): string => `<code>${html(value)}</code>`;
const htmlLabel = (phrase: Phrase): string =>
  phrase.map((part) => ("words" in part ? html(part.words) : htmlCode(part.value))).join("");

const html = (text: string): string => text.replaceAll(/[&<>"'`]/g, (one) => `&#${one.codePointAt(0)};`);
