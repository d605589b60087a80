import { REDACTED } from "../../provider/values/secrets";
import { show } from "../../provider/values/show";
import { hasUnknown } from "../../provider/values/unknown";
import { redactedName, redactedText } from "../shared/redacted";

/**
 * Part of a sentence: fixed text of this program (`words`), or text from elsewhere (`value`), such as a name. Output formats escape
 * only values.
 */
export type Part = { words: string } | { value: string };
export type Phrase = readonly Part[];

/** Template tag for a phrase. Its own text becomes words, strings become values, and numbers and phrases are inserted as words. */
export function say(strings: TemplateStringsArray, ...values: readonly (string | number | Phrase)[]): Phrase {
  return strings.flatMap((words, at) => [{ words }, ...partsOf(values[at])]).filter((part) => textOf(part) !== "");
}

function partsOf(value: string | number | Phrase | undefined): Phrase {
  if (value === undefined) return [];
  if (typeof value === "number") return [{ words: String(value) }];
  return typeof value === "string" ? [{ value: shown(value) }] : value;
}

/** Creates a phrase of fixed text. */
export const words = (text: string): Phrase => [{ words: text }];

/** Creates a phrase of the name of a resource in the program. */
export const named = (name: string): Phrase => [{ value: shownName(name) }];

/** Joins phrases with a separator. */
export const joined = (phrases: readonly Phrase[], between = ", "): Phrase =>
  phrases.flatMap((phrase, at) => (at === 0 ? phrase : [{ words: between }, ...phrase]));

const textOf = (part: Part): string => ("words" in part ? part.words : part.value);

/** Maximum length of a shown value, in characters. */
const VALUE_MAX = 160;

/** Prepares a value for output: redacted, on one line, at most `max` characters, and without control or direction characters. */
export const shown = (value: string, max = VALUE_MAX): string => onOneLine(redactedText(value), max);

/** The same for the name of a resource in the program. */
export const shownName = (name: string): string => onOneLine(redactedName(name), VALUE_MAX);

function onOneLine(redacted: string, max: number): string {
  const clean = readable(redacted).replaceAll(/\s+/g, " ").trim();
  const all = [...clean];
  return all.length > max ? `${all.slice(0, max - 1).join("")}…` : clean;
}

/** ANSI escape sequences, for example in Node's error stacks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins with one.
const ANSI = /\u001b\[[\d;?]*[ -/]*[@-~]/g;

/** Removes ANSI colours, and shows characters that cannot be seen by their code point: `<U+200B>`. Line ends and tabs stay. */
export const readable = (text: string): string =>
  text
    .replaceAll(ANSI, "")
    .replaceAll(/\r(?=\n)/g, "")
    .replaceAll(INVISIBLE, codePoint);

/** Returns the characters of a text that cannot be seen, each once, as `readable` shows them. */
export const invisibleIn = (text: string): string[] => [
  ...new Set((text.replaceAll(/\r(?=\n)/g, "").match(INVISIBLE) ?? []).map(codePoint)),
];

/**
 * Control, format (also tag characters), private and unassigned characters, line separators, variation selectors but for that of emoji,
 * and the letters and symbols that fonts draw as nothing.
 */
const INVISIBLE =
  /(?![\t\n])[\p{C}\p{Zl}\p{Zp}]|\u034f|[\u115f\u1160\u2800\u3164\uffa0]|\u17b4|\u17b5|[\ufe00-\ufe0e]|[\u{e0100}-\u{e01ef}]/gu;

const codePoint = (char: string): string =>
  `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;

/** Renders a JSON value in a sentence. */
export function literal(value: unknown): Phrase {
  if (value === undefined || value === null || value === "") return words("nothing");
  if (value === REDACTED) return words("a secret");
  if (hasUnknown(value)) return words("a value that is known only after `up`");
  if (typeof value === "number") return words(String(value));
  return say`${typeof value === "string" ? value : show(value)}`;
}

/** Renders a phrase without markup, with values in quotes. */
export const plainText = (phrase: Phrase): string =>
  phrase.map((part) => ("words" in part ? part.words : `"${part.value}"`)).join("");

/** Renders the `account` property of an object: the name of one of the stack's accounts, or nothing for the default account. */
export const accountPhrase = (account: unknown): Phrase =>
  account === undefined ? words("the stack's default account") : say`the account ${literal(account)}`;

/** Returns a number with its noun: `1 rule`, `2 rules`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
