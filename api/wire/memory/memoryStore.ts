import { z } from "zod";
import { responseId } from "../ids";

/** Documented limits of a Memory Store. */
export const memoryStoreLimits = { displayNameMax: 64, descriptionMax: 128 } as const;

/** Maximum page size of the list of ids. */
export const MEMORY_PAGE_SIZE_MAX = 100;

/** Body of a create. `displayName` is unique in the account. */
export const memoryStoreBody = z.strictObject({
  displayName: z
    .string()
    .min(1)
    .max(memoryStoreLimits.displayNameMax)
    .regex(/^[a-zA-Z0-9-]*$/, "may hold letters, digits and - only"),
  description: z.string().min(1).max(memoryStoreLimits.descriptionMax).optional(),
});
export type MemoryStoreBody = z.infer<typeof memoryStoreBody>;

/** Body of an update, with only the fields that change. No documented value clears `description`. */
export const memoryStorePatch = memoryStoreBody.partial();
export type MemoryStorePatch = z.infer<typeof memoryStorePatch>;

/** Memory Store, as the API returns it. `dataAsOf` changes without a write. */
export const memoryStore = z.looseObject({
  id: responseId,
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  status: z.string().nullish(),
  intelligenceServiceId: z.string().nullish(),
  version: z.int().nullish(),
  dataAsOf: z.string().nullish(),
});
export type MemoryStore = z.infer<typeof memoryStore>;
