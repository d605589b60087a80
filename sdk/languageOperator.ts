import type * as pulumi from "@pulumi/pulumi";
import type { LanguageOperatorInputs, LanguageOperatorOutputs } from "../provider/languageOperator";
import { type Blank, type Inputs, type Outputs, TwilioResource } from "./resource";

export type LanguageOperatorArgs = Inputs<LanguageOperatorInputs>;

const blank: Blank<LanguageOperatorOutputs> = {
  account: undefined,
  onConflict: undefined,
  displayName: undefined,
  description: undefined,
  prompt: undefined,
  outputFormat: undefined,
  outputSchema: undefined,
  trainingExamples: undefined,
  context: undefined,
  parameters: undefined,
  version: undefined,
  etag: undefined,
  author: undefined,
};

/** By their ids, each of which is one and the same object for as long as the program runs. */
const byId = new WeakMap<object, LanguageOperator>();

/** The Language Operator of this program whose `id` this is. */
export const languageOperatorOf = (id: unknown): LanguageOperator | undefined =>
  typeof id === "object" && id !== null ? byId.get(id) : undefined;

export interface LanguageOperator extends Outputs<LanguageOperatorOutputs> {}

/**
 * A Language Operator (API v3): what a rule of an Intelligence Configuration runs. Updates are guarded by the version that this stack
 * last saw. `version` can be pinned by a rule.
 */
export class LanguageOperator extends TwilioResource {
  constructor(name: string, args: LanguageOperatorArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> });
  constructor(name: string, args?: LanguageOperatorArgs, opts?: pulumi.CustomResourceOptions) {
    super("LanguageOperator", name, blank, args, opts);
    byId.set(this.id, this);
  }

  /** Reads a Language Operator that this stack does not manage, by its id (`intelligence_operator_…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): LanguageOperator {
    return new LanguageOperator(name, undefined, { ...opts, id });
  }
}
