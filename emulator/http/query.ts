import type { z } from "zod";
import { isTimestamp } from "../values/timestamp";
import { invalid } from "./envelope";

/** Returns a query parameter, or undefined if it is absent. Throws 400 if it is not one of `choices`. */
export function choice<T extends string>(query: URLSearchParams, name: string, choices: z.ZodType<T>): T | undefined {
  const text = query.get(name);
  return text === null ? undefined : oneOf(text, name, choices);
}

/** Returns all values of a query parameter that can be repeated. Throws 400 if a value is not one of `choices`. */
export const choicesOf = <T extends string>(query: URLSearchParams, name: string, choices: z.ZodType<T>): T[] =>
  query.getAll(name).map((text) => oneOf(text, name, choices));

function oneOf<T>(text: string, name: string, choices: z.ZodType<T>): T {
  const parsed = choices.safeParse(text);
  if (!parsed.success) throw invalid(`${name}: ${parsed.error.issues[0]?.message ?? "invalid"}`);
  return parsed.data;
}

/** Returns a boolean query parameter, or undefined if it is absent. Throws 400 if it is neither `true` nor `false`. */
export function flag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (text !== "true" && text !== "false") throw invalid(`${name} must be true or false`);
  return text === "true";
}

/** Returns a date parameter in ms since 1970, or undefined if it is absent. Throws 400 if it is not an ISO 8601 date. */
export function timestamp(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!isTimestamp(text)) throw invalid(`${name} must be an ISO 8601 date and time`);
  return Date.parse(text);
}

/** Whether `at` lies strictly between two optional bounds. False without a date if there is a bound. */
export function isBetween(
  at: string | null | undefined,
  after: number | undefined,
  before: number | undefined,
): boolean {
  if (after === undefined && before === undefined) return true;
  const time = at == null ? Number.NaN : Date.parse(at);
  return time > (after ?? Number.NEGATIVE_INFINITY) && time < (before ?? Number.POSITIVE_INFINITY);
}
