import { InvalidArgumentError } from "commander";
import type { z } from "zod";

/** Parses an option whose value has a schema, an id for example. */
export const matching = (schema: z.ZodType<string>) => (text: string) => {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`It ${parsed.error.issues[0]?.message}.`);
};

/** Parses a number of seconds, which may be a fraction. */
export const secondsUpTo = (max: number) => (text: string) => {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= 0 && value <= max) return value;
  throw new InvalidArgumentError(`It must be a number of seconds from 0 to ${max}.`);
};
