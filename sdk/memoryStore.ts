import type * as pulumi from "@pulumi/pulumi";
import { type ExistingOptions, type Fields, type GetOptions, TwilioResource } from "./resource";
import type { MemoryStoreArgs, MemoryStoreOutputs } from "./types.generated";

export interface MemoryStore extends Fields<MemoryStoreOutputs> {}

/**
 * Memory Store (Memory API v1): profiles of customers, and what is remembered of their conversations. A `ConversationsConfiguration`
 * names the store that its conversations use. An account holds at most 15.
 *
 * A delete loses everything in the store for good. It is refused unless `allowDelete: true` was declared in an earlier `pulumi up`, and
 * while a Conversations configuration of the account still names the store.
 *
 * @example
 * ```ts
 * const memory = new MemoryStore("support", { displayName: "support", description: "Customers of the support line" });
 * ```
 */
export class MemoryStore extends TwilioResource {
  constructor(name: string, args: MemoryStoreArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: ExistingOptions);
  constructor(name: string, args?: MemoryStoreArgs, opts?: pulumi.CustomResourceOptions) {
    super("MemoryStore", name, args, opts);
  }

  /** Reads a Memory Store that this stack does not manage, by its id (`mem_store_…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: GetOptions): MemoryStore {
    return new MemoryStore(name, undefined, { ...opts, id });
  }
}
