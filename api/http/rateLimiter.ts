/**
 * Maximum number of concurrent requests. It equals the number of connections, because the limiter cannot delay a request that already waits
 * for a connection.
 */
export const MAX_CONCURRENT_REQUESTS = 16;

/** New rate after a refusal, as a share of the accepted rate. */
const RATE_MARGIN = 0.95;
/** Lower bound of the new rate, as a share of the current rate. A short measurement can be wrong. */
const MIN_RATE_SHARE = 0.7;
/** Number of pause lengths without a refusal after which the rate has doubled. Growth is slow at first and fast later. */
const PAUSES_TO_DOUBLE = 30;
/** Period over which the accepted rate is measured, in pause lengths. */
const PAUSES_MEASURED = 10;
/** Minimum pause length for both periods, in ms. */
const SHORTEST_PAUSE_MS = 1000;
/** Longest time between two requests at any rate, in ms. */
const MAX_INTERVAL_MS = 1000;
/** Maximum number of accepted requests that the rate is measured from. */
const MAX_MEASURED = 1000;

/**
 * Rate limiter for all requests with the same credentials, because the API limits the account. It delays no request until one is
 * refused. After a 429 it pauses until the announced time, and then spaces requests at the rate that the API accepted before. The rate
 * grows with the cube of the time, as in TCP CUBIC: it stays near the limit for a long time, and rises quickly once the limit is gone.
 * Times are in ms since 1970.
 */
export class RateLimiter {
  #free = MAX_CONCURRENT_REQUESTS;
  readonly #queue: (() => void)[] = [];
  /** End of the last pause. */
  #pausedUntil = 0;
  #pauseMs = SHORTEST_PAUSE_MS;
  /** Earliest time for the next request. */
  #nextSlot = 0;
  /** Send times of the requests accepted since the last pause. */
  #acceptedAt: number[] = [];
  /** Rate right after the last pause: `count` requests in `ms`. */
  #rate = { count: Number.POSITIVE_INFINITY, ms: 1 };

  /** Waits for a free connection and takes it. Call `release` afterwards. `first` puts the request at the head of the queue. */
  async acquire(first: boolean, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const proceed = () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      const abort = () => {
        this.#queue.splice(this.#queue.indexOf(proceed), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      if (first) this.#queue.unshift(proceed);
      else this.#queue.push(proceed);
    });
  }

  /** Frees the connection for the next request. */
  release(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#free++;
    else next();
  }

  /** Returns the time at which an acquired request may be sent. Each request gets a different time. */
  reserve(now: number): number {
    const at = Math.max(now, this.#pausedUntil, this.#nextSlot);
    this.#nextSlot = at + 1 / this.#rateAt(at);
    return at;
  }

  /** Whether a pause began after the time was reserved. If so, reserve again. */
  isPausedAt(reserved: number): boolean {
    return reserved < this.#pausedUntil;
  }

  /** Records that the API accepted a request sent at `sent`. */
  accepted(sent: number): void {
    if (sent < this.#pausedUntil) this.#rate.count++;
    else if (this.#acceptedAt.push(sent) > MAX_MEASURED) this.#acceptedAt.shift();
  }

  /** Records that the API refused a request sent at `sent`. The API accepts requests again from `resume`. */
  refused(sent: number, now: number, resume: number): void {
    // A request that was in flight when the pause began does not measure the rate after the pause.
    if (sent >= this.#pausedUntil) this.#measure(sent, now, resume);
    this.#pausedUntil = Math.max(this.#pausedUntil, resume);
    this.#nextSlot = this.#pausedUntil;
  }

  #measure(sent: number, now: number, resume: number): void {
    const before = this.#rateAt(sent);
    this.#pauseMs = Math.max(SHORTEST_PAUSE_MS, resume - now);
    const recent = this.#acceptedAt.filter((time) => time >= sent - PAUSES_MEASURED * this.#pauseMs);
    // The pause is at most the length of the limit's window, and part of the window has passed at the first refusal.
    const ms = Math.max(1, now - (recent[0] ?? sent), resume - now);
    const least = Number.isFinite(before) ? MIN_RATE_SHARE * before * ms : 0;
    // If other clients used up the limit, nothing was accepted. The minimum rate keeps requests going.
    this.#rate = { count: Math.max(ms / MAX_INTERVAL_MS, least, RATE_MARGIN * recent.length), ms };
    this.#acceptedAt = [];
  }

  /** Returns the rate at a time, in requests per ms. */
  #rateAt(at: number): number {
    const { count, ms } = this.#rate;
    const pauses = (at - this.#pausedUntil) / this.#pauseMs;
    return (count / ms) * (1 + (pauses / PAUSES_TO_DOUBLE) ** 3);
  }
}
