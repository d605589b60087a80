import type { z } from "zod";
import { type Call, effectOf, type Recover, type Versioned } from "./call";
import type { View } from "./clientParts";
import { type ApiError, CancelledError, isTwilioCode } from "./errors";
import { encodeForm } from "./form";
import { RateLimiter } from "./http/rateLimiter";
import { header, statusFailure } from "./http/replies";
import type { LoggedAttempt } from "./http/requestLog";
import { decide, type Failure, isRateLimit, moreUncertain } from "./http/retry";
import { type Host, type HttpReply, type HttpRequest, type Transport, TransportError } from "./http/transport";
import { type Clock, type Random, systemClock, systemRandom } from "./machine";
import { quote, redact } from "./messageText";
import { errorFrom, mismatchError, networkError, parseJson, shapeError } from "./problem";
import type { RecoveryPath } from "./recovery";
import { actionOf } from "./subject";

export type { Call, Recover, Versioned } from "./call";

/** Value of a successful response, or the failure of an attempt. */
type Exchange<T> = Versioned<T> | { failure: Failure; error: ApiError };

/** Result of one attempt, and the time when its request was sent. */
type Outcome<T> = { sent: number } & Exchange<T>;

/** Number of failed attempts of a call. */
interface FailedAttempts {
  byRateLimit: number;
  otherwise: number;
}

/**
 * Client of one account. It signs requests, limits their rate, retries them, and validates responses.
 *
 * @example
 * ```ts
 * const client = createClient({ username, password });
 * const service = await fetchService(client.with(AbortSignal.timeout(10_000)), sid);
 * ```
 */
export class Client {
  readonly #transport: Transport;
  readonly #view: View;
  readonly #signal: AbortSignal | undefined;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #rateLimiter: RateLimiter;

  constructor(transport: Transport, view: View = {}) {
    this.#transport = transport;
    this.#view = view;
    this.#signal = view.signal;
    this.#clock = view.clock ?? systemClock;
    this.#random = view.random ?? systemRandom;
    this.#rateLimiter = view.rateLimiter ?? new RateLimiter();
  }

  /** Difference between the server's clock and this machine's, in ms, from the `Date` of the last response. */
  get clockSkewMs(): number {
    return this.#transport.clockSkewMs;
  }

  /** Origin of the Intelligence API. */
  get origin(): string {
    return this.originOf("intelligence");
  }

  /** Returns the origin that requests to a host are sent to. */
  originOf(host: Host): string {
    return this.#transport.origin(host);
  }

  /** Returns a copy of this client whose requests and waits stop when the signal is aborted. */
  with(signal: AbortSignal): Client {
    return this.#seeing({ signal });
  }

  /** Returns a copy of this client whose requests and waits stop after a delay. */
  within(delayMs: number): Client {
    return this.with(this.#clock.deadline(delayMs));
  }

  /** Returns a copy of this client that requests each page of a list once, for a task that only reads. */
  cachingLists(): Client {
    return this.#seeing({ lists: new Map() });
  }

  /** Returns a copy of this client whose lists request each page, the first too, through the client that `nextPage` resolves to. */
  paging(nextPage: () => Promise<Client>): Client {
    return this.#seeing({ nextPage });
  }

  /** Returns a copy of this client that also redacts these texts wherever the server repeats them, before a message is shortened. */
  redacting(secrets: readonly string[]): Client {
    return this.#seeing({ secrets });
  }

  #seeing(view: View): Client {
    return new Client(this.#transport, { ...this.#view, rateLimiter: this.#rateLimiter, ...view });
  }

  /** Redacts the credentials of this client, and what `redacting` names, in text from the server. */
  redact(text: string): string {
    return this.#transport.redact(redact(text, this.#view.secrets ?? []));
  }

  /** Returns the current time, in ms since 1970. */
  now(): number {
    return this.#clock.now();
  }

  /** Records that a recovery path is taken. */
  recovering(path: RecoveryPath): void {
    this.#view.onRecovery?.(path);
  }

  /** Returns a new idempotency key. */
  newKey(): string {
    return this.#random.uuid();
  }

  /**
   * Waits for a delay.
   *
   * @throws CancelledError when the signal of this client is aborted.
   */
  wait(delayMs: number, action = "wait for the API"): Promise<void> {
    return this.#cancellable(action, this.#clock.wait(delayMs, this.#signal));
  }

  /**
   * Sends a call, and retries it as `decide` allows. A `create` or an `update` whose response is lost is recovered with `recover`. Without
   * it, a lost response is an error. A write with an idempotency key is sent again first, and recovered if no response arrives at last.
   *
   * @throws ApiError if the call failed.
   */
  async call<T>(call: Call, schema: z.ZodType<T>, recover?: Recover<T>): Promise<Versioned<T>> {
    const { nextPage } = this.#view;
    if (call.verb === "list" && nextPage !== undefined) return (await nextPage()).call(call, schema, recover);
    const cached = this.#view.lists?.get(cacheKey(call));
    if (cached !== undefined) {
      const known = this.#parse(cached, call, schema);
      if ("value" in known) return known;
    }
    const failed = { byRateLimit: 0, otherwise: 0 };
    let lost: Failure | undefined;
    for (let started: number | undefined; ; ) {
      const outcome = await this.#attempt(call, schema, failed);
      if ("value" in outcome) return outcome;
      // The clock starts with the first request: waiting for the rate limiter is not a failure.
      started ??= outcome.sent;
      const now = this.#clock.now();
      const decision = decide({
        effect: effectOf(call),
        failure: outcome.failure,
        attempt: ++failed[isRateLimit(outcome.failure) ? "byRateLimit" : "otherwise"],
        elapsedMs: now - started,
        now: now + this.#skew(),
        random: this.#random.fraction(),
      });
      lost = moreUncertain(lost, outcome.failure);
      if (decision.action === "stop" || (decision.action === "recover" && recover === undefined)) {
        const isKeyed = call.idempotencyKey !== undefined;
        const recovered = isKeyed && lost !== undefined ? await recover?.(lost) : undefined;
        if (recovered === undefined) throw outcome.error;
        this.recovering("keyedWriteFound");
        return recovered;
      }
      if (isRateLimit(outcome.failure)) {
        this.recovering("rateLimited");
        this.#rateLimiter.refused(outcome.sent, now, now + decision.delayMs);
        continue;
      }
      await this.wait(decision.delayMs, actionOf(call));
      if (decision.action !== "recover") {
        this.recovering("resent");
        continue;
      }
      const recovered = await recover?.(outcome.failure);
      if (recovered !== undefined) return recovered;
      if (decision.last) throw outcome.error;
      this.recovering("writeNotFound");
    }
  }

  /** Sends one attempt through the rate limiter. One that was refused before takes precedence over requests that were never sent. */
  async #attempt<T>(call: Call, schema: z.ZodType<T>, failed: FailedAttempts): Promise<Outcome<T>> {
    await this.#cancellable(actionOf(call), this.#rateLimiter.acquire(failed.byRateLimit > 0, this.#signal));
    try {
      await this.#awaitSlot(call);
      const sent = this.#clock.now();
      const outcome = await this.#exchange(call, schema, failed.byRateLimit + failed.otherwise + 1);
      if (!("failure" in outcome && isRateLimit(outcome.failure))) this.#rateLimiter.accepted(sent);
      return { sent, ...outcome };
    } finally {
      this.#rateLimiter.release();
    }
  }

