import { entryOf, type KindName } from "../../../provider/catalogue";
import { type Change, isOrderChange } from "../../../provider/table/changes";
import { REDACTED } from "../../../provider/values/secrets";
import { literal, say, words } from "../phrase";
import type { Item } from "../preview/items";
import type { Directory } from "./directory";
import { type Fact, type KindFacts, type PropertyFact, propertyFact, quiet, type Words } from "./fact";
import { conversationsAttachmentFacts, operatorAttachmentFacts, transcriptFacts } from "./kinds/attachmentFacts";
import { configurationFacts } from "./kinds/configurationFacts";
import { conversationsConfigurationFacts } from "./kinds/conversationsConfigurationFacts";
import { customOperatorFacts } from "./kinds/customOperatorFacts";
import { languageOperatorFacts } from "./kinds/languageOperatorFacts";
import { memoryStoreFacts } from "./kinds/memoryStoreFacts";
import { serviceFacts } from "./kinds/serviceFacts";
import { invisibleFacts, secretFacts } from "./secretFacts";

/** Facts of each kind, in the order of the review for changes of equal importance. */
const FACTS: { readonly [Name in KindName]: KindFacts<Name> } = {
  IntelligenceConfiguration: configurationFacts,
  ConversationsAttachment: conversationsAttachmentFacts,
  ConversationsConfiguration: conversationsConfigurationFacts,
  MemoryStore: memoryStoreFacts,
  LanguageOperator: languageOperatorFacts,
  Service: serviceFacts,
  CustomOperator: customOperatorFacts,
  OperatorAttachment: operatorAttachmentFacts,
  Transcript: transcriptFacts,
};

export const orderOf = (kind: KindName): number => Object.keys(FACTS).indexOf(kind);

/** Returns all effects of a change of an object, effects on live conversations first. Empty for an unchanged object. */
export function factsOf(item: Item, directory: Directory): Fact[] {
  if (item.operation === "same") return [];
  const facts = [...openFacts(item, directory), ...secretFacts(item), ...invisibleFacts(item)];
  return facts.length > 0 ? facts : [quiet(words("is written again, but no declared property changes"))];
}

/** Returns facts about values that are not secret. */
function openFacts(item: Item, directory: Directory): Fact[] {
  const { created, deleted, replaced, follows } = FACTS[item.kind];
  if (item.operation === "create") return created(item, directory);
  if (item.operation === "delete") return deleted(item, directory);
  const changes = propertyFacts(item, directory);
  const facts = [
    ...(item.operation === "replace" ? replaced(item, directory) : []),
    ...changes.filter((fact) => fact.live),
    ...changes.filter((fact) => !fact.live),
  ];
  return [...facts, ...(follows?.(item, facts, directory) ?? [])];
}

function propertyFacts(item: Item, directory: Directory): Fact[] {
  const { kind, operation, before, after } = item;
  const { properties } = entryOf(kind).resource;
  const own: { readonly [property: string]: Words | undefined } = FACTS[kind].words;
  return [...item.changed].flatMap((name) => {
    const options = properties[name]?.options ?? {};
    // It is the reason for the replacement, which is described already.
    if (operation === "replace" && options.replaces) return [];
    // Properties that are secret as a whole are described by `secretFacts`.
    if (before[name] === REDACTED || after[name] === REDACTED) return [];
    const all = own[name]?.(before[name], after[name], item, directory) ?? [];
    return (all.length > 0 ? all : defaultWords(name, item.changes)).map((one) => ({
      live: options.live === true,
      subject: name,
      ...one,
    }));
  });
}

/** Describes each change with its old and new value: `webhook http method is POST (was GET)`. */
function defaultWords(name: string, changes: readonly Change[]): PropertyFact[] {
  const label = words(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
  return changes
    .filter(({ path }) => /^\w*/.exec(path)?.[0] === name)
    .map((change) => {
      const { from, to } = change;
      const isOrder = isOrderChange(change);
      const path = isOrder ? change.path.replace(/ \(order of keys\)$/, "") : change.path;
      const place = path.slice(name.length).replace(/^[. ]/, "");
      const where = place === "" ? label : say`${label} ${place}`;
      if (isOrder)
        return propertyFact(
          say`only the order of keys changes, in ${where}: ${literal(to)} (was ${literal(from)})`,
          "R049",
        );
      return propertyFact(say`${where} is ${literal(to)} (was ${literal(from)})`);
    });
}
