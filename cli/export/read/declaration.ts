import { z } from "zod";
import { inputsSchema } from "../../../provider/table/body";
import { equalOf, treatmentOf } from "../../../provider/table/compare";
import type { Kind } from "../../../provider/table/kind";
import { inputsOf } from "../../../provider/table/outputs";
import type { Property } from "../../../provider/table/property";
import { isObject, type Values } from "../../../provider/values/json";
import { propertyOf } from "../../../provider/values/paths";
import { type Refusal, refusals } from "../../../provider/values/refusals";

/** Declaration of an object of the account in a program. */
export interface Declaration {
  declared: Values;
  /** Properties that a program cannot declare with their current values. They stay undeclared. */
  left: Refusal[];
  /** Reasons why a program cannot declare the object. Empty if it can. */
  failures: Refusal[];
}

/** Returns the declaration of an object with these outputs, without properties that have their default. */
export function declarationOf(kind: Kind, outputs: Values): Declaration {
  let declared = inputsOf(kind, outputs, undefined);
  const left: Refusal[] = [];
  for (const failure of failuresIn(kind, declared)) {
    const name = propertyOf(failure.property);
    // An undeclared optional property stays unchanged. A property that is always managed would be changed.
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

/** Removes optional members that make no difference, at every depth of the schema. Free-form JSON stays unchanged. */
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
