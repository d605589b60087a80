import { compare } from "../../table/compare";
import { recordedVersionOf, versionOf } from "../../table/kind";
import type { Bundle } from "../../values/bundle";
import { type Context, clientFor } from "../context";
import { type Conflict, lostByReplacement, replacementError } from "./conflict";
import { policyOf } from "./conflictPolicy";
import { driftOf } from "./drift";

/**
 * Guards a replacement before the new object is created: the old one is deleted with all that somebody else has changed in it. Returns
 * what is lost, where the policy allows that.
 *
 * @throws UnseenChangeError unless the policy is `overwrite`.
 */
export async function guardReplacement(
  context: Context,
  id: string,
  prior: Bundle,
  desired: Bundle,
): Promise<string | undefined> {
  const { kind, run } = context;
  const recordedVersion = recordedVersionOf(kind, prior.values);
  if (recordedVersion === undefined) return undefined;
  const live = await kind.calls.read(clientFor(context, "replace", id, prior), id, prior.values);
  const drift = driftOf(kind, prior, live);
  if (drift?.state !== "changed" || live === undefined) return undefined;
  const conflict: Conflict = {
    noun: kind.noun,
    id,
    recordedVersion,
    liveVersion: versionOf(kind, live.value),
    theirs: drift.changes,
    ours: compare(kind, { prior, desired }).ours,
    conflicts: [],
    policy: policyOf(desired.values, run.settings(desired.values.account)),
  };
  if (conflict.policy !== "overwrite") throw replacementError(conflict);
  return lostByReplacement(conflict);
}
