import { entryOf, type KindName, kindNames } from "../../../provider/catalogue";
import type { ListedObject } from "../read/accountObjects";
import { referencesOf } from "../read/references";

/** What of an account is wanted. Several values of one filter are alternatives, several filters all have to hold. */
export interface Filter {
  /** Default: every kind that one list answers for. */
  kinds: readonly KindName[];
  /** Patterns for a whole name, whatever its case: `*` stands for any text, `?` for one character. */
  names: readonly string[];
  ids: readonly string[];
}

export const wantedKinds = ({ kinds }: Filter): readonly KindName[] =>
  kinds.length > 0 ? kinds : kindNames.filter((kind) => entryOf(kind).listed === "all");

/** The kinds that have to be listed: those that are wanted, and what they refer to, for the names and to tell what is gone. */
export function listedKinds(wanted: readonly KindName[]): KindName[] {
  const all = new Set([...wanted, ...wanted.flatMap((kind) => referencesOf(kind).map(({ to }) => to))]);
  return kindNames.filter((kind) => all.has(kind));
}

/** Whether an object is wanted. `titles`: the names that it goes by. */
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
