import { received, receivedBoth } from "../../../dynamic/host";
import { entryOf, type KindName } from "../../../provider/catalogue";
import type { Change } from "../../../provider/table/changes";
import { compare } from "../../../provider/table/compare";
import { orderedNames } from "../../../provider/table/kind";
import { isObject, type Values } from "../../../provider/values/json";
import type { Path } from "../../../provider/values/paths";
import { REDACTED } from "../../../provider/values/secrets";
import { kindOfUrn, nameOf } from "../../shared/urn";
import { OPERATION_NAMES, type Operation, type Outcome, operationOf } from "./operations";
import { changedOutside, type Outside } from "./outside";
import type { Preview } from "./preview";
import type { State, Step } from "./step";

export { type Operation, type Outcome, weightOf } from "./operations";

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
  /** Whether the object stays in the account when the stack gives it up, or replaces it, because of `retainOnDelete`. */
  isRetained: boolean;
  /** Changes that somebody else made. Needs a preview with `--refresh`. */
  outside: Outside | undefined;
  /** Parts that this version does not understand. */
  unread: readonly string[];
}

/** Returns what becomes of an object. */
export const outcomeOf = ({ operation, isRetained }: Item): Outcome =>
  operation === "same" && isRetained ? "leave" : operation;

/** Returns the objects of this package, each once, even if a replacement has several steps. */
export function itemsOf({ steps }: Preview): Item[] {
  const byUrn = Map.groupBy(steps, ({ urn }) => urn);
  return [...byUrn].flatMap(([urn, group]) => {
    const kind = kindOfUrn(urn);
    return kind === undefined ? [] : [readableItem(urn, kind, group)];
  });
}

/** Counts the other changed resources of the stack, by operation. */
export function otherChanges({ steps }: Preview): Map<Operation, number> {
  const others = new Map<string, Operation>();
  for (const { urn, op } of steps) {
    const operation = operationOf(op);
    if (operation !== undefined && urn !== "" && kindOfUrn(urn) === undefined) others.set(urn, operation);
  }
  return new Map(OPERATION_NAMES.map((one) => [one, [...others.values()].filter((other) => other === one).length]));
}

/** Reads an object. Values of a form that the provider does not know must not stop the review of all others. */
function readableItem(urn: string, kind: KindName, steps: readonly Step[]): Item {
  const unread = [...new Set(steps.flatMap((one) => [...one.unread, ...unknownIn(one)]))];
  try {
    return itemOf(urn, kind, steps, unread);
  } catch {
    const bare: Step[] = [];
    const { operation } = stepsOf(steps);
    const isRetained = isRetainedBy(operation, steps);
    return { ...itemOf(urn, kind, bare, unread), operation, isRetained, unread: [...unread, "its values"] };
  }
}

/** Returns the missing members of a step, and an operation that this version does not know. */
function unknownIn({ op, oldState, newState, unread }: Step): string[] {
  const operation = operationOf(op);
  if (operation === undefined || unread.includes("op")) return [];
  if (operation === "unknown") return [`the operation ${op}`];
  const needsOld = operation !== "create";
  const needsNew = operation !== "delete" && op !== "delete-replaced";
  return [
    ...(needsOld && oldState === undefined && !unread.includes("oldState") ? ["oldState"] : []),
    ...(needsNew && newState === undefined && !unread.includes("newState") ? ["newState"] : []),
  ];
}

/** The operation on an object, and the steps that are about it. The other steps begin with the state that a refresh leaves. */
function stepsOf(all: readonly Step[]): { operation: Operation; refresh: Step | undefined; steps: Step[] } {
  const steps = all.filter(({ op }) => op !== "refresh");
  const found = steps.flatMap((one) => (staysAsItIs(one) ? [] : (operationOf(one.op) ?? [])));
  // A pending deletion of an old object from an earlier run is a step of the same URN, so "delete" counts only without other steps.
  const operation = OPERATION_NAMES.find((one) => one !== "delete" && found.includes(one)) ?? found[0] ?? "same";
  const own = steps.filter(({ op }) => (operationOf(op) ?? "same") === operation);
  return { operation, refresh: all.find(({ op }) => op === "refresh"), steps: own.length > 0 ? own : steps };
}

function itemOf(urn: string, kind: KindName, all: readonly Step[], unread: readonly string[]): Item {
  const { resource } = entryOf(kind);
  const { operation, refresh, steps } = stepsOf(all);
  const old = steps.length === 0 ? refresh?.newState : steps.map(({ oldState }) => oldState).find(isThere);
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
  const isRetained = isRetainedBy(operation, all);
  const isCompared = operation !== "same" && operation !== "unknown";
  const changes = isCompared ? ours : [];
  return {
    urn,
    name: nameOf(urn),
    kind,
    operation,
    id: old?.id,
    before,
    after,
    changed: isCompared ? changed : new Set(),
    changes,
    dependencies: (now ?? old)?.propertyDependencies ?? {},
    deletesFirst:
      operation === "replace" && !isRetained && (resource.replacement?.deletesFirst?.(before, after) ?? false),
    isRetained,
    outside: refresh && outsideOf(kind, refresh, { old, operation, ours: changes }),
    unread,
  };
}

function isRetainedBy(operation: Operation, steps: readonly Step[]): boolean {
  const retained = steps.filter(({ oldState }) => oldState?.retainOnDelete === true);
  if (operation === "same") return retained.some(({ op }) => op === "delete");
  return operation === "replace" && retained.some(({ op }) => op.includes("replace"));
}

/** Returns the changes that a refresh found. An object that is gone has no state that the next step could begin with. */
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

const recordedOf = (state: State | undefined): Values => state?.outputs ?? state?.inputs ?? {};

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

const isThere = (state: State | undefined): state is State => state !== undefined;
