import { traceOf } from "../credentials";
import { PartialWrite } from "../failures";
import { adopting, compare, treatmentOf } from "../table/compare";
import type { Kind, Live } from "../table/kind";
import { managedNames, outputsOf } from "../table/outputs";
import type { Bundle, Notes, Side } from "../values/bundle";
import { memberOf, present, type Values } from "../values/json";
import { above, below, type Path } from "../values/paths";
import { secretTexts, textsIn } from "../values/secrets";
import { show } from "../values/show";
import type { Context } from "./context";

/** Where a write went. */
type At = Pick<Notes, "account" | "credentials">;

/** Returns the outputs of an object that was just written. */
function writtenOutputs(kind: Kind, live: Live, desired: Bundle, at: At): Bundle {
  // What is left to the account is recorded as it is there, and not as the program says.
  const { values } =
    desired.ignored === undefined ? desired : adopting(kind, desired, outputsOf(kind, live, desired.values));
  return outputsFor(kind, outputsOf(kind, live, values, true), desired, at);
}

/** Returns the outputs after a change of nothing but what the state records for the program: all else as it was. */
export function recordedOutputs(kind: Kind, prior: Bundle, desired: Bundle): Bundle {
  const values = Object.entries(kind.properties).map(([name, { management }]) => [
    name,
    (management === "local" ? desired : prior).values[name],
  ]);
  return outputsFor(kind, present({ ...prior.values, ...Object.fromEntries(values) }), desired, prior.notes);
}

function outputsFor(kind: Kind, values: Values, desired: Bundle, { account, credentials }: At): Bundle {
  return {
    values,
    secrets: followed(kind, desired, values),
    notes: {
      managed: managedNames(kind, desired.values),
      account: kind.accountOutput === undefined ? account : undefined,
      credentials,
      kept: desired.notes.kept,
    },
  };
}

/** The secret places of one side, where the same items stand in other values of the object. */
export const followed = (kind: Kind, { values, secrets }: Side, observed: Values): Path[] =>
  Object.entries(kind.properties).flatMap(([name, property]) => {
    const within = below(secrets, name);
    if (within.length === 0) return [];
    const places = treatmentOf(property).follow?.(within, values[name], observed[name]) ?? within;
    return above(places, name);
  });

/** Secret places of the state before that the program does not declare any more, where the account still has the secret. */
function stillSecret(kind: Kind, prior: Side, desired: Side, observed: Values): Path[] {
  const texts = new Set(secretTexts(prior));
  return followed(kind, prior, observed).filter((path) => {
    const held = textsIn(path.reduce<unknown>(memberOf, observed));
    const declared = textsIn(path.reduce<unknown>(memberOf, desired.values));
    return held.some((text) => texts.has(text) && !declared.includes(text));
  });
}

/** One write that the account has answered. */
export interface Written {
  verb: "created" | "updated";
  id: string;
  live: Live;
  desired: Bundle;
  /** The state before an update. */
  prior?: Side;
}

/**
 * The outputs of a write, once the object is there.
 *
 * @throws PartialWrite where it does not come, or does not hold what was declared: the object stays in the state.
 */
export async function completed(context: Context, written: Written): Promise<Bundle> {
  const { kind, run } = context;
  const { id, verb, desired, prior } = written;
  const settings = run.settings(desired.values.account);
  const at = { account: settings.accountSid, credentials: traceOf(settings) };
  const client = run.client(desired.values);
  const outputsOfWrite = (): Bundle => {
    const outputs = writtenOutputs(kind, live, desired, at);
    const kept = prior === undefined ? [] : stillSecret(kind, prior, desired, outputs.values);
    return kept.length === 0 ? outputs : { ...outputs, secrets: [...outputs.secrets, ...kept] };
  };
  let { live } = written;
  try {
    live = (await kind.completion?.wait(client, live, desired.values, run.log)) ?? live;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PartialWrite(id, outputsOfWrite(), message);
  }
  const outputs = outputsOfWrite();
  const { missing } = compare(kind, { desired, observed: outputs.values });
  if (missing.length === 0) return outputs;
  const list = missing.map(({ path, from, to }) => `${path} is ${show(from)}, declared ${show(to)}`).join("; ");
  throw new PartialWrite(
    id,
    outputs,
    `${kind.noun} ${id} was ${verb}, but the account does not hold what was declared: ${list}. Declare what the account holds, or ask Twilio support why it does not take the value.`,
  );
}

/** Returns the state that a create with these values would have left for a live object. `accountSid`: account of the stack, if configured. */
export function asIfCreated(
  kind: Kind,
  live: Live,
  desired: Values,
  accountSid: string | undefined,
): { inputs: Bundle; outputs: Bundle } {
  const values = kind.prepare?.(desired, {}) ?? desired;
  const inputs: Bundle = { values, secrets: [], notes: {} };
  return { inputs, outputs: writtenOutputs(kind, live, inputs, { account: accountSid }) };
}
