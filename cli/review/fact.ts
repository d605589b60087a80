import type { Phrase } from "./phrase";
import type { RiskId } from "./register";
import type { DiffLine } from "./wordDiff";

/** One thing that a change does to an object. */
export interface Fact {
  say: Phrase;
  /** Whether calls or conversations notice: what they are asked, when, by what, and where it goes. */
  live: boolean;
  risks: readonly RiskId[];
  /** A text before and after, where that says more than a sentence. */
  diff?: readonly DiffLine[];
}

/** A fact that calls and conversations notice. */
export const live = (say: Phrase, ...risks: RiskId[]): Fact => ({ say, live: true, risks });

/** A fact for people and books alone. */
export const quiet = (say: Phrase, ...risks: RiskId[]): Fact => ({ say, live: false, risks });
