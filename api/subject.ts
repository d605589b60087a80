import type { Effect } from "./http/retry";
import { quote } from "./messageText";

/** An action and its object, as a message names them: `update`, `Service`, `GA0123…`. */
export interface Subject {
  verb: Verb;
  noun: string;
  /** Id of the object, or its quoted name if it has no id yet. */
  id?: string;
}
/** Action of a request. `list` reads a whole collection. */
export type Verb = Effect | "list";

/** Returns the action for an error message, as in `update Service GA0123…`. The text is one line of bounded length. */
export const actionOf = ({ verb, noun, id }: Subject): string =>
  verb === "list" ? `list ${noun}s` : id === undefined ? `${verb} ${noun}` : `${verb} ${noun} ${quote(id)}`;
