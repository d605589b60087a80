import { z } from "zod";

/**
 * Switches of the emulated API, one for each question that Twilio's sources answer differently or not at all: the one list of names, values
 * and defaults, and of what each switch does.
 */
export const behaviourSchema = z.strictObject({
  ifMatch: z
    .enum(["enforced", "ignored"])
    .default("enforced")
    .describe("whether a put of an Intelligence Configuration checks If-Match; Services and operators always check it"),
  put: z
    .enum(["live", "inactive"])
    .default("live")
    .describe("whether an Intelligence Configuration still runs after a put"),
  operatorPut: z
    .enum(["active", "preview"])
    .default("active")
    .describe("status of the version that a put of a language operator makes; a PREVIEW version runs only if pinned"),
  conversationVersions: z
    .enum(["live", "pinned"])
    .default("live")
    .describe("whether a conversation runs the newest version of a Configuration, or the one at its creation"),
  unattached: z
    .enum(["runs", "silent"])
    .default("runs")
    .describe("whether a rule execution of a Configuration that is not attached has results"),
  conversationsLimit: z
    .enum(["none", "ten"])
    .default("none")
    .describe("how many Conversations configurations an account can have"),
  grouping: z
    .enum(["mutable", "immutable"])
    .default("mutable")
    .describe("whether an update of a Conversations configuration can change conversationGroupingType"),
  conversationsPatch: z
    .enum(["accepted", "refused"])
    .default("accepted")
    .describe("whether a Conversations configuration has PATCH, or only PUT and answers 405"),
  omittedDescription: z
    .enum(["cleared", "kept"])
    .default("cleared")
    .describe("what a put of an Intelligence Configuration without description does to it"),
  ruleOrder: z
    .enum(["kept", "lost"])
    .default("kept")
    .describe("whether answers have the rules of an Intelligence Configuration in the order of the request, or by id"),
  attachments: z
    .enum(["bump", "keep"])
    .default("bump")
    .describe("whether attaching or detaching an operator creates a new version of the v2 Service"),
});

/** Values of all switches. */
export type Behaviour = z.output<typeof behaviourSchema>;

/** One switch of `behaviourSchema`, without its type. */
export interface Switch {
  name: string;
  values: readonly string[];
  default: string;
  /** Effect, in one phrase. */
  effect: string;
}

/** All switches, in the order of `behaviourSchema`. */
export const switches: readonly Switch[] = Object.entries(behaviourSchema.shape).map(([name, schema]) => ({
  name,
  values: schema.unwrap().options,
  default: schema.parse(undefined),
  effect: schema.description ?? "",
}));

/** Returns the values of all switches, with defaults. Other members of `options` are ignored. Throws a ZodError for an unknown value. */
export const behaviourOf = (options: object): Behaviour => {
  const names = new Set(switches.map(({ name }) => name));
  return behaviourSchema.parse(Object.fromEntries(Object.entries(options).filter(([name]) => names.has(name))));
};
