import type { Clock } from "../../../api/machine";

/** A request that waits for its turn. */
export interface Turn {
  writer: number | undefined;
  isRead: boolean;
}

/** Which of several requests that wait is next. */
export type Choose = (waiting: readonly Turn[]) => number;

interface Wait {
  at: number;
  go: () => void;
}

/** An arbitrary moment. */
const START = Date.UTC(2026, 0, 1);

/** Everything else that can run has run. */
const idle = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Virtual time, and the order of requests. What runs on it runs in this process and waits for nothing but each other: once nothing can
 * run, the next request that waits for its turn goes on, and without one the clock jumps to the end of the next wait.
 */
export class Schedule implements Clock {
  #now = START;
  #waits: Wait[] = [];
  #requests: { turn: Turn; go: () => void }[] = [];
  #isContended = false;
  readonly #choose: Choose;

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  now(): number {
    return this.#now;
  }

  wait(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const stop = this.after(delayMs, resolve);
      signal?.addEventListener("abort", () => {
        stop();
        reject(signal.reason);
      });
    });
  }

  deadline(delayMs: number): AbortSignal {
    const over = new AbortController();
    this.after(delayMs, () => over.abort());
    return over.signal;
  }

  /** Calls back after a delay, unless it is stopped before. */
  after(delayMs: number, go: () => void): () => void {
    const wait = { at: this.#now + Math.max(0, delayMs), go };
    this.#waits.push(wait);
    return () => {
      this.#waits = this.#waits.filter((one) => one !== wait);
    };
  }

  /** Waits until a request has its turn. Without contention that is at once. */
  turn(turn: Turn): Promise<void> | undefined {
    if (!this.#isContended) return undefined;
    return new Promise((go) => this.#requests.push({ turn, go }));
  }

  /** Runs tasks whose requests contend for their turns. */
  async contended<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
    this.#isContended = true;
    try {
      return await Promise.all(tasks.map((task) => task()));
    } finally {
      this.#isContended = false;
      for (const { go } of this.#requests.splice(0)) go();
    }
  }

  /** Drives everything until the task has ended. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    let isOver = false;
    const result = task().finally(() => {
      isOver = true;
    });
    result.catch(() => undefined);
    for (await idle(); !isOver; await idle()) this.#step();
    return result;
  }

  #step(): void {
    if (this.#requests.length > 0) {
      const chosen = this.#choose(this.#requests.map(({ turn }) => turn));
      this.#requests.splice(chosen, 1)[0]?.go();
      return;
    }
    const next = this.#waits.reduce<Wait | undefined>((a, b) => (a === undefined || b.at < a.at ? b : a), undefined);
    if (next === undefined) throw new Error("nothing can run any more, and nothing waits");
    this.#waits = this.#waits.filter((one) => one !== next);
    this.#now = next.at;
    next.go();
  }
}
