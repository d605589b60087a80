import { textWidth } from "../../shared/textWidth";
import { LETTER } from "../escape";

/** Maximum width of a name, in columns, so that the first line of a resource stays readable. */
const WIDEST = 28;

/** A word. A capital letter also begins a word: `customerCalls` has two. */
const WORD = /\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}]+\d*|\p{Lu}+(?!\p{Ll})\d*|\d+\p{Ll}*/gu;
const OTHER = new RegExp(`[^${LETTER}0-9]`, "gu");
const BEGINS = new RegExp(`^[${LETTER}]`, "u");
const ACCENT = /[\u0300-\u036f]/g;
/** Names that a module cannot or should not declare. */
const RESERVED = new Set(
  (
    "abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do else " +
    "enum eval export exports extends false finally for from function get global globalThis if implements import in infinity " +
    "instanceof interface is keyof let module namespace nan never new null number object of package private process protected " +
    "public pulumi readonly require return set static string super switch symbol then this throw true try type typeof undefined " +
    "unknown var void while with yield"
  ).split(" "),
);

/**
 * Returns the words of a display name, in lower case. They have only letters and digits; Latin letters lose their accents. Letters that not
 * every compiler accepts, or that are written from right to left, are removed.
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replace(ACCENT, "").normalize("NFC").replace(OTHER, " ");
  return (plain.match(WORD) ?? []).map((word) => word.toLowerCase());
}

/** Joins as many words as fit, in kebab case. A first word that is too wide is cut. */
export function joined(words: readonly string[], widest: number = WIDEST): string {
  let name = "";
  for (const word of words) {
    const wider = name === "" ? beginning(word, widest) : `${name}-${word}`;
    if (textWidth(wider) > widest) break;
    name = wider;
  }
  return name;
}

function beginning(word: string, widest: number): string {
  let text = "";
  for (const character of word) {
    if (textWidth(text + character) > widest) break;
    text += character;
  }
  return text;
}

/** Returns the variable name for a name in kebab case. */
export const variableOf = (name: string): string =>
  name
    .split("-")
    .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");

/** Whether a text is a name as `Names` creates them. A name that was read from a file becomes source code only then. */
export const isName = (text: string): boolean => NAME.test(text) && !RESERVED.has(variableOf(text));
const NAME = new RegExp(`^[${LETTER}][${LETTER}0-9]*(-[${LETTER}0-9]+)*$`, "u");

/** Creates unique names in kebab case, whose variable names are also unique. */
export class Names {
  readonly #taken: Set<string>;
  readonly #counts = new Map<string, number>();

  /** `reserved`: further variable names that are in use. `widest`: maximum width in columns. */
  constructor(
    reserved: Iterable<string> = [],
    readonly widest: number = WIDEST,
  ) {
    this.#taken = new Set([...RESERVED, ...reserved]);
  }

  /** Takes a name. Returns false if it was already in use. */
  take(name: string): boolean {
    const variable = variableOf(name);
    if (this.#taken.has(variable)) return false;
    this.#taken.add(variable);
    return true;
  }

  /** Returns a new name from these texts, or from `noun` if they have no usable words, with a number if the name is in use. */
  give(texts: readonly string[], noun: string): string {
    const words = texts.flatMap(wordsOf);
    const alone = joined(words, this.widest);
    const fits = BEGINS.test(alone) && !RESERVED.has(variableOf(alone));
    const base = fits ? alone : joined([...wordsOf(noun), ...words], this.widest);
    if (this.take(base)) return base;
    for (let number = (this.#counts.get(base) ?? 1) + 1; ; number++) {
      this.#counts.set(base, number);
      const name = `${base}-${number}`;
      if (this.take(name)) return name;
    }
  }
}
