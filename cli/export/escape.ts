/**
 * Characters that a source file must contain in escaped form: control characters, which editors and compilers can change or treat as
 * line ends; format characters, some of which change the text direction; unusual spaces; private and unassigned characters; and single
 * surrogates, which UTF-8 cannot encode. The two joiners are not escaped, because scripts and emoji need them.
 */
const UNSAFE = /(?!\u200c|\u200d| )[\p{C}\p{Z}]/gu;
/** Letters that all compiler versions accept in an identifier, for a character class. */
export const LETTER = "A-Za-zÀ-ÖØ-öø-ɏΆΈ-ΊΌΎ-ΡΣ-ώа-яА-ЯёЁ぀-ゖァ-ヺ一-鿋가-힣";

const SHORT: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return SHORT[character] ?? units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Returns a string literal with the quotes that need fewer escapes, or else with double quotes. */
export function quoted(text: string): string {
  const quote = count(text, '"') > count(text, "'") ? "'" : '"';
  const body = text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replace(UNSAFE, escaped);
  return quote + body + quote;
}

/** Returns a template literal with the lines of the text. Spaces at the end of a line are escaped, because editors remove them. */
export function template(text: string): string {
  const body = text
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${")
    .replace(UNSAFE, (character) => (character === "\n" ? character : escaped(character)))
    .replace(/ (?=\n)/g, "\\u0020");
  return `\`${body}\``;
}
