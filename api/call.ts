import type { FormValue } from "./form";
import type { Effect, Failure } from "./http/retry";
import type { Host, HttpRequest } from "./http/transport";
import type { Subject } from "./subject";

/** A value from the API, with the headers of its response. */
export interface Versioned<T> {
  value: T;
  /** ETag of the value. Send it back unchanged as `ifMatch`. */
  etag?: string | undefined;
  /** `Retry-After` of the response, in ms. */
  retryAfterMs?: number | undefined;
  /** Id of the operation that processes the write asynchronously. */
  operationId?: string | undefined;
}

/** One API call. */
export interface Call extends Subject {
  method: HttpRequest["method"];
  /** @default "intelligence" */
  host?: Host | undefined;
  path: string;
  /** Form body, for v2. */
  form?: Record<string, FormValue>;
  /** JSON body, for v3. */
  json?: unknown;
  /** Version that the write is based on. It is sent as `If-Match`. */
  ifMatch?: string | undefined;
  /** Members of the response that repeat the object's id. If any is present, at least one must match. */
  idMembers?: readonly string[] | undefined;
  /** UUID that makes a write safe to send again, for calls that accept an idempotency key. */
  idempotencyKey?: string;
}

/**
 * Recovers a lost write: checks whether a write with an unknown outcome happened. Returns the object if it did. Returns `undefined` if the
 * write did not happen and cannot happen any more, so that it is safe to send again. Throws if the outcome stays unknown. After a failure
 * for which `mayStillRun` is true, a missing object does not prove that the write failed.
 */
export type Recover<T> = (lost: Failure) => Promise<Versioned<T> | undefined>;

/** Returns the effect that decides about retries. A write with an idempotency key is as safe to repeat as a read. */
export const effectOf = ({ verb, idempotencyKey }: Call): Effect =>
  verb === "list" || idempotencyKey !== undefined ? "read" : verb;
