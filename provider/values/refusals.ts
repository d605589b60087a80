import type Levenshtein from "fastest-levenshtein";
import { z } from "zod";
import { list, mapLeaves, memberOf } from "./json";
import { type Path, pathText } from "./paths";
import { isUnknown } from "./unknown";

/** A value that a schema refuses. */
export interface Refusal {
  /** Path of the value, such as `rules[0].triggers[0].parameters.count`. */
  property: string;
  reason: string;
}

/** Loaded at the first misspelt property: no other run pays for it. */
const levenshtein = (): typeof Levenshtein => require("fastest-levenshtein");

/** Stands in place of an unknown value while a schema looks at it: it passes where any text does. */
const STAND_IN = "(not known yet)";

/** Share of a property's letters in which another name may differ from it and still be taken for a typing error. */
const TYPO_SHARE = 0.4;

/**
 * Refusals of a value by a schema: one for each mistake. An unknown value passes anywhere; it is checked once it is known.
 * A property that resembles one that there is names it.
 */
export function refusals(schema: z.ZodType, value: unknown): Refusal[] {
  const known = mapLeaves(value, (leaf) => (isUnknown(leaf) ? STAND_IN : leaf));
  const parsed = schema.safeParse(known, { error: namesThereAre });
  if (parsed.success) return [];
  const found = parsed.error.issues.flatMap((issue) => refusalsOf(issue, value, []));
  const meant = new Set(found.flatMap(({ instead }) => instead ?? []));
  const first = new Map<string, Refusal>();
  for (const { property, reason } of found) {
    const isToldAlready = first.has(property) || (reason === REQUIRED && meant.has(property));
    if (!isToldAlready) first.set(property, { property, reason });
  }
  return [...first.values()];
}

/** `instead`: path of the property that was probably meant. */
type Found = Refusal & { instead?: string };

/** Reason for the refusal of a property that the schema does not have. */
export const NOT_A_PROPERTY = "is not a property here";
const REQUIRED = "is required";
const NAMES = "of: ";

/** Of an unknown property, zod's message is the list of the properties that there are. */
const namesThereAre: z.core.$ZodErrorMap = ({ code, inst }) => {
  if (code !== "unrecognized_keys") return undefined;
  if (inst instanceof z.ZodObject) return NAMES + Object.keys(inst.shape).join(" ");
  const names = inst instanceof z.ZodRecord && inst.keyType instanceof z.ZodEnum ? inst.keyType.options : [];
  return NAMES + names.join(" ");
};

/** Of a property that there is not. `all`: names of those that there are; what begins with `__` is no program's to set. */
function unknownProperty(owner: Path, name: string, all: readonly string[]): Found {
  const property = pathText([...owner, name]);
  const lower = new Map(all.filter((one) => !one.startsWith("__")).map((one) => [one.toLowerCase(), one]));
  const { closest: nearest, distance } = levenshtein();
  const match = lower.size === 0 ? "" : nearest(name.toLowerCase(), [...lower.keys()]);
  const isNear = distance(name.toLowerCase(), match) <= match.length * TYPO_SHARE;
  const meant = isNear ? lower.get(match) : undefined;
  if (meant === undefined) return { property, reason: NOT_A_PROPERTY };
  return {
    property,
    reason: `${NOT_A_PROPERTY}. Did you mean \`${meant}\`?`,
    instead: pathText([...owner, meant]),
  };
}

function refusalsOf(issue: z.core.$ZodIssue, root: unknown, owner: Path): Found[] {
  const path = [...owner, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))];
  const value = valueAt(root, path);
  if (isUnknown(value)) return [];
  if (issue.code === "unrecognized_keys") {
    const { keys, message } = issue;
    if (!message.startsWith(NAMES)) return keys.map((key) => ({ property: pathText([...path, key]), reason: message }));
    return keys.map((key) => unknownProperty(path, key, message.slice(NAMES.length).split(" ")));
  }
  if (issue.code === "invalid_union") {
    const option = closest(issue.errors);
    if (option !== undefined) return option.flatMap((one) => refusalsOf(one, root, path));
    // The path of the issue itself ends with the tag.
    return [{ property: pathText(path), reason: tagReason(issue, value) }];
  }
  return [{ property: pathText(path), reason: reasonOf(issue, value) }];
}

/** Of the variants of a union, the one that the value is nearest to: it is of the right type, and the least is wrong with it. */
function closest(options: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const isOfType = (issues: readonly z.core.$ZodIssue[]) =>
    !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0);
  const fitting = options.filter(isOfType);
  return (fitting.length > 0 ? fitting : options).toSorted((a, b) => a.length - b.length)[0];
}

/** `issue`: the tag of a variant is none of those that there are. */
function tagReason(issue: z.core.$ZodIssueInvalidUnion, value: unknown): string {
  const tags = list(Reflect.get(issue, "options")).filter((tag) => tag !== undefined);
  if (value === undefined) return REQUIRED;
  return `must be ${tags.length === 1 ? "" : "one of "}${tags.map((tag) => JSON.stringify(tag)).join(", ")}`;
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined && issue.code !== "custom") return REQUIRED;
  switch (issue.code) {
    case "invalid_type":
      return `must be ${article(issue.expected)}, not ${isFraction(value) ? value : article(typeName(value))}${jsonHint(value)}`;
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map((one) => JSON.stringify(one)).join(", ")}`;
    case "too_big":
      return `must ${sized(issue.origin)} at most ${issue.maximum}${unit(issue.origin, issue.maximum)}`;
    case "too_small":
      return `must ${sized(issue.origin)} at least ${issue.minimum}${unit(issue.origin, issue.minimum)}`;
    case "invalid_key":
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

/** Some tools take JSON as text where this package takes the value itself. */
function jsonHint(value: unknown): string {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return "";
  try {
    JSON.parse(value);
    return ". It holds JSON: pass `JSON.parse(…)` of it";
  } catch {
    return "";
  }
}

const isFraction = (value: unknown): boolean => Number.isFinite(value) && !Number.isInteger(value);

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Number.isNaN(value)) return "NaN";
  return Array.isArray(value) ? "array" : typeof value;
}

const TYPE_NAMES: Record<string, string> = {
  array: "a list",
  int: "a whole number",
  record: "an object",
  object: "an object",
  null: "null",
  NaN: "NaN",
};
const article = (type: string) => TYPE_NAMES[type] ?? `a ${type}`;

const isCounted = (origin: string) => origin === "array" || origin === "string";
const sized = (origin: string) => (isCounted(origin) ? "have" : "be");
function unit(origin: string, count: number | bigint): string {
  if (!isCounted(origin)) return "";
  return ` ${origin === "array" ? "item" : "character"}${Number(count) === 1 ? "" : "s"}`;
}

/** Under an unknown container everything is unknown. */
const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce((at: unknown, key) => (isUnknown(at) ? at : memberOf(at, key)), root);
