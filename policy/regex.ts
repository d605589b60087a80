import { z } from "zod";

/** A regular expression as text, in the `u` mode of JavaScript. */
export const regex = z.string().refine((text) => {
  try {
    return Boolean(new RegExp(text, "u"));
  } catch {
    return false;
  }
}, "must be a regular expression");

export const matches = (text: string, pattern: string): boolean => new RegExp(pattern, "u").test(text);
