import type { Client, Settle } from "../api/client";
import { NotSettledError } from "../api/errors";
import type { Bag, Definition } from "./definition";
import { outputsOf, unheld } from "./record";

/** Ids that this process made: none of them answers for another object of the same content. */
const made = new Set<string>();

export const claim = (id: string): void => {
  made.add(id);
};

/** The API's dates are cut to the second, and so is the `Date` that clocks are compared by. */
const DATE_PRECISION_MS = 2000;

/**
 * Looks for an object whose create was sent and whose answer was lost: of the same name and content, made since the request
 * began, and not made by another create of this process. After a silence the server may still be at work, so that finding
 * nothing settles nothing.
 */
export function settleCreate<I extends object, L, R extends object>(
  definition: Definition<I, L, R>,
  client: Client,
  declared: Bag,
): Settle<L> {
  const started = Date.now();
  return async (lost) => {
    const found = await lookFor(definition, client, declared, started + client.clockSkewMs - DATE_PRECISION_MS);
    const [only, ...others] = found;
    if (only !== undefined && others.length === 0) return { value: only };
    if (only === undefined && !(lost.type === "network" && lost.cause === "timeout")) return undefined;
    throw new NotSettledError(
      { action: `create ${definition.noun}` },
      "the API's answer was lost, and the account does not tell whether the object was made",
      found.map(definition.idOf),
    );
  };
}

/** What may be the object. Where that cannot be looked up, the object may be there all the same, and has to be told of. */
async function lookFor<I extends object, L, R extends object>(
  definition: Definition<I, L, R>,
  client: Client,
  declared: Bag,
  since: number,
): Promise<L[]> {
  const found: L[] = [];
  const inputs = definition.checked.parse(declared);
  try {
    for await (const live of definition.list(client, inputs)) {
      if (!definition.goesBy?.(live, inputs)) continue;
      const outputs = outputsOf(definition, { value: live }, declared, true);
      const isRecent = Date.parse(definition.createdAt?.(live) ?? "") >= since;
      const isAlike = unheld(definition.properties, outputs, declared).length === 0;
      if (isRecent && isAlike && !made.has(definition.idOf(live))) found.push(live);
    }
  } catch (error) {
    const why = error instanceof Error && "why" in error ? error.why : String(error);
    throw new NotSettledError(
      { action: `create ${definition.noun}` },
      `the API's answer was lost, and whether the object was made cannot be looked up (${why})`,
      [],
    );
  }
  return found;
}
