/** Longest text of others that a message repeats, in characters. */
const MAX_QUOTED = 300;

/**
 * Text of the server's or of a program's for a message: one line, bounded, without control or formatting characters, so that
 * it can neither forge a line of the output nor be more than a terminal or the engine takes.
 */
export function quote(text: string): string {
  const line = text
    .slice(0, MAX_QUOTED)
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  return text.length > MAX_QUOTED ? `${line}…` : line;
}

/** The first of a list, and how many more there are. */
export const few = (items: readonly string[], max: number): string =>
  items.length <= max ? items.join(", ") : `${items.slice(0, max).join(", ")} and ${items.length - max} more`;

/** Shorter than this, text is masked nowhere: it would be found in words that have nothing to do with it. */
const MIN_MASKED = 6;

/** Replaces each of the secrets in a text. */
export function mask(text: string, secrets: readonly string[]): string {
  const long = secrets.filter(({ length }) => length >= MIN_MASKED);
  return long.reduce((masked, secret) => masked.replaceAll(secret, "***"), text);
}
