import { redactedText } from "../shared/redacted";
import type { Directory } from "./facts/directory";
import { type Fact, quiet } from "./facts/fact";
import { readable, words } from "./phrase";
import type { Item } from "./preview/items";
import type { RiskId } from "./risks";

/** Warnings of the provider: those about a change of somebody else, as facts of the object, and all others. */
export interface Announced {
  facts: [Item, Fact][];
  others: string[];
}

/** Finds what `up` will do about changes of somebody else: with `checkDrift`, and before every replacement, the provider looks for them. */
export function announcedIn(directory: Directory, warnings: readonly string[]): Announced {
  const announced: Announced = { facts: [], others: [] };
  // Of several objects with one id, the first has the warning.
  const byId = new Map(directory.items.toReversed().map((item) => [item.id, item]));
  for (const warning of warnings) {
    const [, id] = FIRST_LINE.exec(warning) ?? [];
    const item = id === undefined ? undefined : byId.get(id);
    if (item === undefined) announced.others.push(warning);
    else announced.facts.push([item, announcement(warning, item)]);
  }
  return announced;
}

/** First line of a warning about one object, with its id. */
const FIRST_LINE =
  / ([^\s:]+):? (?:was changed in the account: it is at version |is no longer in the account\. |(?:the account )?has values that the program does not declare)/;

/** Fact that a warning gives, by a part of its text. */
const SAYS: readonly [part: RegExp, text: string, ...risks: RiskId[]][] = [
  [
    /is no longer in the account\. /,
    "**was deleted outside of the stack**: `pulumi refresh` takes it out of the state, and the next `up` makes it anew",
    "R063",
  ],
  [/will refuse to update it/, "**`up` will refuse to update it**, because somebody else has changed it", "R065"],
  [
    /will refuse this replacement/,
    "**`up` will refuse to replace it** if a value that is not known yet changes: the account has what the new object would not have",
    "R065",
  ],
  [
    /will keep both sides/,
    "somebody else has changed it: `up` keeps both sides, and refuses where they changed the same",
    "R066",
  ],
  [/will overwrite that/, "somebody else has changed it: `up` overwrites that", "R062"],
  [
    /The replacement does not have them/,
    "the account has values that the program does not declare: the replacement does not have them",
    "R062",
  ],
  [
    /The replacement does not have these changes/,
    "somebody else has changed it: the replacement does not have that",
    "R062",
  ],
];

function announcement(warning: string, { operation }: Item): Fact {
  const [, text, ...risks] = SAYS.find(([part]) => part.test(warning)) ?? [
    undefined,
    operation === "same" ? "somebody else has changed it: `up` leaves that" : "somebody else has changed it",
  ];
  const table = warning.split("\n").filter((line) => line.startsWith("  "));
  const diff = table.map((line) => ({ mark: " " as const, text: readable(redactedText(line.slice(2))) }));
  return { ...quiet(words(text), ...risks), ...(diff.length > 0 && { diff }) };
}
