import { type DiffLine, lineDiff, marked } from "../../../../provider/texts/lineDiff";
import { hiddenParts, redactedText } from "../../../shared/redacted";
import { readable } from "../../phrase";

export type { DiffLine };

/** Compares two texts line by line, and the words of changed lines. Redacted parts are shown as redacted. */
export const textDiff = (before: string, after: string): DiffLine[] => lineDiff(linesOf(before), linesOf(after));

/** Returns all lines of a new text, as added. */
export const addedText = (text: string): DiffLine[] => linesOf(text).flatMap((line) => marked("+", line));

const linesOf = (text: string): string[] =>
  text === "" ? [] : readable(redactedText(text)).replaceAll("\t", "  ").split("\n");

/** Whether two texts differ in a part that `textDiff` does not show, because it is redacted. */
export function hidesChange(before: string, after: string): boolean {
  const [from, to] = [hiddenParts(before), hiddenParts(after)];
  return from.length !== to.length || from.some((part, at) => part !== to[at]);
}
