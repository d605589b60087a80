import type * as pulumi from "@pulumi/pulumi";
import { type ExistingOptions, type Fields, type GetOptions, TwilioResource } from "./resource";
import type { OperatorAttachmentArgs, OperatorAttachmentOutputs } from "./types.generated";

export interface OperatorAttachment extends Fields<OperatorAttachmentOutputs> {}

/**
 * Attachment of an operator, custom or pre-built, to a Service (API v2). The operator runs on the transcripts that are made from then on.
 * If somebody else detaches it, `refresh` notices and the next `up` attaches it again.
 *
 * @example
 * ```ts
 * new OperatorAttachment("agreed", { serviceSid: calls.sid, operatorSid: agreed.sid });
 * ```
 */
export class OperatorAttachment extends TwilioResource {
  constructor(name: string, args: OperatorAttachmentArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: ExistingOptions);
  constructor(name: string, args?: OperatorAttachmentArgs, opts?: pulumi.CustomResourceOptions) {
    super("OperatorAttachment", name, args, opts);
  }

  /** Reads an attachment that this stack does not manage, by `GA…/LY…`. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: GetOptions): OperatorAttachment {
    return new OperatorAttachment(name, undefined, { ...opts, id });
  }
}
