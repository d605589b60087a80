import { z } from "zod";
import { type Declared, type Finding, kinds, resourcePolicy } from "./define";
import { matches, regex } from "./regex";

const parameters = z.strictObject({
  stacks: regex
    .default("(^|[-_.])(prod|production|live)($|[-_.])")
    .describe("Regular expression for the names of the stacks in which it is asked."),
  kinds: z
    .array(z.enum(kinds))
    .default(["Service", "CustomOperator", "LanguageOperator", "IntelligenceConfiguration"])
    .describe("The classes of which it is asked."),
});

function* isProtected({ kind, stack, protect }: Declared, asked: z.output<typeof parameters>): Iterable<Finding> {
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
  checks: Object.fromEntries(kinds.map((kind) => [kind, isProtected])),
});
