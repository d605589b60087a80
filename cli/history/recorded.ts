import { entryOf } from "../../provider/catalogue";
import { recordedVersionOf } from "../../provider/table/kind";
import type { Values } from "../../provider/values/json";
import type { StackResource } from "../shared/deployment";
import type { Update } from "./updates";

/** A version of an object that the stack's state has recorded. */
export interface RecordedVersion {
  version: number;
  /** First update after which the state had this version. */
  update: Update;
  /** Recorded outputs. */
  outputs: Values;
}

/** Recorded versions by the id of the object, in ascending order of updates. */
export type Recorded = ReadonlyMap<string, RecordedVersion[]>;

/** State after an update. */
interface Known {
  update: Update;
  /** Versions and outputs by id. */
  objects: ReadonlyMap<string, { version: number; outputs: Values }>;
}

/**
 * Finds the update after which each version was first recorded. Versions only increase, so that between two states with the same versions
 * nothing has to be read: few changes in many updates need few exports.
 *
 * @param updates Updates with a number that changed something, oldest first.
 * @param read Returns the resources of the state after an update.
 */
export async function recordedVersions(
  updates: readonly Update[],
  ids: ReadonlySet<string>,
  read: (update: Update) => Promise<StackResource[]>,
): Promise<Recorded> {
  const known: (Known | undefined)[] = [];
  const at = async (index: number): Promise<Known | undefined> => {
    const update = updates[index];
    if (update === undefined) return undefined;
    known[index] ??= { update, objects: objectsIn(await read(update), ids) };
    return known[index];
  };
  const between = async (from: number, to: number): Promise<void> => {
    const [first, last] = [await at(from), await at(to)];
    if (to - from < 2 || isAlike(first, last)) return;
    const middle = Math.floor((from + to) / 2);
    await between(from, middle);
    await between(middle, to);
  };
  await between(0, updates.length - 1);
  return firstOf(known.filter((one) => one !== undefined));
}

function objectsIn(resources: readonly StackResource[], ids: ReadonlySet<string>): Known["objects"] {
  const all = resources.flatMap(({ kind, id, outputs }) => {
    const version = recordedVersionOf(entryOf(kind).resource, outputs.values);
    return ids.has(id) && typeof version === "number" ? [[id, { version, outputs: outputs.values }] as const] : [];
  });
  return new Map(all);
}

const isAlike = (a: Known | undefined, b: Known | undefined): boolean => {
  const [left, right] = [a?.objects ?? new Map(), b?.objects ?? new Map()];
  return left.size === right.size && [...left].every(([id, { version }]) => right.get(id)?.version === version);
};

function firstOf(known: readonly Known[]): Recorded {
  const found = new Map<string, RecordedVersion[]>();
  for (const { update, objects } of known) {
    for (const [id, { version, outputs }] of objects) {
      const all = found.get(id) ?? [];
      if (!all.some((one) => one.version === version)) found.set(id, [...all, { version, update, outputs }]);
    }
  }
  return found;
}
