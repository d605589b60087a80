import type * as pulumi from "@pulumi/pulumi";
import type { CustomOperatorInputs, CustomOperatorOutputs } from "../provider/customOperator";
import { type Blank, type Inputs, type Outputs, TwilioResource } from "./resource";

export type CustomOperatorArgs = Inputs<CustomOperatorInputs>;

const blank: Blank<CustomOperatorOutputs> = {
  account: undefined,
  onConflict: undefined,
  friendlyName: undefined,
  operatorType: undefined,
  config: undefined,
  sid: undefined,
  accountSid: undefined,
  version: undefined,
  etag: undefined,
  availability: undefined,
  author: undefined,
  dateCreated: undefined,
  dateUpdated: undefined,
  url: undefined,
};

export interface CustomOperator extends Outputs<CustomOperatorOutputs> {}

/**
 * A Custom Operator (API v2): what is asked of every transcript of the Services that it is attached to. Updates are guarded by
 * the version that this stack last saw.
 */
export class CustomOperator extends TwilioResource {
  constructor(name: string, args: CustomOperatorArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> });
  constructor(name: string, args?: CustomOperatorArgs, opts?: pulumi.CustomResourceOptions) {
    super("CustomOperator", name, blank, args, opts);
  }

  /** Reads a Custom Operator that this stack does not manage, by its sid (`LY…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): CustomOperator {
    return new CustomOperator(name, undefined, { ...opts, id });
  }
}
