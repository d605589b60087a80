import type { KindName, PropertyName } from "../../../provider/catalogue";
import type { Phrase } from "../phrase";
import type { Item } from "../preview/items";
import type { RiskId } from "../risks";
import type { Directory } from "./directory";
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

/** A sentence about a change of one property. Without `live`, its table says whether calls and conversations notice. */
export type Told = Omit<Fact, "live"> & Partial<Pick<Fact, "live">>;

export const told = (say: Phrase, ...risks: RiskId[]): Told => ({ say, risks });

/** Sentences about a change of one property, from its value before and its value after. */
export type Words = (before: unknown, after: unknown, item: Item, directory: Directory) => Told[];

/** What a review says of one kind of object. */
export interface KindFacts<Name extends KindName> {
  created(item: Item, directory: Directory): Fact[];
  deleted(item: Item, directory: Directory): Fact[];
  /** Why there is a new object, and what becomes of the old one. */
  replaced(item: Item, directory: Directory): Fact[];
  /** Properties of which more can be said than from what to what. */
  words: { readonly [Property in PropertyName<Name>]?: Words };
  /** What else follows from an update or a replacement. */
  follows?(item: Item, facts: readonly Fact[], directory: Directory): Fact[];
}
