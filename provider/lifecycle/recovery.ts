import type { Client } from "../../api/client";
import { OutcomeUnknownError } from "../../api/errors";
import { mayStillRun } from "../../api/http/retry";
import { reasonOf } from "../../api/messageText";
import { poll } from "../../api/poll";
import { compare } from "../table/compare";
import type { Kind, Live, Recover } from "../table/kind";
import { outputsOf } from "../table/outputs";
import type { Side } from "../values/bundle";
import type { Values } from "../values/json";
import { type Context, newObject } from "./context";

/** The API's dates are cut to the second, and so is the `Date` that clocks are compared by. */
const DATE_PRECISION_MS = 2000;

/** One create whose answer may be lost. */
export interface Recoverable {
  client: Client;
  /** Program's values. */
  inputs: Side;
  /** The same with every default filled in. */
  desired: Values;
  /** Ids that the account had before; `undefined` where that is not known. */
  before: ReadonlySet<string> | undefined;
}

/**
 * Looks for an object whose create was sent and whose answer was lost: of the same name and content, created since the request
 * began, and not taken by another create of this run. After a silence the server may still be at work, so that finding nothing
 * proves nothing.
 */
export function recoverCreate(context: Context, create: Recoverable): Recover {
  const { kind, run } = context;
  const started = create.client.now();
  return async (lost) => {
    const found = await lookFor(context, create, started);
    const [only, ...others] = found;
    if (only !== undefined && others.length === 0 && run.claim(kind.idOf(only.value))) {
      create.client.recovering("createFound");
      return only;
    }
    if (found.length === 0 && !mayStillRun(lost)) return undefined;
    create.client.recovering("createInDoubt");
    throw new OutcomeUnknownError(
      { action: `create ${newObject(context, create.inputs)}` },
      "the API's answer was lost, and the account does not tell whether the object was made",
      found.map(({ value }) => kind.idOf(value)),
    );
  };
}

/** Finds candidates for the object. Waits for an object that appears late. */
async function lookFor(context: Context, create: Recoverable, started: number): Promise<Live[]> {
  const { kind, run } = context;
  const { recovery } = kind;
  if (recovery === undefined) return [];
  const look = async (): Promise<Live[]> => {
    const found: Live[] = [];
    for await (const value of kind.calls.list(create.client, create.desired)) {
      if (recovery.isNamed(value, create.desired) && isCandidate(kind, create, { value })) found.push({ value });
    }
    // Only now: the answers of the list have told how far the server's clock is ahead.
    const since = started + create.client.clockSkewMs - DATE_PRECISION_MS;
    const isNew = (value: Values): boolean =>
      recovery.createdAt === undefined
        ? create.before !== undefined
        : Date.parse(String(recovery.createdAt(value) ?? "")) >= since;
    return found.filter(({ value }) => !run.knows(kind.idOf(value)) && isNew(value));
  };
  try {
    const pace = { firstMs: 250, longestMs: 2_000, withinMs: recovery.visibleWithinMs ?? 0 };
    const found = await poll(
      async () => {
        const now = await look();
        return { done: now.length > 0 ? now : undefined };
      },
      pace,
      create.client,
    );
    return found ?? [];
  } catch (error) {
    throw new OutcomeUnknownError(
      { action: `create ${newObject(context, create.inputs)}` },
      `the API's answer was lost, and whether the object was made cannot be looked up (${reasonOf(error)})`,
      [],
    );
  }
}

function isCandidate(kind: Kind, { inputs, before }: Recoverable, live: Live): boolean {
  if (before?.has(kind.idOf(live.value))) return false;
  return compare(kind, { desired: inputs, observed: outputsOf(kind, live, inputs.values, true) }).missing.length === 0;
}
