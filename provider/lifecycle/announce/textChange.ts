import { visible } from "../../../api/messageText";
import { type DiffLine, lineDiff } from "../../texts/lineDiff";
import { isObject } from "../../values/json";
import { REDACTED } from "../../values/secrets";
import { withoutPasswords } from "../../values/show";

/** Changed lines that are shown of one text. */
const LINES_MAX = 6;
/** Pieces of a long line, of about 100 characters each, that are shown. */
const PIECES_MAX = 2;
/** Texts of one line that are no longer than this are values, which the engine prints. */
const SHORT_MAX = 60;

/** Two texts of which at least one is long; `undefined` for anything else, and for what is secret. */
export function longTexts(from: unknown, to: unknown): [before: string, after: string] | undefined {
  const [before, after] = [textOf(from), textOf(to)];
  if (before === undefined || after === undefined) return undefined;
  return isLong(before) || isLong(after) ? [before, after] : undefined;
}

const isLong = (text: string): boolean => text.length > SHORT_MAX || text.includes("\n");

/** The text of a value: itself, or examples, each with its members in lines. */
function textOf(value: unknown): string | undefined {
  if (value === undefined) return "";
  if (value === REDACTED) return undefined;
  if (typeof value === "string") return value.replaceAll("\r\n", "\n");
  if (Array.isArray(value)) return joined(value.map((item) => (isObject(item) ? textOf(item) : undefined)));
  if (!isObject(value)) return undefined;
  return joined(Object.entries(value).map(([key, one]) => (typeof one === "string" ? `${key}: ${one}` : undefined)));
}

const joined = (lines: readonly (string | undefined)[]): string | undefined =>
  lines.every((line) => line !== undefined) ? lines.join("\n") : undefined;

/** The change of a long text: how many lines come and go, and the first of them. */
export function textChange([before, after]: readonly [string, string]): { text: string; lines: string[] } {
  const changed = lineDiff(linesOf(before), linesOf(after)).filter(({ mark }) => mark !== " ");
  if (changed.length === 0)
    return { text: `only ${isAlike(before, after) ? "white space" : "a part that is not shown"} changes`, lines: [] };
  const number = (mark: string) => changed.filter((line) => line.mark === mark && !line.wrapped).length;
  const [gone, come] = [number("-"), number("+")];
  const shown = firstLines(changed);
  const left = gone + come - LINES_MAX;
  return {
    text: [countOf(gone, "removed"), countOf(come, "added")].filter((part) => part !== "").join(", "),
    lines: left > 0 ? [...shown, `and ${left} more ${left === 1 ? "line" : "lines"}`] : shown,
  };
}

const countOf = (count: number, what: string): string =>
  count === 0 ? "" : `${count} ${count === 1 ? "line" : "lines"} ${what}`;

/** Lines that can be shown: no password of an address, and no character that cannot be seen. */
const linesOf = (text: string): string[] =>
  text === "" ? [] : text.split("\n").map((line) => visible(String(withoutPasswords(line)).replaceAll("\t", "  ")));

const isAlike = (before: string, after: string): boolean =>
  before.replaceAll(/\s+/g, "") === after.replaceAll(/\s+/g, "");

function firstLines(changed: readonly DiffLine[]): string[] {
  const lines: { mark: string; pieces: string[] }[] = [];
  for (const { mark, text, wrapped } of changed) {
    if (wrapped) lines.at(-1)?.pieces.push(text);
    else lines.push({ mark, pieces: [text] });
  }
  return lines.slice(0, LINES_MAX).map(({ mark, pieces }) => {
    const rest = pieces.length > PIECES_MAX ? "…" : "";
    return `${mark} ${pieces.slice(0, PIECES_MAX).join(" ")}${rest}`;
  });
}
