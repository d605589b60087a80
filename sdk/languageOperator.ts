import type * as pulumi from "@pulumi/pulumi";
import { type ExistingOptions, type Fields, type GetOptions, TwilioResource } from "./resource";
import type { LanguageOperatorArgs, LanguageOperatorOutputs } from "./types.generated";

/** By their ids, each of which is one and the same object for as long as the program runs. */
const byId = new WeakMap<object, LanguageOperator>();

/** The Language Operator of this program whose `id` this is. */
export const languageOperatorOf = (id: unknown): LanguageOperator | undefined =>
  typeof id === "object" && id !== null ? byId.get(id) : undefined;

export interface LanguageOperator extends Fields<LanguageOperatorOutputs> {}

/**
 * Language Operator (API v3): what a rule of an Intelligence Configuration runs. A rule can pin its `version`. An update is refused if
 * somebody else has changed the operator since this stack last saw it, unless `onConflict` says otherwise.
 *
 * @example
 * ```ts
 * const urgency = new LanguageOperator("urgency", {
 *   displayName: "Urgency",
 *   outputFormat: "CLASSIFICATION",
 *   prompt: "How urgent is this? Answer with low, normal or urgent.",
 * });
 * ```
 */
export class LanguageOperator extends TwilioResource {
  constructor(name: string, args: LanguageOperatorArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: ExistingOptions);
  constructor(name: string, args?: LanguageOperatorArgs, opts?: pulumi.CustomResourceOptions) {
    super("LanguageOperator", name, args, opts);
    byId.set(this.id, this);
  }

  /** Reads a Language Operator that this stack does not manage, by its id (`intelligence_operator_…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: GetOptions): LanguageOperator {
    return new LanguageOperator(name, undefined, { ...opts, id });
  }
}
