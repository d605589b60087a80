import type * as pulumi from "@pulumi/pulumi";
import type {
  ConversationsAttachmentInputs,
  ConversationsAttachmentOutputs,
} from "../provider/conversationsAttachment";
import { type Blank, type Inputs, type Outputs, TwilioResource } from "./resource";

export type ConversationsAttachmentArgs = Inputs<ConversationsAttachmentInputs>;

const blank: Blank<ConversationsAttachmentOutputs> = {
  account: undefined,
  conversationsConfigurationId: undefined,
  intelligenceConfigurationId: undefined,
};

export interface ConversationsAttachment extends Outputs<ConversationsAttachmentOutputs> {}

/**
 * Attaches an Intelligence Configuration to a Conversations configuration (API v2 of Conversations), so that its rules run on those
 * conversations. What others attached stays. When the Intelligence Configuration is replaced, the new one takes the place of the
 * old one in a single step, before the old one is deleted.
 */
export class ConversationsAttachment extends TwilioResource {
  constructor(name: string, args: ConversationsAttachmentArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> });
  constructor(name: string, args?: ConversationsAttachmentArgs, opts?: pulumi.CustomResourceOptions) {
    super("ConversationsAttachment", name, blank, args, opts);
  }

  /** Reads an attachment that this stack does not manage, by its two ids with a slash between. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ConversationsAttachment {
    return new ConversationsAttachment(name, undefined, { ...opts, id });
  }
}
