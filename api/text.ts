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
