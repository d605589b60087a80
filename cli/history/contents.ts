import type { Versioned } from "../../api/client";
import { equalOf, treatmentOf } from "../../provider/table/compare";
import type { Kind } from "../../provider/table/kind";
import { fieldOf, outputsOf } from "../../provider/table/outputs";
import { readName } from "../../provider/table/wireNames";
import { same } from "../../provider/values/equality";
import type { Values } from "../../provider/values/json";

/** Content of one version of an object, by property. Members that this release does not know are included, by their name in the API. */
export type Content = Values;

/** Members of an answer that describe a version, and are no content. */
const DESCRIPTIVE = new Set([
  "status",
  "dateCreated",
  "dateUpdated",
  "dateDeprecated",
  "retirementDate",
  "dateRetired",
]);

/** Returns the content of an object, as the API answered, with members that this release does not know. */
export function contentOf(kind: Kind, { value, etag }: Versioned<Values>): Content {
  const known = new Set([
    ...kind.id,
    ...Object.entries(kind.properties).map(([name, { options }]) => readName(kind.style, name, options.wire?.read)),
    ...Object.entries(kind.computed).map(([name, line]) => fieldOf(kind, name, line)),
  ]);
  const others = Object.entries(value).filter(
    ([name, member]) => !known.has(name) && !DESCRIPTIVE.has(name) && member !== null,
  );
  return { ...Object.fromEntries(others), ...knownContent(kind, outputsOf(kind, { value, etag }, {})) };
}

/** Returns the content in the outputs of an object, which a state can hold. */
export const knownContent = ({ properties }: Kind, outputs: Values): Content =>
  Object.fromEntries(
    Object.entries(outputs).filter(([name]) => name in properties && properties[name]?.management !== "local"),
  );

/** Returns the names of the properties in which two contents differ. Ids and names of rules make no difference. */
export function differences({ properties }: Kind, a: Content, b: Content): string[] {
  return [...new Set([...Object.keys(properties), ...Object.keys(a), ...Object.keys(b)])].filter((name) => {
    const property = properties[name];
    if (property === undefined) return !same(a[name], b[name]);
    const { normal } = treatmentOf(property);
    return !equalOf(property)(normal(a[name]), normal(b[name]));
  });
}

/** A version with its content; `undefined` if the API does not show it. */
export interface VersionContent {
  version: number;
  content: Content | undefined;
}

/** How the content of a version relates to that of earlier ones. */
export interface Likeness {
  /** Properties that differ from the preceding version. Null if the content of either is not known. */
  changed: string[] | null;
  /** First version with the same content. Null if no earlier one is known to have it. */
  sameAs: number | null;
  /** Properties that changed to their value in an earlier version. Empty if the whole content is that of an earlier version. */
  sameMembers: { property: string; version: number }[];
}

/** Compares a version with the earlier ones, which are in ascending order. */
export function likenessOf(
  kind: Kind,
  { version, content }: VersionContent,
  earlier: readonly VersionContent[],
): Likeness {
  const unknown = { changed: null, sameAs: null, sameMembers: [] };
  if (content === undefined) return unknown;
  const compared = earlier.flatMap((one) =>
    one.content === undefined
      ? []
      : [{ version: one.version, differs: new Set(differences(kind, one.content, content)) }],
  );
  const preceding = compared.find((one) => one.version === version - 1);
  const sameAs = compared.find(({ differs }) => differs.size === 0)?.version ?? null;
  const changed = preceding === undefined ? null : [...preceding.differs];
  if (sameAs !== null || changed === null) return { changed, sameAs, sameMembers: [] };
  const sameMembers = changed.flatMap((property) => {
    const first = compared.find(({ differs }) => !differs.has(property));
    return first === undefined || isAbsent(content[property]) ? [] : [{ property, version: first.version }];
  });
  return { changed, sameAs, sameMembers };
}

const isAbsent = (value: unknown): boolean => value === undefined || value === "";
