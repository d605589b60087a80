import { KINDS, type KindName, type Live } from "./kinds";

/** What of an account is wanted. Several values of one filter are alternatives, several filters all have to hold. */
export interface Filter {
  /** Default: every kind but transcripts. */
  kinds: readonly KindName[];
  /** Patterns for a whole name, whatever its case: `*` stands for any text, `?` for one character. */
  names: readonly string[];
  ids: readonly string[];
}

/** What the objects of a kind refer to: it is listed too, for the names and to tell what is gone. */
const REFERS_TO: Partial<Record<KindName, KindName[]>> = {
  operatorAttachments: ["services", "customOperators"],
  intelligenceConfigurations: ["languageOperators"],
  conversationsAttachments: ["intelligenceConfigurations"],
  transcripts: ["services"],
};

export const wantedKinds = ({ kinds }: Filter): readonly KindName[] =>
  kinds.length > 0 ? kinds : KINDS.filter((kind) => kind !== "transcripts");

/** The kinds that have to be listed, those that others refer to first. */
export function listedKinds(wanted: readonly KindName[]): KindName[] {
  const all = new Set([...wanted, ...wanted.flatMap((kind) => REFERS_TO[kind] ?? [])]);
  return KINDS.filter((kind) => all.has(kind));
}

/** Whether an object is wanted. `titlesOf`: the names of the object that an attachment or a transcript belongs to. */
export function isWanted(filter: Filter, live: Live, titles: readonly string[]): boolean {
  const { names, ids } = filter;
  const patterns = names.map(regexpOf);
  return (
    wantedKinds(filter).includes(live.kind) &&
    (ids.length === 0 || ids.includes(live.id)) &&
    (patterns.length === 0 || patterns.some((pattern) => titles.some((title) => pattern.test(title))))
  );
}

function regexpOf(pattern: string): RegExp {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll("*", ".*").replaceAll("?", ".")}$`, "isu");
}
