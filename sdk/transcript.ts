import type * as pulumi from "@pulumi/pulumi";
import type { TranscriptInputs, TranscriptOutputs } from "../provider/transcript";
import { type Blank, type Inputs, type Outputs, TwilioResource } from "./resource";

export type TranscriptArgs = Inputs<TranscriptInputs>;

const blank: Blank<TranscriptOutputs> = {
  account: undefined,
  serviceSid: undefined,
  channel: undefined,
  customerKey: undefined,
  mediaStartTime: undefined,
  timeoutSeconds: undefined,
  sid: undefined,
  accountSid: undefined,
  status: undefined,
  languageCode: undefined,
  duration: undefined,
  redaction: undefined,
  dateCreated: undefined,
  dateUpdated: undefined,
  url: undefined,
};

export interface Transcript extends Outputs<TranscriptOutputs> {}

/**
 * A Transcript of one recording (API v2). `up` waits until it is completed; one that fails is an error that keeps its sid. Every
 * change makes a new one.
 */
export class Transcript extends TwilioResource {
  constructor(name: string, args: TranscriptArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> });
  constructor(name: string, args?: TranscriptArgs, opts?: pulumi.CustomResourceOptions) {
    super("Transcript", name, blank, args, opts);
  }

  /** Reads a Transcript that this stack does not manage, by its sid (`GT…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Transcript {
    return new Transcript(name, undefined, { ...opts, id });
  }
}
