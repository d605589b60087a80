import * as pulumi from "@pulumi/pulumi";
import { hiddenInputs, ignoringOrder, resourceType } from "../dynamic/hidden";
import { handedOver } from "./internal/handedOver";
import { orderedNames, outputNames } from "./outputs.generated";
import type { OutputsByKind } from "./types.generated";

/** Properties of a class: each of its outputs. */
export type Fields<T> = { readonly [Name in keyof T]-?: pulumi.Output<T[Name]> };

/** Options of a resource that is read and not managed. */
export type GetOptions = pulumi.CustomResourceOptions & { id: pulumi.Input<pulumi.ID> };

/** Base of all resources of this package. */
export abstract class TwilioResource extends pulumi.CustomResource {
  protected constructor(
    kind: keyof OutputsByKind,
    name: string,
    args: object | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const { import: importId, ignoreChanges, ...rest } = opts;
    const outputs = Object.fromEntries(outputNames[kind].map((output) => [output, undefined]));
    const hidden = hiddenInputs(kind, { ...(args && handedOver(args, orderedNames[kind])), importId });
    const ignored = ignoreChanges && ignoringOrder(ignoreChanges, orderedNames[kind]);
    super(
      resourceType(kind),
      name,
      { ...outputs, ...args, ...hidden },
      { ...rest, ...(ignored && { ignoreChanges: ignored }) },
    );
    // In the preview of an update the engine knows no output but the id. A resource that refers to a `sid` that is not known would
    // seem to be replaced.
    if (outputNames[kind].includes("sid")) Object.assign(this, { sid: this.id });
  }
}
