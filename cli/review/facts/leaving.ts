import type { KindName } from "../../../provider/catalogue";
import type { Values } from "../../../provider/values/json";
import { literal, type Phrase, say, words } from "../phrase";
import type { Item } from "../preview/items";
import type { Preview } from "../preview/preview";
import type { Directory } from "./directory";
import { type Fact, quiet } from "./fact";

/** Objects that stay in the account when the stack no longer has them, by the option `retainOnDelete`. */
export interface Retained {
  /** Whether the object leaves the stack. */
  leaves(item: Item): boolean;
  /** Whether its replacement leaves the old object in the account. */
  stays(item: Item): boolean;
}

export function retainedIn({ steps }: Preview): Retained {
  const retained = steps.filter(({ oldState }) => oldState?.retainOnDelete === true);
  const urns = (isOf: (op: string) => boolean) => new Set(retained.filter(({ op }) => isOf(op)).map(({ urn }) => urn));
  const left = urns((op) => op === "delete");
  const old = urns((op) => op.includes("replace"));
  return {
    leaves: ({ urn, operation }) => operation === "same" && left.has(urn),
    stays: ({ urn, operation }) => operation === "replace" && old.has(urn),
  };
}

/** What an object goes on doing in the account. */
const GOES_ON: Readonly<Record<KindName, (values: Values) => string>> = {
  Service: ({ autoTranscribe }) =>
    autoTranscribe === true
      ? "it goes on transcribing every recording of the account, each of which is billed"
      : "it goes on transcribing on request",
  CustomOperator: () => "Services that it is attached to go on running it",
  OperatorAttachment: () => "the operator goes on running on the Service",
  LanguageOperator: () => "rules that name it go on running it",
  IntelligenceConfiguration: () => "its rules run wherever it is still attached",
  MemoryStore: () => "it keeps its profiles and memory",
  ConversationsConfiguration: () => "it goes on capturing messages and calls",
  ConversationsAttachment: () => "the rules go on running there",
  Transcript: () => "it keeps its sentences and results",
};

/** Describes what leaves the stack and lives on, and replacements that leave the old object behind. */
export function leavingFacts(directory: Directory, retained: Retained): [Item, Fact][] {
  return directory.items.flatMap((item): [Item, Fact][] => {
    const goesOn = words(GOES_ON[item.kind](item.before));
    if (retained.leaves(item)) {
      const fact = say`**leaves the stack and stays** in the account (\`retainOnDelete\`): ${goesOn}, and nothing manages it`;
      return [[item, quiet(fact, "R060")]];
    }
    return retained.stays(item) ? [[item, stayingFact(item, goesOn)]] : [];
  });
}

/** A new Service cannot have the unique name of an old one that stays. */
function stayingFact({ kind, before, after }: Item, goesOn: Phrase): Fact {
  if (kind === "Service" && before.uniqueName === after.uniqueName && before.account === after.account) {
    return quiet(
      say`**\`up\` will fail**: the old Service stays in the account (\`retainOnDelete\`) and keeps the unique name ${literal(after.uniqueName)}, so the new one cannot be created. Declare another unique name, or remove the option in an \`up\` of its own`,
      "R061",
    );
  }
  return quiet(
    say`the old object stays in the account (\`retainOnDelete\`): ${goesOn}, and nothing manages it`,
    "R060",
  );
}
