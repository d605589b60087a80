import type { Seed } from "./seed/seedSchema";

/** Behaviour of the emulated API: what Twilio's documents leave open, and how long things take. */
export interface ApiOptions {
  /** Requests per second for the account; no limit when absent. */
  rate?: number;
  /** Whether a put of a v3 Configuration honours `If-Match`. Services and operators always do. */
  ifMatch: "enforced" | "ignored";
  /** Whether a put keeps a v3 Configuration live. */
  put: "live" | "inactive";
  /** Whether attaching and detaching an operator makes a new version of the v2 Service. */
  attachments: "bump" | "keep";
  /** How long a write that is answered with 202 takes to show, in ms on the emulator's clock. */
  lagMs: number;
  /** How long a transcript takes from `queued` to its end, in ms on the emulator's clock. */
  transcriptMs: number;
  /** Contents of transcripts, conversations and results. */
  seed: Seed;
}
