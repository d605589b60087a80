import type { Client, Versioned } from "../api/client";
import { ConflictError, hasCode, NotFoundError } from "../api/errors";
import { conflictError } from "./conflict";
import type { Bag, Definition } from "./definition";
import { masked } from "./json";
import { changedProperties, changesBetween, intended, outputsOf, unheld } from "./record";

/** How often an update is based anew on a version that moved while nothing that this stack recorded changed. */
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
}

export interface Updated<Live> {
  live: Versioned<Live>;
  /** The write went through, and overwrote something that nobody here has seen. */
  warning?: string | undefined;
}

/**
 * Updates an object that is at the version that this stack last saw, or at another one that differs in nothing that was
 * recorded. Anything else is a conflict: nothing is written, and the error shows what changed in the account against what is
 * declared.
 */
export async function guardedUpdate<I extends object, L, R extends object>(
  update: Update<I, L, R>,
): Promise<Updated<L>> {
  let base = update.recorded;
  for (let rebases = 0; ; rebases++) {
    const outcome = await attempt(update, base);
    if ("live" in outcome) return outcome;
    if (holds(update, outcome.stale)) return { live: outcome.stale };
    base = rebase(update, outcome.stale, rebases);
  }
}

async function attempt<I extends object, L, R extends object>(
  update: Update<I, L, R>,
  base: Bag,
): Promise<Updated<L> | { stale: Versioned<L> }> {
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

/** The base with the version of the live object, where nothing that was recorded has changed. */
function rebase<I extends object, L, R extends object>(
  update: Update<I, L, R>,
  live: Versioned<L>,
  rebases: number,
): Bag {
  const { definition, id, recorded, declared, secret } = update;
  const { noun, properties } = definition;
  const remote = changesBetween(properties, recorded, outputsOf(definition, live, recorded, false));
  if (remote.length === 0 && rebases < MAX_REBASES) return { ...recorded, ...definition.computedOf(live) };
  throw conflictError({
    noun,
    id,
    recordedVersion: recorded.version,
    liveVersion: definition.versionOf(live.value),
    remote: masked(remote, secret),
    declared: masked(changesBetween(properties, recorded, intended(properties, recorded, declared)), secret),
  });
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
  return [
    `${definition.noun} ${id} went from version ${from} to ${to} with one update: somebody else wrote in between, and this update replaced what they wrote, because the server did not hold If-Match against it.`,
    `The account now holds what this program declares; version ${from} held: ${secret.size > 0 ? "[secret]" : JSON.stringify(before)}. Find out who else writes to it, and whether their change has to be declared here.`,
  ].join("\n");
}

const next = (version: unknown) => (typeof version === "number" ? version + 1 : undefined);
