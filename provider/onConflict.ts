import { type ConflictPolicy, conflictPolicy, type Settings } from "./configure";
import type { Bag, Property } from "./definition";

/** To be spread into the inputs of a kind of object that has versions. */
export const onConflict = {
  /**
   * What an update does where somebody else changed the object since this stack last saw it.
   * - `fail` (the default): writes nothing, and shows both sides.
   * - `merge`: keeps their changes next to the program's, unless both touched the same property or the same rule; that is refused.
   *   What is kept and not declared shows in the next preview.
   * - `overwrite`: writes what is declared, and says what it overwrote.
   *
   * Without it, the stack's `twilio-intelligence:onConflict` holds.
   */
  onConflict: conflictPolicy.optional(),
};

export const onConflictProperty: Property = { held: "never", normal: (value) => value };

/** What holds for one object: its own choice before that of the stack. */
export const policyOf = ({ onConflict }: Bag, settings: Settings): ConflictPolicy =>
  conflictPolicy.safeParse(onConflict).data ?? settings.onConflict;
