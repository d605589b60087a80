import * as pulumi from "@pulumi/pulumi";
import type { OperatorInputs, RuleInputs } from "../provider/rule";
import { LanguageOperator, languageOperatorOf } from "./languageOperator";
import type { Inputs } from "./resource";

/** An operator that a rule runs: its id, the resource itself, or its id with a version and parameters. */
export type OperatorReference = string | LanguageOperator | Inputs<OperatorInputs>;

/** A rule as a program writes it. */
export type RuleArgs = Omit<Inputs<RuleInputs>, "operators"> & {
  /** What runs: 1 to 5 language operators, each an id, a `LanguageOperator`, or `{ id, version, parameters }`. */
  operators: pulumi.Input<pulumi.Input<OperatorReference>[]>;
};

/** Rules with each operator in its long form. What is not known yet stays where it is, so that a preview shows the rest. */
export const withOperatorIds = (rules: unknown): unknown =>
  each(rules, (rule) =>
    isObject(rule) ? { ...rule, operators: each(Reflect.get(rule, "operators"), longForm) } : rule,
  );

/** With what this program declares of the operator, so that a preview can check the parameters before it exists. */
function longForm(reference: unknown): unknown {
  if (typeof reference === "string") return { id: reference };
  if (LanguageOperator.isInstance(reference)) return longForm({ id: reference.id });
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
