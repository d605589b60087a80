import type { Client } from "../../../api/client";
import { few } from "../../../api/messageText";
import { briefly } from "../../client";
import type { ConflictPolicy } from "../../settings";
import { compare } from "../../table/compare";
import { recordedVersionOf } from "../../table/kind";
import { isLeftToAccount } from "../../table/outputs";
import type { Bundle } from "../../values/bundle";
import { type Context, clientFor, identityOf } from "../context";
import { changedInAccount, table } from "./conflict";
import { policyOf } from "./conflictPolicy";
import { driftOf } from "./drift";

/** An object of which a preview tells whether somebody else has changed it. */
interface Asked {
  id: string;
  prior: Bundle;
  desired: Bundle;
  /** Whether the program changes it. */
  isChanged: boolean;
}

/** Longest list of paths in a message. */
const MAX_PATHS = 12;

const OUTLOOK: Record<ConflictPolicy, string> = {
  fail: "`pulumi up` will refuse to update it.",
  merge: "`pulumi up` will keep both sides, and refuse where they changed the same.",
  overwrite: "`pulumi up` will overwrite that.",
};

/** Warning of a preview about an object that somebody else has changed; `undefined` where nobody has. Never throws: a preview can do without. */
export async function driftWarning(context: Context, asked: Asked): Promise<string | undefined> {
  const { kind, run } = context;
  const { id, prior } = asked;
  if (recordedVersionOf(kind, prior.values) === undefined || run.isRefreshed(id)) return undefined;
  try {
    const client = clientFor(context, "read", id, prior);
    const value = await run.previewLists.find(kind, client, identityOf(kind, id, prior.values));
    const live = value === undefined ? await kind.calls.read(briefly(client), id, prior.values) : { value };
    return compareWithAccount(context, asked, live);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${kind.noun} ${id} could not be compared with the account. ${reason}`;
  }
}

function compareWithAccount(
  { kind, run }: Context,
  { id, prior, desired, isChanged }: Asked,
  live: Parameters<typeof driftOf>[2],
): string | undefined {
  const drift = driftOf(kind, { ...prior, ignored: desired.ignored }, live);
  if (drift === undefined) return undefined;
  if (drift.state === "gone") {
    return `${kind.noun} ${id} is no longer in the account. \`pulumi refresh\` takes it out of the state, and the next \`pulumi up\` makes it again.`;
  }
  const { ours } = compare(kind, { prior, desired });
  const recordedVersion = recordedVersionOf(kind, prior.values);
  const outlook = OUTLOOK[policyOf(desired.values, run.settings(prior.values.account))];
  return [
    changedInAccount({ noun: kind.noun, id, recordedVersion, liveVersion: drift.liveVersion }),
    ...table("now", drift.changes, { ours, isLeft: (name) => isLeftToAccount(kind, desired.values, name) }),
    `${isChanged ? outlook : "The program does not change it."} \`pulumi refresh\` takes the account's values into the state.`,
  ].join("\n");
}

/**
 * Warning about an object that is deleted, and that somebody else has changed since this stack last saw it: by path alone, because
 * nobody decides anything by the values any more. Never throws: it must not stand in the way.
 */
export async function deleteWarning(
  { kind, run }: Context,
  client: Client,
  id: string,
  prior: Bundle,
): Promise<string | undefined> {
  if (recordedVersionOf(kind, prior.values) === undefined) return undefined;
  const live = await run.list(kind, client).catch(() => undefined);
  if (live === undefined)
    return `${kind.noun} ${id} is deleted, and the account could not be asked whether somebody else has changed it.`;
  const drift = driftOf(kind, prior, live.get(identityOf(kind, id, prior.values)));
  if (drift?.state !== "changed") return undefined;
  const paths = drift.changes.map(({ path }) => path);
  return `${kind.noun} ${id} is deleted with changes that this stack has not seen: ${few(paths, MAX_PATHS)}.`;
}
