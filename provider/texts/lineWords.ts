import { diffArrays } from "diff/lib/diff/array.js";

/** Maximum length of a line, in characters: about the width of a comment. */
const LINE_MAX = 100;
/** Number of unchanged words that a long line keeps on each side of a difference. */
const CONTEXT = 12;
/** Differences with at most this many words between them are marked as one. */
const GAP = 2;
/** Maximum number of different words that are searched for in one line. */
const DIFFERENCES_MAX = 400;
/** Smallest share of common words with which two lines are compared word by word. */
const ALIKE = 0.3;

type Side = "before" | "after";
interface Run {
  isSame: boolean;
  before: string[];
  after: string[];
}

/** Marks the words in which two lines differ. Lines with little in common are returned as they are. */
export function markedLines(before: string, after: string): Record<Side, string> {
  const [from, to] = [wordsOf(before), wordsOf(after)];
  if (commonIn(from, to) < ALIKE * Math.max(from.length, to.length)) return { before, after };
  const changes = diffArrays(from, to, { maxEditLength: DIFFERENCES_MAX });
  const common = changes?.filter(({ added, removed }) => !added && !removed).flatMap(({ value }) => value) ?? [];
  if (changes === undefined || common.length < ALIKE * Math.max(from.length, to.length)) return { before, after };
  const runs: Run[] = [];
  for (const { value, added, removed } of changes) add(runs, value, added, removed);
  const text = (side: Side) => runs.map((run, at) => shownRun(run, side, at === 0, at === runs.length - 1)).join("");
  return { before: text("before"), after: text("after") };
}

/** Counts the words that both lines have, in any order: no more can be common to them in one order. */
function commonIn(from: readonly string[], to: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of from) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of to) {
    const number = left.get(word) ?? 0;
    if (number > 0) common += 1;
    left.set(word, number - 1);
  }
  return common;
}

/** Words with the space in front of them, so that a change of spaces alone is a change too. */
const wordsOf = (line: string): string[] => line.match(/\s*\S+|\s+$/g) ?? [];

function add(runs: Run[], value: string[], added: boolean, removed: boolean): void {
  const last = runs.at(-1);
  if (!added && !removed) {
    runs.push({ isSame: true, before: value, after: value });
    return;
  }
  const [gone, come] = [removed ? value : [], added ? value : []];
  if (last?.isSame === false) merge(last, gone, come);
  else if (last !== undefined && last.before.length <= GAP && runs.length > 1) {
    // A short gap between two differences belongs to both.
    runs.pop();
    const previous = runs.at(-1);
    if (previous !== undefined) merge(previous, [...last.before, ...gone], [...last.after, ...come]);
  } else runs.push({ isSame: false, before: gone, after: come });
}

function merge(run: Run, gone: readonly string[], come: readonly string[]): void {
  run.before.push(...gone);
  run.after.push(...come);
}

const MARKS = { before: ["[-", "-]"], after: ["{+", "+}"] } as const;

function shownRun({ isSame, before, after }: Run, side: Side, isFirst: boolean, isLast: boolean): string {
  const words = side === "before" ? before : after;
  if (isSame) return shortened(words, isFirst, isLast);
  if (words.length === 0) return "";
  const text = words.join("");
  const [open, close] = MARKS[side];
  const space = text.length - text.trimStart().length;
  // The space in front of the first word is shown as part of the difference only if there is nothing else.
  return text.trim() === "" ? `${open}${text}${close}` : `${text.slice(0, space)}${open}${text.slice(space)}${close}`;
}

/** Of unchanged words, keeps those next to a difference. */
function shortened(words: readonly string[], isFirst: boolean, isLast: boolean): string {
  const [left, right] = [isFirst ? 0 : CONTEXT, isLast ? 0 : CONTEXT];
  if (words.length <= left + right + CONTEXT) return words.join("");
  return `${words.slice(0, left).join("")} … ${words
    .slice(words.length - right)
    .join("")
    .trimStart()}`;
}

/** Wraps a line to the width of a comment, between words. A word that is longer than a line is split. */
export function wrapped(line: string): string[] {
  if (line.length <= LINE_MAX) return [line];
  const result: string[] = [];
  let rest = "";
  for (const word of wordsOf(line).flatMap(pieces)) {
    if (rest !== "" && rest.length + word.length > LINE_MAX) {
      result.push(rest);
      rest = word.trimStart();
    } else rest += word;
  }
  return [...result, rest];
}

const pieces = (word: string): string[] => word.match(PIECE) ?? [];
const PIECE = new RegExp(`[^]{1,${LINE_MAX}}`, "gu");
