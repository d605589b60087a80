import type * as pulumi from "@pulumi/pulumi";
import { type ExistingOptions, type Fields, type GetOptions, TwilioResource } from "./resource";
import type { ConversationsConfigurationArgs, ConversationsConfigurationOutputs } from "./types.generated";

export interface ConversationsConfiguration extends Fields<ConversationsConfigurationOutputs> {}

/**
 * Conversations configuration (API v2 of Conversations): which messages and calls become conversations, and how long each stays open.
 * Intelligence Configurations are attached to it with `ConversationsAttachment`.
 *
 * @example
 * ```ts
 * const memory = new MemoryStore("support", { displayName: "support" });
 * const conversations = new ConversationsConfiguration("support", {
 *   displayName: "Support",
 *   conversationGroupingType: "GROUP_BY_PROFILE",
 *   memoryStoreId: memory.id,
 *   channelSettings: { SMS: { statusTimeouts: { inactive: 60, closed: 1440 } } },
 * });
 * ```
 */
export class ConversationsConfiguration extends TwilioResource {
  constructor(name: string, args: ConversationsConfigurationArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: ExistingOptions);
  constructor(name: string, args?: ConversationsConfigurationArgs, opts?: pulumi.CustomResourceOptions) {
    super("ConversationsConfiguration", name, args, opts);
  }

  /** Reads a Conversations configuration that this stack does not manage, by its id (`conv_configuration_…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: GetOptions): ConversationsConfiguration {
    return new ConversationsConfiguration(name, undefined, { ...opts, id });
  }
}
