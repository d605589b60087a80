import { textWidth } from "../../shared/textWidth";
import { LETTER } from "../escape";

/** Widest name, in columns: the line that a resource begins with stays readable. */
const WIDEST = 28;

/** Words also begin at a capital letter: `customerCalls` has two. */
const WORD = /\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}]+\d*|\p{Lu}+(?!\p{Ll})\d*|\d+\p{Ll}*/gu;
const OTHER = new RegExp(`[^${LETTER}0-9]`, "gu");
const BEGINS = new RegExp(`^[${LETTER}]`, "u");
const ACCENT = /[\u0300-\u036f]/g;
/** What a module cannot declare, or would better not. */
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
 * The words of a name that people gave, in lower case: letters and digits alone, Latin ones without accents. Letters that not every
 * compiler knows, or that are written from right to left, make no words.
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replace(ACCENT, "").normalize("NFC").replace(OTHER, " ");
  return (plain.match(WORD) ?? []).map((word) => word.toLowerCase());
}

/** As many words as fit, in kebab case; of one that is too wide by itself, its beginning. */
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

/** The variable of a name in kebab case. */
export const variableOf = (name: string): string =>
  name
    .split("-")
    .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");

/** Gives out names in kebab case, each once, so that the variables that they make are different ones too. */
export class Names {
  readonly #taken: Set<string>;
  readonly #counts = new Map<string, number>();

  /** `reserved`: further variables that are not to be had; `widest`: columns. */
  constructor(
    reserved: Iterable<string> = [],
    readonly widest: number = WIDEST,
  ) {
    this.#taken = new Set([...RESERVED, ...reserved]);
  }

  /** Whether the name was still to be had; it is gone now. */
  take(name: string): boolean {
    const variable = variableOf(name);
    if (this.#taken.has(variable)) return false;
    this.#taken.add(variable);
    return true;
  }

  /** A name of these texts, and of `noun` where they make none that can stand alone; with a number where it is gone. */
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
