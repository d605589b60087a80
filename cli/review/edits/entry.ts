import type { RiskId } from "../risks";

/**
 * Risk of an edit. `raises`: its id, unless a more specific risk (`or`) is raised. `unless`: the case without a risk; if absent, every such
 * edit is a risk. `none`: the reason why no such edit is a risk.
 */
export type Entry = { raises: RiskId; or: readonly RiskId[]; unless?: string } | { none: string };

/** An edit that is always a risk. `or`: more specific risks, one of which can take its place. */
export const raises = (id: RiskId, ...or: RiskId[]): Entry => ({ raises: id, or });

/** An edit that is a risk but where `unless` holds. */
export const mayRaise = (unless: string, id: RiskId, ...or: RiskId[]): Entry => ({ raises: id, or, unless });

/** An edit that is never a risk, and why. */
export const none = (reason: string): Entry => ({ none: reason });

/** Returns the risks that an entry names. */
export const risksOf = (entry: Entry): readonly RiskId[] => ("none" in entry ? [] : [entry.raises, ...entry.or]);

/** Returns the risk that is missing: that of an edit that is always one, where `raised` holds none that the entry names. */
export function missing(entry: Entry, raised: readonly RiskId[]): RiskId | undefined {
  if ("none" in entry || entry.unless !== undefined) return undefined;
  return risksOf(entry).some((id) => raised.includes(id)) ? undefined : entry.raises;
}
