import { diffArrays } from "diff";
import { redactedText } from "../../shared/redacted";
import { readable } from "../phrase";

/** One line of a comparison: what both texts have, what goes, or what comes. */
export interface DiffLine {
  mark: " " | "-" | "+";
  text: string;
}

/** Longest line, in characters: a comment is about as wide. */
const LINE_MAX = 96;
/** As many lines are shown of one text. */
const LINES_MAX = 40;
/** Of what both texts have, as many words are shown on each side of a difference. */
const CONTEXT = 12;
/** Differences with no more words than these between them are told as one. */
const GAP = 2;
/** Longer texts are cut before they are compared. */
const TEXT_MAX = 20_000;
/** A bound on the search: texts with more differences are told as one that goes and one that comes. */
const DIFFERENCES_MAX = 300;

interface Run {
  mark: DiffLine["mark"];
  words: readonly string[];
}

/** Two texts word by word. Empty where they differ only in what is redactedText, or in spaces. */
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

/** Words as they stand, with their punctuation, and line ends. */
const wordsOf = (text: string): string[] =>
  readable(redactedText(text))
    .slice(0, TEXT_MAX)
    .match(/\n|[^\s]+/g) ?? [];

/** Differences that all but touch become one: a phrase that goes and one that comes, not words by turns. */
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

/** A run on lines of a comment's width. Of what is unchanged only the words next to a difference are kept. */
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

/** A word that is longer than a line, in parts that are not. */
const pieces = (word: string): string[] => word.match(new RegExp(`[^]{1,${LINE_MAX}}`, "gu")) ?? [];

function bounded(all: readonly DiffLine[]): DiffLine[] {
  if (all.length <= LINES_MAX) return [...all];
  return [...all.slice(0, LINES_MAX), { mark: " ", text: `… and ${all.length - LINES_MAX} more lines` }];
}
