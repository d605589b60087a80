import type { Change } from "../../table/changes";
import { compare } from "../../table/compare";
import { type Kind, type Live, recordedVersionOf, versionOf } from "../../table/kind";
import { outputsOf } from "../../table/outputs";
import type { Side } from "../../values/bundle";

/** Difference between an object and its recorded state. */
export type Drift = { state: "gone" } | { state: "changed"; liveVersion: unknown; changes: Change[] };

/** How an object differs from what is recorded of it; `undefined` where it does not. A version alone that moved is no drift. */
export function driftOf(kind: Kind, prior: Side, live: Live | undefined): Drift | undefined {
  if (live === undefined) return { state: "gone" };
  const liveVersion = versionOf(kind, live.value);
  const recorded = recordedVersionOf(kind, prior.values);
  const observed = outputsOf(kind, live, prior.values, recorded !== undefined && recorded === liveVersion);
  const { theirs } = compare(kind, { prior, observed });
  return theirs.length === 0 ? undefined : { state: "changed", liveVersion, changes: theirs };
}
