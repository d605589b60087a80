import { textWidth } from "../../shared/textWidth";
import { LETTER, quoted, template } from "../escape";

/** Source text that is printed unchanged: a reference to another part of the program. */
export class Code {
  constructor(readonly text: string) {}
}

/** A reference to an output of another resource. */
export class OutputCode extends Code {
  constructor(
    readonly resource: Code,
    output: string,
  ) {
    super(`${resource.text}.${output}`);
  }
}

/** Prettier's default line width. */
const WIDTH = 80;
const INDENT = 2;
/** After a shorter key, Prettier does not break the line. */
const SHORT_KEY = INDENT + 3;

/** Position of a value: indentation of its block, its first column, and the number of characters after it on its last line. */
interface Place {
  indent: number;
  column: number;
  after: number;
}

/** Prints a value as TypeScript in Prettier's format. It can contain `Code`. A top-level object has one line per member. */
export const printValue = (value: unknown, indent = 0): string =>
  isObject(value) && Object.keys(value).length > 0
    ? lines("{", memberTexts(value, indent + INDENT), "}", indent)
    : print(value, { indent, column: indent, after: 1 });

function print(value: unknown, place: Place): string {
  const flat = mustBreak(value) ? undefined : flatText(value);
  if (flat !== undefined && place.column + textWidth(flat) + place.after <= WIDTH) return flat;
  const { indent } = place;
  if (Array.isArray(value) && value.length > 0) return lines("[", itemTexts(value, indent + INDENT), "]", indent);
  if (isObject(value) && Object.keys(value).length > 0) {
    return lines("{", memberTexts(value, indent + INDENT), "}", indent);
  }
  return flatText(value);
}

const lines = (open: string, inner: readonly string[], close: string, indent: number): string =>
  [open, ...inner.map((line) => `${" ".repeat(indent + INDENT)}${line},`), " ".repeat(indent) + close].join("\n");

function itemTexts(items: readonly unknown[], indent: number): string[] {
  const texts = items.map((item) => print(item, { indent, column: indent, after: 1 }));
  return items.length > 1 && items.every((item) => typeof item === "number") ? filled(texts, indent) : texts;
}

/** Puts as many numbers on a line as fit. */
function filled(texts: readonly string[], indent: number): string[] {
  const rows: string[] = [];
  for (const text of texts) {
    const row = rows.at(-1);
    const longer = `${row}, ${text}`;
    if (row !== undefined && indent + longer.length + 1 <= WIDTH) rows[rows.length - 1] = longer;
    else rows.push(text);
  }
  return rows;
}

const memberTexts = (value: object, indent: number): string[] =>
  Object.entries(value).map(([name, member]) => memberText(keyText(name), member, indent));

/** Prints a member. A value that does not fit after its key goes on the next line, except values that Prettier never moves. */
function memberText(key: string, member: unknown, indent: number): string {
  const column = indent + textWidth(key) + 2;
  const text = print(member, { indent, column, after: 1 });
  const [first = "", ...more] = text.split("\n");
  const fits = column + textWidth(first) + (more.length === 0 ? 1 : 0) <= WIDTH;
  if (fits || textWidth(key) < SHORT_KEY || staysBehindKey(member)) return `${key}: ${text}`;
  const below = indent + INDENT;
  return `${key}:\n${" ".repeat(below)}${print(member, { indent: below, column: below, after: 1 })}`;
}

const staysBehindKey = (value: unknown): boolean =>
  isLong(value) || typeof value === "boolean" || (typeof value === "number" && value >= 0);

/** Whether a list must have one line per item: it has several objects or lists, each with more than one element. */
function mustBreak(value: unknown): boolean {
  if (!Array.isArray(value)) return isObject(value) ? Object.values(value).some(mustBreak) : isLong(value);
  if (value.some(mustBreak)) return true;
  const alike = value.every(Array.isArray) || value.every(isObject);
  return value.length > 1 && alike && value.every((item) => Object.keys(item).length > 1);
}

/** Whether a text has several lines, so that it is printed as a template literal. */
const isLong = (value: unknown): boolean => typeof value === "string" && /[^\n]\n+[^\n]/.test(value);

function flatText(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (typeof value === "string") return isLong(value) ? template(value) : quoted(value);
  if (typeof value === "number") return String(value).replace("e+", "e");
  if (Array.isArray(value)) return `[${value.map(flatText).join(", ")}]`;
  if (!isObject(value)) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${keyText(name)}: ${flatText(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** Prints a key. `__proto__` needs brackets, because it would otherwise set the prototype. */
function keyText(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return PLAIN_KEY.test(name) ? name : quoted(name);
}
/** Key that needs no quotes in any release of the compiler. */
const PLAIN_KEY = new RegExp(`^[${LETTER}_$][${LETTER}\\d_$]*$`, "u");

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Code);
