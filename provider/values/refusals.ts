import type { z } from "zod";
import { list, mapLeaves, memberOf } from "./json";
import { type Path, pathText } from "./paths";
import { isUnknown } from "./unknown";

/** A value that a schema refuses. */
export interface Refusal {
  /** Path of the value, such as `rules[0].triggers[0].parameters.count`. */
  property: string;
  reason: string;
}

/** Stands in place of an unknown value while a schema looks at it: it passes where any text does. */
const STAND_IN = "(not known yet)";

/** Refusals of a value by a schema. An unknown value passes anywhere; it is checked once it is known. */
export function refusals(schema: z.ZodType, value: unknown): Refusal[] {
  const parsed = schema.safeParse(mapLeaves(value, (leaf) => (isUnknown(leaf) ? STAND_IN : leaf)));
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => refusalsOf(issue, value, []));
}

function refusalsOf(issue: z.core.$ZodIssue, root: unknown, owner: Path): Refusal[] {
  const path = [...owner, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))];
  const value = valueAt(root, path);
  if (isUnknown(value)) return [];
  if (issue.code === "unrecognized_keys") {
    const reason = /^Unrecognized key/.test(issue.message) ? "is not a property here" : issue.message;
    return issue.keys.map((key) => ({ property: pathText([...path, key]), reason }));
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
  if (value === undefined) return "is required";
  return `must be ${tags.length === 1 ? "" : "one of "}${tags.map((tag) => JSON.stringify(tag)).join(", ")}`;
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined && issue.code !== "custom") return "is required";
  switch (issue.code) {
    case "invalid_type":
      return `must be ${article(issue.expected)}, not ${article(typeName(value))}`;
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map((one) => JSON.stringify(one)).join(", ")}`;
    case "too_big":
      return `must ${sized(issue.origin)} at most ${issue.maximum}${unit(issue.origin, issue.maximum)}`;
    case "too_small":
      return `must ${sized(issue.origin)} at least ${issue.minimum}${unit(issue.origin, issue.minimum)}`;
    default:
      return issue.message;
  }
}

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
