import type { Call, Client, Recover, Versioned } from "./client";
import { OperationFailedError, OperationPendingError, UnexpectedShapeError } from "./errors";
import { quote } from "./messageText";
import { type Collection, fetchOne } from "./object";
import { type Pace, poll } from "./poll";
import { actionOf } from "./subject";
import { accepted, hasEnded, type Operation, operation } from "./wire/operation";

/** A write that the API has accepted and processes asynchronously. */
export interface Started {
  /** Id of the operation. Absent if there is nothing to wait for. */
  operationId?: string | undefined;
  /** Id of the object, if it is already known. */
  id?: string | undefined;
  /** Pause before the first poll that the API asks for, in ms. */
  retryAfterMs?: number | undefined;
}

/** Returns the last segment of a URL's path. In a `statusUrl`, it is the operation's id. */
const lastSegment = (url: string | null | undefined): string | undefined => url?.split(/[?#]/)[0]?.split("/").at(-1);

const started = accepted.nullish().transform(
  (body): Started => ({
    operationId: lastSegment(body?.statusUrl) || undefined,
    id: body?.related?.configurationId ?? undefined,
  }),
);

/**
 * Sends a write that the API accepts with a 202. The id of its operation is in a header or in the `statusUrl`.
 *
 * @throws UnexpectedShapeError if the response names neither an operation nor an object.
 */
export async function start(client: Client, call: Call, recover?: Recover<Started>): Promise<Started> {
  const { value, operationId, retryAfterMs } = await client.call(call, started, recover);
  const begun: Started = { ...value, operationId: operationId ?? value.operationId, retryAfterMs };
  if (begun.operationId === undefined && begun.id === undefined) {
    throw new UnexpectedShapeError({ action: actionOf(call) }, "the response names no operation to wait for");
  }
  return begun;
}

/** Returns an operation, or `undefined` if it does not exist. The text of its error is safe to print. */
export function fetchOperation(
  client: Client,
  operations: Collection,
  id: string,
): Promise<Versioned<Operation> | undefined> {
  const safe = (text: string | null | undefined) => (text ? quote(client.redact(text)) : text);
  const readable = operation.transform((one) =>
    one.error ? { ...one, error: { ...one.error, title: safe(one.error.title), detail: safe(one.error.detail) } } : one,
  );
  return fetchOne(client, operations, id, readable);
}

/**
 * Polls the operation of a write until it has finished. The server's `Retry-After` takes precedence over the given pace. Returns the id
 * of the object, if a response names it.
 *
 * @param action Action for messages, as in `create Memory Store "a"`.
 * @throws OperationFailedError with Twilio's reason, if the operation failed or was cancelled.
 * @throws OperationPendingError if the operation has not finished within `pace.withinMs`.
 *
 * @example
 * ```ts
 * const started = await createMemoryStore(client, { displayName: "support" });
 * const pace = { firstMs: 500, longestMs: 5_000, withinMs: 120_000 };
 * const id = await finish(client, memoryOperations, started, pace, 'create Memory Store "support"');
 * ```
 */
export async function finish(
  client: Client,
  operations: Collection,
  { operationId, id, retryAfterMs }: Started,
  pace: Pace,
  action: string,
): Promise<string | undefined> {
  if (operationId === undefined) return id;
  const timer = { now: () => client.now(), wait: (delayMs: number) => client.wait(delayMs, action) };
  await timer.wait(Math.min(retryAfterMs ?? pace.firstMs, pace.withinMs));
  const ended = await poll(
    async () => {
      const found = await fetchOperation(client, operations, operationId);
      // A new operation can be missing at first and appear later.
      const isOver = found !== undefined && hasEnded(found.value);
      return { done: isOver ? found.value : undefined, pauseMs: found?.retryAfterMs || undefined };
    },
    pace,
    timer,
  );
  if (ended === undefined) throw new OperationPendingError({ action }, operationId, pace.withinMs);
  if (ended.status !== "COMPLETED")
    throw new OperationFailedError({ action, ...codeOf(ended) }, operationId, reasonOf(ended));
  return id ?? ended.related?.configurationId ?? ended.result?.id ?? undefined;
}

const codeOf = ({ error }: Operation) => ({ twilioCode: error?.code ?? undefined });

function reasonOf({ status, error }: Operation): string {
  const reason = error?.detail || error?.title || undefined;
  return status === "CANCELLED"
    ? `was cancelled${reason ? `: ${reason}` : ""}`
    : `failed: ${reason ?? "the API gives no reason"}`;
}
