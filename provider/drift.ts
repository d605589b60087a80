import type { Client } from "../api/client";
import { briefly } from "./connect";
import type { Bag, Definition } from "./definition";
import type { Change } from "./json";
import { changesBetween, outputsOf } from "./record";

/** What became of an object since this stack last saw it. */
export type Drift = { kind: "vanished" } | { kind: "changed"; liveVersion: number | undefined; changes: Change[] };

/** How an object differs from what is recorded of it; `undefined` where it does not. A version alone that moved is no drift. */
export function driftOf<I extends object, L, R extends object>(
  definition: Definition<I, L, R>,
  recorded: Bag,
  live: L | undefined,
): Drift | undefined {
  if (live === undefined) return { kind: "vanished" };
  const liveVersion = definition.versionOf(live);
  const isSame = recorded.version !== undefined && recorded.version === liveVersion;
  const now = outputsOf(definition, { value: live }, recorded, isSame);
  const found = changesBetween(definition.properties, recorded, now);
  return found.length === 0 ? undefined : { kind: "changed", liveVersion, changes: found };
}

/** Lists the objects of one kind once for each account, on the first call. */
export function listedOnce<I extends object, L, R extends object>(
  definition: Definition<I, L, R>,
): (client: Client) => Promise<ReadonlyMap<string, L>> {
  const lists = new WeakMap<Client, Promise<ReadonlyMap<string, L>>>();
  return (client) => {
    const list = lists.get(client) ?? liveById(definition, briefly(client));
    lists.set(client, list);
    return list;
  };
}

/** Every object of one kind in the account, by its id: one list, however many are asked for. */
export async function liveById<I extends object, L, R extends object>(
  definition: Definition<I, L, R>,
  client: Client,
): Promise<ReadonlyMap<string, L>> {
  const found = new Map<string, L>();
  for await (const live of definition.list(client)) found.set(definition.idOf(live), live);
  return found;
}
