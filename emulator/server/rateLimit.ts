import { ApiError, isV3 } from "../http/envelope";
import type { Machine } from "../machine";

const WINDOW_MS = 1000;
/** Limit in the rate headers if no limit is set. It is not enforced. */
const NOMINAL_LIMIT = 1000;

/** Rate limit of an account, counted in windows of one second. */
export class RateLimit {
  readonly #limit: number | undefined;
  readonly #machine: Machine;
  #window = 0;
  #used = 0;

  constructor(limit: number | undefined, machine: Machine) {
    this.#limit = limit;
    this.#machine = machine;
  }

  /** Counts a request and returns the rate headers of its answer. Throws 429 if the limit of the window is reached. */
  take(path: string): Record<string, string> {
    const window = Math.floor(this.#machine.now() / WINDOW_MS);
    if (window !== this.#window) {
      this.#window = window;
      this.#used = 0;
    }
    this.#used++;
    const limit = this.#limit ?? NOMINAL_LIMIT;
    if (this.#limit !== undefined && this.#used > limit) throw tooMany(path, limit, window + 1);
    return successHeaders(path, limit, Math.max(0, limit - this.#used));
  }
}

/** Paths without rate headers on success in Twilio's documentation: attachments, encrypted variants, Conversations, Memory. */
const UNDECLARED =
  /^\/(v1\/|v2\/(Services\/[^/]+\/Operators|Transcripts\/[^/]+\/[^/]+\/Encrypted$|ControlPlane\/|Conversations))/;

/** Returns the rate headers of a success. Twilio documents them only for v2; v3 documents headers of another spelling, on 429. */
function successHeaders(path: string, limit: number, remaining: number): Record<string, string> {
  if (isV3(path) || UNDECLARED.test(path)) return {};
  return {
    "x-rate-limit-limit": String(limit),
    "x-rate-limit-remaining": String(remaining),
    "x-rate-limit-config": `${limit}/1s`,
  };
}

/** Returns a 429 for a window that ends at `reset` (Unix time, seconds). v3 has `X-RateLimit-Reset`, v2 has `Retry-After`. */
function tooMany(path: string, limit: number, reset: number): ApiError {
  return new ApiError(
    429,
    20429,
    "Too many requests: this request was not processed",
    isV3(path) ? resetHeaders(limit, reset) : { "retry-after": "1" },
  );
}

export const resetHeaders = (limit: number, reset: number): Record<string, string> => ({
  "x-ratelimit-limit": String(limit),
  "x-ratelimit-remaining": "0",
  "x-ratelimit-reset": String(reset),
});
