import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

/** Time and randomness, which an emulator takes from the machine that it runs on. */
export interface Machine {
  /** Returns the current time, in ms since 1970. */
  now(): number;
  /** Waits for a delay. Rejects as soon as the signal is aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  randomBytes(count: number): Uint8Array;
}

/** This machine. A wait does not keep the process alive. */
export const thisMachine: Machine = {
  now: () => Date.now(),
  wait: (ms, signal) => sleep(ms, undefined, { ref: false, ...(signal && { signal }) }),
  randomBytes: (count) => randomBytes(count),
};
