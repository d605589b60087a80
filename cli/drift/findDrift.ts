import type { Client } from "../../api/client";
import { entryOf, type KindName, kindNames } from "../../provider/catalogue";
import { connect } from "../../provider/client";
import { type Drift, driftOf } from "../../provider/lifecycle/drift/drift";
import { liveById } from "../../provider/lifecycle/run";
import type { Change } from "../../provider/table/changes";
import { treatmentOf } from "../../provider/table/compare";
import { type Live, orderedNames, recordedVersionOf } from "../../provider/table/kind";
import { isLeftToAccount, outputsOf } from "../../provider/table/outputs";
import { propertiesInOrderOf } from "../../provider/values/inOrder";
import { present } from "../../provider/values/json";
import { pathText, propertyOf } from "../../provider/values/paths";
import { REDACTED } from "../../provider/values/secrets";
import { inFull } from "../../provider/values/show";
import { identityIn } from "../shared/deployment";
import type { Progress } from "../shared/progressOn";
import { withRedactedUrls } from "../shared/redacted";
import { accountOf, requireAccount, type Stack, type StackResource } from "../shared/stack";
import { allAccounts, type Unread, usedAccounts } from "./accounts";

/** An object of the state. */
interface Managed {
  urn: string;
  /** Name in the program. */
  name: string;
  kind: KindName;
  id: string;
}

/** One place that somebody else has changed. */
interface ChangedPlace extends Change {
  /** Whether the program declares the property. `pulumi up` leaves one that it does not declare. */
  declared: boolean;
}

/** How to undo a change of a property that the program does not declare. */
export interface Undeclared {
  property: string;
  /** Member to add to the arguments of the resource. Absent if no program can undo the change. */
  line?: string;
  /** Why no program can. */
  reason?: string;
}

export interface Changed extends Managed {
  /** Recorded version. Absent for a kind without versions. */
  recordedVersion?: number;
  liveVersion?: number;
  changes: ChangedPlace[];
  /** Changed properties that the program does not declare. */
  undeclared: Undeclared[];
}

export interface Unmanaged {
  kind: KindName;
  id: string;
  title?: string;
  /** Name of its account in `twilio-intelligence:accounts`. Absent for the stack's default account. */
  account?: string;
}

export interface FoundDrift {
  stack: string;
  /** Number of objects of the state that were compared. */
  compared: number;
  changed: Changed[];
  vanished: Managed[];
  /** Paths that may differ, but are encrypted in the state. */
  uncompared: (Managed & { paths: string[] })[];
  /** Empty unless requested. */
  unmanaged: Unmanaged[];
  /** Accounts that were not searched for unmanaged objects. Empty unless those were requested. */
  unread: Unread[];
}

/** Objects of one kind in one account. */
interface Group {
  kind: KindName;
  account: string | undefined;
  resources: StackResource[];
}

/** Compares a state with the accounts. Only reads. `withUnmanaged`: also finds objects that the state does not have. */
export async function findDrift(stack: Stack, withUnmanaged: boolean, progress: Progress): Promise<FoundDrift> {
  const managed = stack.resources.filter(({ external }) => !external);
  const { accounts, unread } = withUnmanaged ? allAccounts(stack, managed) : usedAccounts(managed);
  const found: FoundDrift = {
    stack: stack.name,
    compared: managed.length,
    changed: [],
    vanished: [],
    uncompared: [],
    unmanaged: [],
    unread,
  };
  // One account can go by several names. Its objects are the same.
  const known = new Set(managed.map((one) => keyOf(one.kind, identityIn(one))));
  // One list can serve several kinds: the list of Services also contains their attachments.
  const clients = new Map<string | undefined, Client>();
  const clientOf = (account: string | undefined): Client => {
    const client = clients.get(account) ?? connect(stack.settings(account)).cachingLists();
    clients.set(account, client);
    return client;
  };
  for (const group of groups(managed, accounts, withUnmanaged)) {
    const { resource } = entryOf(group.kind);
    progress.say(`Reading ${resource.noun}s…`);
    for (const one of group.resources) requireAccount(stack, one);
    const live = await liveObjects(clientOf(group.account), group);
    for (const one of group.resources) sort(found, one, driftIn(one, live.get(identityIn(one))));
    if (!withUnmanaged) continue;
    const unknown = unmanagedOf(group, live, known);
    for (const { kind, id } of unknown) known.add(keyOf(kind, id));
    found.unmanaged.push(...unknown);
  }
  return found;
}

