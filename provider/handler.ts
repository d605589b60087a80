/** The property in which the dynamic host keeps the text that leads it back to this provider. */
export const PROVIDER = "__provider";

/** The input in which the program lists its secret properties: the host is handed their values in clear. */
export const SECRET = "__secret";

/** The input in which the class hands over the `import` option, which the host itself fails on. */
export const IMPORT = "__import";

/** What `PROVIDER` holds. It is kept twice in the state of every resource, so it is short and never changes. */
export const providerText = (kind: string) =>
  `exports.handler=()=>require("pulumi-twilio-intelligence/provider").${kind}`;

/** What the engine calls the resources of a class. */
export const resourceType = (kind: string) => `pulumi-nodejs:dynamic/twilio-intelligence:${kind}`;
