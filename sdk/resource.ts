import * as pulumi from "@pulumi/pulumi";
import { hiddenInputs, ignoringOrder, resourceType } from "../dynamic/hidden";
import { handedOver, refuseLostMembers } from "./internal/handedOver";
import { requireProvider } from "./internal/requireProvider";
import { orderedNames, outputNames } from "./outputs.generated";
import type { OutputsByKind } from "./types.generated";

/** Properties of a class: each of its outputs. */
export type Fields<T> = { readonly [Name in keyof T]-?: pulumi.Output<T[Name]> };

/** Options of `get`. */
export interface GetOptions extends pulumi.CustomResourceOptions {
  /** Account to read from, by its name in `twilio-intelligence:accounts`. Default: the account of the stack. */
  account?: pulumi.Input<string>;
}

/** Options of a resource that is read and not managed. */
export type ExistingOptions = GetOptions & { id: pulumi.Input<pulumi.ID> };

/** Options that name another plugin for a resource are not passed on: it would run in a process that knows nothing of the others' objects. */
const ONE_PLUGIN = "a dynamic resource runs in the plugin that belongs to @pulumi/pulumi. Remove the option";

/** Resource options that do nothing here, with what to do instead. */
const WITHOUT_EFFECT = {
  version: ONE_PLUGIN,
  pluginDownloadURL: ONE_PLUGIN,
  customTimeouts:
    "the engine does not pass it on to a dynamic resource. Every request and every wait has a limit of its own: see docs/decisions/0009-waiting.md. Remove the option",
  replaceOnChanges:
    'the engine does not apply it to a dynamic resource. Use `updateStrategy: "replace"` on an IntelligenceConfiguration or a LanguageOperator, or `pulumi up --replace URN`',
} as const;

/** Output that is the `id` itself, so that Pulumi has to make none. */
const SID = "sid";

/** Base of all resources of this package. */
export abstract class TwilioResource extends pulumi.CustomResource {
  protected constructor(kind: keyof OutputsByKind, name: string, args: object | undefined, opts: GetOptions = {}) {
    requireProvider();
    refuseLostMembers(args, name);
    const { import: importId, ignoreChanges, account, version: _version, pluginDownloadURL: _url, ...rest } = opts;
    const names = outputNames[kind];
    const outputs = Object.fromEntries(names.flatMap((output) => (output === SID ? [] : [[output, undefined]])));
    const hidden = hiddenInputs(kind, {
      ...(args && handedOver(args, orderedNames[kind], opts.additionalSecretOutputs)),
      importId,
      ignored: ignoreChanges,
    });
    const ignored = ignoreChanges && ignoringOrder(ignoreChanges, orderedNames[kind]);
    super(
      resourceType(kind),
      name,
      { ...outputs, ...(account !== undefined && { account }), ...args, ...hidden },
      { ...rest, ...(ignored && { ignoreChanges: ignored }) },
    );
    for (const [option, why] of Object.entries(WITHOUT_EFFECT))
      if (Reflect.get(opts, option) !== undefined) pulumi.log.warn(`${option} has no effect here: ${why}.`, this);
    // In the preview of an update the engine knows no output but the id. A resource that refers to a `sid` that is not known would
    // seem to be replaced.
    if (names.includes(SID)) Object.assign(this, { [SID]: this.id });
  }
}
