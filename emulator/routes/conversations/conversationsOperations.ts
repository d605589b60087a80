import type { Context } from "hono";
import type { ApiOptions } from "../../apiOptions";
import { notFound } from "../../http/envelope";
import type { OperationFailure } from "../../store/operationFailure";
import { Operations, type StoredOperation } from "../../store/operations";
import type { Store } from "../../store/store";
import { isoTimestamp } from "../../values/timestamp";
import { IdempotencyKeys } from "./idempotency";

/** A checked write. */
export interface PlannedWrite {
  /** Id of the written object. */
  subjectId: string;
  /** Failure of the operation; null if it succeeds. */
  failure: OperationFailure | null;
  apply: (operation: StoredOperation) => void;
}

/** The asynchronous operations of the Conversations API: the 202 answer, the status, and `Idempotency-Key`. */
export class ConversationsOperations {
  readonly #operations: Operations;
  readonly #keys: IdempotencyKeys;

  constructor(store: Store, { lagMs }: ApiOptions) {
    this.#operations = new Operations(store, "conv_operation", lagMs);
    this.#keys = new IdempotencyKeys(store);
  }

  /** Repeats the answer to the first request with this `Idempotency-Key`. Without one, does the write that `plan` returns. */
  accept(c: Context, body: unknown, plan: () => PlannedWrite): Response {
    const before = this.#keys.operationOf(c, body);
    const repeated = before === undefined ? undefined : this.#operations.get(before);
    if (repeated !== undefined) return this.#accepted(c, repeated);
    const { subjectId, failure, apply } = plan();
    const begun = this.#operations.begin(subjectId, failure, (operation) => {
      this.#keys.remember(c, body, operation.operationId);
      apply(operation);
    });
    return this.#accepted(c, begun);
  }

  /** Returns the status of an operation. Throws 404. */
  read(url: string, id: string): Record<string, unknown> {
    const found = this.#operations.get(id);
    if (found === undefined) throw notFound(`The operation ${id}`);
    const { operationId, subjectId, createdAt, until, failure } = found;
    const status = this.#operations.status(found);
    const isOver = status !== "PENDING" && status !== "RUNNING";
    const statusUrl = address(url, operationId);
    return {
      operationId,
      status,
      createdAt,
      ...(isOver && { completedAt: isoTimestamp(new Date(until)) }),
      statusUrl,
      related: relatedTo(subjectId),
      ...(isOver && failure !== null && { error: problem(failure.detail, statusUrl) }),
    };
  }

  #accepted(c: Context, { operationId, subjectId }: StoredOperation): Response {
    const statusUrl = address(c.req.url, operationId);
    return c.json({ statusUrl, related: relatedTo(subjectId) }, 202, {
      "operation-id": operationId,
      location: statusUrl,
      "retry-after": this.#operations.retryAfter(),
    });
  }
}

/** Returns the member that names the object of an operation. */
const relatedTo = (subjectId: string) =>
  subjectId.startsWith("conv_conversation_") ? { conversationId: subjectId } : { configurationId: subjectId };

const address = (url: string, operationId: string): string =>
  `${new URL(url).origin}/v2/ControlPlane/Operations/${operationId}`;

/** Returns an RFC 9457 problem. It has no Twilio code. */
const problem = (detail: string, instance: string) => ({
  type: "about:blank",
  title: "The operation failed",
  status: 400,
  detail,
  instance,
});
