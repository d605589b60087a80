import { z } from "zod";
import { inputsSchema } from "../../../provider/table/body";
import { equalOf, treatmentOf } from "../../../provider/table/compare";
import type { Kind } from "../../../provider/table/kind";
import { inputsOf } from "../../../provider/table/outputs";
import type { Property } from "../../../provider/table/property";
import { isObject, type Values } from "../../../provider/values/json";
import { propertyOf } from "../../../provider/values/paths";
import { type Refusal, refusals } from "../../../provider/values/refusals";

/** An object of the account as a program declares it. */
export interface Declaration {
  declared: Values;
  /** Properties of the object that no program can declare as they are, and that stay undeclared. */
  left: Refusal[];
  /** Why no program can declare the object; empty where one can. */
  failures: Refusal[];
}

/** What a program declares of an object with these outputs: without what holds by itself, as far as that can be left out. */
export function declarationOf(kind: Kind, outputs: Values): Declaration {
  let declared = inputsOf(kind, outputs, undefined);
  const left: Refusal[] = [];
  for (const failure of failuresIn(kind, declared)) {
    const name = propertyOf(failure.property);
    // Undeclared, such a property stays as it is; one that is always managed would be changed.
    if (kind.properties[name]?.management !== "whileDeclared" || !(name in declared)) continue;
    declared = without(declared, name);
    left.push(failure);
  }
  const failures = failuresIn(kind, declared);
  if (kind.completion?.isPending?.(outputs)) failures.push({ property: "status", reason: "is not completed" });
  for (const [name, property] of Object.entries(kind.properties)) {
    if (!(name in declared)) continue;
    const shorter = without(declared, name);
    const isLeftOut =
      isSame(property, declared[name], undefined) && failuresIn(kind, shorter).length <= failures.length;
    declared = isLeftOut ? shorter : { ...declared, [name]: shortValue(property, declared[name]) };
  }
  return { declared, left, failures };
}

const failuresIn = (kind: Kind, declared: Values): Refusal[] => [
  ...refusals(inputsSchema(kind), declared),
  ...(kind.invariants?.(declared, {}) ?? []),
];

const without = (values: Values, name: string): Values =>
  Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));

function isSame(property: Property, a: unknown, b: unknown): boolean {
  const { normal } = treatmentOf(property);
  return equalOf(property)(normal(a), normal(b));
}

const shortValue = (property: Property, value: unknown): unknown =>
  shortened(property.type, value, (shorter) => isSame(property, shorter, value));

/** A value without the optional members that make no difference, at every depth of its schema. Free JSON stays as it is. */
function shortened(type: z.core.$ZodType | undefined, value: unknown, isAlike: (shorter: unknown) => boolean): unknown {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault || type instanceof z.ZodNullable) {
    return shortened(type.unwrap(), value, isAlike);
  }
  if (type instanceof z.ZodUnion) {
    const variant = type.options.find((option) => z.safeParse(option, value).success);
    return shortened(variant, value, isAlike);
  }
  if (type instanceof z.ZodArray && Array.isArray(value)) {
    return value.reduce<unknown[]>(
      (items, item, at) =>
        items.with(
          at,
          shortened(type.element, item, (shorter) => isAlike(items.with(at, shorter))),
        ),
      value,
    );
  }
  if (!(type instanceof z.ZodObject) || !isObject(value)) return value;
  let short = value;
  for (const [name, member] of Object.entries(value)) {
    const [before, shorter] = [short, without(short, name)];
    const isOptional = z.safeParse(type.shape[name] ?? z.never(), undefined).success;
    const isAlikeWith = (one: unknown) => isAlike({ ...before, [name]: one });
    short =
      isOptional && isAlike(shorter)
        ? shorter
        : { ...before, [name]: shortened(type.shape[name], member, isAlikeWith) };
  }
  return short;
}
