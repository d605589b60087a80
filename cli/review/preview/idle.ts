import { same } from "../../../provider/values/equality";
import { isObject, list, members } from "../../../provider/values/json";

/** Operations that leave the account as it is. */
const IDLE: ReadonlySet<unknown> = new Set(["same", "read", "refresh"]);

/** Members of a state that say nothing of what `up` would record, or that a preview does not know. */
const PASSING: ReadonlySet<string> = new Set([
  "id",
  "inputs",
  "outputs",
  "created",
  "modified",
  "sourcePosition",
  "stackTrace",
]);

/**
 * Whether `up` has nothing to do for any of these steps. A step without an operation can still change the state, such as `protect`, an alias or
 * a parent: an `up` that is left out would never record it.
 */
export const isIdle = (steps: unknown): boolean =>
  list(steps).every((step) => {
    const { op, oldState, newState } = members(step);
    return IDLE.has(op) && isObject(oldState) && isObject(newState) && same(recorded(oldState), recorded(newState));
  });

/** A state as far as it counts. The order of its lists does not. */
function recorded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(recorded).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => !PASSING.has(name));
  return Object.fromEntries(entries.map(([name, member]) => [name, recorded(member)]));
}
