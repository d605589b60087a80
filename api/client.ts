import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { type ApiError, CancelledError } from "./errors";
import { encodeForm, type FormValue } from "./form";
import { Gate } from "./gate";
import { errorFrom, mismatchError, networkError, parseJson, shapeError } from "./problem";
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
  /** Members of the answer that repeat the object's id: one of them has to. */
  idMembers?: readonly string[] | undefined;
  /** A UUID that makes a write safe to send again, for the calls that take one. */
  idempotencyKey?: string;
}

/**
 * Looks whether a write whose answer was lost has happened: the object if so, `undefined` if it has not, and the write may be
 * sent again. Throws where that cannot be told.
 */
export type Settle<T> = (lost: Failure) => Promise<Versioned<T> | undefined>;

/** The present, and a way to let it pass that rejects as soon as the signal is aborted. In ms since 1970. */
export interface Clock {
  now(): number;
  wait(delayMs: number, signal: AbortSignal | undefined): Promise<void>;
}

const realClock: Clock = {
  now: () => Date.now(),
  wait: (delayMs, signal) => sleep(delayMs, undefined, { signal }),
};

/** How one attempt ended, and when it went out. */
type Outcome<T> = { sent: number } & (Versioned<T> | { failure: Failure; error: ApiError });

/** Requests with credentials, retries, and answers checked against their schema. */
export class Client {
  readonly #transport: Transport;
  readonly #signal: AbortSignal | undefined;
  readonly #clock: Clock;
  readonly #gate: Gate;

  constructor(transport: Transport, signal?: AbortSignal, clock: Clock = realClock, gate: Gate = new Gate()) {
    this.#transport = transport;
    this.#signal = signal;
    this.#clock = clock;
    this.#gate = gate;
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
    return new Client(this.#transport, signal, this.#clock, this.#gate);
  }

  /** A text of the server's without the credentials of this client, for a message. */
  masked(text: string): string {
    return this.#transport.masked(text);
  }

  /**
   * Sends an operation that answers with an object. A `create` or an `update` whose answer is lost is settled by `settle`;
   * without it, the loss is an error.
   */
  async call<T>(operation: Operation, schema: z.ZodType<T>, settle?: Settle<T>): Promise<Versioned<T>> {
    const failed = { byRateLimit: 0, otherwise: 0 };
    for (let started: number | undefined; ; ) {
      const outcome = await this.#attempt(operation, schema, failed.byRateLimit > 0);
      if ("value" in outcome) return outcome;
      // From the first request on: the line before the gate is no failure.
      started ??= outcome.sent;
      const now = this.#clock.now();
      const decision = decide({
        kind: kindOf(operation),
        failure: outcome.failure,
        attempt: ++failed[isRateLimit(outcome.failure) ? "byRateLimit" : "otherwise"],
        elapsedMs: now - started,
        now: now + this.#skew(),
        random: Math.random(),
      });
      if (decision.action === "stop" || (decision.action === "look" && settle === undefined)) throw outcome.error;
      if (isRateLimit(outcome.failure)) {
        this.#gate.refused(outcome.sent, now, now + decision.delayMs);
        continue;
      }
      await this.#pause(decision.delayMs, operation);
      if (decision.action !== "look") continue;
      const settled = await settle?.(outcome.failure);
      if (settled !== undefined) return settled;
      if (decision.last) throw outcome.error;
    }
  }

  /** Goes through the gate; `again` goes before what was not sent yet. */
  async #attempt<T>(operation: Operation, schema: z.ZodType<T>, again: boolean): Promise<Outcome<T>> {
    await this.#cancellable(operation, this.#gate.enter(again, this.#signal));
    try {
      await this.#turn(operation);
      const sent = this.#clock.now();
      const outcome = await this.#exchange(operation, schema);
      if (!("failure" in outcome && isRateLimit(outcome.failure))) this.#gate.passed(sent);
      return { sent, ...outcome };
    } finally {
      this.#gate.leave();
    }
  }

  /** Waits until the request may go out. */
  async #turn(operation: Operation): Promise<void> {
    for (let reserved = Number.NEGATIVE_INFINITY; this.#gate.isShutAt(reserved); ) {
      const now = this.#clock.now();
      reserved = this.#gate.reserve(now);
      if (reserved > now) await this.#pause(reserved - now, operation);
    }
  }

  async #exchange<T>(
    operation: Operation,
    schema: z.ZodType<T>,
  ): Promise<Versioned<T> | { failure: Failure; error: ApiError }> {
    const masked = (text: string) => this.masked(text);
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
      return { failure: statusFailure(reply), error: errorFrom(reply, operation, masked) };
    }
    const parsed = schema.safeParse(reply.status === 204 ? null : parseJson(reply.text));
    if (!parsed.success)
      return { failure: { type: "body" }, error: shapeError(reply, operation, parsed.error, masked) };
    const mismatch = mismatchError(reply, operation, parsed.data, masked);
    if (mismatch !== undefined) return { failure: { type: "body" }, error: mismatch };
    const seconds = Number(header(reply, "retry-after") ?? Number.NaN);
    return {
      value: parsed.data,
      etag: header(reply, "etag"),
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
    };
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

  /** What to add to this machine's time where it is wrong. `Date` is cut to the second, so that less says nothing. */
  #skew(): number {
    return Math.abs(this.clockSkewMs) < DATE_PRECISION_MS ? 0 : this.clockSkewMs;
  }

  #pause(delayMs: number, operation: Operation): Promise<void> {
    return this.#cancellable(operation, this.#clock.wait(delayMs, this.#signal));
  }

  async #cancellable(operation: Operation, wait: Promise<void>): Promise<void> {
    try {
      await wait;
    } catch {
      throw new CancelledError({ action: actionOf(operation) });
    }
  }
}

const DATE_PRECISION_MS = 2000;

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
