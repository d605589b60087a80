import { z } from "zod";

/** The limits of a value in words, as its zod type has them; `undefined` where it has none. */
export function limitsOf(schema: z.ZodType): string | undefined {
  if (schema instanceof z.ZodString || schema instanceof z.ZodNumber || schema instanceof z.ZodArray) {
    const { minLength, maxLength, minItems, maxItems, minimum, maximum } = z.toJSONSchema(schema, {
      io: "input",
      unrepresentable: "any",
    });
    if (schema instanceof z.ZodString) return range(minLength, maxLength, "character");
    if (schema instanceof z.ZodArray) return range(minItems, maxItems, "item");
    return range(bound(minimum), bound(maximum), "");
  }
  return undefined;
}

/** A whole number has the bounds of its type where the table states none. */
const bound = (value: number | undefined): number | undefined =>
  value === undefined || Math.abs(value) === Number.MAX_SAFE_INTEGER ? undefined : value;

function range(min: number | undefined, max: number | undefined, unit: string): string | undefined {
  const from = min === undefined || (min <= 0 && unit !== "") ? undefined : min;
  // "At least 1 character" says no more than that the value has to be there.
  if (max === undefined) return from === undefined || unit !== "" ? undefined : `At least ${number(from)}.`;
  const bounds =
    from === undefined
      ? `At most ${number(max)}`
      : from === max
        ? `${number(max)}`
        : `${number(from)} to ${number(max)}`;
  return unit === "" ? `${bounds}.` : `${bounds} ${max === 1 ? unit : `${unit}s`}.`;
}

const number = (value: number): string => value.toLocaleString("en");
