import { type Entry, risksOf } from "../../../cli/review/edits/entry";
import { RULE_EDITS } from "../../../cli/review/edits/ruleEdits";
import { EDITS } from "../../../cli/review/edits/table";
import { kindNames } from "../../../provider/catalogue";

/** An entry of the tables, with the words that docs/review.md has for it. */
export interface Row {
  of: string;
  edit: string;
  entry: Entry;
}

const rowsOf = (of: string, entries: Readonly<Record<string, Entry>>, words: (name: string) => string): Row[] =>
  Object.entries(entries).map(([name, entry]) => ({ of, edit: words(name), entry }));

/** Every entry of the tables, in their order. */
export const editRows = (): Row[] => [
  ...kindNames.flatMap((kind) => {
    const { change, ...whole } = EDITS[kind];
    return [...rowsOf(kind, whole, (name) => name), ...rowsOf(kind, change, (name) => `\`${name}\` changes`)];
  }),
  ...rowsOf("a rule", RULE_EDITS.whole, (name) => name),
  ...rowsOf("a rule", RULE_EDITS.member, (name) => `\`${name}\` changes`),
  ...rowsOf("an operator of a rule", RULE_EDITS.operator, (name) =>
    ["added", "removed", "reordered"].includes(name) ? name : `\`${name}\` changes`,
  ),
  ...rowsOf("the context of a rule", RULE_EDITS.context, (name) => `\`${name}\` changes`),
];

/** An entry as docs/review.md says it. */
export function entryText(entry: Entry): string {
  if ("none" in entry) return `none: ${entry.none}`;
  const [first, ...others] = risksOf(entry);
  const or = others.length === 0 ? "" : `, or ${others.join(", ")}`;
  return `${first}${or}${entry.unless === undefined ? "" : `; none where ${entry.unless}`}`;
}
