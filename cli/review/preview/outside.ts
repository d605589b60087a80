import type { Change } from "../../../provider/table/changes";
import { compare } from "../../../provider/table/compare";
import type { Kind } from "../../../provider/table/kind";
import type { Values } from "../../../provider/values/json";
import { isWithin } from "../../../provider/values/paths";
import type { Operation } from "./operations";

/** What somebody else did to an object since the stack last saw it, according to a preview with `--refresh`. */
export type Outside = { state: "deleted" } | { state: "changed"; changes: readonly OutsideChange[] };

export interface OutsideChange extends Change {
  /** What `up` does with the change. */
  fate: "overwritten" | "kept" | "lost";
}

/** An object before and after the refresh, and what the program does with it then. */
interface Refreshed {
  recorded: Values;
  observed: Values;
  operation: Operation;
  /** From the refreshed state to the desired state. */
  ours: readonly Change[];
}

/** Returns what somebody else changed, with what `up` does with it. */
export function changedOutside(kind: Kind, { recorded, observed, operation, ours }: Refreshed): Outside | undefined {
  const { theirs } = compare(kind, { prior: { values: recorded, secrets: [] }, observed });
  if (theirs.length === 0) return undefined;
  const isOverwritten = ({ path }: Change) => ours.some((one) => isWithin(path, one.path) || isWithin(one.path, path));
  const fateOf = (change: Change) =>
    operation === "delete" || operation === "replace" ? "lost" : isOverwritten(change) ? "overwritten" : "kept";
  return { state: "changed", changes: theirs.map((change) => ({ ...change, fate: fateOf(change) })) };
}
