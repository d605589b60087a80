import { isDeepStrictEqual } from "node:util";
import { hasUnknown } from "./unknown";

/** A value without `undefined` and `null` members, at every depth: for the API, absent and null are the same. */
export function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, compact(member)]));
}

/** Equality of normal forms, blind to the order of keys. What is unknown equals nothing: it may change. */
export const same = (a: unknown, b: unknown): boolean => !hasUnknown(a) && !hasUnknown(b) && isDeepStrictEqual(a, b);

/** One place where two values differ, by its path within them. `undefined`: absent on that side. */
export interface Change {
  path: string;
  from: unknown;
  to: unknown;
}

/** Every place where two normal forms differ, the innermost that can be named. */
export function changes(from: unknown, to: unknown, path: string): Change[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (!isContainer(from) || !isContainer(to) || Array.isArray(from) !== Array.isArray(to)) return [{ path, from, to }];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.flatMap((key) =>
    changes(member(from, key), member(to, key), Array.isArray(from) ? `${path}[${key}]` : `${path}.${key}`),
  );
}

/** What it has itself: a name that a person chose may be one that every object inherits. */
const member = (container: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(container, key) ? container[key] : undefined;

/** The property that a path begins with. */
export const propertyOf = (path: string): string => /^\w*/.exec(path)?.[0] ?? "";

/** The same changes with the values of secret properties hidden. The engine hands secrets over in clear. */
export const masked = (list: readonly Change[], secret: ReadonlySet<string>): Change[] =>
  list.map((change) =>
    secret.has(propertyOf(change.path)) ? { path: change.path, from: HIDDEN, to: HIDDEN } : change,
  );

/** Stands for a value that no message may show. */
export const HIDDEN = "[secret]";

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Longest value that a message repeats, in characters. */
const MAX_SHOWN = 60;

/** User and password of an address. */
const USER_INFO = /(\bhttps?:\/\/)[^/\s"@]+@/gi;

/** A value on one line, without the password of an address. */
export const written = (value: unknown): string => JSON.stringify(value).replaceAll(USER_INFO, `$1${HIDDEN}@`);

/** The same, bounded. */
export function show(value: unknown): string {
  if (value === undefined) return "(absent)";
  if (value === HIDDEN) return HIDDEN;
  if (hasUnknown(value)) return "(not known yet)";
  const text = written(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
