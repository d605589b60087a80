import type { z } from "zod";
import { few, quote } from "../../api/messageText";
import { ReadError } from "./defineRead";
import { type Plain, toPlain } from "./plainResult";

/** Names, or ids, that a message lists at most. */
const MAX_LISTED = 5;

interface Search<T> {
  noun: string;
  name: string;
  /** Further criteria in words, such as ` for en-US`. */
  narrowed?: string;
  nameOf(item: T): string | null;
  /** Label of an item in a message about items of the same name: its id, and details that help to choose. */
  label(item: T): string;
  /** Criterion that distinguishes items of the same name. */
  hint: string;
}

/** The one item that goes by a name. Reads the list to its end, because only then the name is known to be the only one. */
export async function findByName<T>(
  schema: z.ZodType<T>,
  items: AsyncIterable<T>,
  search: Search<T>,
): Promise<Plain<T>> {
  const names = new Set<string>();
  const hits: T[] = [];
  for await (const item of items) {
    const name = search.nameOf(item);
    if (name === search.name) hits.push(item);
    if (name !== null) names.add(name);
  }
  const [only, ...others] = hits;
  if (only === undefined) throw noneError(search, names);
  if (others.length > 0) throw ambiguousError(search, hits);
  return toPlain(schema, only);
}

function noneError<T>({ noun, name, narrowed = "" }: Search<T>, names: ReadonlySet<string>): ReadError {
  const closest = closestTo(name, [...names]).map((one) => `"${quote(one)}"`);
  const there = closest.length === 0 ? "It has none at all" : `The closest that it has: ${closest.join(", ")}`;
  return new ReadError(
    "not_found",
    `Could not read ${noun} "${quote(name)}"${narrowed}: the account has none of this name (not_found). ${there}.`,
  );
}

function ambiguousError<T>({ noun, name, narrowed = "", label, hint }: Search<T>, hits: readonly T[]): ReadError {
  const listed = few(hits.map(label), MAX_LISTED);
  return new ReadError(
    "ambiguous",
    `Could not read ${noun} "${quote(name)}"${narrowed}: ${hits.length} go by this name (ambiguous): ${listed}. ${hint}.`,
  );
}

/** The few names that are most like one, the most alike first. */
export function closestTo(wanted: string, names: readonly string[]): string[] {
  const likeness = new Map(names.map((name) => [name, alike(pairs(wanted), pairs(name))]));
  const rank = (name: string) => likeness.get(name) ?? 0;
  return names.toSorted((a, b) => rank(b) - rank(a) || a.localeCompare(b)).slice(0, MAX_LISTED);
}

/** Each two letters that follow each other, whatever their case. */
const pairs = (name: string): Set<string> =>
  new Set([...name.toLowerCase()].map((letter, at, all) => letter + (all[at + 1] ?? "")));

/** From 0, nothing in common, to 1. */
const alike = (a: Set<string>, b: Set<string>): number =>
  a.size + b.size === 0 ? 1 : (2 * a.intersection(b).size) / (a.size + b.size);
