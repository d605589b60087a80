import { z } from "zod";
import { type DeclaredResource, type Finding, kindNames, resourcePolicy } from "./define";
import { Unknown } from "./plainProperties";
import { matches, regex } from "./regex";
import { rulesOf } from "./rulesOf";

const pattern = (what: string) => regex.optional().describe(`Regular expression for ${what}. Any name by default.`);

const parameters = z.strictObject({
  uniqueName: pattern("the uniqueName of a Service"),
  friendlyName: pattern("the friendlyName of a Service or Custom Operator"),
  displayName: pattern("the displayName of any other object"),
  ruleName: pattern("the name of a rule"),
});
type Patterns = z.output<typeof parameters>;

/** Checks a name against a pattern. A name that is not declared passes. */
function* fits(path: string, name: unknown, text: string | undefined): Iterable<Finding> {
  if (text === undefined) return;
  if (name instanceof Unknown) yield name;
  if (typeof name !== "string" || matches(name, text)) return;
  yield `${path} ${JSON.stringify(name)} does not match ${text}, so people and scripts cannot find it by its name. Rename it.`;
}

const NAMES = ["uniqueName", "friendlyName", "displayName"] as const;

function* objectNames({ props }: DeclaredResource, patterns: Patterns): Iterable<Finding> {
  for (const property of NAMES) yield* fits(property, props[property], patterns[property]);
}

export const namePattern = resourcePolicy({
  name: "twilio-name-pattern",
  displayName: "Names follow a pattern",
  description: "Names match the configured patterns.",
  severity: "low",
  remediationSteps: "Change the name. A new name is an update in place.",
  parameters,
  checks: {
    ...Object.fromEntries(kindNames.map((kind) => [kind, objectNames])),
    *IntelligenceConfiguration(declared, patterns) {
      yield* objectNames(declared, patterns);
      if (patterns.ruleName === undefined) return;
      for (const one of rulesOf(declared.props)) {
        if (one instanceof Unknown) yield one;
        else yield* fits("the rule name", one.rule.name, patterns.ruleName);
      }
    },
  },
});
