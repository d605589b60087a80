import { entryOf, type KindName, kindNames } from "../../../provider/catalogue";
import type { ListedObject } from "../read/accountObjects";
import { referencesOf } from "../read/references";

/** Filter of an export. Several values of one filter are alternatives; all filters must match. */
export interface Filter {
  /** Kinds. Default: all kinds that are read with one list. */
  kinds: readonly KindName[];
  /** Patterns for the whole name, ignoring case: `*` matches any text, `?` one character. */
  names: readonly string[];
  ids: readonly string[];
}

export const wantedKinds = ({ kinds }: Filter): readonly KindName[] =>
  kinds.length > 0 ? kinds : kindNames.filter((kind) => entryOf(kind).listed === "all");

/** Returns the kinds to list: the selected kinds, and those that they refer to, for names and to detect missing objects. */
export function listedKinds(wanted: readonly KindName[]): KindName[] {
  const all = new Set([...wanted, ...wanted.flatMap((kind) => referencesOf(kind).map(({ to }) => to))]);
  return kindNames.filter((kind) => all.has(kind));
}

/** Whether a filter selects an object. `titles`: its names. */
export function isWanted(filter: Filter, object: ListedObject, titles: readonly string[]): boolean {
  const { names, ids } = filter;
  const patterns = names.map(regexpOf);
  return (
    wantedKinds(filter).includes(object.kind) &&
    (ids.length === 0 || ids.includes(object.id)) &&
    (patterns.length === 0 || patterns.some((pattern) => titles.some((title) => pattern.test(title))))
  );
}

function regexpOf(pattern: string): RegExp {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll("*", ".*").replaceAll("?", ".")}$`, "isu");
}
