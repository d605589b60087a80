import { setTimeout as sleep } from "node:timers/promises";

/** How often to look, in ms: after `firstMs`, then in growing pauses up to `longestMs`, until `withinMs` are over. */
export interface Pace {
  firstMs: number;
  longestMs: number;
  withinMs: number;
}

export interface Look<T> {
  /** What was waited for, once it is there. */
  done?: T | undefined;
  /** How long to wait before the next look, where the API says so. */
  pauseMs?: number | undefined;
}

const GROWTH = 1.5;

/** Looks at once, then again and again until it is done; `undefined` once the time is over. */
export async function poll<T>(
  look: () => Promise<Look<T>>,
  { firstMs, longestMs, withinMs }: Pace,
): Promise<T | undefined> {
  const started = Date.now();
  let last = false;
  for (let pause = firstMs; ; pause = Math.min(pause * GROWTH, longestMs)) {
    const found = await look();
    if (found.done !== undefined) return found.done;
    if (last) return undefined;
    // The last look comes when the time is over, not before it.
    const left = Math.max(0, started + withinMs - Date.now());
    const wait = found.pauseMs ?? pause;
    last = wait >= left;
    await sleep(Math.min(wait, left));
  }
}
