import type * as pulumi from "@pulumi/pulumi";
import { type ExistingOptions, type Fields, type GetOptions, TwilioResource } from "./resource";
import type { ConversationsAttachmentArgs, ConversationsAttachmentOutputs } from "./types.generated";

export interface ConversationsAttachment extends Fields<ConversationsAttachmentOutputs> {}

/**
 * Attachment of an Intelligence Configuration to a Conversations configuration (API v2 of Conversations). Its rules run on those
 * conversations. What others attached stays. A replaced Intelligence Configuration hands its place over in a single step, before the
 * old one is deleted.
 *
 * @example
 * ```ts
 * new ConversationsAttachment("support", {
 *   conversationsConfigurationId: "conv_configuration_…",
 *   intelligenceConfigurationId: support.id,
 * });
 * ```
 */
export class ConversationsAttachment extends TwilioResource {
  constructor(name: string, args: ConversationsAttachmentArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: ExistingOptions);
  constructor(name: string, args?: ConversationsAttachmentArgs, opts?: pulumi.CustomResourceOptions) {
    super("ConversationsAttachment", name, args, opts);
  }

  /** Reads an attachment that this stack does not manage, by its two ids with a slash between. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: GetOptions): ConversationsAttachment {
    return new ConversationsAttachment(name, undefined, { ...opts, id });
  }
}
