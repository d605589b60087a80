import { createHash } from "node:crypto";
import { z } from "zod";
import type { Kind } from "../../store/collection";
import { lagSchema, visibleAt } from "../../store/lag";
import { isoTimestamp } from "../../values/timestamp";

const content = z.object({
  id: z.string(),
  displayName: z.string(),
  description: z.string().optional(),
  /** The status that provisioning ends in, from `readyAt` on. */
  status: z.enum(["QUEUED", "PROVISIONING", "ACTIVE", "FAILED"]),
  intelligenceServiceId: z.string().nullable(),
  version: z.int().min(1),
  /** When provisioning begins and ends, in ms. */
  provisionedFrom: z.number(),
  readyAt: z.number(),
  /** Whether it is gone, once its lag is over. */
  deleted: z.boolean(),
});
export type MemoryStoreContent = z.infer<typeof content>;
const storedMemoryStore = content.extend({ lag: lagSchema(content), operationId: z.string() });
export type StoredMemoryStore = z.infer<typeof storedMemoryStore>;

/** The store after a change. */
export const touched = (stored: StoredMemoryStore): StoredMemoryStore => ({ ...stored, version: stored.version + 1 });

export const memoryStoreKind: Kind<StoredMemoryStore> = {
  kind: "memory-store",
  schema: storedMemoryStore,
  id: ({ id }) => id,
  touch: touched,
};

/** The status that the API shows at `now`. */
export function statusAt(
  { status, provisionedFrom, readyAt }: MemoryStoreContent,
  now: Date,
): MemoryStoreContent["status"] {
  if (now.getTime() < provisionedFrom) return "QUEUED";
  return now.getTime() < readyAt ? "PROVISIONING" : status;
}

/** The members that an answer shows. */
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
    // Moves by itself, as the documents say: nobody may take it for a change.
    ...(isActive && { dataAsOf: isoTimestamp(now) }),
  };
}

/** An ETag as the API writes it: JSON in base64, which says nothing to a client. */
export function etagOf({ id, displayName, description, version }: MemoryStoreContent): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([id, displayName, description]))
    .digest("hex");
  return `"${Buffer.from(JSON.stringify({ v: version, d: digest.slice(0, 16) })).toString("base64")}"`;
}

/** The store as the API shows it at `now`. */
export function visibleMemoryStore(stored: StoredMemoryStore, now: Date): MemoryStoreContent | undefined {
  const seen = visibleAt<MemoryStoreContent>(stored, now);
  return seen?.deleted ? undefined : seen;
}
