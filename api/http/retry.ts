/**
 * Effect of a request on the account. The client sends a `read` or a `delete` again after a lost response. It sends a `create` or an
 * `update` again only after a check that the write did not happen.
 */
export type Effect = "read" | "create" | "update" | "delete";

/**
 * Reason why no complete response arrived. `refused`: the request never reached the server. `oversized`: the response exceeds the size
 * limit. `endless`: the response exceeds the time limit. `internal`: an error in this package or in what it uses, not in the connection.
 */
export type NetworkCause =
  | "refused"
  | "dropped"
  | "timeout"
  | "untrusted"
  | "oversized"
  | "endless"
  | "internal"
  | "cancelled";

/** An unsuccessful response, with the raw headers that say when to retry. */
interface StatusFailure {
  type: "status";
  status: number;
  /** Whether the body is Twilio's own error. Only such a body proves the outcome of the request. */
  fromTwilio: boolean;
  retryAfter?: string | undefined;
  rateLimitReset?: string | undefined;
}

/** Failure of one attempt. */
export type Failure =
  | StatusFailure
  | { type: "network"; cause: NetworkCause }
  /** A success status with a body that the API does not document. */
  | { type: "body" };

/** A failed attempt, as input of `decide`. */
export interface Attempt {
  effect: Effect;
  failure: Failure;
  /** Number of the failure, from 1. Rate-limit refusals are counted separately from all other failures. */
  attempt: number;
  /** Time since the start of the first attempt, in ms. */
  elapsedMs: number;
  /** Current time, in ms since 1970. */
  now: number;
  /** Random number from 0 (inclusive) to 1 (exclusive). */
  random: number;
}

/**
 * Next step after a failed attempt. `recover`: wait, check whether the write happened, and send it again if it did not. With `last`, do
 * not send it again.
 */
export type Decision =
  | { action: "stop" }
  | { action: "retry"; delayMs: number }
  | { action: "recover"; delayMs: number; last: boolean };

/** Maximum number of attempts. A 429 does not count. */
export const MAX_ATTEMPTS = 4;
/** Time during which a rate-limited request is retried, in ms. */
export const MAX_RATE_LIMIT_WAIT_MS = 300_000;
/** Longest `Retry-After` of an unavailable server that the client waits for, in ms. */
export const MAX_UNAVAILABLE_WAIT_MS = 60_000;
const BASE_DELAY_MS = 200;
const MAX_DELAY_MS = 10_000;

const STOP: Decision = { action: "stop" };

/** Decides whether and when to send a request again. */
export function decide(attempt: Attempt): Decision {
  const { effect, failure, now } = attempt;
  if (isRateLimit(failure)) return afterRateLimit(attempt, failure);
  const refused = failure.type === "network" && failure.cause === "refused";
  if (!refused && !isLost(failure)) return STOP;
  const asked = failure.type === "status" ? (retryAfterMs(failure.retryAfter, now) ?? 0) : 0;
  const last = attempt.attempt >= MAX_ATTEMPTS || asked > MAX_UNAVAILABLE_WAIT_MS || isUnbounded(failure);
  const delayMs = Math.max(backoff(attempt), asked > MAX_UNAVAILABLE_WAIT_MS ? 0 : asked);
  if (!refused && (effect === "create" || effect === "update")) return { action: "recover", delayMs, last };
  return last ? STOP : { action: "retry", delayMs };
}

/** Whether the failure is a 429. The server did not process the request. */
export const isRateLimit = (failure: Failure): failure is StatusFailure & { status: 429 } =>
  failure.type === "status" && failure.status === 429;

/** Whether the outcome is unknown: the server may have processed the request. */
function isLost(failure: Failure): boolean {
  if (failure.type === "body") return true;
  if (failure.type === "status") return failure.status >= 500 || isForeign404(failure);
  return failure.cause === "dropped" || failure.cause === "timeout" || isUnbounded(failure);
}

const isForeign404 = ({ status, fromTwilio }: StatusFailure): boolean => status === 404 && !fromTwilio;

/**
 * Whether the server may still be processing the request, as after a timeout or a gateway error. An object that does not exist
 * right after such a failure may still appear, so a create must not be sent again.
 */
export function mayStillRun(failure: Failure): boolean {
  if (failure.type === "network") return failure.cause === "timeout" || failure.cause === "endless";
  if (failure.type === "body") return false;
  const { status, fromTwilio } = failure;
  return status === 502 || status === 504 || (status === 503 && !fromTwilio) || isForeign404(failure);
}

/** Whether a retry would fail in the same way: the response exceeds the client's limits, or the client itself fails. */
const isUnbounded = (failure: Failure): boolean =>
  failure.type === "network" && ["oversized", "endless", "internal"].includes(failure.cause);

function afterRateLimit(attempt: Attempt, failure: StatusFailure): Decision {
  const asked =
    retryAfterMs(failure.retryAfter, attempt.now) ?? plausible(resetMs(failure.rateLimitReset, attempt.now));
  // A second refusal shows that the announced wait was too short, so the backoff is a lower bound.
  const delayMs = Math.max(asked ?? 0, asked === undefined || attempt.attempt > 1 ? backoff(attempt) : 0);
  if (attempt.elapsedMs + delayMs > MAX_RATE_LIMIT_WAIT_MS) return STOP;
  return { action: "retry", delayMs };
}

/** Returns an exponential backoff with full jitter, in ms. */
function backoff({ attempt, random }: Attempt): number {
  return Math.round(random * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt));
}

/** Parses `Retry-After`: seconds or an HTTP date. */
function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Ignores a delay that is longer than any rate-limit window: the header then has a different unit than `resetMs` assumes. */
const plausible = (delayMs: number | undefined): number | undefined =>
  delayMs !== undefined && delayMs <= MAX_RATE_LIMIT_WAIT_MS ? delayMs : undefined;

/**
 * Parses `X-RateLimit-Reset`, the end of the rate-limit window. Its unit is not documented: large numbers are read as a time, small ones as
 * a duration.
 */
function resetMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined || !/^\d+$/.test(value)) return undefined;
  const number = Number(value);
  if (number > 1e12) return Math.max(0, number - now);
  if (number > 1e9) return Math.max(0, number * 1000 - now);
  return number * 1000;
}

/** Of two failures of one write, the one after which less is known about it. `undefined` if no response was lost. */
export const moreUncertain = (before: Failure | undefined, failure: Failure): Failure | undefined =>
  isLost(failure) && !(before !== undefined && mayStillRun(before)) ? failure : before;
