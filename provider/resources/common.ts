import { conflictPolicy, type Settings } from "../settings";
import { local } from "../table/property";
import type { Values } from "../values/json";
import { line } from "../values/textTypes";

/** Properties that every kind has. */
export const everyKind = {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   */
  account: local(line(64), { replaces: true }),
};

/** Properties that every kind with versions has. */
export const versionedKind = {
  ...everyKind,
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict: local(conflictPolicy),
};

/** Whether every change of an object makes a new one, for kinds with `updateStrategy`. */
export const replacesAlways = ({ updateStrategy }: Values, settings: Settings): boolean =>
  (updateStrategy ?? settings.updateStrategy) === "replace";
