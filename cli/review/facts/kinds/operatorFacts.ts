import { accountPhrase, literal, say } from "../../phrase";
import type { Item } from "../../preview/items";
import { type Fact, live } from "../fact";

/** Returns the reason for the replacement of an operator. */
export function operatorReplaced({ changed, before, after }: Item): Fact[] {
  const why = changed.has("operatorType")
    ? say`type changes from ${literal(before.operatorType)} to ${literal(after.operatorType)}`
    : say`it moves to ${accountPhrase(after.account)}`;
  return [live(say`**replacement**: ${why}, so the id changes; earlier results refer to the old operator`, "R003")];
}
