import type { ConflictPolicy } from "../../settings";
import type { Change } from "../../table/changes";
import { adopting, compare } from "../../table/compare";
import { type Kind, type Live, recordedVersionOf, versionOf } from "../../table/kind";
import { isLeftToAccount, outputsOf } from "../../table/outputs";
import type { Bundle } from "../../values/bundle";
import type { Values } from "../../values/json";
import { belowAny, propertyOf } from "../../values/paths";
import { REDACTED } from "../../values/secrets";
import { inFull, show } from "../../values/show";
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
 * @throws Error if the program leaves a property to the account, because the new object would not have its value: one that
 * `ignoreChanges` names, or, unless the policy is `overwrite`, one that the program does not declare.
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
  if (live === undefined) return undefined;
  refuseToLoseIgnored(context, id, desired, live);
  const policy = policyOf(desired.values, run.settings(desired.values.account));
  const loss: Loss = { kind, id, policy, prior, desired };
  const drift = driftOf(kind, { ...prior, ignored: desired.ignored }, live);
  if (drift?.state !== "changed") return undeclaredLoss(loss);
  const conflict: Conflict = {
    noun: kind.noun,
    id,
    recordedVersion,
    liveVersion: versionOf(kind, live.value),
    theirs: drift.changes,
    ours: compare(kind, { prior, desired }).ours,
    isLeft: (name) => isLeftToAccount(kind, desired.values, name),
    conflicts: [],
    policy,
  };
  if (policy !== "overwrite") throw replacementError(conflict);
  const seen = undeclaredLoss(loss);
  return [lostByReplacement(conflict), ...(seen === undefined ? [] : [seen])].join("\n");
}

/** Whether a part of a property is left to the account, and the rest of it is known. */
const isLeft = ({ values, ignored = [] }: Bundle, name: string): boolean =>
  belowAny(ignored, name).length > 0 && !hasUnknown(values[name]);

/** A new object is made from the program alone, also where `ignoreChanges` leaves a value to the account. */
function refuseToLoseIgnored({ kind }: Context, id: string, desired: Bundle, live: Live): void {
  const left = adopting(kind, desired, outputsOf(kind, live, desired.values));
  const values = { ...defaultsOf(kind, (name) => isLeft(desired, name)), ...desired.values };
  const [prior, made] = [left, { ...desired, values }].map((side) => ({ ...side, ignored: undefined }));
  const lost = compare(kind, { prior, desired: made }).ours.filter(({ path }) => isLeft(desired, propertyOf(path)));
  if (lost.length === 0) return;
  const list = lost.map(({ path, from, to }) => `${path} is ${show(from)}, and would be ${show(to)}`).join("; ");
  throw new Error(
    `Could not replace ${kind.noun} ${id}: ignoreChanges leaves values to the account that the new object would not have: ${list}. Declare what the account has, then run \`pulumi up\` again.`,
  );
}

/** Defaults of the properties that are wanted: a new object has them where its program declares nothing. */
const defaultsOf = ({ properties }: Kind, isWanted: (name: string) => boolean): Values =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, { absent }]) => (isWanted(name) ? [[name, absent ?? ""]] : [])),
  );

/** Values of an object, as recorded, that are not the default and that the program does not declare. */
function undeclared(kind: Kind, prior: Bundle, desired: Bundle): Change[] {
  const isLost = (name: string) => isLeftToAccount(kind, desired.values, name) && prior.values[name] !== undefined;
  const defaults = defaultsOf(kind, isLost);
  return compare(kind, { prior, desired: { ...desired, values: { ...prior.values, ...defaults } } }).ours;
}

/** A replacement, and the policy for what it loses. */
interface Loss {
  kind: Kind;
  id: string;
  policy: ConflictPolicy;
  prior: Bundle;
  desired: Bundle;
}

/** Values that the new object would lack, because the program never declared them: a warning if the policy allows the loss, else an error. */
function undeclaredLoss({ kind, id, policy, prior, desired }: Loss): string | undefined {
  const lost = undeclared(kind, prior, desired);
  if (lost.length === 0) return undefined;
  if (policy === "overwrite") {
    const list = lost.map(({ path, from }) => `\n  ${path}, deleted: ${from === REDACTED ? from : inFull(from)}`);
    return `${kind.noun} ${id} has values that the program does not declare. The replacement does not have them, as onConflict says:${list.join("")}`;
  }
  const list = lost.map(({ path, from, to }) => `\n  ${path} is ${show(from)}, and would be ${show(to)}`);
  throw new Error(
    `Could not replace ${kind.noun} ${id}: the account has values that the program does not declare, and the new object would not have them:${list.join("")}\nDeclare each of them, as it is or as it is to be, then run \`pulumi up\` again. \`onConflict: "overwrite"\` replaces the object without them.`,
  );
}
