import { randomUUID } from "node:crypto";

/** Source of randomness. */
export interface Random {
  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  fraction(): number;
  uuid(): string;
}

/** The randomness of this machine. */
export const systemRandom: Random = { fraction: () => Math.random(), uuid: () => randomUUID() };
