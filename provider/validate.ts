import type { z } from "zod";
import type { Bag } from "./definition";
import type { CheckFailure } from "./failure";
import { isUnknown } from "./unknown";

/** What a schema has against a value, by property. An unknown value passes wherever it stands: its check comes when it is known. */
export function failuresOf(schema: z.ZodType, value: Bag): CheckFailure[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => failuresOfIssue(issue, value));
}

function failuresOfIssue(issue: z.core.$ZodIssue, value: Bag): CheckFailure[] {
  if (isUnknown(valueAt(value, issue.path))) return [];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ property: pathText([...issue.path, key]), reason: "is not a property here" }));
  }
  return [{ property: pathText(issue.path), reason: reasonOf(issue, valueAt(value, issue.path)) }];
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

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    // Under an unknown container everything is unknown.
    if (isUnknown(at)) return at;
    at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
  }
  return at;
}

/** `["rules", 0, "actions"]` as `rules[0].actions`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.map((key, at) => (typeof key === "number" ? `[${key}]` : at === 0 ? String(key) : `.${String(key)}`)).join("");
