import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { type ApiError, CancelledError, NetworkError, UnexpectedShapeError } from "./errors";
import { encodeForm, type FormValue } from "./form";
import { errorFrom, parseJson, requestId } from "./problem";
import { decide, type Failure, isRateLimit, type Kind } from "./retry";
import { actionOf, type Subject } from "./subject";
import { type Host, type HttpReply, type HttpRequest, type Transport, TransportError } from "./transport";

/** A value with the ETag that came with it, to be sent back as it is. */
export interface Versioned<T> {
  value: T;
  etag?: string | undefined;
  /** How long the API asks to wait before the next look, in ms. */
  retryAfterMs?: number | undefined;
}

/** One operation of the API. */
export interface Operation extends Subject {
  method: HttpRequest["method"];
  /** Default: `intelligence`. */
  host?: Host | undefined;
  path: string;
  /** A v2 body. */
  form?: Record<string, FormValue>;
  /** A v3 body. */
  json?: unknown;
  /** The version that the write is based on. */
  ifMatch?: string | undefined;
  /** A UUID that makes a write safe to send again, for the calls that take one. */
  idempotencyKey?: string;
}

/**
 * Looks whether a write whose answer was lost has happened: the object if so, `undefined` if it has not, and the write may be
 * sent again. Throws where that cannot be told.
 */
export type Settle<T> = (lost: Failure) => Promise<Versioned<T> | undefined>;

/** Passes the time between two attempts; rejects as soon as the signal is aborted. */
export type Wait = (delayMs: number, signal: AbortSignal | undefined) => Promise<void>;

const realWait: Wait = (delayMs, signal) => sleep(delayMs, undefined, { signal });

/** Requests with credentials, retries, and answers checked against their schema. */
export class Client {
  readonly #transport: Transport;
  readonly #signal: AbortSignal | undefined;
  readonly #wait: Wait;

  constructor(transport: Transport, signal?: AbortSignal, wait: Wait = realWait) {
    this.#transport = transport;
    this.#signal = signal;
    this.#wait = wait;
  }

  /** How far the server's clock is ahead of this machine's, in ms, by the `Date` of the last answer. */
  get clockSkewMs(): number {
    return this.#transport.clockSkewMs;
  }

  /** Scheme, host and port of the API. */
  get origin(): string {
    return this.#transport.origin();
  }

  /** The same client, whose requests and waits stop when the signal is aborted. */
  with(signal: AbortSignal): Client {
    return new Client(this.#transport, signal, this.#wait);
  }

  /**
   * Sends an operation that answers with an object. A `create` or an `update` whose answer is lost is settled by `settle`;
   * without it, the loss is an error.
   */
  async call<T>(operation: Operation, schema: z.ZodType<T>, settle?: Settle<T>): Promise<Versioned<T>> {
    const started = Date.now();
    const failed = { byRateLimit: 0, otherwise: 0 };
    for (;;) {
      const outcome = await this.#attempt(operation, schema);
      if ("value" in outcome) return outcome;
      const decision = decide({
        kind: kindOf(operation),
        failure: outcome.failure,
        attempt: ++failed[isRateLimit(outcome.failure) ? "byRateLimit" : "otherwise"],
        elapsedMs: Date.now() - started,
        now: Date.now(),
        random: Math.random(),
      });
      if (decision.action === "stop" || (decision.action === "look" && settle === undefined)) throw outcome.error;
      await this.#pause(decision.delayMs, operation);
      const settled = decision.action === "look" ? await settle?.(outcome.failure) : undefined;
      if (settled !== undefined) return settled;
    }
  }

  async #attempt<T>(
    operation: Operation,
    schema: z.ZodType<T>,
  ): Promise<Versioned<T> | { failure: Failure; error: ApiError }> {
    let reply: HttpReply;
    try {
      reply = await this.#transport.send(this.#request(operation));
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return {
        failure: { type: "network", cause: error.reason },
        error: networkError(operation, error, this.#transport.origin(operation.host)),
      };
    }
    if (reply.status < 200 || reply.status > 299) {
      return { failure: statusFailure(reply), error: errorFrom(reply, operation) };
    }
    const parsed = schema.safeParse(reply.status === 204 ? null : parseJson(reply.text));
    if (parsed.success) {
      const seconds = Number(header(reply, "retry-after") ?? Number.NaN);
      return {
        value: parsed.data,
        etag: header(reply, "etag"),
        retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
      };
    }
    return { failure: { type: "body" }, error: shapeError(operation, reply, parsed.error) };
  }

  #request({ method, host, path, form, json, ifMatch, idempotencyKey }: Operation): HttpRequest {
    const headers: Record<string, string> = {};
    if (form !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    if (json !== undefined) headers["content-type"] = "application/json";
    if (ifMatch !== undefined) headers["if-match"] = ifMatch;
    if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
    const body = form !== undefined ? encodeForm(form) : json !== undefined ? JSON.stringify(json) : undefined;
    return { method, host, path, headers, body, signal: this.#signal };
  }

  async #pause(delayMs: number, operation: Operation): Promise<void> {
    try {
      await this.#wait(delayMs, this.#signal);
    } catch {
      throw new CancelledError({ action: actionOf(operation) });
    }
  }
}

/** What decides whether it may be sent again: with a key, a write is as repeatable as a read. */
const kindOf = ({ verb, idempotencyKey }: Operation): Kind =>
  verb === "list" || idempotencyKey !== undefined ? "read" : verb;

const header = (reply: HttpReply, name: string): string | undefined => {
  const value = reply.headers[name];
  return typeof value === "string" ? value : undefined;
};

const statusFailure = (reply: HttpReply): Failure => ({
  type: "status",
  status: reply.status,
  retryAfter: header(reply, "retry-after"),
  rateLimitReset: header(reply, "x-ratelimit-reset") ?? header(reply, "x-rate-limit-reset"),
});

function networkError(operation: Operation, error: TransportError, origin: string): ApiError {
  const facts = { action: actionOf(operation) };
  switch (error.reason) {
    case "cancelled":
      return new CancelledError(facts);
    case "oversized":
      return new UnexpectedShapeError(facts, `the answer of ${origin} is larger than any that the API documents`);
    case "refused":
      return new NetworkError(facts, `${origin} could not be reached (${error.detail})`);
    case "untrusted":
      return new NetworkError(
        facts,
        `no secure connection to ${origin}: its certificate is not trusted, or it does not speak TLS (${error.detail})`,
      );
    case "timeout":
      return new NetworkError(facts, `${origin} gave no answer in time (${error.detail})`);
    case "dropped":
      return new NetworkError(facts, `${origin} broke the connection off (${error.detail})`);
  }
}

/** Names the first path that is wrong, or says that the answer is no JSON at all. */
function shapeError(operation: Operation, reply: HttpReply, error: z.ZodError): UnexpectedShapeError {
  const facts = { action: actionOf(operation), status: reply.status, requestId: requestId(reply) };
  if (parseJson(reply.text) === undefined)
    return new UnexpectedShapeError(facts, "the answer is not JSON, or was cut off");
  const issue = error.issues[0];
  const path = issue === undefined || issue.path.length === 0 ? "the answer" : issue.path.map(String).join(".");
  return new UnexpectedShapeError(
    facts,
    `the answer has another shape than the API documents at ${path}: ${issue?.message}`,
  );
}
