/** Items that a message names before it counts the rest. */
const NAMED_MAX = 3;

/** A list in one short line: the first items, and how many more there are. */
export function inShort(items: readonly string[]): string {
  const more = items.length - NAMED_MAX;
  return more > 0 ? `${items.slice(0, NAMED_MAX).join(", ")} and ${more} more` : items.join(", ");
}

/** Sentences as one warning; none for none. */
export const inOneLine = (sentences: readonly string[]): string[] =>
  sentences.length === 0 ? [] : [sentences.join(" ")];
