import * as pulumi from "@pulumi/pulumi";
import type * as Provider from "../../provider/reads";
import type { ReadOptions, ReadOutputOptions } from "../reads/readOptions";
import { isInline } from "./engineProcess";

type Choose<Result> = (reads: typeof Provider) => Provider.Read<Result>;

/** Loaded at the first read, so that a program that has none pays nothing; `require` loads it into test runners' sandboxes too. */
const provider = (): typeof Provider => require("../../provider/reads");

/** Makes a read in this process: Pulumi's host of dynamic resources knows none. */
export const run = async <Result>(
  choose: Choose<Result>,
  args: object | undefined,
  { signal }: ReadOptions = {},
): Promise<Result> => {
  const read = choose(provider());
  if (isMocked()) return fromMock(read, args);
  return read(args, { config: pulumi.runtime.getConfig, isInline: isInline(), signal });
};

/** Whether the program runs under `pulumi.runtime.setMocks`, as in a unit test. */
function isMocked(): boolean {
  const monitor: unknown = pulumi.runtime.getMonitor();
  return typeof monitor === "object" && monitor !== null && "mocks" in monitor;
}

/** Returns the answer of the mock's `call`. A mock can only return an object, so a list is in its `items`. */
async function fromMock<Result>(
  { readName, isList }: Provider.Read<Result>,
  args: object | undefined,
): Promise<Result> {
  const token = `twilio-intelligence:index:${readName}`;
  const answer = await pulumi.runtime.invoke(token, { ...args });
  if (!isList) return answer;
  if (Array.isArray(answer.items)) return answer.items;
  throw new Error(`The mock's "call" returned no list for ${token}: return { items: [...] }.`);
}

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
