import type { Kind } from "./retry";
import { quote } from "./text";

/** What an operation does to which object, in the words of a message: `update`, `Service`, `GA0123…`. */
export interface Subject {
  verb: Verb;
  noun: string;
  /** The object's id, or its name in quotation marks where it has no id yet. */
  id?: string;
}
/** A `list` is a read of the whole collection. */
export type Verb = Kind | "list";

/** The action of an error's message, on one line and bounded whatever the object's name is. */
export const actionOf = ({ verb, noun, id }: Subject): string =>
  verb === "list" ? `list ${noun}s` : id === undefined ? `${verb} ${noun}` : `${verb} ${noun} ${quote(id)}`;
