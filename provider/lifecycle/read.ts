import type { Client } from "../../api/client";
import { traceOf } from "../credentials";
import { compare } from "../table/compare";
import { type Live, recordedVersionOf, versionOf } from "../table/kind";
import { inputsOf, managedNames, outputsOf } from "../table/outputs";
import type { Bundle } from "../values/bundle";
import type { Values } from "../values/json";
import { type Context, clientFor, identityOf } from "./context";
import { driftOf } from "./drift/drift";
import { followed } from "./written";

export interface Read {
  outputs: Bundle;
  /** Inputs of the object as the account has it now, where they differ from those in the state. */
  inputs?: Bundle | undefined;
}

/** Whether recorded outputs are those of a user's `get`, which hands over nothing but the account to read from. */
export const isOfGet = (outputs: Values): boolean => Object.keys(outputs).every((name) => name === "account");

/** Reads an object; `undefined` where it is gone. `prior`: the recorded outputs; without values for a user's `get`. */
export async function read(context: Context, id: string, prior: Bundle): Promise<Read | undefined> {
  const { kind, run } = context;
  const client = clientFor(context, "read", id, prior);
  const isGet = isOfGet(prior.values);
  const listed = isGet ? undefined : await unchangedInList(context, client, id, prior);
  const live = listed ?? (await kind.calls.read(client, id, prior.values));
  if (live === undefined && isGet) throw absentError(context, id, prior);
  if (live === undefined) return undefined;
  if (!isGet) {
    run.importRecorded(id);
    run.refreshed(id);
  }
  const recorded = recordedVersionOf(kind, prior.values);
  const values = outputsOf(
    kind,
    live,
    prior.values,
    recorded !== undefined && recorded === versionOf(kind, live.value),
  );
  const all = managedNames(kind, values);
  // What a user's `get` finds in the account counts as declared, and so does all that an earlier release recorded without a list.
  const managed = isGet ? all : all && (prior.notes.managed ?? all);
  const outputs: Bundle = {
    values,
    secrets: followed(kind, prior, values),
    notes: {
      managed,
      account: prior.notes.account,
      credentials: traceOf(run.settings(prior.values.account)),
    },
  };
  // Where nothing drifted, the inputs in the state say more: a rule that was only renamed has its new name in them alone.
  const drifted =
    isGet || prior.notes.kept !== undefined || compare(kind, { prior, observed: values }).theirs.length > 0;
  if (!drifted) return { outputs };
  return { outputs, inputs: { values: inputsOf(kind, values, managed), secrets: outputs.secrets, notes: {} } };
}

/**
 * The live object from the list of its kind, if the list shows that nothing has changed since it was recorded; `undefined` if only a read of
 * its own tells. A list has no ETags: the recorded one stays, and belongs to the recorded version alone.
 */
async function unchangedInList(
  { kind, run }: Context,
  client: Client,
  id: string,
  prior: Bundle,
): Promise<Live | undefined> {
  const value = await run.refreshLists.find(kind, client, identityOf(kind, id, prior.values));
  if (value === undefined || driftOf(kind, prior, { value }) !== undefined) return undefined;
  const { version = "", ifMatch = "" } = kind.versioned ?? {};
  if (version === ifMatch) return { value };
  const etag = prior.values[ifMatch];
  return typeof etag === "string" && value[version] === prior.values[version] ? { value, etag } : undefined;
}

/** The engine takes a `get` of what is not there for one of an object without properties. */
function absentError({ kind, run }: Context, id: string, { values }: Bundle): Error {
  const { accountSid } = run.settings(values.account);
  const where = accountSid === undefined ? "the account" : `account ${accountSid}`;
  return new Error(
    `Could not read ${kind.noun} ${id}: ${where} has none with this id. Correct the id that the program passes to \`get\`, or the credentials.`,
  );
}
