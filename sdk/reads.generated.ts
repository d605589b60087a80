// Written by `npm run generate` from the reads.

import type { Input } from "@pulumi/pulumi";
import type { Json } from "./types.generated";

/** Arguments of `getConversation`. */
export interface GetConversationArgs {
  /** `conv_conversation_…`. */
  id: string;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getConversationOutput`. */
export interface GetConversationOutputArgs {
  /** `conv_conversation_…`. */
  id: Input<string>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Value of `GetConversationResult.participants`. */
export interface GetConversationParticipant {
  id?: string | undefined;
  name?: string | undefined;
  type?: string | undefined;
  addressValues?: string[] | undefined;
}

/** Value of `GetConversationResult.communications.content`. */
export interface GetConversationCommunicationContent {
  text?: string | undefined;
}

/** Value of `GetConversationResult.communications`. */
export interface GetConversationCommunication {
  id?: string | undefined;
  participantId?: string | undefined;
  content?: GetConversationCommunicationContent | undefined;
  createdAt?: string | undefined;
}

/** Result of `getConversation`. */
export interface GetConversationResult {
  id: string;
  accountId?: string | undefined;
  name?: string | undefined;
  status?: string | undefined;
  createdAt?: string | undefined;
  updatedAt?: string | undefined;
  intelligenceConfigurationIds?: string[] | undefined;
  conversationConfigurationId?: string | undefined;
  channels?: string[] | undefined;
  channelIds?: string[] | undefined;
  participants?: GetConversationParticipant[] | undefined;
  operatorResultIds?: string[] | undefined;
  communications?: GetConversationCommunication[] | undefined;
}

/** Arguments of `getConversations`. */
export interface GetConversationsArgs {
  /** Only those made before this dateTime, in ISO 8601. */
  createdAtBefore?: string | undefined;
  /** Only those made after this dateTime, in ISO 8601: at most 31 days before `createdAtBefore`. */
  createdAtAfter?: string | undefined;
  /** Only those in this state: `ACTIVE`, `INACTIVE`, `CLOSED`. */
  status?: "ACTIVE" | "CLOSED" | "INACTIVE" | undefined;
  /** Only those over this one channel, by its id, such as a call's or a message's SID. */
  channelId?: string | undefined;
  /** Only those over any of these kinds of channel: `VOICE`, `SMS`, `RCS`, `EMAIL`, `WHATSAPP`, `CHAT`, `API`, `SYSTEM`. */
  channels?: Array<"API" | "CHAT" | "EMAIL" | "RCS" | "SMS" | "SYSTEM" | "VOICE" | "WHATSAPP"> | undefined;
  /** Only those of this Conversations configuration. Twilio is known to leave it at `unused`. */
  conversationConfigurationId?: string | undefined;
  /** Only those on which any of these Intelligence Configurations ran. */
  intelligenceConfigurationIds?: string[] | undefined;
  /** Only those on which any of these language operators ran. */
  operatorIds?: string[] | undefined;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getConversationsOutput`. */
export interface GetConversationsOutputArgs {
  /** Only those made before this dateTime, in ISO 8601. */
  createdAtBefore?: Input<string | undefined>;
  /** Only those made after this dateTime, in ISO 8601: at most 31 days before `createdAtBefore`. */
  createdAtAfter?: Input<string | undefined>;
  /** Only those in this state: `ACTIVE`, `INACTIVE`, `CLOSED`. */
  status?: Input<"ACTIVE" | "CLOSED" | "INACTIVE" | undefined>;
  /** Only those over this one channel, by its id, such as a call's or a message's SID. */
  channelId?: Input<string | undefined>;
  /** Only those over any of these kinds of channel: `VOICE`, `SMS`, `RCS`, `EMAIL`, `WHATSAPP`, `CHAT`, `API`, `SYSTEM`. */
  channels?: Input<Array<Input<"API" | "CHAT" | "EMAIL" | "RCS" | "SMS" | "SYSTEM" | "VOICE" | "WHATSAPP">> | undefined>;
  /** Only those of this Conversations configuration. Twilio is known to leave it at `unused`. */
  conversationConfigurationId?: Input<string | undefined>;
  /** Only those on which any of these Intelligence Configurations ran. */
  intelligenceConfigurationIds?: Input<Input<string>[] | undefined>;
  /** Only those on which any of these language operators ran. */
  operatorIds?: Input<Input<string>[] | undefined>;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getOperatorResult`. */
export interface GetOperatorResultArgs {
  /** `intelligence_operatorresult_…`. */
  id: string;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getOperatorResultOutput`. */
export interface GetOperatorResultOutputArgs {
  /** `intelligence_operatorresult_…`. */
  id: Input<string>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Value of `GetOperatorResultResult.intelligenceConfiguration`. */
export interface GetOperatorResultIntelligenceConfiguration {
  id?: string | undefined;
  ruleId?: string | undefined;
  version?: number | undefined;
}

/** Value of `GetOperatorResultResult.operator`. */
export interface GetOperatorResultOperator {
  id?: string | undefined;
  version?: number | undefined;
  parameters?: { [key: string]: Json } | undefined;
}

/** Result of `getOperatorResult`. */
export interface GetOperatorResultResult {
  id: string;
  accountId?: string | undefined;
  outputFormat?: string | undefined;
  intelligenceConfiguration?: GetOperatorResultIntelligenceConfiguration | undefined;
  conversationId?: string | undefined;
  operator?: GetOperatorResultOperator | undefined;
  dateCreated?: string | undefined;
  referenceIds?: string[] | undefined;
  executionDetails?: { [key: string]: unknown } | undefined;
  metadata?: { [key: string]: unknown } | undefined;
  result?: Json | undefined;
}

/** Arguments of `getOperatorResults`. */
export interface GetOperatorResultsArgs {
  /** Only those of this conversation, `conv_conversation_…`. */
  conversationId?: string | undefined;
  /** Only those of the rules of this Configuration, `intelligence_configuration_…`. */
  intelligenceConfigurationId?: string | undefined;
  /** Only those of this language operator, `intelligence_operator_…`. */
  operatorId?: string | undefined;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getOperatorResultsOutput`. */
export interface GetOperatorResultsOutputArgs {
  /** Only those of this conversation, `conv_conversation_…`. */
  conversationId?: Input<string | undefined>;
  /** Only those of the rules of this Configuration, `intelligence_configuration_…`. */
  intelligenceConfigurationId?: Input<string | undefined>;
  /** Only those of this language operator, `intelligence_operator_…`. */
  operatorId?: Input<string | undefined>;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getConversationsConfiguration`. */
export interface GetConversationsConfigurationArgs {
  /** Id of the configuration, `conv_configuration_…`. Either this or `displayName`. */
  id?: string | undefined;
  /** Display name, letter by letter. Names are not unique: several of one name are an error. Either this or `id`. */
  displayName?: string | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getConversationsConfigurationOutput`. */
export interface GetConversationsConfigurationOutputArgs {
  /** Id of the configuration, `conv_configuration_…`. Either this or `displayName`. */
  id?: Input<string | undefined>;
  /** Display name, letter by letter. Names are not unique: several of one name are an error. Either this or `id`. */
  displayName?: Input<string | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Value of `GetConversationsConfigurationResult.channelSettings.statusTimeouts`. */
export interface GetConversationsConfigurationChannelSettingStatusTimeouts {
  inactive?: number | undefined;
  closed?: number | undefined;
}

/** Value of `GetConversationsConfigurationResult.channelSettings.captureRules`. */
export interface GetConversationsConfigurationChannelSettingCaptureRule {
  from?: string | undefined;
  to?: string | undefined;
  metadata?: { [key: string]: Json } | undefined;
}

/** Value of `GetConversationsConfigurationResult.channelSettings`. */
export interface GetConversationsConfigurationChannelSetting {
  statusTimeouts?: GetConversationsConfigurationChannelSettingStatusTimeouts | undefined;
  captureRules?: GetConversationsConfigurationChannelSettingCaptureRule[] | undefined;
}

/** Value of `GetConversationsConfigurationResult.statusCallbacks`. */
export interface GetConversationsConfigurationStatusCallback {
  url?: string | undefined;
  method?: string | undefined;
}

/** Value of `GetConversationsConfigurationResult.conversationsV1Bridge`. */
export interface GetConversationsConfigurationConversationsV1Bridge {
  serviceId?: string | undefined;
}

/** Result of `getConversationsConfiguration`. */
export interface GetConversationsConfigurationResult {
  id: string;
  accountId?: string | undefined;
  displayName?: string | undefined;
  description?: string | undefined;
  conversationGroupingType?: string | undefined;
  memoryStoreId?: string | undefined;
  channelSettings?: { [key: string]: GetConversationsConfigurationChannelSetting } | undefined;
  statusCallbacks?: GetConversationsConfigurationStatusCallback[] | undefined;
  intelligenceConfigurationIds?: string[] | undefined;
  memoryExtractionEnabled?: boolean | undefined;
  conversationsV1Bridge?: GetConversationsConfigurationConversationsV1Bridge | undefined;
  version?: number | undefined;
  createdAt?: string | undefined;
  updatedAt?: string | undefined;
}

/** Arguments of `getConversationsConfigurations`. */
export interface GetConversationsConfigurationsArgs {
  /** Only those that use this Memory Store, `mem_store_…`. */
  memoryStoreId?: string | undefined;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getConversationsConfigurationsOutput`. */
export interface GetConversationsConfigurationsOutputArgs {
  /** Only those that use this Memory Store, `mem_store_…`. */
  memoryStoreId?: Input<string | undefined>;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getIntelligenceConfiguration`. */
export interface GetIntelligenceConfigurationArgs {
  /** `intelligence_configuration_…`. Either this or `displayName`. */
  id?: string | undefined;
  /** The name of the Configuration, letter by letter. Names are not unique: several of one name are an error. Either this or `id`. */
  displayName?: string | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getIntelligenceConfigurationOutput`. */
export interface GetIntelligenceConfigurationOutputArgs {
  /** `intelligence_configuration_…`. Either this or `displayName`. */
  id?: Input<string | undefined>;
  /** The name of the Configuration, letter by letter. Names are not unique: several of one name are an error. Either this or `id`. */
  displayName?: Input<string | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Value of `GetIntelligenceConfigurationResult.rules.operators`. */
export interface GetIntelligenceConfigurationRuleOperator {
  id?: string | undefined;
  version?: number | undefined;
  parameters?: { [key: string]: Json } | undefined;
}

/** Value of `GetIntelligenceConfigurationResult.rules.triggers.parameters`. */
export interface GetIntelligenceConfigurationRuleTriggerParameters {
  count?: number | undefined;
}

/** Value of `GetIntelligenceConfigurationResult.rules.triggers`. */
export interface GetIntelligenceConfigurationRuleTrigger {
  on?: string | undefined;
  parameters?: GetIntelligenceConfigurationRuleTriggerParameters | undefined;
}

/** Value of `GetIntelligenceConfigurationResult.rules.actions`. */
export interface GetIntelligenceConfigurationRuleAction {
  type?: string | undefined;
  method?: string | undefined;
  url?: string | undefined;
}

/** Value of `GetIntelligenceConfigurationResult.rules.context.memory`. */
export interface GetIntelligenceConfigurationRuleContextMemory {
  enabled?: boolean | undefined;
}

/** Value of `GetIntelligenceConfigurationResult.rules.context.knowledge`. */
export interface GetIntelligenceConfigurationRuleContextKnowledge {
  bases?: string[] | undefined;
}

/** Value of `GetIntelligenceConfigurationResult.rules.context`. */
export interface GetIntelligenceConfigurationRuleContext {
  memory?: GetIntelligenceConfigurationRuleContextMemory | undefined;
  knowledge?: GetIntelligenceConfigurationRuleContextKnowledge | undefined;
}

/** Value of `GetIntelligenceConfigurationResult.rules`. */
export interface GetIntelligenceConfigurationRule {
  id?: string | undefined;
  operators?: GetIntelligenceConfigurationRuleOperator[] | undefined;
  triggers?: GetIntelligenceConfigurationRuleTrigger[] | undefined;
  actions?: GetIntelligenceConfigurationRuleAction[] | undefined;
  context?: GetIntelligenceConfigurationRuleContext | undefined;
}

/** Result of `getIntelligenceConfiguration`. */
export interface GetIntelligenceConfigurationResult {
  id: string;
  accountId?: string | undefined;
  displayName?: string | undefined;
  description?: string | undefined;
  version?: number | undefined;
  rules?: GetIntelligenceConfigurationRule[] | undefined;
  dateCreated?: string | undefined;
  dateUpdated?: string | undefined;
}

/** Arguments of `getIntelligenceConfigurations`. */
export interface GetIntelligenceConfigurationsArgs {
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getIntelligenceConfigurationsOutput`. */
export interface GetIntelligenceConfigurationsOutputArgs {
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Value of `GetLanguageOperatorResult.trainingExamples`. */
export interface GetLanguageOperatorTrainingExample {
  input?: string | undefined;
  output?: string | undefined;
}

/** Value of `GetLanguageOperatorResult.context.memory`. */
export interface GetLanguageOperatorContextMemory {
  enabled?: boolean | undefined;
}

/** Value of `GetLanguageOperatorResult.context.knowledge`. */
export interface GetLanguageOperatorContextKnowledge {
  enabled?: boolean | undefined;
}

/** Value of `GetLanguageOperatorResult.context`. */
export interface GetLanguageOperatorContext {
  memory?: GetLanguageOperatorContextMemory | undefined;
  knowledge?: GetLanguageOperatorContextKnowledge | undefined;
}

/** Value of `GetLanguageOperatorResult.parameters`. */
export interface GetLanguageOperatorParameter {
  type?: string | undefined;
  default?: Json | undefined;
  required?: boolean | undefined;
  description?: string | undefined;
}

/** Result of `getLanguageOperator`. */
export interface GetLanguageOperatorResult {
  id: string;
  displayName?: string | undefined;
  description?: string | undefined;
  prompt?: string | undefined;
  outputFormat?: string | undefined;
  outputSchema?: { [key: string]: Json } | undefined;
  trainingExamples?: GetLanguageOperatorTrainingExample[] | undefined;
  context?: GetLanguageOperatorContext | undefined;
  parameters?: { [key: string]: GetLanguageOperatorParameter } | undefined;
  author?: string | undefined;
  version?: number | undefined;
}

/** Arguments of `getLanguageOperator`. */
export interface GetLanguageOperatorArgs {
  /** `intelligence_operator_…`. Either this or `displayName`. */
  id?: string | undefined;
  /** The name of the operator, letter by letter. Names are not unique: several of one name are an error. Either this or `id`. */
  displayName?: string | undefined;
  /** Looks only among the account's own operators (`SELF`), or Twilio's (`TWILIO`). Goes with `displayName`. */
  author?: "SELF" | "TWILIO" | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getLanguageOperatorOutput`. */
export interface GetLanguageOperatorOutputArgs {
  /** `intelligence_operator_…`. Either this or `displayName`. */
  id?: Input<string | undefined>;
  /** The name of the operator, letter by letter. Names are not unique: several of one name are an error. Either this or `id`. */
  displayName?: Input<string | undefined>;
  /** Looks only among the account's own operators (`SELF`), or Twilio's (`TWILIO`). Goes with `displayName`. */
  author?: Input<"SELF" | "TWILIO" | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getTwilioOperator`. */
export interface GetTwilioOperatorArgs {
  /** The name that Twilio gave the operator, letter by letter, such as `Sentiment`. */
  displayName: string;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getTwilioOperatorOutput`. */
export interface GetTwilioOperatorOutputArgs {
  /** The name that Twilio gave the operator, letter by letter, such as `Sentiment`. */
  displayName: Input<string>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getLanguageOperators`. */
export interface GetLanguageOperatorsArgs {
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getLanguageOperatorsOutput`. */
export interface GetLanguageOperatorsOutputArgs {
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getLanguageOperatorVersion`. */
export interface GetLanguageOperatorVersionArgs {
  /** Which version of it, from 1. */
  version: number;
  /** The operator, `intelligence_operator_…`. */
  operatorId: string;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getLanguageOperatorVersionOutput`. */
export interface GetLanguageOperatorVersionOutputArgs {
  /** Which version of it, from 1. */
  version: Input<number>;
  /** The operator, `intelligence_operator_…`. */
  operatorId: Input<string>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Value of `GetLanguageOperatorVersionResult.trainingExamples`. */
export interface GetLanguageOperatorVersionTrainingExample {
  input?: string | undefined;
  output?: string | undefined;
}

/** Value of `GetLanguageOperatorVersionResult.context.memory`. */
export interface GetLanguageOperatorVersionContextMemory {
  enabled?: boolean | undefined;
}

/** Value of `GetLanguageOperatorVersionResult.context.knowledge`. */
export interface GetLanguageOperatorVersionContextKnowledge {
  enabled?: boolean | undefined;
}

/** Value of `GetLanguageOperatorVersionResult.context`. */
export interface GetLanguageOperatorVersionContext {
  memory?: GetLanguageOperatorVersionContextMemory | undefined;
  knowledge?: GetLanguageOperatorVersionContextKnowledge | undefined;
}

/** Value of `GetLanguageOperatorVersionResult.parameters`. */
export interface GetLanguageOperatorVersionParameter {
  type?: string | undefined;
  default?: Json | undefined;
  required?: boolean | undefined;
  description?: string | undefined;
}

/** Result of `getLanguageOperatorVersion`. */
export interface GetLanguageOperatorVersionResult {
  id: string;
  version: number;
  displayName?: string | undefined;
  description?: string | undefined;
  prompt?: string | undefined;
  outputFormat?: string | undefined;
  outputSchema?: { [key: string]: Json } | undefined;
  trainingExamples?: GetLanguageOperatorVersionTrainingExample[] | undefined;
  context?: GetLanguageOperatorVersionContext | undefined;
  parameters?: { [key: string]: GetLanguageOperatorVersionParameter } | undefined;
  author?: string | undefined;
  status?: string | undefined;
  dateCreated?: string | undefined;
  dateDeprecated?: string | undefined;
  retirementDate?: string | undefined;
  dateRetired?: string | undefined;
}

/** Arguments of `getLanguageOperatorVersions`. */
export interface GetLanguageOperatorVersionsArgs {
  /** The operator, `intelligence_operator_…`. */
  operatorId: string;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getLanguageOperatorVersionsOutput`. */
export interface GetLanguageOperatorVersionsOutputArgs {
  /** The operator, `intelligence_operator_…`. */
  operatorId: Input<string>;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getLanguageOperatorVersions`. */
export interface GetLanguageOperatorVersionsResult {
  version: number;
  status?: string | undefined;
  dateCreated?: string | undefined;
  dateDeprecated?: string | undefined;
  retirementDate?: string | undefined;
  dateRetired?: string | undefined;
}

/** Arguments of `getMemoryStore`. */
export interface GetMemoryStoreArgs {
  /** Id of the store, `mem_store_…`. Either this or `displayName`. */
  id?: string | undefined;
  /** Display name of the store, letter by letter. Either this or `id`. */
  displayName?: string | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getMemoryStoreOutput`. */
export interface GetMemoryStoreOutputArgs {
  /** Id of the store, `mem_store_…`. Either this or `displayName`. */
  id?: Input<string | undefined>;
  /** Display name of the store, letter by letter. Either this or `id`. */
  displayName?: Input<string | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getMemoryStore`. */
export interface GetMemoryStoreResult {
  id: string;
  displayName?: string | undefined;
  description?: string | undefined;
  status?: string | undefined;
  intelligenceServiceId?: string | undefined;
  version?: number | undefined;
  dataAsOf?: string | undefined;
}

/** Arguments of `getMemoryStores`. */
export interface GetMemoryStoresArgs {
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getMemoryStoresOutput`. */
export interface GetMemoryStoresOutputArgs {
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getOperator`. */
export interface GetOperatorResult {
  sid: string;
  accountSid?: string | undefined;
  friendlyName?: string | undefined;
  description?: string | undefined;
  author?: string | undefined;
  operatorType?: string | undefined;
  version?: number | undefined;
  availability?: string | undefined;
  config?: Json | undefined;
  dateCreated?: string | undefined;
  dateUpdated?: string | undefined;
  url?: string | undefined;
}

/** Arguments of `getOperator`. */
export interface GetOperatorArgs {
  /** The SID of the operator, `LY…`. Either this or `friendlyName`. */
  sid?: string | undefined;
  /** The name of the operator, letter by letter. Names are not unique: `kind` and `languageCode` narrow them. Either this or `sid`. */
  friendlyName?: string | undefined;
  /** Such as `en-US`: looks only among the operators that understand the language. Goes with `friendlyName`. */
  languageCode?: string | undefined;
  /** Looks only among the operators that the account made (`custom`), or those that Twilio made (`preBuilt`). Default `any`. */
  kind?: "any" | "custom" | "preBuilt" | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getOperatorOutput`. */
export interface GetOperatorOutputArgs {
  /** The SID of the operator, `LY…`. Either this or `friendlyName`. */
  sid?: Input<string | undefined>;
  /** The name of the operator, letter by letter. Names are not unique: `kind` and `languageCode` narrow them. Either this or `sid`. */
  friendlyName?: Input<string | undefined>;
  /** Such as `en-US`: looks only among the operators that understand the language. Goes with `friendlyName`. */
  languageCode?: Input<string | undefined>;
  /** Looks only among the operators that the account made (`custom`), or those that Twilio made (`preBuilt`). Default `any`. */
  kind?: Input<"any" | "custom" | "preBuilt" | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getPreBuiltOperator`. */
export interface GetPreBuiltOperatorArgs {
  /** The name that Twilio gave the operator, letter by letter. One name may stand for several, one for each language. */
  friendlyName: string;
  /** Such as `en-US`: looks only among the operators that understand the language. */
  languageCode?: string | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getPreBuiltOperatorOutput`. */
export interface GetPreBuiltOperatorOutputArgs {
  /** The name that Twilio gave the operator, letter by letter. One name may stand for several, one for each language. */
  friendlyName: Input<string>;
  /** Such as `en-US`: looks only among the operators that understand the language. */
  languageCode?: Input<string | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getOperators`. */
export interface GetOperatorsArgs {
  /** Those that the account made (`custom`), those that Twilio made (`preBuilt`), or both. Default `any`. */
  kind?: "any" | "custom" | "preBuilt" | undefined;
  /** Only those that are this far: `internal`, `beta`, `public`, `general-availability`, `deprecated`, `retired`. */
  availability?: "beta" | "deprecated" | "general-availability" | "internal" | "public" | "retired" | undefined;
  /** Such as `en-US`: only those that understand the language. */
  languageCode?: string | undefined;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getOperatorsOutput`. */
export interface GetOperatorsOutputArgs {
  /** Those that the account made (`custom`), those that Twilio made (`preBuilt`), or both. Default `any`. */
  kind?: Input<"any" | "custom" | "preBuilt" | undefined>;
  /** Only those that are this far: `internal`, `beta`, `public`, `general-availability`, `deprecated`, `retired`. */
  availability?: Input<"beta" | "deprecated" | "general-availability" | "internal" | "public" | "retired" | undefined>;
  /** Such as `en-US`: only those that understand the language. */
  languageCode?: Input<string | undefined>;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getOperatorType`. */
export interface GetOperatorTypeArgs {
  /** The SID of the operator type, `EY…`. Either this or `name`. */
  sid?: string | undefined;
  /** The unique name of the operator type, such as `Generative`. Either this or `sid`. */
  name?: string | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getOperatorTypeOutput`. */
export interface GetOperatorTypeOutputArgs {
  /** The SID of the operator type, `EY…`. Either this or `name`. */
  sid?: Input<string | undefined>;
  /** The unique name of the operator type, such as `Generative`. Either this or `sid`. */
  name?: Input<string | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getOperatorType`. */
export interface GetOperatorTypeResult {
  sid: string;
  name?: string | undefined;
  friendlyName?: string | undefined;
  description?: string | undefined;
  docsLink?: string | undefined;
  outputType?: string | undefined;
  supportedLanguages?: string[] | undefined;
  provider?: string | undefined;
  availability?: string | undefined;
  configurable?: boolean | undefined;
  configSchema?: Json | undefined;
  dateCreated?: string | undefined;
  dateUpdated?: string | undefined;
  url?: string | undefined;
}

/** Arguments of `getOperatorTypes`. */
export interface GetOperatorTypesArgs {
  /** Such as `en-US`: only those that understand the language. */
  languageCode?: string | undefined;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getOperatorTypesOutput`. */
export interface GetOperatorTypesOutputArgs {
  /** Such as `en-US`: only those that understand the language. */
  languageCode?: Input<string | undefined>;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getService`. */
export interface GetServiceArgs {
  /** The SID of the Service, `GA…`. Either this or `uniqueName`. */
  sid?: string | undefined;
  /** The unique name of the Service, letter by letter. Either this or `sid`. */
  uniqueName?: string | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getServiceOutput`. */
export interface GetServiceOutputArgs {
  /** The SID of the Service, `GA…`. Either this or `uniqueName`. */
  sid?: Input<string | undefined>;
  /** The unique name of the Service, letter by letter. Either this or `sid`. */
  uniqueName?: Input<string | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getService`. */
export interface GetServiceResult {
  sid: string;
  accountSid?: string | undefined;
  uniqueName?: string | undefined;
  friendlyName?: string | undefined;
  languageCode?: string | undefined;
  autoRedaction?: boolean | undefined;
  mediaRedaction?: boolean | undefined;
  autoTranscribe?: boolean | undefined;
  dataLogging?: boolean | undefined;
  webhookUrl?: string | undefined;
  webhookHttpMethod?: string | undefined;
  encryptionCredentialSid?: string | undefined;
  attachedOperatorSids?: string[] | undefined;
  version?: number | undefined;
  dateCreated?: string | undefined;
  dateUpdated?: string | undefined;
  url?: string | undefined;
}

/** Arguments of `getServices`. */
export interface GetServicesArgs {
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getServicesOutput`. */
export interface GetServicesOutputArgs {
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getOperatorAttachments`. */
export interface GetOperatorAttachmentsArgs {
  /** The SID of the Service, `GA…`. */
  serviceSid: string;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getOperatorAttachmentsOutput`. */
export interface GetOperatorAttachmentsOutputArgs {
  /** The SID of the Service, `GA…`. */
  serviceSid: Input<string>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getOperatorAttachments`. */
export interface GetOperatorAttachmentsResult {
  operatorSids: string[];
  serviceSid?: string | undefined;
  url?: string | undefined;
}

/** Arguments of `getTranscript`. */
export interface GetTranscriptArgs {
  /** The SID of the Transcript, `GT…`. */
  sid: string;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getTranscriptOutput`. */
export interface GetTranscriptOutputArgs {
  /** The SID of the Transcript, `GT…`. */
  sid: Input<string>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getTranscript`. */
export interface GetTranscriptResult {
  sid: string;
  accountSid?: string | undefined;
  languageCode?: string | undefined;
  dataLogging?: boolean | undefined;
  encryptionCredentialSid?: string | undefined;
  dateCreated?: string | undefined;
  dateUpdated?: string | undefined;
  url?: string | undefined;
  redaction?: boolean | undefined;
  serviceSid?: string | undefined;
  status?: string | undefined;
  channel?: Json | undefined;
  customerKey?: string | undefined;
  mediaStartTime?: string | undefined;
  duration?: number | undefined;
}

/** Arguments of `getTranscripts`. */
export interface GetTranscriptsArgs {
  /** Only those of this Service, `GA…`. */
  serviceSid?: string | undefined;
  /** Only those of recordings that began before this dateTime, in ISO 8601. */
  beforeStartTime?: string | undefined;
  /** Only those of recordings that began after this dateTime, in ISO 8601. */
  afterStartTime?: string | undefined;
  /** Only those made before this dateTime, in ISO 8601. */
  beforeDateCreated?: string | undefined;
  /** Only those made after this dateTime, in ISO 8601. */
  afterDateCreated?: string | undefined;
  /** Only those in this state: `queued`, `in-progress`, `completed`, `new`, `failed`, `canceled`, `error`. */
  status?: "canceled" | "completed" | "error" | "failed" | "in-progress" | "new" | "queued" | undefined;
  /** Only those in this language, such as `en-US`. */
  languageCode?: string | undefined;
  /** Only those of this recording of Twilio's, by its SID. */
  sourceSid?: string | undefined;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getTranscriptsOutput`. */
export interface GetTranscriptsOutputArgs {
  /** Only those of this Service, `GA…`. */
  serviceSid?: Input<string | undefined>;
  /** Only those of recordings that began before this dateTime, in ISO 8601. */
  beforeStartTime?: Input<string | undefined>;
  /** Only those of recordings that began after this dateTime, in ISO 8601. */
  afterStartTime?: Input<string | undefined>;
  /** Only those made before this dateTime, in ISO 8601. */
  beforeDateCreated?: Input<string | undefined>;
  /** Only those made after this dateTime, in ISO 8601. */
  afterDateCreated?: Input<string | undefined>;
  /** Only those in this state: `queued`, `in-progress`, `completed`, `new`, `failed`, `canceled`, `error`. */
  status?: Input<"canceled" | "completed" | "error" | "failed" | "in-progress" | "new" | "queued" | undefined>;
  /** Only those in this language, such as `en-US`. */
  languageCode?: Input<string | undefined>;
  /** Only those of this recording of Twilio's, by its SID. */
  sourceSid?: Input<string | undefined>;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getSentences`. */
export interface GetSentencesArgs {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: string;
  /** Whether each sentence comes with its words and their times. Default false. */
  wordTimestamps?: boolean | undefined;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: boolean | undefined;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getSentencesOutput`. */
export interface GetSentencesOutputArgs {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: Input<string>;
  /** Whether each sentence comes with its words and their times. Default false. */
  wordTimestamps?: Input<boolean | undefined>;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: Input<boolean | undefined>;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Value of `GetSentencesResult.words`. */
export interface GetSentencesWord {
  word?: string | undefined;
  startTime?: string | number | undefined;
  endTime?: string | number | undefined;
}

/** Result of `getSentences`. */
export interface GetSentencesResult {
  sid: string;
  mediaChannel?: number | undefined;
  sentenceIndex?: number | undefined;
  startTime?: string | number | undefined;
  endTime?: string | number | undefined;
  confidence?: string | number | undefined;
  transcript?: string | undefined;
  words?: GetSentencesWord[] | undefined;
}

/** Arguments of `getTranscriptOperatorResult`. */
export interface GetTranscriptOperatorResultArgs {
  /** The SID of the operator, `LY…`. */
  operatorSid: string;
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: string;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: boolean | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getTranscriptOperatorResultOutput`. */
export interface GetTranscriptOperatorResultOutputArgs {
  /** The SID of the operator, `LY…`. */
  operatorSid: Input<string>;
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: Input<string>;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: Input<boolean | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getTranscriptOperatorResult`. */
export interface GetTranscriptOperatorResultResult {
  operatorSid: string;
  operatorType?: string | undefined;
  name?: string | undefined;
  extractMatch?: boolean | undefined;
  matchProbability?: string | number | undefined;
  normalizedResult?: string | undefined;
  utteranceResults?: Json | undefined;
  utteranceMatch?: boolean | undefined;
  predictedLabel?: string | undefined;
  predictedProbability?: string | number | undefined;
  labelProbabilities?: Json | undefined;
  extractResults?: Json | undefined;
  textGenerationResults?: Json | undefined;
  jsonResults?: Json | undefined;
  transcriptSid?: string | undefined;
  url?: string | undefined;
}

/** Arguments of `getTranscriptOperatorResults`. */
export interface GetTranscriptOperatorResultsArgs {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: string;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: boolean | undefined;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: number | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getTranscriptOperatorResultsOutput`. */
export interface GetTranscriptOperatorResultsOutputArgs {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: Input<string>;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: Input<boolean | undefined>;
  /** Items at most. Default: all of them, read in pages as large as the API gives. */
  limit?: Input<number | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Arguments of `getMedia`. */
export interface GetMediaArgs {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: string;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: boolean | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getMediaOutput`. */
export interface GetMediaOutputArgs {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: Input<string>;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: Input<boolean | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getMedia`. */
export interface GetMediaResult {
  sid: string;
  accountSid?: string | undefined;
  mediaUrl?: string | undefined;
  serviceSid?: string | undefined;
  url?: string | undefined;
}

/** Arguments of `getEncryptedSentences`. */
export interface GetEncryptedSentencesArgs {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: string;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: boolean | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getEncryptedSentencesOutput`. */
export interface GetEncryptedSentencesOutputArgs {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: Input<string>;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: Input<boolean | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getEncryptedSentences`. */
export interface GetEncryptedSentencesResult {
  location?: string | undefined;
  transcriptSid?: string | undefined;
  url?: string | undefined;
}

/** Arguments of `getEncryptedOperatorResults`. */
export interface GetEncryptedOperatorResultsArgs {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: string;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: boolean | undefined;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: string | undefined;
}

/** Arguments of `getEncryptedOperatorResultsOutput`. */
export interface GetEncryptedOperatorResultsOutputArgs {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid: Input<string>;
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted?: Input<boolean | undefined>;
  /** Name of the account to read from, one of `twilio-intelligence:accounts`. Defaults to the stack's account. */
  account?: Input<string | undefined>;
}

/** Result of `getEncryptedOperatorResults`. */
export interface GetEncryptedOperatorResultsResult {
  locations: string[];
  transcriptSid?: string | undefined;
  url?: string | undefined;
}
