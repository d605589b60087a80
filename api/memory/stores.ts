import type { Client, Recover, Versioned } from "../client";
import { type Collection, fetchOne, newTarget, target, undefinedIfNotFound } from "../object";
import { fetchOperation, type Started, start } from "../operation";
import { type Limit, listV3 } from "../paging";
import { operationId, responseId } from "../wire/ids";
import {
  MEMORY_PAGE_SIZE_MAX,
  type MemoryStore,
  type MemoryStoreBody,
  type MemoryStorePatch,
  memoryStore,
} from "../wire/memory/memoryStore";

const host = "memory";

const stores: Collection = { noun: "Memory Store", path: "/v1/ControlPlane/Stores", id: responseId, host };

/** Operations of the Memory API. Pass it to `finish`. */
export const memoryOperations: Collection = {
  noun: "Memory operation",
  path: "/v1/ControlPlane/Operations",
  id: operationId,
  idMembers: ["operationId"],
  host,
};

/**
 * Starts the creation of a Memory Store. The finished operation contains the id. The store is usable when its `status` is `ACTIVE`.
 *
 * @param recover Recovers the write if its response is lost: the API has no idempotency key, but names are unique in the account.
 */
export const createMemoryStore = (
  client: Client,
  body: MemoryStoreBody,
  recover?: Recover<Started>,
): Promise<Started> => start(client, { ...newTarget(stores, body.displayName), method: "POST", json: body }, recover);

/** Returns a Memory Store, or `undefined` if the account has no such store. */
export const fetchMemoryStore = (client: Client, id: string): Promise<Versioned<MemoryStore> | undefined> =>
  fetchOne(client, stores, id, memoryStore);

/**
 * Starts an update of the fields in the patch.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 * @throws ConflictError if `ifMatch` is not the current ETag.
 */
export const updateMemoryStore = async (
  client: Client,
  id: string,
  patch: MemoryStorePatch,
  ifMatch: string,
  recover?: Recover<Started>,
): Promise<Started> =>
  start(client, { ...target(stores, "update", id), idMembers: [], method: "PATCH", json: patch, ifMatch }, recover);

/** Starts a delete, which permanently removes all data of the store. Returns `undefined` if the store is already gone. */
export const deleteMemoryStore = async (client: Client, id: string): Promise<Started | undefined> =>
  undefinedIfNotFound(start(client, { ...target(stores, "delete", id), idMembers: [], method: "DELETE" }));

/** Lists the Memory Stores of the account. The API lists only ids, so each store takes one more request. */
export async function* listMemoryStores(client: Client, { limit }: Limit = {}): AsyncGenerator<MemoryStore> {
  const ids: string[] = [];
  for await (const id of listV3(client, responseId, { ...stores, pageSize: MEMORY_PAGE_SIZE_MAX, limit })) ids.push(id);
  const found = await Promise.all(ids.map((id) => fetchMemoryStore(client, id)));
  // A store can be deleted after its id was listed.
  for (const one of found) if (one !== undefined) yield one.value;
}

/** Returns an operation, or `undefined` if it does not exist. The text of its error is safe to print. */
export const fetchMemoryOperation = (client: Client, id: string) => fetchOperation(client, memoryOperations, id);
