import { conversationsAttachmentFacts, operatorAttachmentFacts, transcriptFacts } from "./attachments";
import { configurationFacts } from "./configuration";
import type { Directory } from "./directory";
import { type Fact, live, quiet } from "./fact";
import { isSecret } from "./mask";
import type { Item, Kind } from "./objects";
import { customOperatorFacts, languageOperatorFacts } from "./operators";
import { joined, say, words } from "./phrase";
import { serviceFacts } from "./service";

const OF: Record<Kind, (item: Item, directory: Directory) => Fact[]> = {
  IntelligenceConfiguration: configurationFacts,
  ConversationsAttachment: conversationsAttachmentFacts,
  LanguageOperator: languageOperatorFacts,
  Service: serviceFacts,
  CustomOperator: customOperatorFacts,
  OperatorAttachment: operatorAttachmentFacts,
  Transcript: transcriptFacts,
};

/** Everything that a change does to an object; nothing for one that stays. */
export function factsOf(item: Item, directory: Directory): Fact[] {
  if (item.operation === "same") return [];
  const facts = [...OF[item.kind](item, directory), ...secretFacts(item)];
  return facts.length > 0 ? facts : [quiet(words("is written again; nothing that is declared changes"))];
}

/** What can be said of values that nobody may see. */
function secretFacts({ operation, before, after, changed, secret }: Item): Fact[] {
  if (operation !== "update" && operation !== "replace") return [];
  const names = joined(secret.map((name) => say`${name}`));
  const facts = [...changed]
    .filter((name) => isSecret(before[name]) !== isSecret(after[name]))
    .map((name) =>
      quiet(
        isSecret(after[name])
          ? say`${name} becomes secret: what it changes to is hidden here`
          : say`${name} is no longer secret`,
        "R026",
      ),
    );
  if (secret.length === 0) return facts;
  // The provider found a difference, and it is in nothing that can be seen.
  if (changed.size === 0) return [...facts, live(say`a secret value changes, in ${names}`, "R026")];
  return [...facts, quiet(say`${names} is secret, and may change too`)];
}
