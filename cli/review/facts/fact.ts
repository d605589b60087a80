import type { KindName, PropertyName } from "../../../provider/catalogue";
import { type Entry, missing } from "../edits/entry";
import { type Phrase, words } from "../phrase";
import type { Item } from "../preview/items";
import type { RiskId } from "../risks";
import type { Directory } from "./directory";
import type { DiffLine } from "./texts/textDiff";

/** One effect of a change of an object. */
export interface Fact {
  say: Phrase;
  /** Whether it affects live calls or conversations: what runs, when, with which prompt, and where results are sent. */
  live: boolean;
  risks: readonly RiskId[];
  /** Property that it is about, with the rule: `rules.compliance`. Facts of one subject are one change. */
  subject?: string;
  /** Whether it only follows from the change of another object, so that nobody would count it as a change of its own. */
  follows?: true;
  /** Changed lines of a text, or all lines of a new one. */
  diff?: readonly DiffLine[];
  /** Number of these lines that a comment has room for. Without it, all of them. */
  room?: number;
}

/** Creates a fact that affects live calls or conversations. */
export const live = (say: Phrase, ...risks: RiskId[]): Fact => ({ say, live: true, risks });

/** Creates a fact that does not affect live calls or conversations. */
export const quiet = (say: Phrase, ...risks: RiskId[]): Fact => ({ say, live: false, risks });

/** Words about the old object of a replacement. None if it stays in the account, which is a fact of its own. */
export const ofOld = ({ isRetained }: Item, text: string): Phrase => words(isRetained ? "" : text);

/** A fact about a change of one property. Without `live`, the property's table entry decides whether it affects live conversations. */
export type PropertyFact = Omit<Fact, "live"> & Partial<Pick<Fact, "live">>;

export const propertyFact = (say: Phrase, ...risks: RiskId[]): PropertyFact => ({ say, risks });

/** A fact about an edit that the tables list. `specific`: risks that take the place of the entry's own. */
export function edited(say: Phrase, entry: Entry, ...specific: RiskId[]): PropertyFact {
  const own = missing(entry, specific);
  return propertyFact(say, ...specific, ...(own === undefined ? [] : [own]));
}

/** Returns facts about a change of one property, from its old and new value. */
export type Words = (before: unknown, after: unknown, item: Item, directory: Directory) => PropertyFact[];

/** Texts of a review for one kind of object. */
export interface KindFacts<Name extends KindName> {
  created(item: Item, directory: Directory): Fact[];
  deleted(item: Item, directory: Directory): Fact[];
  /** Reason for a replacement, and what happens to the old object. */
  replaced(item: Item, directory: Directory): Fact[];
  /** Properties with their own texts. Others are described by their old and new value. */
  words: { readonly [Property in PropertyName<Name>]?: Words };
  /** Further effects of an update or a replacement. */
  follows?(item: Item, facts: readonly Fact[], directory: Directory): Fact[];
}
