import type { Context } from "hono";
import type { ApiOptions } from "../../apiOptions";
import { notFound } from "../../http/envelope";
import { Operations, type StoredOperation } from "../../store/operations";
import type { Store } from "../../store/store";
import { isoTimestamp } from "../../values/timestamp";

/** The asynchronous operations of the Memory API. The 202 answer does not contain the store's id; the finished operation does. */
export class MemoryOperations {
  readonly #operations: Operations;

  constructor(store: Store, { lagMs }: ApiOptions) {
    this.#operations = new Operations(store, "mem_operation", lagMs);
  }

  /** Starts an operation on the store `storeId`, calls `apply` with it, and answers 202. */
  accept(c: Context, storeId: string, apply: (operation: StoredOperation) => void): Response {
    const { operationId } = this.#operations.begin(storeId, null, apply);
    const statusUrl = address(c.req.url, operationId);
    const headers = { ...this.#headers(operationId), location: statusUrl };
    return c.json({ message: "The request was accepted", statusUrl }, 202, headers);
  }

  /** Returns the status of an operation. Throws 404. */
  read(c: Context, id: string): Response {
    const found = this.#operations.get(id);
    if (found === undefined) throw notFound(`The operation ${id}`);
    const { operationId, subjectId, createdAt, until, failure } = found;
    const status = this.#operations.status(found);
    const isOver = status !== "PENDING" && status !== "RUNNING";
    const answer = {
      operationId,
      status,
      createdAt,
      statusUrl: address(c.req.url, operationId),
      ...(isOver && { completedAt: isoTimestamp(new Date(until)) }),
      ...(status === "COMPLETED" && { result: { type: "RESOURCE_ID", id: subjectId } }),
      ...(status === "FAILED" && failure !== null && { error: errorOf(failure.code, failure.detail) }),
    };
    return c.json(answer, 200, this.#headers(operationId));
  }

  #headers(operationId: string): Record<string, string> {
    return { "operation-id": operationId, "retry-after": this.#operations.retryAfter() };
  }
}

const address = (url: string, operationId: string): string =>
  `${new URL(url).origin}/v1/ControlPlane/Operations/${operationId}`;

const errorOf = (code: number, detail: string) => ({
  type: `https://www.twilio.com/docs/errors/${code}`,
  title: "The operation failed",
  code,
  detail,
});
