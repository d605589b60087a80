import { z } from "zod";
import { fetchMemoryStore, listMemoryStores } from "../../api/memory/stores";
import { memoryStoreId } from "../../api/wire/ids";
import { memoryStore } from "../../api/wire/memory/memoryStore";
import { line, TEXT_MAX } from "../values/textTypes";
import { type Args, collectPlain, common, type ListArgs, list, oneOf, read, requireFound } from "./defineRead";
import { findByName } from "./findByName";
import type { Plain } from "./plainResult";

const noun = "Memory Store";

const getMemoryStoreArgs = oneOf(
  z.strictObject({
    ...common,
    /** Id of the store, `mem_store_…`. Either this or `displayName`. */
    id: memoryStoreId.optional(),
    /** Display name of the store, letter by letter. Either this or `id`. */
    displayName: line(TEXT_MAX).optional(),
  }),
  "id",
  "displayName",
);
export type GetMemoryStoreArgs = Args<typeof getMemoryStoreArgs>;
export type GetMemoryStoreResult = Plain<z.infer<typeof memoryStore>>;

export const getMemoryStore = read(
  "getMemoryStore",
  getMemoryStoreArgs,
  async (client, { id, displayName: name = "" }) => {
    if (id !== undefined) return requireFound(memoryStore, await fetchMemoryStore(client, id), { noun, id });
    return findByName(memoryStore, listMemoryStores(client), {
      noun,
      name,
      nameOf: (one) => one.displayName ?? null,
      label: (one) => one.id,
      hint: "Read one of them by its id",
    });
  },
);

const getMemoryStoresArgs = z.strictObject(list);
export type GetMemoryStoresArgs = ListArgs<typeof getMemoryStoresArgs>;

export const getMemoryStores = read("getMemoryStores", getMemoryStoresArgs, async (client, { limit }) =>
  collectPlain(memoryStore, listMemoryStores(client, { limit })),
);
