import { REDACTED } from "../../../../provider/values/secrets";
import { hasUnknown } from "../../../../provider/values/unknown";
import { count, literal, type Phrase, say, words } from "../../phrase";
import { type Fact, type PropertyFact, propertyFact, quiet, type Words } from "../fact";
import { addedText, type DiffLine, hidesChange, textDiff } from "./textDiff";

const isReadable = (value: unknown): value is string =>
  typeof value === "string" && value !== REDACTED && !hasUnknown(value);

/** Describes the change of a prompt, with all changed lines. */
export const promptWords: Words = (before, after) => {
  if (after === undefined) return [propertyFact(words("prompt is removed"))];
  if (!isReadable(before) || !isReadable(after)) return [propertyFact(say`prompt changes to ${literal(after)}`)];
  return [promptChange(before, after)];
};

/** Returns the prompt of a new operator. */
export const newPrompt = (prompt: unknown): Fact[] => {
  if (!isReadable(prompt) || prompt === "") return [];
  const diff = addedText(prompt);
  return [
    { ...quiet(say`its prompt has ${words(count(diff.filter(({ wrapped }) => !wrapped).length, "line"))}`), diff },
  ];
};

function promptChange(before: string, after: string): PropertyFact {
  const only = onlySpaces(before, after);
  if (only !== undefined) return propertyFact(words(`prompt changes, but ${only}`));
  const diff = textDiff(before, after);
  const isHidden = hidesChange(before, after);
  const where = !isHidden
    ? linesIn(diff)
    : words(diff.length === 0 ? ", in a redacted part" : ", also in a redacted part");
  return { ...propertyFact(say`prompt changes${where}`, ...(isHidden ? ["R036" as const] : [])), diff };
}

/** Counts the lines of a diff. */
function linesIn(diff: readonly DiffLine[]): Phrase {
  const number = (mark: string) => diff.filter((one) => one.mark === mark && !one.wrapped).length;
  return words(`: ${count(number("-"), "line")} removed, ${number("+")} added`);
}

/** Says in words what changes if only white space does; `undefined` if something else does. */
function onlySpaces(before: string, after: string): string | undefined {
  const bare = (text: string) => text.replaceAll(/\s+/g, "");
  if (bare(before) !== bare(after)) return undefined;
  if (unified(before) === unified(after)) return `only in its line ends (${lineEnds(before)} to ${lineEnds(after)})`;
  const [from, to] = [unified(before).split("\n"), unified(after).split("\n")];
  const isText = (line: string) => line.trim() !== "";
  if (from.filter(isText).join("\n") !== to.filter(isText).join("\n"))
    return "only in white space: spaces or line breaks between the same words";
  const number = to.length - from.length;
  return number === 0
    ? "only in the place of its blank lines"
    : `only in its blank lines: ${Math.abs(number)} ${number > 0 ? "more" : "fewer"}`;
}

const unified = (text: string): string => text.replaceAll(/\r\n?/g, "\n");

function lineEnds(text: string): string {
  const [crlf, lf] = [/\r\n/.test(text), /(?<!\r)\n/.test(text)];
  return crlf && lf ? "mixed" : crlf ? "CRLF" : lf ? "LF" : "CR";
}
