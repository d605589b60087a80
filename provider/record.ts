import type { Versioned } from "../api/client";
import type { Bag, Definition, Properties, Property } from "./definition";
import { type Change, changes, same } from "./json";

/** The name of the output that lists what the program declares of the properties that are held only while declared. */
export const DECLARED = "__declared";

/** The output in which the account is kept where no answer of the API names it, and the stack does. */
export const ACCOUNT = "__account";

type Recordable<Live> = Pick<Definition<object, Live, object>, "properties" | "declaredOf" | "computedOf">;

/** The properties that are compared, with their names. */
export const compared = (properties: Properties) =>
  Object.entries(properties).filter(([, property]) => property.held !== "never");

/** The names of the declared properties that differ from what is recorded, in normal form. */
export function changedProperties(properties: Properties, recorded: Bag, declared: Bag): Set<string> {
  const differing = compared(properties)
    .filter(([name, { held }]) => held === "always" || declared[name] !== undefined)
    .filter(([name, { normal }]) => !same(normal(recorded[name]), normal(declared[name])));
  return new Set(differing.map(([name]) => name));
}

/** Every place where two sets of properties differ in normal form. What is absent from both sides is none. */
export function changesBetween(properties: Properties, from: Bag, to: Bag): Change[] {
  return compared(properties).flatMap(([name, { normal, explain }]) => {
    const view = explain ?? normal;
    return changes(view(from[name]), view(to[name]), name);
  });
}

/** What is recorded once the program has its way: what it holds as declared, the rest as it is. */
export function intended(properties: Properties, recorded: Bag, declared: Bag): Bag {
  const values = compared(properties).map(([name, { held }]) => [
    name,
    held === "declared" ? (declared[name] ?? recorded[name]) : declared[name],
  ]);
  return Object.fromEntries(values);
}

/** Where the outputs of a write differ from what was declared, in normal form. */
export function unheld(properties: Properties, outputs: Bag, declared: Bag): Change[] {
  return changesBetween(properties, outputs, intended(properties, outputs, declared));
}

/**
 * The outputs that the state keeps of a live object: every property as the account has it, in the words of the program where
 * the two say the same, and what the API computed.
 */
export function outputsOf<Live>(definition: Recordable<Live>, live: Versioned<Live>, like: Bag, ours: boolean): Bag {
  const actual = definition.declaredOf(live.value, like, ours);
  const outputs: Bag = {};
  for (const [name, property] of Object.entries(definition.properties)) {
    outputs[name] = property.held === "never" ? like[name] : recordedValue(property, actual[name], like[name]);
  }
  return { ...outputs, ...definition.computedOf(live) };
}

function recordedValue({ normal, record }: Property, actual: unknown, declared: unknown): unknown {
  if (record !== undefined) return record(actual, declared);
  return declared !== undefined && same(normal(actual), normal(declared)) ? declared : actual;
}

/** The list for `__declared`: of the properties that are held only while declared, those that are. */
export function declaredNames(properties: Properties, declared: Bag): string[] | undefined {
  const names = Object.entries(properties)
    .filter(([, { held }]) => held === "declared")
    .map(([name]) => name);
  return names.length === 0 ? undefined : names.filter((name) => declared[name] !== undefined);
}

/** The outputs that the state keeps of what was written just now. `accountSid`: the account that the stack names, if it does. */
export function writtenOutputs<Live>(
  definition: Recordable<Live> & Pick<Definition<object, Live, object>, "accountOf">,
  live: Versioned<Live>,
  inputs: Bag,
  accountSid: string | undefined,
): Bag {
  return {
    ...outputsOf(definition, live, inputs, true),
    [DECLARED]: declaredNames(definition.properties, inputs),
    [ACCOUNT]: definition.accountOf === undefined ? accountSid : undefined,
  };
}

/** Outputs as a program would declare them: what it does not declare stays out, so that it stays undeclared. */
export function inputsOf(properties: Properties, outputs: Bag, declared: readonly string[] | undefined): Bag {
  const kept = Object.entries(properties).filter(
    ([name, { held }]) => outputs[name] !== undefined && (held !== "declared" || (declared?.includes(name) ?? true)),
  );
  return Object.fromEntries(kept.map(([name, { input }]) => [name, input?.(outputs[name]) ?? outputs[name]]));
}
