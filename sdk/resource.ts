import * as pulumi from "@pulumi/pulumi";
import { IMPORT, PROVIDER, providerText, resourceType, SECRET } from "../provider/handler";

/** A plain shape whose every part may also be an output of another resource, or a promise. */
export type Inputs<T> = T extends readonly (infer Item)[]
  ? pulumi.Input<Inputs<Item>>[]
  : T extends object
    ? { [Name in keyof T]: pulumi.Input<Inputs<T[Name]>> }
    : T;

/** A plain shape as the properties of a resource. */
export type Outputs<T> = { readonly [Name in keyof T]-?: pulumi.Output<T[Name]> };

/** Every output by name: the engine fills in only what it has been told to expect. */
export type Blank<T> = { [Name in keyof T]-?: undefined };

/** The names of the arguments that are secret, or hold something that is; `undefined` where none is. */
async function secretNames(args: object): Promise<string[] | undefined> {
  const names = await Promise.all(
    Object.entries(args).map(async ([name, value]) => ((await pulumi.isSecret(pulumi.output(value))) ? [name] : [])),
  );
  const secret = names.flat();
  return secret.length === 0 ? undefined : secret;
}

/** What all resources of this package have in common. */
export abstract class TwilioResource extends pulumi.CustomResource {
  protected constructor(type: string, name: string, blank: object, args?: object, opts?: pulumi.CustomResourceOptions) {
    const { import: id, ...rest } = opts ?? {};
    const props = {
      ...blank,
      ...args,
      [SECRET]: args && secretNames(args),
      [IMPORT]: id,
      [PROVIDER]: providerText(type),
    };
    super(resourceType(type), name, props, rest);
    // In the preview of an update every output but the id is unknown, and what refers to a sid would seem to be replaced.
    if ("sid" in blank) Object.assign(this, { sid: this.id });
  }
}
