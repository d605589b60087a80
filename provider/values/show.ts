import { REDACTED } from "./secrets";
import { hasUnknown } from "./unknown";

/** Longest value that a message repeats, in characters. */
const MAX_SHOWN = 60;

/** User and password of an address. */
const USER_INFO = /(\bhttps?:\/\/)[^/\s"@]+@/gi;

/** A value on one line, without the password of an address. */
export const inFull = (value: unknown): string => JSON.stringify(value).replaceAll(USER_INFO, `$1${REDACTED}@`);

/** The same, at most 60 characters long. */
export function show(value: unknown): string {
  if (value === undefined) return "(absent)";
  if (value === REDACTED) return REDACTED;
  if (hasUnknown(value)) return "(not known yet)";
  const text = inFull(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
