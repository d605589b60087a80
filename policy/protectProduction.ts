import { z } from "zod";
import { outputNames } from "../sdk/outputs.generated";
import { type DeclaredResource, type Finding, type KindName, kindNames, resourcePolicy } from "./define";
import { matches, regex } from "./regex";

/** An object without a name holds nothing of its own: an attachment, or a Transcript of a recording. */
const hasName = (kind: KindName): boolean => {
  const outputs: readonly string[] = outputNames[kind];
  return ["uniqueName", "friendlyName", "displayName"].some((name) => outputs.includes(name));
};

const parameters = z.strictObject({
  stacks: regex
    .default("(^|[-_.])(prod|production|live)($|[-_.])")
    .describe("Regular expression for the names of the stacks in which it is asked."),
  kinds: z.array(z.enum(kindNames)).default(kindNames.filter(hasName)).describe("The classes of which it is asked."),
});

function* isProtected(
  { kind, stack, protect }: DeclaredResource,
  asked: z.output<typeof parameters>,
): Iterable<Finding> {
  if (protect || !asked.kinds.includes(kind) || !matches(stack, asked.stacks)) return;
  yield `is not protected in the stack ${stack}, so that one edit could delete or replace it, with its sid and its history. Declare it with the option { protect: true }.`;
}

export const protectProduction = resourcePolicy({
  name: "twilio-protect-production",
  displayName: "Production is protected",
  description: "Nothing in production is deleted or replaced by accident: each object is protected.",
  severity: "critical",
  remediationSteps:
    "Declare the object with the resource option protect: true. The engine then refuses to delete or replace it.",
  parameters,
  checks: Object.fromEntries(kindNames.map((kind) => [kind, isProtected])),
});
