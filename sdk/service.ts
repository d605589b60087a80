import type * as pulumi from "@pulumi/pulumi";
import { type ExistingOptions, type Fields, type GetOptions, TwilioResource } from "./resource";
import type { ServiceArgs, ServiceOutputs } from "./types.generated";

export interface Service extends Fields<ServiceOutputs> {}

/**
 * Intelligence Service (API v2): how calls and recordings become transcripts. An update is refused if somebody else has changed the
 * Service since this stack last saw it, unless `onConflict` says otherwise.
 *
 * @example
 * ```ts
 * const calls = new Service("calls", {
 *   uniqueName: "support-calls",
 *   languageCode: "en-US",
 *   autoTranscribe: true,
 *   autoRedaction: true,
 * });
 * ```
 */
export class Service extends TwilioResource {
  constructor(name: string, args: ServiceArgs, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: undefined, opts: ExistingOptions);
  constructor(name: string, args?: ServiceArgs, opts?: pulumi.CustomResourceOptions) {
    super("Service", name, args, opts);
  }

  /** Reads a Service that this stack does not manage, by its SID (`GA…`). */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: GetOptions): Service {
    return new Service(name, undefined, { ...opts, id });
  }
}
