import { createHash } from "node:crypto";
import { z } from "zod";
import type { Kind } from "../../store/collection";
import { lagSchema, visibleAt } from "../../store/lag";
import { isoTimestamp } from "../../values/timestamp";

const content = z.object({
  id: z.string(),
  displayName: z.string(),
  description: z.string().optional(),
  /** Status after provisioning, from `readyAt` on. */
  status: z.enum(["QUEUED", "PROVISIONING", "ACTIVE", "FAILED"]),
  intelligenceServiceId: z.string().nullable(),
  version: z.int().min(1),
  /** Begin and end of provisioning, in ms. */
  provisionedFrom: z.number(),
  readyAt: z.number(),
  /** Whether the store is deleted after its lag. */
  deleted: z.boolean(),
});
export type MemoryStoreContent = z.infer<typeof content>;
const storedMemoryStore = content.extend({ lag: lagSchema(content), operationId: z.string() });
export type StoredMemoryStore = z.infer<typeof storedMemoryStore>;

/** Returns the store with the next version. */
export const touched = (stored: StoredMemoryStore): StoredMemoryStore => ({ ...stored, version: stored.version + 1 });

export const memoryStoreKind: Kind<StoredMemoryStore> = {
  kind: "memory-store",
  schema: storedMemoryStore,
  id: ({ id }) => id,
  touch: touched,
};

/** Returns the status that the API shows at `now`. */
export function statusAt(
  { status, provisionedFrom, readyAt }: MemoryStoreContent,
  now: Date,
): MemoryStoreContent["status"] {
  if (now.getTime() < provisionedFrom) return "QUEUED";
  return now.getTime() < readyAt ? "PROVISIONING" : status;
}

/** Returns the members that an answer shows. */
export function memoryStoreView(stored: MemoryStoreContent, now: Date) {
  const { id, displayName, description, intelligenceServiceId, version } = stored;
  const status = statusAt(stored, now);
  const isActive = status === "ACTIVE";
  return {
    id,
    displayName,
    ...(description !== undefined && { description }),
    status,
    intelligenceServiceId: isActive ? intelligenceServiceId : null,
    version,
    // Changes with every read, as documented. A client must not treat it as a change of the store.
    ...(isActive && { dataAsOf: isoTimestamp(now) }),
  };
}

/** Returns an ETag in the API's format, base64 of JSON. It is opaque to clients. */
export function etagOf({ id, displayName, description, version }: MemoryStoreContent): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([id, displayName, description]))
    .digest("hex");
  return `"${Buffer.from(JSON.stringify({ v: version, d: digest.slice(0, 16) })).toString("base64")}"`;
}

/** Returns the store as the API shows it at `now`. */
export function visibleMemoryStore(stored: StoredMemoryStore, now: Date): MemoryStoreContent | undefined {
  const seen = visibleAt<MemoryStoreContent>(stored, now);
  return seen?.deleted ? undefined : seen;
}
