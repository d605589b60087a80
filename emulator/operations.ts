import { createHash } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import { type Operation, operationStatus } from "../api/wire/conversations/configuration";
import type { ApiOptions } from "./app";
import { iso } from "./body";
import type { Collection, Kind } from "./collection";
import { invalid, notFound } from "./envelope";
import { newTtid } from "./ids";
import type { Store } from "./store";

/** How long an `Idempotency-Key` is remembered. */
const KEY_LIFE_MS = 24 * 3600 * 1000;

const storedOperation = z.object({
  operationId: z.string(),
  configurationId: z.string(),
  createdAt: z.string(),
  /** When it ends, in ms. */
  until: z.number(),
  outcome: operationStatus.exclude(["PENDING"]),
  /** Why it fails. */
  detail: z.string().nullable(),
});
export type StoredOperation = z.infer<typeof storedOperation>;

const operationKind: Kind<StoredOperation> = {
  kind: "operation",
  schema: storedOperation,
  id: ({ operationId }) => operationId,
  touch: (stored) => stored,
};

const rememberedKey = z.object({ key: z.string(), request: z.string(), operationId: z.string(), until: z.number() });
type RememberedKey = z.infer<typeof rememberedKey>;

const keyKind: Kind<RememberedKey> = {
  kind: "idempotency-key",
  schema: rememberedKey,
  id: ({ key }) => key,
  touch: (stored) => stored,
};

/** The writes that are answered with 202 and go on behind it. */
export class Operations {
  readonly #store: Store;
  readonly #lagMs: number;
  readonly #all: Collection<StoredOperation>;
  readonly #keys: Collection<RememberedKey>;

  constructor(store: Store, { lagMs }: ApiOptions) {
    this.#store = store;
    this.#lagMs = lagMs;
    this.#all = store.collection(operationKind);
    this.#keys = store.collection(keyKind);
  }

  /** Throws 404. */
  read(url: string, id: string): Operation {
    const found = this.#all.get(id);
    if (found === undefined) throw notFound(`The operation ${id}`);
    const { operationId, configurationId, createdAt, until, outcome, detail } = found;
    const isPending = this.#store.now().getTime() < until;
    return {
      operationId,
      status: isPending ? "PENDING" : outcome,
      createdAt,
      ...(!isPending && { completedAt: iso(new Date(until)) }),
      statusUrl: address(url, operationId),
      related: { configurationId },
      ...(!isPending && detail !== null && { error: problem(detail, address(url, operationId)) }),
    };
  }

  /** The answer that the request's `Idempotency-Key` was given before, if any. Throws 400 for a key that is none or stands for another request. */
  repeated(c: Context, body: unknown): Response | undefined {
    const key = keyOf(c);
    const found = key === undefined ? undefined : this.#keys.get(key);
    if (found === undefined || found.until <= this.#store.now().getTime()) return undefined;
    if (found.request !== fingerprint(c, body)) throw invalid("Idempotency-Key: was used for another request");
    const operation = this.#all.get(found.operationId);
    return operation && this.#accepted(c, operation);
  }

  /** Notes an operation that ends as `outcome` says, does `apply` with it, and answers 202. */
  begin(
    c: Context,
    body: unknown,
    planned: Pick<StoredOperation, "configurationId" | "detail">,
    apply: (operationId: string) => void,
  ): Response {
    const now = this.#store.now();
    const operation: StoredOperation = {
      ...planned,
      operationId: newTtid("conv_operation", now),
      createdAt: iso(now),
      until: now.getTime() + this.#lagMs,
      outcome: planned.detail === null ? "COMPLETED" : "FAILED",
    };
    this.#store.atomically(() => {
      this.#all.insert(operation);
      this.#remember(c, body, operation.operationId, now);
      apply(operation.operationId);
    });
    return this.#accepted(c, operation);
  }

  #remember(c: Context, body: unknown, operationId: string, now: Date): void {
    const key = keyOf(c);
    if (key === undefined) return;
    this.#keys.delete(key);
    const until = now.getTime() + KEY_LIFE_MS;
    this.#keys.insert({ key, request: fingerprint(c, body), operationId, until });
  }

  #accepted(c: Context, { operationId, configurationId }: StoredOperation): Response {
    const statusUrl = address(c.req.url, operationId);
    return c.json({ statusUrl, related: { configurationId } }, 202, {
      "operation-id": operationId,
      location: statusUrl,
      "retry-after": String(Math.ceil(this.#lagMs / 1000)),
    });
  }
}

const address = (url: string, operationId: string): string =>
  `${new URL(url).origin}/v2/ControlPlane/Operations/${operationId}`;

const problem = (detail: string, instance: string) => ({
  type: "about:blank",
  title: "The operation failed",
  status: 400,
  detail,
  instance,
});

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
