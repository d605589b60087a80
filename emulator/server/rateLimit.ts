import { ApiError, isV3 } from "../http/envelope";

const WINDOW_MS = 1000;
/** What the headers announce where no limit is set; nothing is refused then. */
const NOMINAL_LIMIT = 1000;

/** The account's limit of requests per second, in windows of one second. */
export class RateLimit {
  readonly #limit: number | undefined;
  #window = 0;
  #used = 0;

  constructor(limit: number | undefined) {
    this.#limit = limit;
  }

  /** Counts a request. Returns the headers of its answer, or throws 429 when the window is used up. */
  take(path: string, now: number): Record<string, string> {
    const window = Math.floor(now / WINDOW_MS);
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

/** Paths whose successes are documented without rate headers: attachments, encrypted variants, Conversations, Memory. */
const UNDECLARED = /^\/(v1\/|v2\/(Services\/[^/]+\/Operators|Transcripts\/[^/]+\/[^/]+\/Encrypted$|ControlPlane\/))/;

/** The documents declare rate headers for the successes of v2 and for the 429 of v3, spelled differently. */
function successHeaders(path: string, limit: number, remaining: number): Record<string, string> {
  if (isV3(path) || UNDECLARED.test(path)) return {};
  return {
    "x-rate-limit-limit": String(limit),
    "x-rate-limit-remaining": String(remaining),
    "x-rate-limit-config": `${limit}/1s`,
  };
}

/** A 429 whose window ends at `reset` (Unix time, seconds): v3 says so in its header, v2 in `Retry-After`. */
function tooMany(path: string, limit: number, reset: number): ApiError {
  return new ApiError(
    429,
    20429,
    "Too many requests: this one was not processed",
    isV3(path) ? resetHeaders(limit, reset) : { "retry-after": "1" },
  );
}

export const resetHeaders = (limit: number, reset: number): Record<string, string> => ({
  "x-ratelimit-limit": String(limit),
  "x-ratelimit-remaining": "0",
  "x-ratelimit-reset": String(reset),
});
