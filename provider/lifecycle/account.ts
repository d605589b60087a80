import type { Client } from "../../api/client";
import { FailedCheck } from "../failures";
import type { Live } from "../table/kind";
import { computedOf } from "../table/outputs";
import type { Bundle } from "../values/bundle";
import type { Values } from "../values/json";
import { type Context, recordedAccount } from "./context";

/** The account that a live object names, where it is not the one that the stack is for. */
function otherAccount({ kind, run }: Context, live: Live, { account }: Values): string | undefined {
  const named = kind.accountOutput === undefined ? undefined : computedOf(kind, live)[kind.accountOutput];
  const { accountSid } = run.settings(account);
  return accountSid === undefined || typeof named !== "string" || named === accountSid ? undefined : named;
}

const mismatch = (accountSid: string | undefined, named: string): string =>
  `the credentials belong to account ${named}, and this stack is configured for ${accountSid}. Correct twilio-intelligence:accountSid or the credentials`;

/**
 * Refuses a create whose credentials belong to another account than the stack's. For kinds whose answers name no account: one look at the
 * account's other objects for each process, because the answer of the create would not tell.
 */
export async function refuseOtherAccount(context: Context, client: Client, values: Values): Promise<void> {
  const { kind, run } = context;
  const { accountSid, username } = run.settings(values.account);
  if (accountSid === undefined || username === accountSid) return;
  if (kind.accountOutput !== undefined || kind.request === undefined) return;
  const named = await run.accountOf(client);
  if (named === undefined || named === accountSid) return;
  throw new Error(`Could not create ${kind.noun}: ${mismatch(accountSid, named)}. Nothing was created.`);
}

/** Removes an object that was created in another account than the stack's, and refuses the create. */
export async function removeFromOtherAccount(context: Context, client: Client, live: Live, values: Values) {
  const { kind, run } = context;
  const named = otherAccount(context, live, values);
  if (named === undefined) return;
  const id = kind.idOf(live.value);
  const why = mismatch(run.settings(values.account).accountSid, named);
  const rest = await kind.calls.delete(client, id, {}, run.log).then(
    () => "What was created there is deleted again.",
    (error: unknown) => `Delete ${kind.noun} ${id} there by hand (${error instanceof Error ? error.message : error}).`,
  );
  throw new Error(`Could not create ${kind.noun}: ${why}. ${rest}`);
}

/** Refuses to import an object of another account than the stack's. */
export function refuseForeignImport(context: Context, id: string, live: Live, values: Values): void {
  const named = otherAccount(context, live, values);
  if (named === undefined) return;
  const why = mismatch(context.run.settings(values.account).accountSid, named);
  throw new FailedCheck("import", `cannot be followed: ${context.kind.noun} ${id} was found, but ${why}`);
}

/** Whether a replacement stays in the account of the old object. `false` where that is not known. */
export function staysInAccount({ kind, run }: Context, prior: Bundle, desired: Bundle): boolean {
  if (prior.values.account === desired.values.account) return true;
  const recorded = recordedAccount(kind, prior);
  return recorded !== undefined && recorded === run.settings(desired.values.account).accountSid;
}
