import type { Bundle } from "../values/bundle";
import { type Context, clientFor, identityOf, inTurn } from "./context";
import { deleteWarning } from "./drift/driftPreview";

/** Deletes an object, unless another resource of this run has it: after a rename without alias, or where a resource replaces itself. */
export async function deleteObject(context: Context, id: string, prior: Bundle): Promise<void> {
  const { kind, run } = context;
  if (run.keeps(kind, identityOf(kind, id, prior.values))) {
    run.client(prior.values).recovering("leftToOwner");
    run.log.warn(`${kind.noun} ${id} stays in the account: another resource of this run has it.`);
    return;
  }
  refuseRenamed(context, id, prior);
  const client = clientFor(context, "delete", id, prior);
  const refusal = await kind.refusesDelete?.(client, id, prior.values, (other) => run.list(other, client));
  if (refusal !== undefined) throw new Error(`Could not delete ${kind.noun} ${id}: ${refusal}`);
  const warning = await deleteWarning(context, client, id, prior);
  await inTurn(context, id, prior, () => kind.calls.delete(client, id, prior.values, run.log));
  if (warning !== undefined) run.log.warn(warning);
}

/**
 * Refuses to delete an object if a resource with its unique name could not be created in this run. After a failed create, the engine deletes
 * only with `--continue-on-error` and an inline program.
 */
function refuseRenamed({ kind, run }: Context, id: string, { values }: Bundle): void {
  const { unique } = kind;
  if (unique === undefined || ![id, String(values[unique])].some((what) => run.isNotCreated(kind, what))) return;
  throw new Error(
    `Could not delete ${kind.noun} ${id}: a resource with the same ${unique} could not be created in this run, and may be this one under another name. Follow the error of that resource, then run \`pulumi up\` again.`,
  );
}
