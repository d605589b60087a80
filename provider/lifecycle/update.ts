import type { Client } from "../../api/client";
import { ConflictError, hasCode, NotFoundError } from "../../api/errors";
import { poll } from "../../api/poll";
import { PartialWrite } from "../failures";
import type { ConflictPolicy } from "../settings";
import { identified, requestBody, resolve, sentNames } from "../table/body";
import { adopting, compare, concernsAccount } from "../table/compare";
import { type Kind, type Live, recordedVersionOf, versionOf } from "../table/kind";
import { computedOf, isLeftToAccount, outputsOf } from "../table/outputs";
import type { Bundle, Side } from "../values/bundle";
import { REDACTED, secretTexts } from "../values/secrets";
import { inFull } from "../values/show";
import { type Context, clientFor, identityOf, inTurn } from "./context";
import { type Conflict, conflictError, mergedNote, overwroteNote } from "./drift/conflict";
import { policyOf } from "./drift/conflictPolicy";
import { completed, recordedOutputs } from "./written";

/** How often an update is based anew on an object that somebody else has changed meanwhile. */
const MAX_REBASES = 3;

/** One object on its way from what is recorded to what the program declares. */
interface Update extends Context {
  client: Client;
  id: string;
  prior: Bundle;
  desired: Bundle;
  policy: ConflictPolicy;
}

/** Base and target of one attempt of an update. */
interface Step {
  base: Side;
  desired: Side;
  note?: string | undefined;
}

interface Outcome {
  live: Live;
  /** The write went through, and replaced something that nobody here has seen. */
  warning?: string | undefined;
}

interface Applied extends Outcome {
  /** Values that were written: those of the program, with those that a merge kept. */
  desired: Side;
}

/**
 * Updates an object and returns its outputs. Sends nothing if no change concerns the account.
 *
 * @throws UnseenChangeError where somebody else has changed the object and the policy allows no way out.
 * @throws PartialWrite where the account does not hold what was declared, or the write replaced what nobody had seen.
 */
export async function update(context: Context, id: string, prior: Bundle, desired: Bundle): Promise<Bundle> {
  const { kind, run } = context;
  const client = clientFor(context, "update", id, prior).redacting([...secretTexts(prior), ...secretTexts(desired)]);
  const { changed } = compare(kind, { prior, desired });
  const isRecorded = changed.size > 0 && !concernsAccount(kind, changed);
  if (isRecorded && !kind.completion?.isPending?.(prior.values)) return recordedOutputs(kind, prior, desired);
  const policy = policyOf(desired.values, run.settings(desired.values.account));
  const applied = await inTurn(context, id, prior, () =>
    guardedUpdate({ ...context, client, id, prior, desired, policy }),
  );
  const kept = [...compare(kind, { prior: applied.desired, desired }).changed];
  const held: Bundle = { ...applied.desired, notes: kept.length > 0 ? { kept } : {} };
  const outputs = await completed(context, { verb: "updated", id, live: applied.live, desired: held, prior });
  run.moved(kind, identityOf(kind, id, prior.values), identityOf(kind, id, outputs.values));
  if (applied.warning !== undefined) throw new PartialWrite(id, outputs, applied.warning);
  return outputs;
}

/**
 * Updates an object that is at the version that this stack last saw, or at another one that differs in nothing that was
 * recorded. Anything else is a conflict: the policy decides whether it ends the update, with an error that shows both sides, or
 * how it is resolved.
 */
async function guardedUpdate(update: Update): Promise<Applied> {
  let step: Step = { base: update.prior, desired: update.desired };
  for (let rebases = 0; ; rebases++) {
    const outcome = await attempt(update, step);
    if ("live" in outcome) {
      // With the ids that the request had, because the answer may have another order.
      const values = identified(update.kind, step.desired.values, step.base.values);
      return { ...outcome, desired: { ...step.desired, values } };
    }
    if (isSatisfied(update, outcome.stale, false)) {
      update.client.recovering("alreadyDone");
      return { live: outcome.stale, desired: update.desired };
    }
    step = rebase(update, step, outcome.stale, rebases === MAX_REBASES);
  }
}

