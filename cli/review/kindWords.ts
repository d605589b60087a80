import type { KindName } from "../../provider/catalogue";

interface Noun {
  one: string;
  many: string;
}

const noun = (one: string, many = `${one}s`): Noun => ({ one, many });

/** Names of the kinds in a review, for readers who do not know Pulumi. */
export const KIND_WORDS: Readonly<Record<KindName, Noun>> = {
  Service: noun("Service"),
  CustomOperator: noun("custom operator"),
  OperatorAttachment: noun("operator attachment"),
  LanguageOperator: noun("language operator"),
  IntelligenceConfiguration: noun("Intelligence Configuration"),
  MemoryStore: noun("Memory Store"),
  ConversationsConfiguration: noun("Conversations configuration"),
  ConversationsAttachment: noun("attachment to conversations", "attachments to conversations"),
  Transcript: noun("Transcript"),
};
