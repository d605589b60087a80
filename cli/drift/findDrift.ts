import type { Client } from "../../api/client";
import { entryOf, type KindName, kindNames } from "../../provider/catalogue";
import { connect } from "../../provider/client";
import { recordedAccount } from "../../provider/lifecycle/context";
import { type Drift, driftOf } from "../../provider/lifecycle/drift/drift";
import { liveById } from "../../provider/lifecycle/run";
import type { Change } from "../../provider/table/changes";
import { type Live, orderedNames } from "../../provider/table/kind";
import { outputsOf } from "../../provider/table/outputs";
import { propertiesInOrderOf } from "../../provider/values/inOrder";
import { pathText, propertyOf } from "../../provider/values/paths";
import { REDACTED } from "../../provider/values/secrets";
import { identityIn } from "../shared/deployment";
import type { Progress } from "../shared/progressOn";
import { withRedactedUrls } from "../shared/redacted";
import { accountOf, type Stack, type StackResource } from "../shared/stack";

/** One object of the state. */
interface Managed {
  urn: string;
  /** Its name in the program. */
  name: string;
  kind: KindName;
  id: string;
}

export interface Changed extends Managed {
  /** Absent for a kind without versions. */
  recordedVersion?: number;
  liveVersion?: number;
  changes: Change[];
}

export interface Unmanaged {
  kind: KindName;
  id: string;
  title?: string;
  /** Name of its account in the stack's configuration, where it is not that of the stack. */
  account?: string;
}

export interface FoundDrift {
  stack: string;
  /** Number of objects of the state that were compared. */
  compared: number;
  changed: Changed[];
  vanished: Managed[];
  /** Paths that may differ from the state, which has them encrypted. */
  uncompared: (Managed & { paths: string[] })[];
  /** Empty where it was not asked for. */
  unmanaged: Unmanaged[];
}

/** Objects of one kind in one account. */
interface Group {
  kind: KindName;
  account: string | undefined;
  resources: StackResource[];
}

/** Compares a state with the accounts. `withUnmanaged`: looks for what the state does not have, too. Only reads. */
export async function findDrift(stack: Stack, withUnmanaged: boolean, progress: Progress): Promise<FoundDrift> {
  const managed = stack.resources.filter(({ external }) => !external);
  const found: FoundDrift = {
    stack: stack.name,
    compared: managed.length,
    changed: [],
    vanished: [],
    uncompared: [],
    unmanaged: [],
  };
  for (const group of groups(managed, withUnmanaged)) {
    const { resource } = entryOf(group.kind);
    progress.say(`Looking at each ${resource.noun}…`);
    requireAccount(stack, group);
    const live = await liveObjects(connect(stack.settings(group.account)), group);
    for (const one of group.resources) sort(found, one, driftIn(one, live.get(identityIn(one))));
    if (withUnmanaged) found.unmanaged.push(...unmanagedOf(group, live));
  }
  return found;
}

function groups(managed: readonly StackResource[], withUnmanaged: boolean): Group[] {
  const byPlace = Map.groupBy(managed, (one) => JSON.stringify([one.kind, accountOf(one)]));
  const accounts = new Set<string | undefined>([undefined, ...managed.map(accountOf)]);
  const places = [...accounts].flatMap((account) => kindNames.map((kind) => ({ kind, account })));
  return places
    .map((place) => ({ ...place, resources: byPlace.get(JSON.stringify([place.kind, place.account])) ?? [] }))
    .filter(({ resources }) => withUnmanaged || resources.length > 0);
}

/** With another account's credentials everything would seem gone. */
function requireAccount(stack: Stack, { kind, account, resources }: Group): void {
  const { resource } = entryOf(kind);
  const { accountSid } = stack.settings(account);
  for (const { id, outputs } of resources) {
    const own = recordedAccount(resource, outputs);
    if (own === undefined || accountSid === undefined || own === accountSid) continue;
    throw new Error(
      `${resource.noun} ${id} belongs to account ${own}, and the credentials are for ${accountSid}. Set those of the account that the stack was made in.`,
    );
  }
}

/** The objects of one kind in the account: by one list, or each that is recorded, where an account may hold any number of others. */
async function liveObjects(client: Client, { kind, resources }: Group): Promise<ReadonlyMap<string, Live>> {
  const { resource, listed } = entryOf(kind);
  if (listed === "all") return liveById(resource, client);
  const found = new Map<string, Live>();
  for (const one of resources) {
    const live = await resource.calls.read(client, one.id, one.outputs.values);
    if (live !== undefined) found.set(identityIn(one), live);
  }
  return found;
}

function driftIn({ kind, outputs, hasKeyOrder }: StackResource, live: Live | undefined): Drift | undefined {
  const { resource } = entryOf(kind);
  if (live === undefined || hasKeyOrder) return driftOf(resource, outputs, live);
  const values = propertiesInOrderOf(outputs.values, outputsOf(resource, live, {}), orderedNames(resource));
  return driftOf(resource, { ...outputs, values }, live);
}

function sort(found: FoundDrift, { urn, name, kind, id, outputs, encrypted }: StackResource, drift: Drift | undefined) {
  const managed = { urn, name, kind, id };
  if (drift?.state === "gone") found.vanished.push(managed);
  if (drift?.state !== "changed") return;
  const closed = new Set(encrypted.map((path) => propertyOf(pathText(path))));
  const isEncrypted = ({ path, from }: Change) => from === REDACTED && closed.has(propertyOf(path));
  const paths = drift.changes.filter(isEncrypted).map(({ path }) => path);
  if (paths.length > 0) found.uncompared.push({ ...managed, paths });
  const visible = drift.changes.filter((change) => !isEncrypted(change));
  if (visible.length === 0) return;
  const { versioned } = entryOf(kind).resource;
  const recordedVersion = versioned && outputs.values[versioned.version];
  const { liveVersion } = drift;
  found.changed.push({
    ...managed,
    ...(typeof recordedVersion === "number" && { recordedVersion }),
    ...(typeof liveVersion === "number" && { liveVersion }),
    changes: visible.map(({ path, from, to }) => ({
      path,
      from: withRedactedUrls(from),
      to: withRedactedUrls(to),
    })),
  });
}

/** What one list of the account has and the state has not. Where objects are read one by one, nobody has asked for others. */
function unmanagedOf({ kind, account, resources }: Group, live: ReadonlyMap<string, Live>): Unmanaged[] {
  const { resource, names } = entryOf(kind);
  const known = new Set(resources.map(identityIn));
  return [...live]
    .filter(([id]) => !known.has(id))
    .map(([id, one]) => {
      const values = outputsOf(resource, one, {});
      const title = names.map((name) => values[name]).find((value) => typeof value === "string" && value !== "");
      return {
        kind,
        id,
        ...(typeof title === "string" && { title }),
        ...(account !== undefined && { account }),
      };
    });
}
