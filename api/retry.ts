/**
 * What a request does to the account, which decides how a lost answer is treated: a `read` or a `delete` may be sent again,
 * an `update` or a `create` only after looking whether it happened.
 */
export type Kind = "read" | "create" | "update" | "delete";

/**
 * Why no complete answer came. `refused`: the request never reached the server. `oversized` and `endless`: there is more of it, or
 * it takes longer, than the client takes.
 */
export type NetworkCause = "refused" | "dropped" | "timeout" | "untrusted" | "oversized" | "endless" | "cancelled";

/** An answer that is no success, with the headers that say when to come back, as they were sent. */
interface StatusFailure {
  type: "status";
  status: number;
  retryAfter?: string | undefined;
  rateLimitReset?: string | undefined;
}

/** How one attempt failed. */
export type Failure =
  | StatusFailure
  | { type: "network"; cause: NetworkCause }
  /** A success status with a body that is not what the API documents. */
  | { type: "body" };

export interface Attempt {
  kind: Kind;
  failure: Failure;
  /** 1 for the first failure. Rate limits are counted apart from all others, so that neither uses up the other. */
  attempt: number;
  /** Time since the first attempt began, in ms. */
  elapsedMs: number;
  /** The present, in ms since 1970. */
  now: number;
  /** From 0 (included) to 1 (excluded). */
  random: number;
}

/** `look`: wait, find out whether the write happened, and send it again only if it did not; where it is the `last`, not even then. */
export type Decision =
  | { action: "stop" }
  | { action: "retry"; delayMs: number }
  | { action: "look"; delayMs: number; last: boolean };

/** Attempts for everything but 429. */
export const MAX_ATTEMPTS = 4;
/** A rate-limited request is retried until this time has passed, in ms. */
export const RATE_LIMIT_PATIENCE_MS = 300_000;
/** A server that is not available is waited for as long as it asks, up to this, in ms. */
export const UNAVAILABLE_PATIENCE_MS = 60_000;
const BASE_DELAY_MS = 200;
const MAX_DELAY_MS = 10_000;

const STOP: Decision = { action: "stop" };

/** The one decision about sending a request again. */
export function decide(attempt: Attempt): Decision {
  const { kind, failure, now } = attempt;
  if (isRateLimit(failure)) return afterRateLimit(attempt, failure);
  const refused = failure.type === "network" && failure.cause === "refused";
  if (!refused && !isLost(failure)) return STOP;
  const asked = failure.type === "status" ? (retryAfterMs(failure.retryAfter, now) ?? 0) : 0;
  const last = attempt.attempt >= MAX_ATTEMPTS || asked > UNAVAILABLE_PATIENCE_MS || isUnbounded(failure);
  const delayMs = Math.max(backoff(attempt), asked > UNAVAILABLE_PATIENCE_MS ? 0 : asked);
  if (!refused && (kind === "create" || kind === "update")) return { action: "look", delayMs, last };
  return last ? STOP : { action: "retry", delayMs };
}

/** 429: the request was refused unprocessed. */
export const isRateLimit = (failure: Failure): failure is StatusFailure & { status: 429 } =>
  failure.type === "status" && failure.status === 429;

/** Whether the server may have processed the request although no usable answer came. */
function isLost(failure: Failure): boolean {
  if (failure.type === "body") return true;
  if (failure.type === "status") return failure.status >= 500;
  return failure.cause === "dropped" || failure.cause === "timeout" || isUnbounded(failure);
}

/** An answer that would be as much, or take as long, the next time. */
const isUnbounded = (failure: Failure): boolean =>
  failure.type === "network" && (failure.cause === "oversized" || failure.cause === "endless");

function afterRateLimit(attempt: Attempt, failure: StatusFailure): Decision {
  const asked = retryAfterMs(failure.retryAfter, attempt.now) ?? resetMs(failure.rateLimitReset, attempt.now);
  // What was refused again after it had waited as asked was told too little.
  const delayMs = Math.max(asked ?? 0, asked === undefined || attempt.attempt > 1 ? backoff(attempt) : 0);
  if (attempt.elapsedMs + delayMs > RATE_LIMIT_PATIENCE_MS) return STOP;
  return { action: "retry", delayMs };
}

/** Exponential backoff with full jitter. */
function backoff({ attempt, random }: Attempt): number {
  return Math.round(random * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt));
}

/** `Retry-After`: seconds, or an HTTP date. */
function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** `X-RateLimit-Reset` marks the end of the window in a unit that is not documented: a large number is a time, a small one a duration. */
function resetMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined || !/^\d+$/.test(value)) return undefined;
  const number = Number(value);
  if (number > 1e12) return Math.max(0, number - now);
  if (number > 1e9) return Math.max(0, number * 1000 - now);
  return number * 1000;
}
