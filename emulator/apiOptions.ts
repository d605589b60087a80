import type { Behaviour } from "./behaviour";
import type { Seed } from "./seed/seedSchema";

/** Behaviour of the emulated API: choices that Twilio's documentation leaves open, and delays. */
export interface ApiOptions extends Behaviour {
  /** Maximum requests per second of an account. No limit if absent. */
  rate?: number;
  /** Delay until a write that was answered with 202 appears, in ms on the emulator's clock. */
  lagMs: number;
  /** Time from `queued` to the final status of a transcript, in ms on the emulator's clock. */
  transcriptMs: number;
  /** Content of transcripts, conversations and results. */
  seed: Seed;
}
