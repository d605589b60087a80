import type * as pulumi from "@pulumi/pulumi";
import type { ServiceInputs, ServiceOutputs } from "../provider/service";
import { type Blank, type Inputs, type Outputs, TwilioResource } from "./resource";

export type ServiceArgs = Inputs<ServiceInputs>;

const blank: Blank<ServiceOutputs> = {
  account: undefined,
  onConflict: undefined,
  uniqueName: undefined,
  friendlyName: undefined,
  languageCode: undefined,
  autoTranscribe: undefined,
  dataLogging: undefined,
  autoRedaction: undefined,
  mediaRedaction: undefined,
  webhookUrl: undefined,
  webhookHttpMethod: undefined,
  encryptionCredentialSid: undefined,
  sid: undefined,
  accountSid: undefined,
  attachedOperatorSids: undefined,
  version: undefined,
  etag: undefined,
  dateCreated: undefined,
  dateUpdated: undefined,
  url: undefined,
};

export interface Service extends Outputs<ServiceOutputs> {}

/**
 * An Intelligence Service (API v2): how calls and recordings become transcripts. Updates are guarded by the version that this
 * stack last saw; a change made by somebody else in between is a conflict, and is not overwritten.
 */
export class Service extends TwilioResource {
  constructor(name: string, args: ServiceArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> });
  constructor(name: string, args?: ServiceArgs, opts?: pulumi.CustomResourceOptions) {
    super("Service", name, blank, args, opts);
  }

  /** Reads a Service that this stack does not manage, by its sid (`GA…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Service {
    return new Service(name, undefined, { ...opts, id });
  }
}
