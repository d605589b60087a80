import { diffArrays } from "diff";
import { hiddenParts, redactedText } from "../../shared/redacted";
import { readable } from "../phrase";

/** One line of a diff: unchanged, removed or added. */
export interface DiffLine {
  mark: " " | "-" | "+";
  text: string;
}

/** Maximum length of a line, in characters: about the width of a comment. */
const LINE_MAX = 96;
/** Maximum number of lines per text. */
const LINES_MAX = 40;
/** Number of unchanged words on each side of a difference. */
const CONTEXT = 12;
/** Differences with at most this many words between them are merged. */
const GAP = 2;
/** Maximum length of a compared text, in characters. Longer texts are cut. */
const TEXT_MAX = 20_000;
/** Maximum number of differences. Texts with more are shown as one removed and one added text. */
const DIFFERENCES_MAX = 300;

interface Run {
  mark: DiffLine["mark"];
  words: readonly string[];
}

/** Compares two texts word by word. Returns an empty list if they differ only in redacted text or in spaces. */
export function wordDiff(before: string, after: string): DiffLine[] {
  const [from, to] = [wordsOf(before), wordsOf(after)];
  const changes = diffArrays(from, to, { maxEditLength: DIFFERENCES_MAX });
  const runs: Run[] = changes?.map(({ value, added, removed }) => ({
    mark: added ? "+" : removed ? "-" : " ",
    words: value,
  })) ?? [
    { mark: "-", words: from },
    { mark: "+", words: to },
  ];
  if (runs.every(({ mark }) => mark === " ")) return [];
  return bounded(joinedRuns(runs).flatMap((run, at, all) => lines(run, at === 0, at === all.length - 1)));
}

/** Whether two texts differ in a part that `wordDiff` does not show: one that is redacted, or past the length that it compares. */
export function hidesChange(before: string, after: string): boolean {
  const [from, to] = [hiddenParts(before), hiddenParts(after)];
  const isRedacted = from.length !== to.length || from.some((part, at) => part !== to[at]);
  return isRedacted || before.slice(TEXT_MAX) !== after.slice(TEXT_MAX);
}

/** Splits a text into words, with their punctuation, and line ends. */
const wordsOf = (text: string): string[] =>
  readable(redactedText(text))
    .slice(0, TEXT_MAX)
    .match(/\n|[^\s]+/g) ?? [];

/** Merges differences with few words between them into one removed and one added phrase. */
function joinedRuns(runs: readonly Run[]): Run[] {
  const result: Run[] = [];
  let [gone, come]: [string[], string[]] = [[], []];
  const flush = () => {
    if (gone.length > 0) result.push({ mark: "-", words: gone });
    if (come.length > 0) result.push({ mark: "+", words: come });
    [gone, come] = [[], []];
  };
  for (const [at, { mark, words }] of runs.entries()) {
    const isWithin = gone.length + come.length > 0 && at < runs.length - 1;
    const isGap = mark === " " && isWithin && words.length <= GAP && !words.includes("\n");
    if (mark === " " && !isGap) {
      flush();
      result.push({ mark, words });
      continue;
    }
    if (mark !== "+") gone.push(...words);
    if (mark !== "-") come.push(...words);
  }
  flush();
  return result;
}

/** Wraps a run to the width of a comment. Of unchanged text, keeps only the words next to a difference. */
function lines({ mark, words }: Run, isFirst: boolean, isLast: boolean): DiffLine[] {
  const left = isFirst ? 0 : CONTEXT;
  const right = isLast ? 0 : CONTEXT;
  const isLong = mark === " " && words.length > left + right + 1;
  const kept = isLong ? [...words.slice(0, left), "…", ...words.slice(words.length - right)] : words;
  return wrapped(kept).map((text) => ({ mark, text }));
}

function wrapped(words: readonly string[]): string[] {
  const result: string[] = [];
  let line = "";
  const end = () => {
    if (line !== "") result.push(line);
    line = "";
  };
  for (const word of words.flatMap(pieces)) {
    if (word === "\n" || line.length + word.length >= LINE_MAX) end();
    if (word !== "\n") line += line === "" ? word : ` ${word}`;
  }
  end();
  return result;
}

/** Splits a word that is longer than a line. */
const pieces = (word: string): string[] => word.match(new RegExp(`[^]{1,${LINE_MAX}}`, "gu")) ?? [];

function bounded(all: readonly DiffLine[]): DiffLine[] {
  if (all.length <= LINES_MAX) return [...all];
  return [...all.slice(0, LINES_MAX), { mark: " ", text: `… and ${all.length - LINES_MAX} more lines` }];
}
