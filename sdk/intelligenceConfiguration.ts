import * as pulumi from "@pulumi/pulumi";
import { ruleIdsByName } from "../provider/rules/ruleIds";
import { type ExistingOptions, type Fields, type GetOptions, TwilioResource } from "./resource";
import { withOperatorIds } from "./rules";
import type { IntelligenceConfigurationArgs, IntelligenceConfigurationOutputs } from "./types.generated";

export interface IntelligenceConfiguration extends Fields<IntelligenceConfigurationOutputs> {}

/**
 * Intelligence Configuration (API v3): which language operators run on a conversation, when, with which context, and where their results
 * go. A rule keeps its id when it is edited or moved. An update is refused if somebody else has changed the Configuration since this
 * stack last saw it, unless `onConflict` says otherwise.
 *
 * @example
 * ```ts
 * const support = new IntelligenceConfiguration("support", {
 *   displayName: "Support",
 *   rules: [
 *     {
 *       name: "urgency",
 *       operators: [urgency],
 *       triggers: [{ on: "COMMUNICATION", parameters: { count: 2 } }],
 *       actions: [{ url: "https://example.com/urgency" }],
 *     },
 *   ],
 * });
 * ```
 */
export class IntelligenceConfiguration extends TwilioResource {
  /** Ids of the rules that the program names, by name. */
  readonly ruleIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: IntelligenceConfigurationArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: ExistingOptions);
  constructor(name: string, args?: IntelligenceConfigurationArgs, opts?: pulumi.CustomResourceOptions) {
    const rules = args && withOperatorIds(args.rules);
    super("IntelligenceConfiguration", name, args && { ...args, rules }, opts);
    // The version is unknown in the preview of a change, and the ids are then unknown too. Names and ids are no secrets, whatever the
    // rules hold.
    this.ruleIds = pulumi
      .unsecret(pulumi.all([this.rules, pulumi.output(rules), this.version]))
      .apply(([recorded, declared]) => ruleIdsByName(recorded, declared));
  }

  /** Reads a Configuration that this stack does not manage, by its id (`intelligence_configuration_…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: GetOptions): IntelligenceConfiguration {
    return new IntelligenceConfiguration(name, undefined, { ...opts, id });
  }
}
