import type { Client, Versioned } from "../api/client";
import { ConflictError, hasCode, NotFoundError } from "../api/errors";
import type { ConflictPolicy } from "./configure";
import { type Conflict, conflictError, mergedNote, overwroteNote } from "./conflict";
import type { Bag, Definition } from "./definition";
import { HIDDEN, masked } from "./json";
import { threeWay } from "./merge";
import { changedProperties, changesBetween, intended, outputsOf, unheld } from "./record";

/** How often an update is based anew on an object that somebody else has changed meanwhile. */
const MAX_REBASES = 3;

/** One object on its way from what is recorded to what is declared. */
interface Update<Inputs extends object, Live, Recorded extends object> {
  definition: Definition<Inputs, Live, Recorded>;
  client: Client;
  id: string;
  recorded: Bag;
  declared: Bag;
  /** Properties whose values no message may show. */
  secret: ReadonlySet<string>;
  policy: ConflictPolicy;
}

export interface Updated<Live> {
  live: Versioned<Live>;
  /** What the account was to hold: what is declared, with what a merge kept. */
  applied: Bag;
  /** What somebody else had changed, and what became of it. */
  note?: string | undefined;
  /** The write went through, and overwrote something that nobody here has seen. */
  warning?: string | undefined;
}

/** What an update starts from, and goes to. */
interface Step {
  base: Bag;
  declared: Bag;
  note?: string;
}

/**
 * Updates an object that is at the version that this stack last saw, or at another one that differs in nothing that was
 * recorded. Anything else is a conflict: the policy says whether it ends the update, with an error that shows what changed in the
 * account against what is declared, or is settled, and how.
 */
export async function guardedUpdate<I extends object, L, R extends object>(
  update: Update<I, L, R>,
): Promise<Updated<L>> {
  let step: Step = { base: update.recorded, declared: update.declared };
  for (let rebases = 0; ; rebases++) {
    const outcome = await attempt({ ...update, declared: step.declared }, step.base);
    if ("live" in outcome) return { ...outcome, applied: step.declared, note: step.note };
    if (holds(update, outcome.stale)) return { live: outcome.stale, applied: update.declared };
    step = rebase(update, step, outcome.stale, rebases === MAX_REBASES);
  }
}

async function attempt<I extends object, L, R extends object>(
  update: Update<I, L, R>,
  base: Bag,
): Promise<Omit<Updated<L>, "applied"> | { stale: Versioned<L> }> {
  const { definition, client, id, declared } = update;
  if (definition.update === undefined) return { live: await present(update) };
  const changed = changedProperties(definition.properties, base, declared);
  if (changed.size === 0) return { live: await present(update) };
  const live = definition.replacesWhole ? await present(update) : undefined;
  if (live !== undefined && definition.versionOf(live.value) !== base.version) return { stale: live };
  try {
    const written = await definition.update(client, {
      id,
      recorded: definition.recorded.parse(base),
      declared: definition.checked.parse(declared),
      changed,
      live,
      settle: () => settle(update, base),
    });
    return { live: written, warning: live && jump(update, live.value, written.value) };
  } catch (error) {
    if (!hasCode(error, "conflict")) throw error;
    return { stale: await present(update) };
  }
}

/** Whether the account holds what is declared, whoever wrote it: then there is nothing left to write, and nothing to overwrite. */
function holds<I extends object, L, R extends object>({ definition, declared }: Update<I, L, R>, live: Versioned<L>) {
  return unheld(definition.properties, outputsOf(definition, live, declared, true), declared).length === 0;
}

/** The next step, from the object as it is in the account now; a conflict where the policy allows none, or no step is left. */
function rebase<I extends object, L, R extends object>(
  { definition, id, recorded, secret, policy, ...update }: Update<I, L, R>,
  { base, declared, note }: Step,
  live: Versioned<L>,
  isLast: boolean,
): Step {
  const { noun, properties, versionOf } = definition;
  const now = outputsOf(definition, live, base, false);
  const isSame = changesBetween(properties, base, now).length === 0;
  if (isSame && !isLast) return { base: { ...base, ...definition.computedOf(live) }, declared, ...(note && { note }) };
  const { merged, clashes } = threeWay(properties, base, now, declared);
  const wanted = intended(properties, recorded, update.declared);
  const conflict: Conflict = {
    noun,
    id,
    recordedVersion: recorded.version,
    liveVersion: versionOf(live.value),
    remote: masked(changesBetween(properties, recorded, now), secret),
    declared: masked(changesBetween(properties, recorded, wanted), secret),
    clashes,
    policy,
  };
  if (isLast || policy === "fail" || (policy === "merge" && clashes.length > 0)) throw conflictError(conflict);
  if (policy === "merge") return { base: now, declared: merged, note: mergedNote(conflict) };
  const undone = new Set(unheld(properties, now, update.declared).map(({ path }) => path));
  return { base: now, declared, note: overwroteNote(conflict, undone) };
}

async function present<I extends object, L, R extends object>({ definition, client, id, recorded }: Update<I, L, R>) {
  const live = await definition.read(client, id, recorded);
  if (live !== undefined) return live;
  throw new NotFoundError({ action: `update ${definition.noun} ${id}` }, "it is no longer in the account");
}

/** Whether an update whose answer was lost has happened. */
async function settle<I extends object, L, R extends object>(update: Update<I, L, R>, base: Bag) {
  const { definition, id } = update;
  const live = await present(update);
  const version = definition.versionOf(live.value);
  if (version === base.version) return undefined;
  if (version === next(base.version) && holds(update, live)) return live;
  throw new ConflictError({ action: `update ${definition.noun} ${id}` }, "it changed while an answer was lost");
}

/** What to say of a version that moved by more than this one write. */
function jump<I extends object, L, R extends object>({ definition, id, secret }: Update<I, L, R>, before: L, after: L) {
  const [from, to] = [definition.versionOf(before), definition.versionOf(after)];
  if (to === next(from)) return undefined;
  const shown = (content: L) => (secret.size > 0 ? HIDDEN : JSON.stringify(content));
  return [
    `${definition.noun} ${id} went from version ${from} to ${to} with one update: somebody else wrote in between, and this update replaced what they wrote, because the server did not hold If-Match against it. What they wrote cannot be read any more.`,
    `Version ${from}, read just before, held: ${shown(before)}`,
    `Version ${to} holds what this program declares: ${shown(after)}`,
    "Find out who else writes to it, and whether their change has to be declared here.",
  ].join("\n");
}

const next = (version: unknown) => (typeof version === "number" ? version + 1 : undefined);
