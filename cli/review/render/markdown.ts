import { redactedText } from "../../shared/redacted";
import type { Fact } from "../facts/fact";
import type { DiffLine } from "../facts/wordDiff";
import { type Phrase, readable, shown } from "../phrase";
import type { Operation } from "../preview/items";
import { headline, operationsIn, type Raised, type Review, type Reviewed, rest } from "../review";
import { LEVELS, type Level, RISKS } from "../risks";
import { LEGEND } from "./picture";

/** A comment on GitHub takes 65,536 characters. This many bytes leave room for what a pipeline adds to it. */
export const COMMENT_MAX = 60_000;
/** Of that, what the objects may take before pictures are thought of. */
const OBJECTS_MAX = 40_000;
const RISKS_MAX = 25;
const FACTS_MAX = 25;

/** The review as a comment on a pull request, most important first, never longer than `COMMENT_MAX` bytes. */
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
    OBJECTS_MAX - size(head),
  );
  const left = review.objects.length - objects.length;
  const told = objects.flatMap(({ text }) => text);
  const more = left === 0 ? [] : [leftOut(review.objects.slice(objects.length)), ""];
  const pictures = picturesOf(review, COMMENT_MAX - size([...head, ...told, ...more, ...foot]) - 500);
  return `${[...head, ...told, ...more, ...pictures, ...foot].join("\n").trimEnd()}\n`;
}

/** One comment per stack: whoever posts it looks for this line, which every review of the stack begins with. */
export function marker({ project, stack }: Pick<Review, "project" | "stack">): string {
  const safe = (name: string | undefined) => (name ?? "unknown").replaceAll(/[^\w.-]/g, "_").replaceAll(/--+/g, "-");
  return `<!-- twilio-intelligence review: ${safe(project)}/${safe(stack)} -->`;
}

function summary(review: Review): string {
  // How far a preview came before it failed says nothing.
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
    "**`pulumi preview` failed, so there is nothing to review, and nothing was changed.** It says:",
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

const factLines = ({ say, diff }: Fact): string[] => [
  `- ${inline(say)}`,
  ...(diff === undefined || diff.length === 0 ? [] : fenced("diff", diff.map(diffText)).map((line) => `  ${line}`)),
];

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
    ...(left === 0 ? [] : [`… and ${left} more picture${left === 1 ? "" : "s"}, left out for their length`, ""]),
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
    ...(told.length === 0 ? [] : ["The preview warns:", "", ...told.map((one) => `- ${one}`), ...more, ""]),
    ...(isWhole || objects.length === 0
      ? []
      : [
          "<sub>The preview leaves out what is unchanged, so some objects go by their ids: `pulumi preview --json --show-sames` names them.</sub>",
          "",
        ]),
  ];
}

/** The first of them, as many as there is room for. */
function fitting<One extends { text: readonly string[] }>(all: readonly One[], room: number): One[] {
  let left = room;
  const count = all.findIndex(({ text }) => {
    left -= size(text);
    return left < 0;
  });
  return count === -1 ? [...all] : all.slice(0, count);
}

const size = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);

/** A block of code that nothing in it can end. */
function fenced(language: string, lines: readonly string[]): string[] {
  const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
  return [`${fence}${language}`, ...lines, fence];
}

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** A sentence: our own words as they are, what others wrote as code, in which nothing is a link, a mention or markup. */
const inline = (phrase: Phrase): string =>
  phrase.map((part) => ("words" in part ? part.words : code(part.value))).join("");

/**
 * One line of code. A backtick within it would need longer fences, on which parsers differ as soon as other markup is near: this one
 * looks the same.
 */
export const code = (value: string): string =>
  `\`${value.replaceAll("`", "ˋ").replaceAll(/\s+/g, " ").trim() || " "}\``;

/** A pipe ends a cell, in code too, and how it is escaped depends on what stands before it: this one looks the same. */
const cell = (text: string): string => text.replaceAll("|", "│");

const html = (text: string): string => text.replaceAll(/[&<>"'`]/g, (one) => `&#${one.codePointAt(0)};`);
