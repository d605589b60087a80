import { z } from "zod";

export const json = z.json();
export type Json = z.infer<typeof json>;

const DEPTH_MAX = 64;

/** Parses JSON text. Throws if the syntax is invalid, or if it has more than 64 levels, which could exhaust the stack of recursive functions. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (deeperThan(value, DEPTH_MAX)) throw new SyntaxError(`JSON nested deeper than ${DEPTH_MAX} levels`);
  return value;
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => deeperThan(inner, levels - 1));
}

/** Returns the value with the keys of every object in alphabetical order. */
function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

/** Whether two JSON values are equal, regardless of the order of their keys. */
export const sameJson = (a: Json, b: Json): boolean => JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b));

export const isEmpty = (value: object | null | undefined): boolean => value == null || Object.keys(value).length === 0;

/** Returns the first problem in one line that begins with its path: `rules[0].operators: …`. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "invalid";
  const where = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return where === "" ? issue.message : `${where.replace(/^\./, "")}: ${issue.message}`;
}

/**
 * Copies undocumented fields from `sent` to `kept` at every depth: fields that `stored` has and `documented` does not. They are newer than
 * the documentation, and a full replacement that repeats them keeps them. Keys inside `parameters` and `outputSchema` are not field names.
 */
export function carryExtras(kept: Json, sent: Json, stored: Json, documented: ReadonlySet<string>): Json {
  const extras = new Set([...fieldNames(stored)].filter((name) => !documented.has(name)));
  return extras.size === 0 ? kept : merge(kept, sent, extras);
}

function fieldNames(value: Json, names = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return names;
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) names.add(name);
    if (name !== "parameters" && name !== "outputSchema") fieldNames(inner, names);
  }
  return names;
}

function merge(kept: Json, sent: Json | undefined, extras: ReadonlySet<string>): Json {
  if (Array.isArray(kept))
    return kept.map((item, at) => merge(item, Array.isArray(sent) ? sent[at] : undefined, extras));
  if (!isRecord(kept) || !isRecord(sent)) return kept;
  const merged = Object.entries(kept).map(([name, inner]): [string, Json] => [name, merge(inner, sent[name], extras)]);
  const added = Object.entries(sent).filter(([name]) => extras.has(name) && !(name in kept));
  return Object.fromEntries([...merged, ...added]);
}

export const isRecord = (value: Json | undefined): value is { [name: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
