import { compare, concernsAccount } from "../table/compare";
import type { Bundle } from "../values/bundle";
import { hasUnknown } from "../values/unknown";
import { staysInAccount } from "./account";
import { announce } from "./announce/announce";
import { type Context, identityOf, sharingError, titleOf } from "./context";
import { driftWarning } from "./drift/driftPreview";
import { guardReplacement } from "./drift/replacement";
import { tryCredentials } from "./recordedCredentials";

export interface Diff {
  changes: boolean;
  /** Names of the changed properties that make a new object. */
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** Compares the recorded outputs with the program's inputs. `desired` has passed `check`. */
export async function diff(context: Context, id: string, prior: Bundle, desired: Bundle): Promise<Diff> {
  const { kind, run } = context;
  const settings = run.settings(desired.values.account);
  await tryCredentials(context, prior, desired);
  const { changed, ours } = compare(kind, { prior, desired });
  refuseSharing(context, id, desired);
  announce(context, { prior, desired, ours });
  const isWritten = concernsAccount(kind, changed);
  const all = isWritten && (kind.replacement?.always?.(desired.values, settings) ?? false);
  const replaces = [...changed].filter((name) => all || kind.properties[name]?.options.replaces);
  // Every replacement looks at the old object first; an update only if the settings ask for it.
  let warning: string | undefined;
  if (replaces.length > 0) warning = await replacementWarning(context, id, { prior, desired, replaces });
  else if (settings.checkDrift) warning = await driftWarning(context, { id, prior, desired, isChanged: isWritten });
  if (warning !== undefined) run.log.warn(warning);
  run.know(id);
  if (replaces.length > 0) run.replacing(kind, id, prior);
  else {
    warnOfImport(context, id, desired);
    keep(context, id, prior, desired);
  }
  return {
    changes: changed.size > 0 || (kind.completion?.isPending?.(prior.values) ?? false),
    replaces,
    deleteBeforeReplace:
      replaces.length > 0 &&
      staysInAccount(context, prior, desired) &&
      (kind.replacement?.deletesFirst?.(prior.values, desired.values) ?? false),
  };
}

/** Warning about the values that a replacement loses. A replacement that depends on values that are not known yet is not refused. */
async function replacementWarning(
  context: Context,
  id: string,
  { prior, desired, replaces }: { prior: Bundle; desired: Bundle; replaces: readonly string[] },
): Promise<string | undefined> {
  try {
    return await guardReplacement(context, id, prior, desired);
  } catch (error) {
    if (replaces.some((name) => !hasUnknown(desired.values[name]))) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return `${replaces.join(", ")} is not known yet. If it changes, \`pulumi up\` will refuse this replacement. ${reason}`;
  }
}

/** Records what the resource has, and will have. */
function keep({ kind, run }: Context, id: string, prior: Bundle, desired: Bundle): void {
  const before = identityOf(kind, id, prior.values);
  if (hasUnknown(desired.values)) {
    run.ask(kind, before);
    return;
  }
  run.own(kind, before);
  const after = identityOf(kind, id, desired.values);
  if (!run.want(kind, after, before)) throw sharingError(kind, "update", id, after);
}

/** Two resources must not have one object: a delete of one would take it from the other. */
function refuseSharing(context: Context, id: string, desired: Bundle): void {
  const { kind, run } = context;
  if (run.isImported(id)) {
    throw new Error(
      `${titleOf(context, desired)}${kind.noun} ${id} is in this stack already, and another resource of the program imports it. Remove the other resource or its \`import\` option.`,
    );
  }
}

function warnOfImport(context: Context, id: string, desired: Bundle): void {
  const { imported = id } = desired.notes;
  if (imported === id) return;
  context.run.log.warn(
    `${titleOf(context, desired)}import: "${imported}" is not followed, because the resource is ${id} already. Remove the option.`,
  );
}
