import type { KindName } from "../../../provider/catalogue";
import { propertyOf } from "../../../provider/values/paths";
import type { Fact } from "../facts/fact";
import type { Item } from "../preview/items";
import type { RiskId } from "../risks";
import { type Entry, missing } from "./entry";
import { EDITS, type KindEdits } from "./table";

/** Values that cannot be read raise their own risk, in place of that of the edit. */
const HIDDEN: readonly RiskId[] = ["R026", "R028"];

/** Adds the risks that the tables ask for and no fact raises: words for an edit can be forgotten, its risk cannot. */
export function completed(item: Item, facts: readonly Fact[]): Fact[] {
  return editsOf(item).reduce<Fact[]>((all, { entry, subject }) => withRisk(all, entry, subject), [...facts]);
}

export interface Edit {
  entry: Entry;
  /** Changed property; `undefined` for the object as a whole. */
  subject: string | undefined;
}

/** Returns the entries of everything that a change does to an object. */
export function editsOf({ kind, operation, changed }: Item): Edit[] {
  if (operation === "same" || operation === "unknown") return [];
  const { change, ...whole } = editsOfKind(kind);
  const properties = operation === "update" || operation === "replace" ? [...changed] : [];
  return [
    ...(operation === "update" ? [] : [{ entry: whole[operation], subject: undefined }]),
    ...properties.flatMap((subject) => {
      const entry = change[subject];
      return entry === undefined ? [] : [{ entry, subject }];
    }),
  ];
}

type AnyKindEdits = Omit<KindEdits<never>, "change"> & { change: Readonly<Record<string, Entry | undefined>> };

const editsOfKind = (kind: KindName): AnyKindEdits => EDITS[kind];

function withRisk(facts: readonly Fact[], entry: Entry, subject: string | undefined): Fact[] {
  const isAbout = (fact: Fact) =>
    subject === undefined || fact.subject === undefined || propertyOf(fact.subject) === subject;
  const raised = facts.filter(isAbout).flatMap(({ risks }) => risks);
  const id = raised.some((one) => HIDDEN.includes(one)) ? undefined : missing(entry, raised);
  if (id === undefined) return [...facts];
  const at = Math.max(
    0,
    facts.findIndex(({ subject: of }) => of !== undefined && propertyOf(of) === subject),
  );
  return facts.map((fact, other) => (other === at ? { ...fact, risks: [...fact.risks, id] } : fact));
}