  /** Waits until the rate limiter lets the request through. */
  async #awaitSlot(call: Call): Promise<void> {
    for (let reserved = Number.NEGATIVE_INFINITY; this.#rateLimiter.isPausedAt(reserved); ) {
      const now = this.#clock.now();
      reserved = this.#rateLimiter.reserve(now);
      if (reserved > now) await this.wait(reserved - now, actionOf(call));
    }
  }

  async #exchange<T>(call: Call, schema: z.ZodType<T>, attempt: number): Promise<Exchange<T>> {
    const sent = this.#clock.now();
    const log = (outcome: number | string, requestId?: string) =>
      this.#log(call, { outcome, requestId, attempt, sent });
    let reply: HttpReply;
    try {
      reply = await this.#transport.send(this.#request(call));
      log(reply.status, header(reply, "twilio-request-id"));
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      log(`${error.reason} (${error.detail})`);
      return {
        failure: { type: "network", cause: error.reason },
        error: networkError(call, error, this.#transport.origin(call.host)),
      };
    }
    const result = this.#parse(reply, call, schema);
    if (call.verb === "list" && "value" in result) this.#view.lists?.set(cacheKey(call), reply);
    return result;
  }

  #log(
    { method, host, path }: Call,
    { sent, ...attempt }: Omit<LoggedAttempt, "method" | "url" | "ms"> & { sent: number },
  ): void {
    const { log } = this.#view;
    if (log === undefined) return;
    const safe = (text: string) => quote(this.redact(text));
    log({
      ...attempt,
      method,
      url: safe(`${this.originOf(host ?? "intelligence")}${path}`),
      requestId: attempt.requestId && safe(attempt.requestId),
      ms: this.#clock.now() - sent,
    });
  }

  #parse<T>(reply: HttpReply, call: Call, schema: z.ZodType<T>): Exchange<T> {
    const redacted = (text: string) => this.redact(text);
    if (reply.status < 200 || reply.status > 299) {
      const error = errorFrom(reply, call, redacted, this.#view.credentialsAt);
      return { failure: statusFailure(reply, isTwilioCode(error.twilioCode)), error };
    }
    const parsed = schema.safeParse(reply.status === 204 ? null : parseJson(reply.text));
    if (!parsed.success) return { failure: { type: "body" }, error: shapeError(reply, call, parsed.error, redacted) };
    const mismatch = mismatchError(reply, call, parsed.data, redacted);
    if (mismatch !== undefined) return { failure: { type: "body" }, error: mismatch };
    const seconds = Number(header(reply, "retry-after") ?? Number.NaN);
    return {
      value: parsed.data,
      etag: header(reply, "etag"),
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
      operationId: header(reply, "operation-id"),
    };
  }

  #request({ method, host, path, form, json, ifMatch, idempotencyKey }: Call): HttpRequest {
    const headers: Record<string, string> = {};
    if (form !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    if (json !== undefined) headers["content-type"] = "application/json";
    if (ifMatch !== undefined) headers["if-match"] = ifMatch;
    if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
    const body = form !== undefined ? encodeForm(form) : json !== undefined ? JSON.stringify(json) : undefined;
    return { method, host, path, headers, body, signal: this.#signal };
  }

  /** Returns the correction of this machine's time, in ms. `Date` has a precision of one second, so smaller differences are ignored. */
  #skew(): number {
    return Math.abs(this.clockSkewMs) < DATE_PRECISION_MS ? 0 : this.clockSkewMs;
  }

  async #cancellable(action: string, wait: Promise<void>): Promise<void> {
    try {
      await wait;
    } catch {
      throw new CancelledError({ action });
    }
  }
}

const DATE_PRECISION_MS = 2000;

const cacheKey = ({ method, host, path }: Call): string => `${method} ${host ?? "intelligence"} ${path}`;
