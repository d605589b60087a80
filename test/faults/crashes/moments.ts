import type { Bag, Given, Kind, Writes } from "../matrix/kind";
import { KINDS } from "../matrix/kinds";

/** The write at which something is killed: a replacement has two of them. */
export type Moment = "create" | "update" | "replace, at its create" | "replace, at its delete" | "delete";

/** A class whose writes are interrupted, and at which of them that can be. */
export interface Subject {
  kind: Kind;
  moments: Moment[];
}

/** A Transcript is made once, and an Operator Attachment is what it names. */
const KINDS_OF_STATE = [
  "Service",
  "CustomOperator",
  "LanguageOperator",
  "IntelligenceConfiguration",
  "MemoryStore",
  "ConversationsConfiguration",
  "ConversationsAttachment",
];

export const SUBJECTS: readonly Subject[] = KINDS.filter(({ name }) => KINDS_OF_STATE.includes(name)).map((kind) => ({
  kind,
  moments: [
    "create",
    ...(kind.updated ? (["update"] as const) : []),
    ...(kind.replaced ? (["replace, at its create", "replace, at its delete"] as const) : []),
    "delete",
  ],
}));

/** What is declared once the interrupted command is through; undefined: nothing. */
export function declaredAfter(kind: Kind, moment: Moment, given: Given): Bag | undefined {
  if (moment === "delete") return undefined;
  if (moment === "create") return kind.args(given);
  return moment === "update" ? kind.updated?.(given) : kind.replaced?.(given);
}

/** The request at which it is killed. */
export function writeAt(kind: Kind, moment: Moment, given: Given): Writes {
  const writes = kind.writes(given);
  const write = moment === "update" ? writes.update : moment.endsWith("create") ? writes.create : writes.delete;
  if (write === undefined) throw new Error(`${kind.name} has no write at ${moment}`);
  return write;
}
