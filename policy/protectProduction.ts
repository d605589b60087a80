import { z } from "zod";
import { outputNames } from "../sdk/outputs.generated";
import { type DeclaredResource, type Finding, type KindName, kindNames, resourcePolicy } from "./define";
import { matches, regex } from "./regex";

/** Whether objects of a kind have a name. Attachments and Transcripts do not, and are not protected by default. */
const hasName = (kind: KindName): boolean => {
  const outputs: readonly string[] = outputNames[kind];
  return ["uniqueName", "friendlyName", "displayName"].some((name) => outputs.includes(name));
};

const parameters = z.strictObject({
  stacks: regex
    .default("(^|[-_.])(prod|production|live)($|[-_.])")
    .describe("Regular expression for the names of the stacks that it applies to."),
  kinds: z.array(z.enum(kindNames)).default(kindNames.filter(hasName)).describe("Classes that it applies to."),
});

function* isProtected(
  { kind, stack, protect }: DeclaredResource,
  asked: z.output<typeof parameters>,
): Iterable<Finding> {
  if (protect || !asked.kinds.includes(kind) || !matches(stack, asked.stacks)) return;
  yield `is not protected in the stack ${stack}, so an edit could delete or replace it, and its id and history would be lost. Declare it with the option { protect: true }.`;
}

export const protectProduction = resourcePolicy({
  name: "twilio-protect-production",
  displayName: "Production is protected",
  description: "Objects in production are protected, so that they cannot be deleted or replaced by accident.",
  severity: "critical",
  remediationSteps:
    "Declare the object with the resource option protect: true. The engine then refuses to delete or replace it.",
  parameters,
  checks: Object.fromEntries(kindNames.map((kind) => [kind, isProtected])),
});
