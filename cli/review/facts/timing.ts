import type { KindName } from "../../../provider/catalogue";
import { type Item, type Operation, outcomeOf } from "../preview/items";
import type { Fact } from "./fact";

/** When a change of an object reaches live calls and conversations, as far as Twilio documents it. */
const WHEN: Readonly<Record<KindName, string>> = {
  Service: "It takes effect within 10 minutes, also on live calls.",
  CustomOperator: "It takes effect on transcripts that are made from then on.",
  OperatorAttachment: "It takes effect on transcripts that are made from then on.",
  LanguageOperator:
    "Rules without a fixed version use it from their next run on, also in conversations that are under way.",
  IntelligenceConfiguration:
    "It takes effect on new conversations. Twilio does not document whether conversations that are under way take it.",
  MemoryStore: "It takes effect at once.",
  ConversationsConfiguration:
    "It takes effect on new conversations. Twilio does not document whether conversations that are under way take it.",
  ConversationsAttachment:
    "It takes effect on new conversations. Twilio does not document whether conversations that are under way take it.",
  Transcript: "It takes effect at once.",
};

/** Says whether an object keeps its id. */
function idWords(kind: KindName, operation: Operation): string | undefined {
  if (operation === "replace") return "It gets a new id.";
  if (operation !== "update") return undefined;
  return kind === "IntelligenceConfiguration"
    ? "Its id and the ids of the rules that stay are kept."
    : "Its id is kept.";
}

/** Returns when the change of an object takes effect, and whether its id stays. */
export function timing(item: Item, facts: readonly Fact[]): string {
  const { kind, operation } = item;
  const outcome = outcomeOf(item);
  const isGone = operation === "delete" && (kind === "LanguageOperator" || kind === "CustomOperator");
  if (outcome === "leave") return "The object itself does not change. Its id is kept.";
  if (outcome === "same") return "The program does not change it.";
  if (outcome === "unknown") return "This version cannot tell when it takes effect.";
  const when = isGone
    ? "It takes effect at once."
    : facts.some(({ live }) => live)
      ? WHEN[kind]
      : "Nothing changes for live calls and conversations.";
  return [when, idWords(kind, operation)].filter((part) => part !== undefined).join(" ");
}

/** Returns the number of changes of an object that a person would count: a new object is one change, and so is a changed rule. */
export function countOf({ operation }: Item, facts: readonly Fact[]): number {
  const own = facts.filter(({ live, follows }) => live && follows !== true);
  return operation === "update" ? new Set(own.map(({ subject }) => subject)).size : Math.min(1, own.length);
}
