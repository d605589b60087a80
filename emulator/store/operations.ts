import { z } from "zod";
import { isoTimestamp } from "../values/timestamp";
import type { Collection, Kind } from "./collection";
import { type OperationFailure, operationFailure } from "./operationFailure";
import type { Store } from "./store";

const storedOperation = z.object({
  operationId: z.string(),
  /** Id of the written object. */
  subjectId: z.string(),
  createdAt: z.string(),
  /** Begin and end of the operation, in ms. */
  from: z.number(),
  until: z.number(),
  failure: operationFailure.nullable(),
});
export type StoredOperation = z.infer<typeof storedOperation>;

/** The asynchronous operations of one host: writes that are answered with 202. */
export class Operations {
  readonly #store: Store;
  readonly #idPrefix: string;
  readonly #all: Collection<StoredOperation>;
  readonly lagMs: number;

  /** `idPrefix` is the prefix of the host's operation ids. It distinguishes them from those of other hosts. */
  constructor(store: Store, idPrefix: string, lagMs: number) {
    this.#store = store;
    this.#idPrefix = idPrefix;
    this.#all = store.collection(operationKind(idPrefix));
    this.lagMs = lagMs;
  }

  get(id: string): StoredOperation | undefined {
    return this.#all.get(id);
  }

  /** Stores an operation on `subjectId` and calls `apply` with it, in one transaction. A planned failure takes precedence over `failure`. */
  begin(
    subjectId: string,
    failure: OperationFailure | null,
    apply: (operation: StoredOperation) => void,
  ): StoredOperation {
    const now = this.#store.now();
    const operation: StoredOperation = {
      operationId: this.#store.ids.ttid(this.#idPrefix, now),
      subjectId,
      createdAt: isoTimestamp(now),
      from: now.getTime(),
      until: now.getTime() + this.lagMs,
      failure: this.#store.takePlannedOperationFailure() ?? failure,
    };
    this.#store.atomically(() => {
      this.#all.insert(operation);
      apply(operation);
    });
    return operation;
  }

  /** Returns PENDING for the first half of the lag, RUNNING for the second, then the final status. */
  status({ from, until, failure }: StoredOperation): "PENDING" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELLED" {
    const now = this.#store.now().getTime();
    if (now < (from + until) / 2) return "PENDING";
    if (now < until) return "RUNNING";
    return failure?.outcome ?? "COMPLETED";
  }

  /** Returns the `Retry-After` of an answer about an operation: the lag in whole seconds. */
  retryAfter(): string {
    return String(Math.ceil(this.lagMs / 1000));
  }
}

const operationKind = (idPrefix: string): Kind<StoredOperation> => ({
  kind: `operation ${idPrefix}`,
  schema: storedOperation,
  id: ({ operationId }) => operationId,
  touch: (stored) => stored,
});
