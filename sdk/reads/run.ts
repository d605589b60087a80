import * as pulumi from "@pulumi/pulumi";
import type * as Provider from "../../provider/reads";

/** How a read is made. */
export interface ReadOptions {
  /** Ends the read, with its requests and waits. */
  signal?: AbortSignal | undefined;
}

/** How a read of outputs is made. */
export interface ReadOutputOptions {
  /** Resources that have to be made, or updated, before. While one of them is still to be made, a preview does not read. */
  dependsOn?: pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource> | undefined;
}

type Choose<Result> = (reads: typeof Provider) => Provider.Read<Result>;

/** Loaded at the first read, so that a program that has none pays nothing; `require` loads it into test runners' sandboxes too. */
const provider = (): typeof Provider => require("../../provider/reads");

/** Makes a read in this process: Pulumi's host of dynamic resources knows none. */
export const run = async <Result>(
  choose: Choose<Result>,
  args: object | undefined,
  { signal }: ReadOptions = {},
): Promise<Result> => choose(provider())(args, { config: pulumi.runtime.getConfig, signal });

/** The same, once everything in the arguments is known. */
export const runOutput = <Result>(
  choose: Choose<Result>,
  args: object = {},
  { dependsOn }: ReadOutputOptions = {},
): pulumi.Output<Result> => pulumi.all([args, made(dependsOn)]).apply(([known]) => run(choose, known));

/** The same, encrypted in the state and hidden in what Pulumi prints: it holds what people said. */
export const runSecretOutput = <Result>(
  choose: Choose<Result>,
  args: object = {},
  opts?: ReadOutputOptions,
): pulumi.Output<Result> => runOutput(choose, pulumi.secret(args), opts);

/** Known once the resources are made. */
const made = (resources: ReadOutputOptions["dependsOn"]): pulumi.Output<unknown> =>
  pulumi.output(resources ?? []).apply((found) => pulumi.all([found].flat().map(identity)));

const identity = (resource: pulumi.Resource): pulumi.Output<string> =>
  pulumi.CustomResource.isInstance(resource) ? resource.id : resource.urn;
