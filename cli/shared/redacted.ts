import { isIP } from "node:net";
import { isObject } from "../../provider/values/json";
import { REDACTED } from "../../provider/values/secrets";

/*
 * Redaction of what nobody has marked as a secret, by its looks. Values that the program or the state marks are redacted by their
 * paths: provider/values/secrets.ts.
 */

const PHONE = "[phone]";

/** A text without what must not be repeated: credentials, what addresses carry, numbers that may be a customer's. */
export function redactedText(text: string): string {
  return text
    .replaceAll(/\bhttps?:\/\/[^\s"'<>`()]+/gi, redactedUrl)
    .replaceAll(CREDENTIALS, (_found, scheme?: string) => (scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`))
    .replaceAll(NUMBERS, (found) => (isPhoneLike(found) ? PHONE : found));
}

/** Bearer and basic credentials, keys by their usual beginnings, JSON web tokens, and bare hexadecimal of 32 digits and more. */
const CREDENTIALS =
  /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}|\b(?:sk|pk|rk|ghp|gho|ghs|xox[abprs]|pul|npm)[-_][\w-]{10,}|\beyJ[\w-]+\.[\w-]+\.[\w-]*|(?<![\w])[0-9a-fA-F]{32,}(?!\w)/g;

/** Digits with what people write between them: `+1 (415) 555-0132`, `0171/5550123`, `415.555.0132`. */
const NUMBERS = /(?<![\w])\+?\(?\d(?:[\s().\-/\u2010-\u2013]{0,3}\d){6,}(?!\w)/g;

/** 7 to 15 digits, which no date is. */
function isPhoneLike(found: string): boolean {
  const digits = found.replaceAll(/\D/g, "").length;
  return digits >= 7 && !/^\d{4}-\d{2}-\d{2}$/.test(found) && isIP(found) === 0;
}

/** Scheme, host and path; what may be a credential hidden, the names in the query kept. Without any of that, as it stands. */
export function redactedUrl(text: string): string {
  if (!URL.canParse(text)) return REDACTED;
  const url = new URL(text);
  const isPlain = [url.username, url.password, url.search, url.hash].every((part) => part === "");
  const parts = url.pathname.split("/");
  if (isPlain && !parts.some(isTokenLike)) return text;
  const user = url.username === "" && url.password === "" ? "" : `${REDACTED}@`;
  const path = parts.map((part) => (isTokenLike(part) ? REDACTED : part)).join("/");
  const query = [...new Set(url.searchParams.keys())].map((name) => `${redactedText(name)}=${REDACTED}`).join("&");
  const hash = url.hash === "" ? "" : `#${REDACTED}`;
  return `${url.protocol}//${user}${url.host}${path}${query === "" ? "" : `?${query}`}${hash}`;
}

/** A value whose addresses have lost what may be a credential, at any depth. */
export function withRedactedUrls(value: unknown): unknown {
  if (typeof value === "string") return /^https?:/i.test(value) ? redactedUrl(value) : value;
  if (Array.isArray(value)) return value.map(withRedactedUrls);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withRedactedUrls(member)]));
}

/** A part of a path that is no word: long, of letters and digits mixed, as the addresses of chat webhooks have. */
const isTokenLike = (part: string): boolean => part.length >= 16 && /\d/.test(part) && /[a-z]/i.test(part);