async function attempt(update: Update, { base, note, ...step }: Step): Promise<Outcome | { stale: Live }> {
  const { kind, client, id, run } = update;
  const desired = adopting(kind, step.desired, base.values);
  const before = identityOf(kind, id, base.values);
  // Before the write: a process that is killed after it, or loses its answer, can say nothing any more.
  const announce = () => note !== undefined && run.log.warn(note);
  const changed = sentOf(kind, compare(kind, { prior: base, desired }).changed);
  if (kind.calls.update === undefined || changed.size === 0) {
    announce();
    return { live: await readNow(update) };
  }
  const live = kind.versioned?.readsFirst ? await readNow(update) : undefined;
  if (live !== undefined && versionOf(kind, live.value) !== recordedVersionOf(update.kind, base.values))
    return { stale: live };
  announce();
  const values = identified(kind, resolve(kind, desired.values), base.values);
  const names = kind.updates === "whole" ? sentNames(kind, values) : changed;
  try {
    const written = await kind.calls.update(client, {
      id,
      body: requestBody(kind, { desired: values, names, prior: base.values, live }),
      desired: values,
      prior: base.values,
      ifMatch: ifMatchOf(update, base, live),
      keepsPrior: run.isWanted(kind, before, before),
      recover: () => recoverUpdate(update, base, desired),
      log: run.log,
    });
    if (live !== undefined && isOvertaken(update, live, written, desired)) return { stale: written };
    const skipped = live && skippedVersion(update, live, written, [...names]);
    if (!kind.versioned?.unguarded) return { live: written, warning: skipped };
    if (skipped !== undefined) run.log.warn(skipped);
    return { live: written };
  } catch (error) {
    if (!hasCode(error, "conflict")) throw error;
    return { stale: await readMoved(update, base, error) };
  }
}

/** Of the changed properties, those that the API has. */
const sentOf = ({ properties }: Kind, changed: ReadonlySet<string>): Set<string> =>
  new Set([...changed].filter((name) => properties[name]?.management !== "local"));

function ifMatchOf({ kind }: Update, { values }: Side, live: Live | undefined): string {
  const { version, ifMatch } = kind.versioned ?? { version: "", ifMatch: "" };
  return String(live?.etag ?? values[ifMatch] ?? values[version]);
}

/**
 * Whether the account holds what is declared: then there is nothing left to write, and nothing to overwrite. `isOurs`: nobody else has
 * written since.
 */
const isSatisfied = ({ kind, desired }: Update, live: Live, isOurs: boolean): boolean =>
  compare(kind, { desired, observed: outputsOf(kind, live, desired.values, isOurs) }).missing.length === 0;

/** The next step, from the object as it is in the account now; a conflict where the policy allows none, or no step is left. */
function rebase(update: Update, { base, desired, note }: Step, live: Live, isLast: boolean): Step {
  const { kind, client, id, prior, policy } = update;
  const observed = outputsOf(kind, live, base.values);
  const { theirs, conflicts, merged } = compare(kind, { prior: base, desired, observed });
  if (theirs.length === 0 && !isLast) {
    client.recovering("rebased");
    const left = adopting(kind, { ...base, ignored: desired.ignored }, observed);
    return { base: { ...base, values: { ...left.values, ...computedOf(kind, live) } }, desired, note };
  }
  const whole = compare(kind, { prior, desired: update.desired, observed });
  const conflict: Conflict = {
    noun: kind.noun,
    id,
    recordedVersion: recordedVersionOf(update.kind, prior.values),
    liveVersion: versionOf(kind, live.value),
    theirs: whole.theirs,
    ours: whole.ours,
    isLeft: (name) => isLeftToAccount(kind, update.desired.values, name),
    conflicts,
    policy,
  };
  if (isLast || policy === "fail" || (policy === "merge" && conflicts.length > 0)) throw conflictError(conflict);
  const next = { values: observed, secrets: base.secrets };
  client.recovering(policy === "merge" ? "merged" : "overwrote");
  if (policy === "merge") return { base: next, desired: merged, note: mergedNote(conflict) };
  const undone = whole.missing.map(({ path }) => path);
  return { base: next, desired, note: overwroteNote(conflict, undone) };
}

async function readNow({ kind, client, id, prior }: Update): Promise<Live> {
  const live = await kind.calls.read(client, id, prior.values);
  if (live !== undefined) return live;
  throw new NotFoundError({ action: `update ${kind.noun} ${id}` }, "it is no longer in the account");
}

