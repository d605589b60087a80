import { createHash } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import { invalid } from "../../http/envelope";
import type { Collection, Kind } from "../../store/collection";
import type { Store } from "../../store/store";

/** Lifetime of an `Idempotency-Key`. */
const KEY_LIFE_MS = 24 * 3600 * 1000;

const rememberedKey = z.object({ key: z.string(), request: z.string(), operationId: z.string(), until: z.number() });
type RememberedKey = z.infer<typeof rememberedKey>;

const keyKind: Kind<RememberedKey> = {
  kind: "idempotency-key",
  schema: rememberedKey,
  id: ({ key }) => key,
  touch: (stored) => stored,
};

/** Stores for 24 hours which operation an `Idempotency-Key` started. */
export class IdempotencyKeys {
  readonly #store: Store;
  readonly #keys: Collection<RememberedKey>;

  constructor(store: Store) {
    this.#store = store;
    this.#keys = store.collection(keyKind);
  }

  /** Returns the id of the operation that an earlier request with the same key started. Throws 400 for a key that is not a UUID, or that was used for another request. */
  operationOf(c: Context, body: unknown): string | undefined {
    const key = keyOf(c);
    const found = key === undefined ? undefined : this.#keys.get(key);
    if (found === undefined || found.until <= this.#store.now().getTime()) return undefined;
    if (found.request !== fingerprint(c, body)) throw invalid("Idempotency-Key: was used for another request");
    return found.operationId;
  }

  remember(c: Context, body: unknown, operationId: string): void {
    const key = keyOf(c);
    if (key === undefined) return;
    this.#keys.delete(key);
    const until = this.#store.now().getTime() + KEY_LIFE_MS;
    this.#keys.insert({ key, request: fingerprint(c, body), operationId, until });
  }
}

function keyOf(c: Context): string | undefined {
  const sent = c.req.header("idempotency-key");
  if (sent === undefined) return undefined;
  if (!z.guid().safeParse(sent).success) throw invalid("Idempotency-Key: must be a UUID");
  return `idempotency-key ${sent.toLowerCase()}`;
}

const fingerprint = (c: Context, body: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify([c.req.method, c.req.path, body ?? null]))
    .digest("hex");
