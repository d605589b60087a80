/**
 * What a request does to the account, which decides how a lost answer is treated: a `read` or a `delete` may be sent again,
 * an `update` or a `create` only after looking whether it happened.
 */
export type Kind = "read" | "create" | "update" | "delete";

/** Why no complete answer came. `refused`: the request never reached the server. */
export type NetworkCause = "refused" | "dropped" | "timeout" | "untrusted" | "oversized" | "cancelled";

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

/** `look`: wait, find out whether the write happened, and send again only if it did not. */
export type Decision = { action: "stop" } | { action: "retry" | "look"; delayMs: number };

/** Attempts for everything but 429. */
export const MAX_ATTEMPTS = 4;
/** A rate-limited request is retried until this time has passed, in ms. */
export const RATE_LIMIT_PATIENCE_MS = 300_000;
const BASE_DELAY_MS = 200;
const MAX_DELAY_MS = 10_000;

const STOP: Decision = { action: "stop" };

/** The one decision about sending a request again. */
export function decide(attempt: Attempt): Decision {
  const { failure } = attempt;
  if (isRateLimit(failure)) return afterRateLimit(attempt, failure);
  if (attempt.attempt >= MAX_ATTEMPTS) return STOP;
  const delayMs = backoff(attempt);
  if (failure.type === "network" && failure.cause === "refused") return { action: "retry", delayMs };
  if (!isLost(failure)) return STOP;
  const repeatable = attempt.kind === "read" || attempt.kind === "delete";
  return { action: repeatable ? "retry" : "look", delayMs };
}

/** 429: the request was refused unprocessed. */
export const isRateLimit = (failure: Failure): failure is StatusFailure =>
  failure.type === "status" && failure.status === 429;

/** Whether the server may have processed the request although no usable answer came. */
function isLost(failure: Failure): boolean {
  if (failure.type === "body") return true;
  if (failure.type === "status") return failure.status >= 500;
  return failure.cause === "dropped" || failure.cause === "timeout" || failure.cause === "oversized";
}

function afterRateLimit(attempt: Attempt, failure: StatusFailure): Decision {
  const asked = retryAfterMs(failure.retryAfter, attempt.now) ?? resetMs(failure.rateLimitReset, attempt.now);
  // Everything that was refused at once is told the same moment: the jitter on top spreads it.
  const delayMs = (asked ?? 0) + backoff(attempt);
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
