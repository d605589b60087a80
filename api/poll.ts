/** Intervals and time limit of polling. */
export interface Pace {
  /** First pause between two polls, in ms. Each pause is 1.5 times the one before. */
  firstMs: number;
  /** Longest pause between two polls, in ms. */
  longestMs: number;
  /** Time after which polling ends, in ms. */
  withinMs: number;
}

/** Result of one poll. */
export interface PollResult<T> {
  /** The awaited value. `undefined` continues polling. */
  done?: T | undefined;
  /** Pause before the next poll, if the API asks for one. */
  pauseMs?: number | undefined;
}

/** Time as `poll` needs it: a client, or a clock. */
export interface Timer {
  now(): number;
  wait(delayMs: number): Promise<void>;
}

const GROWTH = 1.5;

/** Polls at once, and then at the given pace. Returns the awaited value, or `undefined` when the time limit is reached. */
export async function poll<T>(
  check: () => Promise<PollResult<T>>,
  { firstMs, longestMs, withinMs }: Pace,
  timer: Timer,
): Promise<T | undefined> {
  const started = timer.now();
  let last = false;
  for (let pause = firstMs; ; pause = Math.min(pause * GROWTH, longestMs)) {
    const found = await check();
    if (found.done !== undefined) return found.done;
    if (last) return undefined;
    // The last poll happens at the time limit, not before it.
    const left = Math.max(0, started + withinMs - timer.now());
    const wait = found.pauseMs ?? pause;
    last = wait >= left;
    await timer.wait(Math.min(wait, left));
  }
}