function groups(
  managed: readonly StackResource[],
  accounts: readonly (string | undefined)[],
  withUnmanaged: boolean,
): Group[] {
  const byPlace = Map.groupBy(managed, (one) => JSON.stringify([one.kind, accountOf(one)]));
  const places = accounts.flatMap((account) => kindNames.map((kind) => ({ kind, account })));
  return places
    .map((place) => ({ ...place, resources: byPlace.get(JSON.stringify([place.kind, place.account])) ?? [] }))
    .filter(({ resources }) => withUnmanaged || resources.length > 0);
}

/**
 * Returns the objects of one kind in the account by identity, from one list. A recorded object is read by itself if the list lacks it, or if
 * an account can have any number of them.
 */
async function liveObjects(client: Client, { kind, resources }: Group): Promise<ReadonlyMap<string, Live>> {
  const { resource, listed } = entryOf(kind);
  const found = new Map(listed === "all" ? await liveById(resource, client) : []);
  for (const one of resources.filter((one) => !found.has(identityIn(one)))) {
    const live = await resource.calls.read(client, one.id, one.outputs.values);
    if (live !== undefined) found.set(identityIn(one), live);
  }
  return found;
}

function driftIn({ kind, inputs, outputs, hasKeyOrder }: StackResource, live: Live | undefined): Drift | undefined {
  const { resource } = entryOf(kind);
  // What the program leaves to the account with `ignoreChanges` is compared with nothing.
  const prior = { ...outputs, ignored: inputs.ignored };
  if (live === undefined || hasKeyOrder) return driftOf(resource, prior, live);
  const values = propertiesInOrderOf(outputs.values, outputsOf(resource, live, {}), orderedNames(resource));
  return driftOf(resource, { ...prior, values }, live);
}

function sort(found: FoundDrift, one: StackResource, drift: Drift | undefined) {
  const { urn, name, kind, id, inputs, outputs, encrypted } = one;
  const managed = { urn, name, kind, id };
  if (drift?.state === "gone") found.vanished.push(managed);
  if (drift?.state !== "changed") return;
  const closed = new Set(encrypted.map((path) => propertyOf(pathText(path))));
  const isEncrypted = ({ path, from }: Change) => from === REDACTED && closed.has(propertyOf(path));
  const paths = drift.changes.filter(isEncrypted).map(({ path }) => path);
  if (paths.length > 0) found.uncompared.push({ ...managed, paths });
  const visible = drift.changes.filter((change) => !isEncrypted(change));
  if (visible.length === 0) return;
  const { resource } = entryOf(kind);
  const recordedVersion = recordedVersionOf(resource, outputs.values);
  const { liveVersion } = drift;
  const isLeft = ({ path }: Change) => isLeftToAccount(resource, inputs.values, propertyOf(path));
  const left = new Set(visible.filter(isLeft).map(({ path }) => propertyOf(path)));
  found.changed.push({
    ...managed,
    ...(typeof recordedVersion === "number" && { recordedVersion }),
    ...(typeof liveVersion === "number" && { liveVersion }),
    changes: visible.map((change) => ({
      path: change.path,
      from: withRedactedUrls(change.from),
      to: withRedactedUrls(change.to),
      declared: !isLeft(change),
    })),
    undeclared: undeclaredIn(one, [...left]),
  });
}

/** How a program declares properties as they were before somebody else changed them. */
function undeclaredIn({ kind, inputs, outputs }: StackResource, names: readonly string[]): Undeclared[] {
  const { properties, invariants } = entryOf(kind).resource;
  const before = present(
    Object.fromEntries(names.map((name) => [name, outputs.values[name] ?? properties[name]?.absent])),
  );
  const refusals = invariants?.({ ...inputs.values, ...before }, inputs.values) ?? [];
  return names.map((property) => {
    const line = properties[property];
    const value = (line && treatmentOf(line).input?.(before[property])) ?? before[property];
    if (value === undefined) return { property, reason: "had no value, and the API cannot clear it" };
    const refusal = refusals.find((one) => propertyOf(one.property) === property);
    if (refusal !== undefined) return { property, reason: refusal.reason };
    return { property, line: `${property}: ${inFull(withRedactedUrls(value))},` };
  });
}

const keyOf = (kind: KindName, identity: string): string => JSON.stringify([kind, identity]);

/** Returns the objects of a list that are not `known`. Empty for a kind whose objects are read one by one. */
function unmanagedOf(
  { kind, account }: Group,
  live: ReadonlyMap<string, Live>,
  known: ReadonlySet<string>,
): Unmanaged[] {
  const { resource, names } = entryOf(kind);
  return [...live]
    .filter(([identity]) => !known.has(keyOf(kind, identity)))
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
