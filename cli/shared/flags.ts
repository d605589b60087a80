import { InvalidArgumentError } from "commander";
import type { z } from "zod";

/** Returns a parser for an option value with a schema, such as an id. */
export const matching = (schema: z.ZodType<string>) => (text: string) => {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`It ${parsed.error.issues[0]?.message}.`);
};

/** Returns a parser for a number of seconds, including fractions. */
export const secondsUpTo = (max: number) => (text: string) => {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= 0 && value <= max) return value;
  throw new InvalidArgumentError(`It must be a number of seconds from 0 to ${max}.`);
};
