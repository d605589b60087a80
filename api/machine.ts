import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/** Source of time, in ms since 1970. */
export interface Clock {
  now(): number;
  /** Waits for a delay. Rejects as soon as the signal is aborted. */
  wait(delayMs: number, signal?: AbortSignal): Promise<void>;
  /** Returns a signal that is aborted after a delay. */
  deadline(delayMs: number): AbortSignal;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (delayMs, signal) => sleep(delayMs, undefined, signal && { signal }),
  deadline: (delayMs) => AbortSignal.timeout(delayMs),
};

/** Source of randomness. */
export interface Random {
  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  fraction(): number;
  uuid(): string;
}

/** The randomness of this machine. */
export const systemRandom: Random = { fraction: () => Math.random(), uuid: () => randomUUID() };
