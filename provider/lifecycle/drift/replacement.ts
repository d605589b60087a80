import { adopting, compare } from "../../table/compare";
import { type Live, recordedVersionOf, versionOf } from "../../table/kind";
import { outputsOf } from "../../table/outputs";
import type { Bundle } from "../../values/bundle";
import { belowAny, propertyOf } from "../../values/paths";
import { show } from "../../values/show";
import { hasUnknown } from "../../values/unknown";
import { type Context, clientFor } from "../context";
import { type Conflict, lostByReplacement, replacementError } from "./conflict";
import { policyOf } from "./conflictPolicy";
import { driftOf } from "./drift";

/**
 * Guards a replacement before the new object is created: the old one is deleted with all that somebody else has changed in it. Returns
 * what is lost, where the policy allows that.
 *
 * @throws UnseenChangeError unless the policy is `overwrite`.
 * @throws Error if the program leaves a property to the account, because the new object would not have its value.
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
  if (live !== undefined) refuseToLoseIgnored(context, id, desired, live);
  const drift = driftOf(kind, { ...prior, ignored: desired.ignored }, live);
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

/** Whether a part of a property is left to the account, and the rest of it is known. */
const isLeft = ({ values, ignored = [] }: Bundle, name: string): boolean =>
  belowAny(ignored, name).length > 0 && !hasUnknown(values[name]);

/** A new object is made from the program alone, also where `ignoreChanges` leaves a value to the account. */
function refuseToLoseIgnored({ kind }: Context, id: string, desired: Bundle, live: Live): void {
  const left = adopting(kind, desired, outputsOf(kind, live, desired.values));
  const [prior, made] = [left, desired].map((side) => ({ ...side, ignored: undefined }));
  const lost = compare(kind, { prior, desired: made }).ours.filter(({ path }) => isLeft(desired, propertyOf(path)));
  if (lost.length === 0) return;
  const list = lost.map(({ path, from, to }) => `${path} is ${show(from)}, and would be ${show(to)}`).join("; ");
  throw new Error(
    `Could not replace ${kind.noun} ${id}: ignoreChanges leaves values to the account that the new object would not have: ${list}. Declare what the account has, then run \`pulumi up\` again.`,
  );
}
