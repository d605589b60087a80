import { redactedText } from "../../shared/redacted";
import type { Fact } from "../facts/fact";
import type { DiffLine } from "../facts/texts/textDiff";
import { fitting } from "../fitting";
import { KIND_WORDS } from "../kindWords";
import { count, joined, type Phrase, readable, shown, shownName, words } from "../phrase";
import { type Outcome, outcomeOf } from "../preview/items";
import type { Raised } from "../raised";
import { headline, operationsIn, type Review, type Reviewed, rest } from "../review";
import { LEVELS, type Level, RISKS } from "../risks";
import { code, type Host, inline, LAYOUTS, type Layout } from "./layout";
import { LEGEND } from "./picture";

/** Part of it that counts of what is left out may need. */
const RESERVE = 1_500;
const RISKS_MAX = 25;
const FACTS_MAX = 25;

/** Returns the review as a pull request comment for a host, as large as its layout allows, most important changes first. */
export function markdown(review: Review, host: Host = "github"): string {
  const layout = LAYOUTS[host];
  const stack = [review.project, review.stack].filter((part) => part !== undefined).join("/");
  const head = [
    marker(review),
    `### Twilio Intelligence: ${headline(review)}`,
    "",
    ...(stack === "" ? [] : [[`Stack ${code(stack)}`, summary(review)].filter(Boolean).join(" · "), ""]),
    ...failure(review),
    ...risks(review.risks, layout),
  ];
  const foot = footer(review);
  const told = objectLines(review.objects, layout.max - RESERVE - size([...head, ...foot]), layout);
  const pictures = layout.hasPictures ? picturesOf(review, layout, size([...head, ...told, ...foot])) : [];
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
function risks(all: readonly Raised[], { indent }: Layout): string[] {
  if (all.length === 0) return [];
  const groups = Map.groupBy(all.slice(0, RISKS_MAX), ({ id }) => id);
  const lines = [...groups].flatMap(([id, group]) => [
    `- ${ICONS[RISKS[id].level]} **${RISKS[id].level}: ${RISKS[id].title}.** ${RISKS[id].reason} (${id})`,
    ...group.map(({ object, say }) => `${indent}- ${inline(object.label)}: ${inline(say)}`),
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

function section(object: Reviewed, isOpen: boolean, layout: Layout): string[] {
  const { item, label, title, facts, timing } = object;
  const shown = facts.slice(0, FACTS_MAX).flatMap((fact) => factLines(fact, 0, layout));
  const more = facts.length > FACTS_MAX ? [`- … and ${facts.length - FACTS_MAX} more changes`] : [];
  const worst = LEVELS.find((level) => facts.some(({ risks }) => risks.some((id) => RISKS[id].level === level)));
  const icon = worst === undefined ? "" : `${ICONS[worst]} `;
  const lines = facts.reduce((sum, { diff = [] }) => sum + diff.length, 0);
  const heading = [
    ...words(`${icon}${SIGNS[outcomeOf(item)]}: `),
    ...label,
    ...(title === undefined ? [] : titled(title)),
  ];
  return layout.fold(heading, [...shown, ...more, "", timing], isOpen && lines <= OPEN_LINES);
}

/** Returns the name of an object in the account, after that in the program. */
const titled = (title: string): Phrase => joined([words(" ("), [{ value: title }], words(")")], "");

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
function groupSection(group: readonly Reviewed[], all: number, layout: Layout): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const heading = words(`${SIGNS[outcomeOf(first.item)]}: ${all} ${KIND_WORDS[first.item.kind].many}`);
  const lines = [...group.flatMap((one) => member(one, layout)), "", first.timing];
  return layout.fold(heading, lines, false);
}

/** Renders an object of a group. */
function member({ item, title, facts }: Reviewed, layout: Layout): string[] {
  const name = title === undefined ? "" : inline(titled(title));
  const lines = facts.slice(0, FACTS_MAX).flatMap((fact) => factLines(fact, 1, layout));
  return [`- ${code(shownName(item.name))}${name}`, ...lines];
}

/** Renders as many objects as fit, and counts the rest. */
function objectLines(objects: readonly Reviewed[], room: number, layout: Layout): string[] {
  const groups = groupsOf(objects);
  const isOpen = groups.length <= OPEN_OBJECTS;
  let left = room;
  let told = 0;
  const lines: string[] = [];
  for (const group of groups) {
    const texts = group.map((object) =>
      group.length === 1 ? section(object, isOpen, layout) : member(object, layout),
    );
    const overhead = group.length === 1 ? 0 : GROUP_OVERHEAD;
    const fits = fitting(texts.map(size), left - overhead);
    const text = group.length === 1 ? (texts[0] ?? []) : groupSection(group.slice(0, fits), group.length, layout);
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

/** Renders a fact as an item of a list at a depth. */
const factLines = ({ say, diff = [], room = diff.length }: Fact, depth: number, layout: Layout): string[] => {
  const shown = diff.slice(0, room).map(diffText);
  const left = diff.length - room;
  const more = left > 0 ? [`… and ${count(left, "more line")}`] : [];
  return [
    `${layout.indent.repeat(depth)}- ${inline(say)}`,
    ...(diff.length === 0 ? [] : layout.block(fenced("diff", [...shown, ...more]), depth)),
  ];
};

const diffText = ({ mark, text }: DiffLine): string => `${mark} ${text}`;

function leftOut(objects: readonly Reviewed[]): string {
  return `… and ${count(objects.length, "more object")}: ${operationsIn(objects.map(({ item }) => item.operation))}. \`review --format text\` shows them.`;
}

/** Renders as many pictures as fit beside what else there is, and counts the rest. */
function picturesOf({ objects }: Review, layout: Layout, used: number): string[] {
  const all = objects.flatMap(({ item, picture }) =>
    picture === undefined ? [] : [pictureLines(item.name, picture, layout)],
  );
  const fits = fitting(all.map(size), layout.max - used - PICTURES_OVERHEAD);
  const left = all.length - fits;
  return [
    ...all.slice(0, fits).flat(),
    ...(left === 0 ? [] : [`… and ${count(left, "more picture")}, omitted because of their length`, ""]),
  ];
}

/** Bytes of the count of the pictures that are left out. */
const PICTURES_OVERHEAD = 500;

const pictureLines = (name: string, picture: string, { fold }: Layout): string[] =>
  fold(
    [...words("Picture: what changes in the rules of "), { value: shownName(name) }],
    [...fenced("mermaid", picture.split("\n")), "", LEGEND],
    false,
  );

function footer({ warnings, isWhole, objects }: Review): string[] {
  const told = warnings.slice(0, 10).map((warning) => code(shown(warning, 300)));
  const more = warnings.length > 10 ? [`- … and ${warnings.length - 10} more`] : [];
  return [
    ...(told.length === 0 ? [] : ["Warnings of the preview:", "", ...told.map((one) => `- ${one}`), ...more, ""]),
    ...(isWhole || objects.length === 0
      ? []
      : [
          "The preview omits unchanged resources, so some objects appear by id. `pulumi preview --json --show-sames` includes their names.",
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
