import { redactedText } from "../../shared/redacted";
import type { Fact } from "../facts/fact";
import type { DiffLine } from "../facts/texts/textDiff";
import { type Phrase, readable, shown } from "../phrase";
import type { Operation } from "../preview/items";
import { headline, operationsIn, type Raised, type Review, type Reviewed, rest } from "../review";
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
  const objects = fitting(
    review.objects.map((object) => ({ object, text: section(object) })),
    COMMENT_MAX - RESERVE - size([...head, ...foot]),
  );
  const left = review.objects.length - objects.length;
  const told = objects.flatMap(({ text }) => text);
  const more = left === 0 ? [] : [leftOut(review.objects.slice(objects.length)), ""];
  const pictures = picturesOf(review, COMMENT_MAX - size([...head, ...told, ...more, ...foot]) - 500);
  return `${[...head, ...told, ...more, ...pictures, ...foot].join("\n").trimEnd()}\n`;
}

/** Returns the first line of every review of a stack. A pipeline searches for it, to keep one comment per stack. */
export function marker({ project, stack }: Pick<Review, "project" | "stack">): string {
  const safe = (name: string | undefined) => (name ?? "unknown").replaceAll(/[^\w.-]/g, "_").replaceAll(/--+/g, "-");
  return `<!-- twilio-intelligence review: ${safe(project)}/${safe(stack)} -->`;
}

function summary(review: Review): string {
  // The counts of a failed preview are incomplete.
  if (review.errors.length > 0) return "";
  const operations = operationsIn(review.objects.map(({ item }) => item.operation));
  return [operations, rest(review)].filter(Boolean).join(" · ");
}

function failure({ errors }: Review): string[] {
  if (errors.length === 0) return [];
  const text = errors
    .map((error) => readable(redactedText(error)).slice(0, 2_000))
    .join("\n")
    .slice(0, 6_000);
  return [
    "**`pulumi preview` failed, so there is nothing to review. Nothing was changed.** Its error:",
    "",
    ...fenced("text", text.split("\n")),
    "",
  ];
}

const ICONS: Record<Level, string> = { high: "🔴", medium: "🟠", low: "⚪" };

function risks(all: readonly Raised[]): string[] {
  if (all.length === 0) return [];
  const rows = all.slice(0, RISKS_MAX).map(({ id, level, object, say }) => {
    const what = `${inline(object.label)} — ${inline(say)}`;
    return `| ${ICONS[level]} **${level}** ${id} | ${cell(what)} | ${RISKS[id].reason} |`;
  });
  const others = all.slice(RISKS_MAX);
  const counted = LEVELS.map((level) => [others.filter((one) => one.level === level).length, level] as const)
    .filter(([number]) => number > 0)
    .map(([number, level]) => `${number} ${level}`);
  const more = others.length === 0 ? [] : [`… and ${others.length} more risks: ${counted.join(", ")}`, ""];
  return ["| Risk | What happens | Why it matters |", "|---|---|---|", ...rows, "", ...more];
}

const SIGNS: Record<Operation, string> = {
  create: "+ new",
  update: "~ updated",
  replace: "± replaced",
  delete: "− deleted",
  same: "",
};

function section({ item, label, title, facts }: Reviewed): string[] {
  const name = title === undefined ? "" : ` (${code(title)})`;
  const shown = facts.slice(0, FACTS_MAX).flatMap(factLines);
  const more = facts.length > FACTS_MAX ? [`- … and ${facts.length - FACTS_MAX} more changes`] : [];
  return [`#### ${SIGNS[item.operation]}: ${inline(label)}${name}`, "", ...shown, ...more, ""];
}

const factLines = ({ say, diff = [], room = diff.length }: Fact): string[] => {
  const shown = diff.slice(0, room).map(diffText);
  const left = diff.length - room;
  const more = left > 0 ? [`… and ${left} more line${left === 1 ? "" : "s"}`] : [];
  return [
    `- ${inline(say)}`,
    ...(diff.length === 0 ? [] : fenced("diff", [...shown, ...more]).map((line) => `  ${line}`)),
  ];
};

const diffText = ({ mark, text }: DiffLine): string => `${mark} ${text}`;

function leftOut(objects: readonly Reviewed[]): string {
  return `… and ${objects.length} more object${objects.length === 1 ? "" : "s"}: ${operationsIn(objects.map(({ item }) => item.operation))}`;
}

function picturesOf({ objects }: Review, room: number): string[] {
  const all = objects.flatMap((object) =>
    object.picture === undefined ? [] : [{ object, text: pictureLines(object, object.picture) }],
  );
  const taken = fitting(all, room);
  const left = all.length - taken.length;
  return [
    ...taken.flatMap(({ text }) => text),
    ...(left === 0 ? [] : [`… and ${left} more picture${left === 1 ? "" : "s"}, omitted because of their length`, ""]),
  ];
}

const pictureLines = ({ item }: Reviewed, picture: string): string[] => [
  `<details><summary>Picture: what changes in the rules of <code>${html(shown(item.name))}</code></summary>`,
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

/** Returns as many of the first items as fit. */
function fitting<One extends { text: readonly string[] }>(all: readonly One[], room: number): One[] {
  let left = room;
  const count = all.findIndex(({ text }) => {
    left -= size(text);
    return left < 0;
  });
  return count === -1 ? [...all] : all.slice(0, count);
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

/** Replaces pipes with a similar character. A pipe ends a table cell even inside code, and its escaping depends on the text before it. */
const cell = (text: string): string => text.replaceAll("|", "│");

const html = (text: string): string => text.replaceAll(/[&<>"'`]/g, (one) => `&#${one.codePointAt(0)};`);