/**
 * The object after a write was refused because of another version. A change that takes a while to show is waited for; where the
 * version and the ETag are still the recorded ones, the refusal has another reason, which is the server's.
 */
async function readMoved(update: Update, base: Side, refusal: unknown): Promise<Live> {
  const { kind } = update;
  const pace = { firstMs: 250, longestMs: 2_000, withinMs: kind.recovery?.visibleWithinMs ?? 0 };
  const moved = await poll(
    async () => {
      const live = await readNow(update);
      return { done: isMoved(update, base, live) || isSatisfied(update, live, true) ? live : undefined };
    },
    pace,
    update.client,
  );
  if (moved === undefined) throw refusal;
  return moved;
}

/** Whether an object is at another version than the base. An ETag may move without its version: no source says what it covers. */
function isMoved({ kind }: Update, { values }: Side, live: Live): boolean {
  if (versionOf(kind, live.value) !== recordedVersionOf(kind, values)) return true;
  const { version, ifMatch } = kind.versioned ?? {};
  return ifMatch !== undefined && ifMatch !== version && live.etag !== undefined && live.etag !== values[ifMatch];
}

/** Looks whether an update whose answer was lost has happened. */
async function recoverUpdate(update: Update, base: Side, desired: Side): Promise<Live | undefined> {
  const { kind, id } = update;
  const live = await readNow(update);
  const [version, recorded] = [versionOf(kind, live.value), recordedVersionOf(update.kind, base.values)];
  if (version === recorded) return undefined;
  const isThere = isSatisfied({ ...update, desired: { ...update.desired, ...desired } }, live, true);
  if (isThere && version === next(recorded)) {
    update.client.recovering("updateFound");
    return live;
  }
  update.client.recovering("updateOverwritten");
  const { countsWrites, unguarded } = kind.versioned ?? {};
  if (isThere && (countsWrites || unguarded)) {
    update.run.log.warn(
      `${kind.noun} ${id} went from version ${recorded} to ${version} while an answer was lost: somebody else wrote to it too, and it holds what this program declares. If they wrote first, this update replaced what they wrote, which cannot be read any more. Find out who else writes to it, and whether their change has to be declared here.`,
    );
  }
  throw new ConflictError({ action: `update ${kind.noun} ${id}` }, "it changed while an answer was lost");
}

/** Whether an object that was read back after a write has another change by then, in what the write was to leave. */
function isOvertaken(update: Update, before: Live, after: Live, desired: Side): boolean {
  const { kind } = update;
  if (kind.versioned?.countsWrites) return false;
  const written = next(versionOf(kind, before.value));
  if (written === undefined || Number(versionOf(kind, after.value)) <= written) return false;
  return !isSatisfied({ ...update, desired: { ...update.desired, ...desired } }, after, false);
}

/** Message about a version that moved by more than this one write. `names`: the properties that the write sent. */
function skippedVersion(
  { kind, client, id, prior, desired }: Update,
  before: Live,
  after: Live,
  names: readonly string[],
): string | undefined {
  const { countsWrites, unguarded } = kind.versioned ?? {};
  const [from, to] = [versionOf(kind, before.value), versionOf(kind, after.value)];
  if (!(countsWrites || unguarded) || to === next(from)) return undefined;
  // An update without effect may leave the version as it is.
  if (unguarded && to === from) return undefined;
  client.recovering("versionSkipped");
  const isSecret = prior.secrets.length + desired.secrets.length > 0;
  const shown = (live: Live) => (isSecret ? REDACTED : inFull(live.value));
  const outcome = unguarded
    ? `somebody else wrote to it meanwhile, and the API does not hold an update against a version. If they changed ${names.join(", ")} before this update did, it replaced what they wrote.`
    : "somebody else wrote in between, and this update replaced what they wrote, because the server did not hold If-Match against it. What they wrote cannot be read any more.";
  return [
    `${kind.noun} ${id} went from version ${from} to ${to} with one update: ${outcome}`,
    `Version ${from}, read just before, held: ${shown(before)}`,
    `Version ${to} holds what this program declares: ${shown(after)}`,
    "Find out who else writes to it, and whether their change has to be declared here.",
  ].join("\n");
}

const next = (version: unknown) => (typeof version === "number" ? version + 1 : undefined);
