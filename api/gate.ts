/** Requests under way at a time, which is the number of connections: one that waits for a connection cannot be held back. */
export const PLACES = 16;

/** The pace stays a little below what was let through; a short look can be wrong, so that it loses no more than this at a time. */
const MARGIN = 0.95;
const LEAST_LEFT = 0.7;
/** The pace has doubled after this many pauses without a refusal; before that it hardly grows, after it ever faster. */
const PAUSES_TO_DOUBLE = 30;
/** How far back the pace is measured, in pauses. */
const PAUSES_MEASURED = 10;
/** The shortest pause that the two are counted in, in ms. */
const SHORTEST_PAUSE_MS = 1000;
/** The longest time between two requests at any pace, in ms. */
const SLOWEST_MS = 1000;
/** Requests that the pace is measured by at most. */
const REMEMBERED = 1000;

/**
 * What all requests with the same credentials go through, since the API's limit is the account's, not a request's. As long as
 * none was refused, it stands open. After a 429 nothing goes out before the announced moment, and then one by one, at the pace
 * of what was let through before. The pace grows by the cube of the time, as TCP CUBIC does: it stays for long where
 * the limit lies, and leaves soon where the limit is no more. Times are in ms since 1970.
 */
export class Gate {
  #free = PLACES;
  readonly #queue: (() => void)[] = [];
  /** When it opened last, or will. */
  #opens = 0;
  #pauseMs = SHORTEST_PAUSE_MS;
  /** The next moment at which a request may go out. */
  #next = 0;
  /** When the requests went out that were let through since it opened. */
  #sent: number[] = [];
  /** The pace when it opened: so many requests in so many ms. */
  #pace = { count: Number.POSITIVE_INFINITY, ms: 1 };

  /** Resolves with a place, which is to be given back with `leave`. `first` goes before all that wait. */
  async enter(first: boolean, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      };
      const abort = () => {
        this.#queue.splice(this.#queue.indexOf(enter), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      if (first) this.#queue.unshift(enter);
      else this.#queue.push(enter);
    });
  }

  leave(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#free++;
    else next();
  }

  /** The moment at which a request that has a place may go out; no other is given it. */
  reserve(now: number): number {
    const at = Math.max(now, this.#opens, this.#next);
    this.#next = at + 1 / this.#paceAt(at);
    return at;
  }

  /** Whether it was shut since the moment was reserved, which then holds no more. */
  isShutAt(reserved: number): boolean {
    return reserved < this.#opens;
  }

  /** A request that went out at `sent` was not refused. */
  passed(sent: number): void {
    if (sent < this.#opens) this.#pace.count++;
    else if (this.#sent.push(sent) > REMEMBERED) this.#sent.shift();
  }

  /** A request that went out at `sent` was refused. The API takes requests again from `resume` on. */
  refused(sent: number, now: number, resume: number): void {
    // What was under way when it was shut says nothing about the pace since.
    if (sent >= this.#opens) this.#measure(sent, now, resume);
    this.#opens = Math.max(this.#opens, resume);
    this.#next = this.#opens;
  }

  #measure(sent: number, now: number, resume: number): void {
    const before = this.#paceAt(sent);
    this.#pauseMs = Math.max(SHORTEST_PAUSE_MS, resume - now);
    const recent = this.#sent.filter((time) => time >= sent - PAUSES_MEASURED * this.#pauseMs);
    // The pause says how long the limit's window is at most; part of it has passed when the first one is refused.
    const ms = Math.max(1, now - (recent[0] ?? sent), resume - now);
    const least = Number.isFinite(before) ? LEAST_LEFT * before * ms : 0;
    // Where others have used up the limit, nothing was let through: that is no pace to go on at.
    this.#pace = { count: Math.max(ms / SLOWEST_MS, least, MARGIN * recent.length), ms };
    this.#sent = [];
  }

  /** Requests per ms. */
  #paceAt(at: number): number {
    const { count, ms } = this.#pace;
    const pauses = (at - this.#opens) / this.#pauseMs;
    return (count / ms) * (1 + (pauses / PAUSES_TO_DOUBLE) ** 3);
  }
}
