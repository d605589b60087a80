import { visible } from "../../api/messageText";
import { withoutUserInfo } from "../../api/urlCredentials";
import { mapLeaves } from "./json";
import { REDACTED } from "./secrets";
import { hasUnknown } from "./unknown";

/** Longest value that a message repeats, in characters. */
const MAX_SHOWN = 60;

/** A value whose URLs have lost their user names and passwords, at any depth. */
export const withoutPasswords = (value: unknown): unknown =>
  mapLeaves(value, (leaf) => (typeof leaf === "string" ? withoutUserInfo(leaf, REDACTED) : leaf));

/** A value on one line, without the password of an address. */
export const inFull = (value: unknown): string => visible(JSON.stringify(withoutPasswords(value)));

/** The same, at most 60 characters long. */
export function show(value: unknown): string {
  if (value === undefined) return "(absent)";
  if (value === REDACTED) return REDACTED;
  if (hasUnknown(value)) return "(not known yet)";
  const text = inFull(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
