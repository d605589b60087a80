import { diffArrays } from "diff/lib/diff/array.js";
import { markedLines, wrapped } from "./lineWords";

/** One line of a diff: unchanged, removed or added. In a changed line, `[-words-]` are removed and `{+words+}` are added. */
export interface DiffLine {
  mark: " " | "-" | "+";
  text: string;
  /** Whether it continues the line before, which is longer than a comment is wide. */
  wrapped?: true;
}

/** Number of unchanged lines on each side of a difference. */
const CONTEXT = 3;
/** Maximum number of different lines that are searched for. Texts with more are shown as one removed and one added text. */
const DIFFERENCES_MAX = 1_000;

/** Lines of both texts, of both alike, or of one alone. */
interface Run {
  same: readonly string[];
  gone: readonly string[];
  come: readonly string[];
}

/** Compares two texts line by line, and the words of changed lines. The lines have to be ready to be shown. */
export function lineDiff(before: string[], after: string[]): DiffLine[] {
  const runs = runsBetween(before, after);
  if (runs.every(({ gone, come }) => gone.length + come.length === 0)) return [];
  return runs.flatMap((run, at) =>
    run.gone.length + run.come.length > 0 ? changed(run) : context(run.same, at === 0, at === runs.length - 1),
  );
}

function runsBetween(from: string[], to: string[]): Run[] {
  const changes = diffArrays(from, to, { maxEditLength: DIFFERENCES_MAX });
  if (changes === undefined) return [{ same: [], gone: from, come: to }];
  const runs: Run[] = [];
  for (const { value, added, removed } of changes) {
    const last = runs.at(-1);
    if (!added && !removed) runs.push({ same: value, gone: [], come: [] });
    else if (last !== undefined && last.same.length === 0) {
      runs.splice(-1, 1, { same: [], gone: removed ? value : last.gone, come: added ? value : last.come });
    } else runs.push({ same: [], gone: removed ? value : [], come: added ? value : [] });
  }
  return runs;
}

/** Shows each old line beside the new one in its place. */
function changed({ gone, come }: Run): DiffLine[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, at) => {
    const [old, now] = [gone[at], come[at]];
    if (old === undefined || now === undefined) return marked(old === undefined ? "+" : "-", old ?? now ?? "");
    const { before, after } = markedLines(old, now);
    return [...marked("-", before), ...marked("+", after)];
  }).flat();
}

/** Keeps the unchanged lines next to a difference. */
function context(lines: readonly string[], isFirst: boolean, isLast: boolean): DiffLine[] {
  const [top, bottom] = [isFirst ? 0 : CONTEXT, isLast ? 0 : CONTEXT];
  const left = lines.length - top - bottom;
  if (left <= 1) return lines.flatMap((line) => marked(" ", line));
  return [
    ...lines.slice(0, top).flatMap((line) => marked(" ", line)),
    { mark: " ", text: `… ${left} unchanged lines` },
    ...lines.slice(lines.length - bottom).flatMap((line) => marked(" ", line)),
  ];
}

/** Writes a line in pieces of the width of a comment. */
export const marked = (mark: DiffLine["mark"], line: string): DiffLine[] =>
  wrapped(line).map((text, at) => ({ mark, text, ...(at > 0 && { wrapped: true }) }));
