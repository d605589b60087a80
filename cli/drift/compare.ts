import { connect } from "../../provider/connect";
import { withoutInternals } from "../../provider/internals";
import { type Change, masked, propertyOf } from "../../provider/json";
import type { Progress } from "../progress";
import { withMaskedUrls } from "../review/mask";
import { accountOf, type Stack, type StackResource } from "../stack";
import { KINDS, type Kind, type Look } from "./kinds";

/** One object of the state. */
interface Managed {
  urn: string;
  /** Its name in the program. */
  name: string;
  /** Its class. */
  kind: string;
  id: string;
}

export interface Changed extends Managed {
  /** Absent for a kind without versions. */
  recordedVersion?: number;
  liveVersion?: number;
  changes: Change[];
}

export interface Unmanaged {
  kind: string;
  id: string;
  title?: string;
  /** The name of its account in the stack's configuration, where it is not that of the stack. */
  account?: string;
}

export interface Comparison {
  stack: string;
  /** How many objects of the state were compared. */
  compared: number;
  changed: Changed[];
  vanished: Managed[];
  /** Paths that differ from the state, or may, and of which it has only the cipher. */
  uncompared: (Managed & { paths: string[] })[];
  /** Empty where it was not asked for. */
  unmanaged: Unmanaged[];
}

/** Objects of one class in one account: what one list answers for. */
interface Group {
  kind: string;
  account: string | undefined;
  resources: StackResource[];
}

/** Compares a state with the accounts. `withUnmanaged`: looks for what the state does not have, too. Only reads. */
export async function compare(stack: Stack, withUnmanaged: boolean, progress: Progress): Promise<Comparison> {
  const managed = stack.resources.filter(({ kind, external }) => !external && kind in KINDS);
  const found: Comparison = {
    stack: stack.name,
    compared: managed.length,
    changed: [],
    vanished: [],
    uncompared: [],
    unmanaged: [],
  };
  for (const group of groups(managed, withUnmanaged)) {
    const kind = KINDS[group.kind];
    if (kind === undefined) continue;
    progress.say(`Looking at each ${kind.noun}…`);
    requireAccount(stack, kind, group);
    const recorded = group.resources.map((one) => ({ ...one, outputs: comparable(one) }));
    const look = await kind.look(connect(stack.settings(group.account)), recorded);
    for (const one of recorded) sort(found, one, look);
    if (withUnmanaged) found.unmanaged.push(...unmanagedOf(group, look));
  }
  return found;
}

function groups(managed: readonly StackResource[], withUnmanaged: boolean): Group[] {
  const byPlace = Map.groupBy(managed, (one) => JSON.stringify([one.kind, accountOf(one)]));
  const accounts = new Set<string | undefined>([undefined, ...managed.map(accountOf)]);
  const places = [...accounts].flatMap((account) => Object.keys(KINDS).map((kind) => ({ kind, account })));
  return places
    .map((place) => ({ ...place, resources: byPlace.get(JSON.stringify([place.kind, place.account])) ?? [] }))
    .filter(({ resources }) => withUnmanaged || resources.length > 0);
}

/** With another account's credentials everything would seem gone. */
function requireAccount(stack: Stack, kind: Kind, { account, resources }: Group): void {
  const { accountSid } = stack.settings(account);
  const foreign = resources.find(({ outputs }) => {
    const theirs = kind.accountSidOf(outputs);
    return theirs !== undefined && accountSid !== undefined && theirs !== accountSid;
  });
  if (foreign === undefined) return;
  throw new Error(
    `${kind.noun} ${foreign.id} belongs to account ${kind.accountSidOf(foreign.outputs)}, and the credentials are for ${accountSid}. Set those of the account that the stack was made in.`,
  );
}

/** The recorded outputs without what nobody could compare: a secret of which the state has only the cipher. */
const comparable = ({ outputs }: StackResource) => withoutInternals(outputs);

function sort(found: Comparison, resource: StackResource, look: Look): void {
  const { urn, name, kind, id, outputs, secret, encrypted } = resource;
  const drift = look.driftOf(resource);
  const managed = { urn, name, kind, id };
  if (drift?.kind === "vanished") found.vanished.push(managed);
  if (drift?.kind !== "changed") return;
  const isHidden = ({ path }: Change) => encrypted.has(propertyOf(path));
  const hidden = drift.changes.filter(isHidden).map(({ path }) => path);
  if (hidden.length > 0) found.uncompared.push({ ...managed, paths: hidden });
  const visible = drift.changes.filter((change) => !isHidden(change));
  if (visible.length === 0) return;
  const { version } = outputs;
  found.changed.push({
    ...managed,
    ...(typeof version === "number" && { recordedVersion: version }),
    ...(drift.liveVersion !== undefined && { liveVersion: drift.liveVersion }),
    changes: masked(visible, secret).map(({ path, from, to }) => ({
      path,
      from: withMaskedUrls(from),
      to: withMaskedUrls(to),
    })),
  });
}

const unmanagedOf = ({ kind, account, resources }: Group, look: Look): Unmanaged[] =>
  look.others(resources).map(({ id, title }) => ({
    kind,
    id,
    ...(title !== undefined && { title }),
    ...(account !== undefined && { account }),
  }));
