import { received, receivedBoth } from "../../../dynamic/host";
import { entryOf, type KindName } from "../../../provider/catalogue";
import type { Change } from "../../../provider/table/changes";
import { compare } from "../../../provider/table/compare";
import { orderedNames } from "../../../provider/table/kind";
import { isObject, type Values } from "../../../provider/values/json";
import type { Path } from "../../../provider/values/paths";
import { REDACTED } from "../../../provider/values/secrets";
import { kindOfUrn, nameOf } from "../../shared/urn";
import { OPERATION_NAMES, OPERATIONS, type Operation } from "./operations";
import { changedOutside, type Outside } from "./outside";
import type { Preview, State, Step } from "./preview";

export { type Operation, weightOf } from "./operations";

/** An object of this package in a preview. */
export interface Item {
  urn: string;
  name: string;
  kind: KindName;
  operation: Operation;
  /** Id in the account; undefined before the object is created. */
  id: string | undefined;
  /** Prior state, with secrets redacted. Empty for a new object. */
  before: Values;
  /** Desired state, with secrets redacted. Empty for a deleted object. */
  after: Values;
  /** Names of the properties that the provider will write, according to its own comparison. */
  changed: ReadonlySet<string>;
  /** Differences within these properties. */
  changes: readonly Change[];
  /** URNs that the value of each property depends on. */
  dependencies: Record<string, readonly string[]>;
  /** Whether a replacement deletes the old object before it creates the new one. */
  deletesFirst: boolean;
  /** What somebody else did to it, if the preview was run with `--refresh`. */
  outside: Outside | undefined;
}

/** Returns the objects of this package, each once, even if a replacement has several steps. */
export function itemsOf({ steps }: Preview): Item[] {
  const byUrn = Map.groupBy(steps, ({ urn }) => urn);
  return [...byUrn].flatMap(([urn, group]) => {
    const kind = kindOfUrn(urn);
    return kind === undefined ? [] : [itemOf(urn, kind, group)];
  });
}

/** Counts the other changed resources of the stack, by operation. */
export function otherChanges({ steps }: Preview): Map<Operation, number> {
  const others = new Map<string, Operation>();
  for (const { urn, op } of steps) {
    const operation = OPERATIONS[op];
    if (operation !== undefined && kindOfUrn(urn) === undefined) others.set(urn, operation);
  }
  return new Map(OPERATION_NAMES.map((one) => [one, [...others.values()].filter((other) => other === one).length]));
}

function itemOf(urn: string, kind: KindName, all: readonly Step[]): Item {
  const { resource } = entryOf(kind);
  // The other steps begin with the state that the refresh leaves.
  const [refresh, steps] = [all.find(({ op }) => op === "refresh"), all.filter(({ op }) => op !== "refresh")];
  const found = steps.flatMap((one) => (staysAsItIs(one) ? [] : (OPERATIONS[one.op] ?? [])));
  // A pending deletion of an old object from an earlier run is a step of the same URN, so "delete" counts only without other steps.
  const operation = OPERATION_NAMES.find((one) => one !== "delete" && found.includes(one)) ?? found[0] ?? "same";
  const old =
    steps.length === 0 ? (refresh?.newState ?? undefined) : steps.map(({ oldState }) => oldState).find(isThere);
  const now = operation === "delete" ? undefined : steps.map(({ newState }) => newState).findLast(isThere);
  const [{ values: before }, { values: after }] = receivedBoth(
    recordedOf(old),
    now?.inputs ?? {},
    orderedNames(resource),
  );
  const { changed, ours } = compare(resource, {
    prior: { values: before, secrets: [] },
    desired: { values: after, secrets: [] },
  });
  const changes = operation === "same" ? [] : ours;
  return {
    urn,
    name: nameOf(urn),
    kind,
    operation,
    id: old?.id,
    before,
    after,
    changed: operation === "same" ? new Set() : changed,
    changes,
    dependencies: dependencies(now ?? old),
    deletesFirst: operation === "replace" && (resource.replacement?.deletesFirst?.(before, after) ?? false),
    outside: refresh && outsideOf(kind, refresh, { old, operation, ours: changes }),
  };
}

/** What a refresh found. An object that is gone has no state that the next step could begin with. */
function outsideOf(
  kind: KindName,
  refresh: Step,
  { old, operation, ours }: { old: State | undefined; operation: Operation; ours: readonly Change[] },
): Outside | undefined {
  if (operation === "create" && old === undefined) return { state: "deleted" };
  const { resource } = entryOf(kind);
  const [{ values: recorded }, { values: observed }] = receivedBoth(
    recordedOf(refresh.oldState),
    recordedOf(old ?? refresh.newState),
    orderedNames(resource),
  );
  return changedOutside(resource, { recorded, observed, operation, ours });
}

const recordedOf = (state: State | null | undefined): Values => state?.outputs ?? state?.inputs ?? {};

/** Returns the paths of redacted values. */
export function secretPlaces(value: unknown, path: Path = []): Path[] {
  if (value === REDACTED) return [path];
  if (Array.isArray(value)) return value.flatMap((item, at) => secretPlaces(item, [...path, at]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => secretPlaces(member, [...path, name]));
}

/** Whether a step does not change the account: an import, or a removal with `retainOnDelete`. */
const staysAsItIs = ({ op, newState, oldState }: Step): boolean =>
  (op === "create" && received(newState?.inputs ?? {}).importId !== undefined) ||
  (op === "delete" && oldState?.retainOnDelete === true);

const isThere = (state: State | null | undefined): state is State => state !== null && state !== undefined;

const dependencies = (state: State | undefined): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(state?.propertyDependencies ?? {}).map(([name, urns]) => [name, urns ?? []]));
