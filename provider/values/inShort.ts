import { few } from "../../api/messageText";

/** Items that a remark names before it counts the rest. */
const NAMED_MAX = 3;

/** A list in one short line: the first items, and how many more there are. */
export const inShort = (items: readonly string[]): string => few(items, NAMED_MAX);

/** Sentences as one warning; none for none. */
export const inOneLine = (sentences: readonly string[]): string[] =>
  sentences.length === 0 ? [] : [sentences.join(" ")];
