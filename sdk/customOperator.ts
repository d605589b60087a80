import type * as pulumi from "@pulumi/pulumi";
import { type ExistingOptions, type Fields, type GetOptions, TwilioResource } from "./resource";
import type { CustomOperatorArgs, CustomOperatorOutputs } from "./types.generated";

export interface CustomOperator extends Fields<CustomOperatorOutputs> {}

/**
 * Custom Operator (API v2): what is asked of every transcript of the Services that it is attached to. An update is refused if somebody
 * else has changed the operator since this stack last saw it, unless `onConflict` says otherwise.
 *
 * @example
 * ```ts
 * const agreed = new CustomOperator("agreed", {
 *   friendlyName: "What was agreed on",
 *   operatorType: "Generative",
 *   config: { prompt: "List what was agreed on, one line each." },
 * });
 * ```
 */
export class CustomOperator extends TwilioResource {
  constructor(name: string, args: CustomOperatorArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: ExistingOptions);
  constructor(name: string, args?: CustomOperatorArgs, opts?: pulumi.CustomResourceOptions) {
    super("CustomOperator", name, args, opts);
  }

  /** Reads a Custom Operator that this stack does not manage, by its SID (`LY…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: GetOptions): CustomOperator {
    return new CustomOperator(name, undefined, { ...opts, id });
  }
}
