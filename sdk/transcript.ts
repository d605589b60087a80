import type * as pulumi from "@pulumi/pulumi";
import { type ExistingOptions, type Fields, type GetOptions, TwilioResource } from "./resource";
import type { TranscriptArgs, TranscriptOutputs } from "./types.generated";

export interface Transcript extends Fields<TranscriptOutputs> {}

/**
 * Transcript of one recording (API v2). `up` waits until it is completed; one that fails is an error, and stays in the state. Every change
 * makes a new Transcript.
 *
 * @example
 * ```ts
 * new Transcript("first-call", {
 *   serviceSid: calls.sid,
 *   channel: { media_properties: { media_url: "https://example.com/call.wav" } },
 * });
 * ```
 */
export class Transcript extends TwilioResource {
  constructor(name: string, args: TranscriptArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: ExistingOptions);
  constructor(name: string, args?: TranscriptArgs, opts?: pulumi.CustomResourceOptions) {
    super("Transcript", name, args, opts);
  }

  /** Reads a Transcript that this stack does not manage, by its SID (`GT…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: GetOptions): Transcript {
    return new Transcript(name, undefined, { ...opts, id });
  }
}
