import type { Policies, PolicyResourceOptions } from "@pulumi/policy";
import type { KindName } from "../../../provider/catalogue";

/** What @pulumi/policy itself wraps around the properties that it hands to a policy; its types leave it out. */
const {
  unknownCheckingProxy,
}: { unknownCheckingProxy: (props: object) => Record<string, unknown> } = require("@pulumi/policy/proxy");

/** What @pulumi/policy gives a policy to read in place of a string that a preview cannot know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** An object as a stack holds it. */
export interface Sample {
  kind: KindName | "SomethingElse";
  props: Record<string, unknown>;
  name?: string;
  stack?: string;
  protect?: boolean;
}

/** The messages of a policy, in their order; the last one is what it throws where a value is not known yet. */
export function judge(policies: Policies, name: string, samples: Sample[], config: object = {}): string[] {
  const policy = policies.find((one) => one.name === name);
  if (policy === undefined) throw new Error(`there is no policy ${name}`);
  const messages: string[] = [];
  const report = (message: string) => void messages.push(message);
  const shared = { stackTags: new Map(), getConfig: <T extends object>() => Object(config) as T, notApplicable };
  try {
    if ("validateStack" in policy) {
      policy.validateStack({ ...shared, resources: samples.map(resource) }, report);
    } else if (typeof policy.validateResource === "function") {
      for (const one of samples) policy.validateResource({ ...shared, ...resource(one) }, report);
    }
  } catch (error) {
    messages.push(error instanceof Error ? error.message : String(error));
  }
  return messages;
}

function notApplicable(): never {
  throw new Error("not applicable");
}

function resource({ kind, props, name = "it", stack = "dev", protect = false }: Sample) {
  const type = `pulumi-nodejs:dynamic/twilio-intelligence:${kind}`;
  const opts: PolicyResourceOptions = {
    protect,
    ignoreChanges: [],
    aliases: [],
    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    additionalSecretOutputs: [],
  };
  return {
    type,
    name,
    urn: `urn:pulumi:${stack}::project::${type}::${name}`,
    props: unknownCheckingProxy(props),
    opts,
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  };
}
