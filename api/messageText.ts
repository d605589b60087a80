import { withoutUserInfo } from "./urlCredentials";

/** Maximum length of foreign text in a message, in characters. */
const MAX_QUOTED = 300;

/**
 * Returns text from a server or a program in a form that is safe in a message: one line of at most 300 characters, without
 * control or formatting characters, and without the user names and passwords of URLs. Such text cannot forge a line of the output or flood a terminal.
 */
export function quote(text: string): string {
  const line = withoutUserInfo(text, "***")
    .slice(0, MAX_QUOTED)
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  return text.length > MAX_QUOTED ? `${line}…` : line;
}

/**
 * Returns text of any length from the account as one visible line: control and formatting characters are written as escapes such as
 * `\\u{1b}`, so that a name or a path cannot start a line, move the cursor or change the direction of the text around it.
 */
export const visible = (text: string): string =>
  text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);

/** Returns the reason of a client error, without its action and next step, or the text of any other error. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && "reason" in error ? String(error.reason) : String(error);

/** Returns the first `max` items as text, followed by the number of remaining items. */
export const few = (items: readonly string[], max: number): string =>
  items.length <= max ? items.join(", ") : `${items.slice(0, max).join(", ")} and ${items.length - max} more`;

/** Minimum length of a secret that is redacted. Shorter secrets would match parts of unrelated words. */
const MIN_REDACTED = 6;

/** Replaces every secret of at least six characters in a text with `***`, the longest first: one may be part of another. */
export function redact(text: string, secrets: readonly string[]): string {
  const long = secrets.filter(({ length }) => length >= MIN_REDACTED).toSorted((a, b) => b.length - a.length);
  return long.reduce((redacted, secret) => redacted.replaceAll(secret, "***"), text);
}
