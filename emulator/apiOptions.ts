import type { Seed } from "./seed/seedSchema";

/** Behaviour of the emulated API: choices that Twilio's documentation leaves open, and delays. */
export interface ApiOptions {
  /** Maximum requests per second of an account. No limit if absent. */
  rate?: number;
  /** Whether a put of a v3 Configuration checks `If-Match`. Services and operators always check it. */
  ifMatch: "enforced" | "ignored";
  /** Whether a put keeps a v3 Configuration live. */
  put: "live" | "inactive";
  /** Whether attaching and detaching an operator creates a new version of the v2 Service. */
  attachments: "bump" | "keep";
  /** Delay until a write that was answered with 202 appears, in ms on the emulator's clock. */
  lagMs: number;
  /** Time from `queued` to the final status of a transcript, in ms on the emulator's clock. */
  transcriptMs: number;
  /** Content of transcripts, conversations and results. */
  seed: Seed;
}
