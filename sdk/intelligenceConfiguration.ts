import * as pulumi from "@pulumi/pulumi";
import type {
  IntelligenceConfigurationInputs,
  IntelligenceConfigurationOutputs,
} from "../provider/intelligenceConfiguration";
import { ruleIdsByName } from "../provider/ruleList";
import { type Blank, type Inputs, type Outputs, TwilioResource } from "./resource";
import { type RuleArgs, withOperatorIds } from "./rules";

export type IntelligenceConfigurationArgs = Omit<Inputs<IntelligenceConfigurationInputs>, "rules"> & {
  /**
   * Up to 5 rules: which operators run when, with which context, and where the results go. With none, or while no Conversations
   * configuration is attached, nothing runs.
   */
  rules: pulumi.Input<pulumi.Input<RuleArgs>[]>;
};

const blank: Blank<IntelligenceConfigurationOutputs> = {
  account: undefined,
  onConflict: undefined,
  displayName: undefined,
  description: undefined,
  rules: undefined,
  updateStrategy: undefined,
  accountId: undefined,
  version: undefined,
  dateCreated: undefined,
  dateUpdated: undefined,
};

export interface IntelligenceConfiguration extends Outputs<IntelligenceConfigurationOutputs> {}

/**
 * An Intelligence Configuration (API v3): which language operators run on a conversation, when, with which context, and where
 * their results go. Updates are guarded by the version that this stack last saw; a change made by somebody else in between is
 * a conflict, and is not overwritten. A rule keeps its id when it is edited or moved.
 */
export class IntelligenceConfiguration extends TwilioResource {
  /** The ids of the rules that the program names, by name. */
  readonly ruleIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: IntelligenceConfigurationArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> });
  constructor(name: string, args?: IntelligenceConfigurationArgs, opts?: pulumi.CustomResourceOptions) {
    const rules = args && withOperatorIds(args.rules);
    super("IntelligenceConfiguration", name, blank, args && { ...args, rules }, opts);
    // The version is not known in the preview of a change, and the ids are then not known either.
    this.ruleIds = pulumi
      .all([this.rules, pulumi.output(rules), this.version])
      .apply(([recorded, declared]) => ruleIdsByName(recorded, declared));
  }

  /** Reads a Configuration that this stack does not manage, by its id (`intelligence_configuration_…`). */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): IntelligenceConfiguration {
    return new IntelligenceConfiguration(name, undefined, { ...opts, id });
  }
}
