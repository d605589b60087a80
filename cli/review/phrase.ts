import { REDACTED } from "../../provider/values/secrets";
import { show } from "../../provider/values/show";
import { hasUnknown } from "../../provider/values/unknown";
import { redactedText } from "../shared/redacted";

/**
 * A sentence of which it is known what this program says (`words`) and what somebody else wrote (`value`), so that each format
 * escapes the second and nothing else.
 */
export type Part = { words: string } | { value: string };
export type Phrase = readonly Part[];

/** Our own words, with values of others between them: a string is a value, a number and a phrase are not. */
export function say(strings: TemplateStringsArray, ...values: readonly (string | number | Phrase)[]): Phrase {
  return strings.flatMap((words, at) => [{ words }, ...partsOf(values[at])]).filter((part) => textOf(part) !== "");
}

function partsOf(value: string | number | Phrase | undefined): Phrase {
  if (value === undefined) return [];
  if (typeof value === "number") return [{ words: String(value) }];
  return typeof value === "string" ? [{ value: shown(value) }] : value;
}

export const words = (text: string): Phrase => [{ words: text }];

/** Phrases with words between them. */
export const joined = (phrases: readonly Phrase[], between = ", "): Phrase =>
  phrases.flatMap((phrase, at) => (at === 0 ? phrase : [{ words: between }, ...phrase]));

const textOf = (part: Part): string => ("words" in part ? part.words : part.value);

/** Longest value that is repeated, in characters. */
const VALUE_MAX = 160;

/** A value as it may be shown: redactedText, on one line, bounded, and without characters that move or hide others. */
export function shown(value: string, max = VALUE_MAX): string {
  const clean = readable(redactedText(value)).replaceAll(/\s+/g, " ").trim();
  const all = [...clean];
  return all.length > max ? `${all.slice(0, max - 1).join("")}…` : clean;
}

/** What colours a terminal, as Node does the stack of an error. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins with one.
const ANSI = /\u001b\[[\d;?]*[ -/]*[@-~]/g;

/** Without colours; control characters and those that turn the direction of text replaced. Line ends and tabs stay. */
export const readable = (text: string): string =>
  text
    .replaceAll(ANSI, "")
    .replaceAll(/(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu, "\ufffd");

/** A JSON value in a sentence. */
export function literal(value: unknown): Phrase {
  if (value === undefined || value === null || value === "") return words("nothing");
  if (value === REDACTED) return words("a secret");
  if (hasUnknown(value)) return words("a value that is known only after `up`");
  if (typeof value === "number") return words(String(value));
  return say`${typeof value === "string" ? value : show(value)}`;
}

/** A phrase without any markup: quotes around what others wrote. */
export const plainText = (phrase: Phrase): string =>
  phrase.map((part) => ("words" in part ? part.words : `"${part.value}"`)).join("");

/** `1 rule`, `2 rules`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
