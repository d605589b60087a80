/**
 * What a source file must not hold as it is: control characters, which editors and compilers change or end a line at; format
 * characters, of which some turn the order of what is shown around; spaces that look like others; private and unassigned
 * characters; and halves of a surrogate pair, which UTF-8 has no place for. The two joiners stay: scripts and emoji need them.
 */
const UNSAFE = /(?!\u200c|\u200d| )[\p{C}\p{Z}]/gu;
/** For a character class: letters that compilers of every age take for letters of an identifier. */
export const LETTER = "A-Za-zÀ-ÖØ-öø-ɏΆΈ-ΊΌΎ-ΡΣ-ώа-яА-ЯёЁ぀-ゖァ-ヺ一-鿋가-힣";

const SHORT: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return SHORT[character] ?? units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** A string literal, in the quotes that need fewer escapes, double ones where it makes no difference. */
export function quoted(text: string): string {
  const quote = count(text, '"') > count(text, "'") ? "'" : '"';
  const body = text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replace(UNSAFE, escaped);
  return quote + body + quote;
}

/** A template literal, line by line as the text is. Spaces at the end of a line, which editors take away, are written out. */
export function template(text: string): string {
  const body = text
    .replaceAll("\\", "\\\\")
    .replaceAll("`", "\\`")
    .replaceAll("${", "\\${")
    .replace(UNSAFE, (character) => (character === "\n" ? character : escaped(character)))
    .replace(/ (?=\n)/g, "\\u0020");
  return `\`${body}\``;
}
