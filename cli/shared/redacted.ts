import { isIP } from "node:net";
import { isObject } from "../../provider/values/json";
import { REDACTED } from "../../provider/values/secrets";

/*
 * Redacts text that looks like a secret but is not marked as one. Values that the program or the state marks as secret are redacted by
 * path, in provider/values/secrets.ts.
 */

const PHONE = "[phone]";

/** Redacts what must not be repeated: credentials, secret parts of URLs, and numbers that may be a customer's. */
export const redactedText = (text: string): string => redact(text, (_found, shown) => shown);

/** The same for a name in the program, in which digits are no customer's number: `calls-2026-11-27-001`. */
export const redactedName = (name: string): string => redactSecrets(name, (_found, shown) => shown);

/** Returns the parts of a text that `redactedText` does not show in full, in order. */
export function hiddenParts(text: string): string[] {
  const hidden: string[] = [];
  redact(text, (found, shown) => {
    if (found !== shown) hidden.push(found);
    return shown;
  });
  return hidden;
}

type Replace = (found: string, shown: string) => string;

const redact = (text: string, replace: Replace): string =>
  redactSecrets(text, replace).replaceAll(NUMBERS, (found) => replace(found, isPhoneLike(found) ? PHONE : found));

function redactSecrets(text: string, replace: Replace): string {
  return text
    .replaceAll(/\bhttps?:\/\/[^\s"'<>`()]+/gi, (url) => replace(url, redactedUrl(url)))
    .replaceAll(CREDENTIALS, (found, scheme?: string) => replace(found, redactedCredential(found, scheme)));
}

/**
 * Bearer and basic credentials, keys by their usual beginnings, JSON web tokens, and bare hexadecimal of 32 digits and more. Each starts
 * where no such character stands before, so that a long text is searched once.
 */
const CREDENTIALS =
  /\b(Bearer|Basic)\s+[\w.~+/=-]{8,}|(?<![\w-])(?:sk|pk|rk|ghp|gho|ghs|xox[abprs]|pul|npm)[-_][\w-]{10,}|(?<![\w-])eyJ[\w-]+\.[\w-]+\.[\w-]*|(?<!\w)[0-9a-fA-F]{32,}(?!\w)/g;

/** Words joined by hyphens are no credential: a key is long and holds digits. */
function redactedCredential(found: string, scheme: string | undefined): string {
  if (scheme !== undefined) return `${scheme} ${REDACTED}`;
  return found.length >= KEY_MIN && /\d/.test(found) ? REDACTED : found;
}

/** Shortest key, in characters, with its beginning. */
const KEY_MIN = 16;

/** Digits with common separators: `+1 (415) 555-0132`, `0171/5550123`, `415.555.0132`. */
const NUMBERS = /(?<![\w])\+?\(?\d(?:[\s().\-/\u2010-\u2013]{0,3}\d){6,}(?!\w)/g;

/** Whether a match has 7 to 15 digits and is not a date. */
function isPhoneLike(found: string): boolean {
  const digits = found.replaceAll(/\D/g, "").length;
  return digits >= 7 && !/^\d{4}-\d{2}-\d{2}$/.test(found) && isIP(found) === 0;
}

/** Redacts user info, token-like path segments, query values and the fragment of a URL. Names of query parameters stay. */
export function redactedUrl(text: string): string {
  if (!URL.canParse(text)) return REDACTED;
  const url = new URL(text);
  const isPlain = [url.username, url.password, url.search, url.hash].every((part) => part === "");
  const parts = url.pathname.split("/");
  if (isPlain && !parts.some(isTokenLike)) return text;
  const user = url.username === "" && url.password === "" ? "" : `${REDACTED}@`;
  const path = parts.map((part) => (isTokenLike(part) ? REDACTED : part)).join("/");
  const query = [...new Set(url.searchParams.keys())]
    .map((name) => `${isPlainName(name) ? name : REDACTED}=${REDACTED}`)
    .join("&");
  const hash = url.hash === "" ? "" : `#${REDACTED}`;
  return `${url.protocol}//${user}${url.host}${path}${query === "" ? "" : `?${query}`}${hash}`;
}

/** Returns a copy of a value in which all URLs are redacted, at any depth. */
export function withRedactedUrls(value: unknown): unknown {
  if (typeof value === "string") return /^https?:/i.test(value) ? redactedUrl(value) : value;
  if (Array.isArray(value)) return value.map(withRedactedUrls);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withRedactedUrls(member)]));
}

/** Whether the name of a query parameter can be shown: it is short, and holds neither a URL nor a credential. */
const isPlainName = (name: string): boolean => /^[\w.[\]-]{1,64}$/.test(name) && hiddenParts(name).length === 0;

/** A part of a path that is no word: long, of letters and digits mixed, as the addresses of chat webhooks have. */
const isTokenLike = (part: string): boolean => part.length >= 16 && /\d/.test(part) && /[a-z]/i.test(part);
