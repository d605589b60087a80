import { type Behaviour, behaviourOf, switches } from "../../../emulator/behaviour";
import { type Parameters, pairwise } from "./pairwise";

const VALUES: Parameters = Object.fromEntries(switches.map(({ name, values }) => [name, values]));

/** Behaviours of the API in which every value of a switch meets every value of every other one. The first has all defaults. */
export const BEHAVIOURS: readonly Behaviour[] = pairwise(VALUES).map(behaviourOf);

/** Returns the switches that are not at their default, as text. */
export function nameOf(behaviour: Partial<Behaviour>): string {
  const values = new Map<string, string>(Object.entries(behaviour));
  const changed = switches.filter(({ name, default: fallback }) => values.get(name) !== fallback);
  return changed.length === 0 ? "defaults" : changed.map(({ name }) => `${name} ${values.get(name)}`).join(", ");
}
