import { received, receivedBoth } from "../../../dynamic/host";
import { entryOf, type KindName } from "../../../provider/catalogue";
import type { Change } from "../../../provider/table/changes";
import { compare } from "../../../provider/table/compare";
import { orderedNames } from "../../../provider/table/kind";
import { isObject, type Values } from "../../../provider/values/json";
import type { Path } from "../../../provider/values/paths";
import { REDACTED } from "../../../provider/values/secrets";
import { kindOfUrn, nameOf } from "../../shared/urn";
import type { Preview, State, Step } from "./preview";

const operations = ["delete", "replace", "update", "create", "same"] as const;
export type Operation = (typeof operations)[number];

/** The steps that mean one thing for the account. What is not listed (reads, refreshes) changes nothing. */
const OPERATIONS: Record<string, Operation> = {
  create: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  "import-replacement": "replace",
};

/** One object of this package in a preview. */
export interface Item {
  urn: string;
  name: string;
  kind: KindName;
  operation: Operation;
  /** Its id in the account; none before it is created. */
  id: string | undefined;
  /** What the state holds of it: what the provider compares with. Empty for a new one. What is secret is redacted. */
  before: Values;
  /** What the program declares of it. Empty for one that goes. What is secret is redacted. */
  after: Values;
  /** Names of the properties that the provider will write, by its own comparison. */
  changed: ReadonlySet<string>;
  /** The places where they differ. */
  changes: readonly Change[];
  /** By property, the URNs that its value is made of. */
  madeOf: Record<string, readonly string[]>;
  /** The old object is deleted before the new one is made. */
  deletesFirst: boolean;
}

/** The objects of this package, each once, however many steps its replacement takes. */
export function itemsOf({ steps }: Preview): Item[] {
  const byUrn = Map.groupBy(steps, ({ urn }) => urn);
  return [...byUrn].flatMap(([urn, group]) => {
    const kind = kindOfUrn(urn);
    return kind === undefined ? [] : [itemOf(urn, kind, group)];
  });
}

/** What else is in the stack and changes, by operation: counted, not explained. */
export function otherChanges({ steps }: Preview): Map<Operation, number> {
  const others = new Map<string, Operation>();
  for (const { urn, op } of steps) {
    const operation = OPERATIONS[op];
    if (operation !== undefined && kindOfUrn(urn) === undefined) others.set(urn, operation);
  }
  return new Map(operations.map((one) => [one, [...others.values()].filter((other) => other === one).length]));
}

/** Longest first word of the order in which operations are told: what is lost comes first. */
export const weightOf = (operation: Operation): number => operations.indexOf(operation);

function itemOf(urn: string, kind: KindName, steps: readonly Step[]): Item {
  const found = steps.flatMap((one) => (staysAsItIs(one) ? [] : (OPERATIONS[one.op] ?? [])));
  // An object whose old one is still to be deleted from an earlier run has a step for that too.
  const operation = operations.find((one) => one !== "delete" && found.includes(one)) ?? found[0] ?? "same";
  const old = steps.map(({ oldState }) => oldState).find(isThere);
  const now = operation === "delete" ? undefined : steps.map(({ newState }) => newState).findLast(isThere);
  const { resource } = entryOf(kind);
  const [{ values: before }, { values: after }] = receivedBoth(
    old?.outputs ?? old?.inputs ?? {},
    now?.inputs ?? {},
    orderedNames(resource),
  );
  const { changed, ours } = compare(resource, {
    prior: { values: before, secrets: [] },
    desired: { values: after, secrets: [] },
  });
  return {
    urn,
    name: nameOf(urn),
    kind,
    operation,
    id: old?.id,
    before,
    after,
    changed: operation === "same" ? new Set() : changed,
    changes: operation === "same" ? [] : ours,
    madeOf: madeOf(now ?? old),
    deletesFirst: operation === "replace" && (resource.replacement?.deletesFirst?.(before, after) ?? false),
  };
}

/** Where values are redacted. */
export function secretPlaces(value: unknown, path: Path = []): Path[] {
  if (value === REDACTED) return [path];
  if (Array.isArray(value)) return value.flatMap((item, at) => secretPlaces(item, [...path, at]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => secretPlaces(member, [...path, name]));
}

/** Of what a program imports, and of what it lets go, nothing in the account changes. */
const staysAsItIs = ({ op, newState, oldState }: Step): boolean =>
  (op === "create" && received(newState?.inputs ?? {}).importId !== undefined) ||
  (op === "delete" && oldState?.retainOnDelete === true);

const isThere = (state: State | null | undefined): state is State => state !== null && state !== undefined;

const madeOf = (state: State | undefined): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(state?.propertyDependencies ?? {}).map(([name, urns]) => [name, urns ?? []]));
