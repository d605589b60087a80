import * as pulumi from "@pulumi/pulumi";
import { LanguageOperator, languageOperatorOf } from "./languageOperator";
import type {
  IntelligenceConfigurationRuleActionArgs,
  IntelligenceConfigurationRuleArgs,
  IntelligenceConfigurationRuleOperatorReference,
  IntelligenceConfigurationRuleTriggerArgs,
} from "./types.generated";

/** Rule of an Intelligence Configuration. */
export type RuleArgs = IntelligenceConfigurationRuleArgs;

/** Operator that a rule runs: its id, the resource itself, or its id with a version and parameters. */
export type OperatorReference = IntelligenceConfigurationRuleOperatorReference;

/** Event that runs a rule. */
export type TriggerArgs = IntelligenceConfigurationRuleTriggerArgs;

/** Destination of the results of a rule. */
export type ActionArgs = IntelligenceConfigurationRuleActionArgs;

/**
 * Rules in which each operator of this program is named by its id, with what it declares: a preview can then check the parameters before
 * the operator exists. Anything else stays as the program wrote it, and what is unknown stays in its place.
 */
export const withOperatorIds = (rules: unknown): unknown =>
  each(rules, (rule) =>
    isObject(rule) ? { ...rule, operators: each(Reflect.get(rule, "operators"), withDeclares) } : rule,
  );

function withDeclares(reference: unknown): unknown {
  if (LanguageOperator.isInstance(reference)) return withDeclares({ id: reference.id });
  const operator = isObject(reference) ? languageOperatorOf(Reflect.get(reference, "id")) : undefined;
  if (operator === undefined) return reference;
  return { ...Object(reference), __declares: operator.parameters.apply((declared) => declared ?? {}) };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const each = (items: unknown, map: (item: unknown) => unknown): unknown =>
  within(items, (plain) => (Array.isArray(plain) ? plain.map((item) => within(item, map)) : plain));

/** Maps a value where it is there, and behind its promise where it is not. */
function within(value: unknown, map: (plain: unknown) => unknown): unknown {
  if (!pulumi.Output.isInstance(value) && !(value instanceof Promise)) return map(value);
  return pulumi.output(value).apply((plain) => pulumi.output(map(plain)));
}
