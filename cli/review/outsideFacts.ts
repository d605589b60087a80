import { type Fact, quiet } from "./facts/fact";
import { literal, say, words } from "./phrase";
import type { Item } from "./preview/items";
import type { OutsideChange } from "./preview/outside";

/** Returns facts about what somebody else did to an object, if the preview was run with `--refresh`. */
export function outsideFacts({ outside }: Item): Fact[] {
  if (outside === undefined) return [];
  if (outside.state === "deleted")
    return [quiet(words("**was deleted outside of the stack**, and is made anew under another id"), "R063")];
  return outside.changes.map(outsideFact);
}

function outsideFact({ path, from, to, fate }: OutsideChange): Fact {
  const what = say`**changed outside of the stack**: ${path} is ${literal(to)} (was ${literal(from)})`;
  return fate === "kept" ? quiet(say`${what}, and stays so`) : quiet(say`${what}; ${words(FATES[fate])}`, "R062");
}

const FATES = {
  overwritten: "`up` overwrites that",
  lost: "`up` deletes the object that has it",
};
