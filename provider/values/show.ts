import { visible } from "../../api/messageText";
import { withoutUserInfo } from "../../api/urlCredentials";
import { mapLeaves } from "./json";
import { REDACTED } from "./secrets";
import { hasUnknown } from "./unknown";

/** Longest value that a message repeats, in characters. */
const MAX_SHOWN = 60;
/** The same of a whole item that one side lacks, such as a rule: it shows the item's webhook too. */
const MAX_ITEM = 2_000;

/** A value whose URLs have lost their user names and passwords, at any depth. */
export const withoutPasswords = (value: unknown): unknown =>
  mapLeaves(value, (leaf) => (typeof leaf === "string" ? withoutUserInfo(leaf, REDACTED) : leaf));

/** A value on one line, without the password of an address. */
export const inFull = (value: unknown): string => visible(JSON.stringify(withoutPasswords(value)));

/** The same, at most 60 characters long. */
export const show = (value: unknown): string => shown(value, MAX_SHOWN);

/** The same for a whole item that one side lacks, at most 2,000 characters long. */
export const showItem = (value: unknown): string => shown(value, MAX_ITEM);

function shown(value: unknown, max: number): string {
  if (value === undefined) return "(absent)";
  if (value === REDACTED) return REDACTED;
  if (hasUnknown(value)) return "(not known yet)";
  const text = inFull(value);
  return text.length > max ? `${text.slice(0, max)}…` : text;
}
