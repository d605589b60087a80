import type * as pulumi from "@pulumi/pulumi";
import type { OperatorAttachmentInputs, OperatorAttachmentOutputs } from "../provider/operatorAttachment";
import { type Blank, type Inputs, type Outputs, TwilioResource } from "./resource";

export type OperatorAttachmentArgs = Inputs<OperatorAttachmentInputs>;

const blank: Blank<OperatorAttachmentOutputs> = {
  account: undefined,
  serviceSid: undefined,
  operatorSid: undefined,
};

export interface OperatorAttachment extends Outputs<OperatorAttachmentOutputs> {}

/**
 * Attaches an operator, custom or pre-built, to a Service (API v2), so that it runs on the transcripts made from then on. One that is
 * detached behind Pulumi's back is noticed by `refresh`, and attached again.
 */
export class OperatorAttachment extends TwilioResource {
  constructor(name: string, args: OperatorAttachmentArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> });
  constructor(name: string, args?: OperatorAttachmentArgs, opts?: pulumi.CustomResourceOptions) {
    super("OperatorAttachment", name, blank, args, opts);
  }

  /** Reads an attachment that this stack does not manage, by `GA…/LY…`. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): OperatorAttachment {
    return new OperatorAttachment(name, undefined, { ...opts, id });
  }
}
