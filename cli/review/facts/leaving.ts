import type { KindName } from "../../../provider/catalogue";
import type { Values } from "../../../provider/values/json";
import { literal, type Phrase, say, words } from "../phrase";
import type { Item } from "../preview/items";
import type { Directory } from "./directory";
import { type Fact, quiet } from "./fact";

/** Effect of an object that stays in the account without a stack, by kind. */
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
export function leavingFacts({ items }: Directory): [Item, Fact][] {
  return items.flatMap((item): [Item, Fact][] => {
    if (!item.isRetained) return [];
    const goesOn = words(GOES_ON[item.kind](item.before));
    if (item.operation === "replace") return [[item, stayingFact(item, goesOn)]];
    const fact = say`**leaves the stack and stays** in the account (\`retainOnDelete\`): ${goesOn}, and nothing manages it`;
    return [[item, quiet(fact, "R060")]];
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
