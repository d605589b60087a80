import type { Client } from "../../api/client";
import { quote, visible } from "../../api/messageText";
import type { Kind } from "../table/kind";
import type { Bundle, Side } from "../values/bundle";
import type { Values } from "../values/json";
import { below, isWhole } from "../values/paths";
import type { Run } from "./run";

/** One kind of object in one run: what every call of the engine is about. */
export interface Context {
  kind: Kind;
  /** Properties that name an object, the best first. */
  names: readonly string[];
  run: Run;
}

/** Returns the current identity of a recorded object. */
export const identityOf = ({ identityOf }: Kind, id: string, outputs: Values): string =>
  identityOf?.(id, outputs) ?? id;

/** Error for an object that another resource of the program has: each of the two would undo what the other one does. */
export const sharingError = ({ noun }: Kind, verb: string, id: string, identity: string): Error =>
  new Error(
    `Could not ${verb} ${noun} ${id}: another resource of this program has ${identity === id ? "it" : identity}. Remove one of the two resources, then run \`pulumi up\` again.`,
  );

/** SID of the account that an object was made in, where its state tells. */
export function recordedAccount(
  { accountOutput }: Kind,
  { values, notes }: Pick<Bundle, "values" | "notes">,
): string | undefined {
  const account = accountOutput === undefined ? notes.account : values[accountOutput];
  return typeof account === "string" ? account : undefined;
}

/** The name of an object in the account, unless it is secret. */
function nameOf({ names }: Context, { values, secrets }: Side): string | undefined {
  const property = names.find((name) => typeof values[name] === "string" && !below(secrets, name).some(isWhole));
  return property === undefined ? undefined : String(values[property]);
}

/** How a message begins that the engine does not print next to the resource: with its name in the account, unless that is secret. */
export function titleOf(context: Context, side: Side): string {
  const name = nameOf(context, side);
  return name === undefined ? "" : `${visible(name)}: `;
}

/** Returns the name of an object without an id for an error, as in `Service "calls"`. */
export function newObject(context: Context, side: Side): string {
  const name = nameOf(context, side);
  return name === undefined ? context.kind.noun : `${context.kind.noun} "${quote(name)}"`;
}

/**
 * The client for an object that is recorded. Under another account's credentials it would seem gone: a refresh would drop it
 * from the state, a delete would leave it in place.
 */
export function clientFor({ kind, run }: Context, verb: string, id: string, { values, notes }: Bundle): Client {
  const settings = run.settings(values.account);
  const account = recordedAccount(kind, { values, notes });
  if (account !== undefined && settings.accountSid !== undefined && account !== settings.accountSid) {
    throw new Error(
      `Could not ${verb} ${kind.noun} ${id}: it belongs to account ${account}, and this stack is configured for ${settings.accountSid}. Set twilio-intelligence:accountSid and the credentials of the account that it was made in.`,
    );
  }
  return run.connect(settings);
}

/** Does a write in turn, where another kind writes to the same object. `id`: empty for an object that is yet to be created. */
export const inTurn = <T>(
  { kind, run }: Context,
  id: string,
  { values }: Side,
  write: () => Promise<T>,
): Promise<T> => {
  const turn = kind.turnOf?.(id, values);
  return turn === undefined ? write() : run.turns.take(turn, write);
};
