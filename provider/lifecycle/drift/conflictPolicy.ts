import { type ConflictPolicy, conflictPolicy, type Settings } from "../../settings";
import type { Values } from "../../values/json";

/** Conflict policy of one object: its own choice takes precedence over that of the stack. */
export const policyOf = ({ onConflict }: Values, settings: Settings): ConflictPolicy =>
  conflictPolicy.safeParse(onConflict).data ?? settings.onConflict;
