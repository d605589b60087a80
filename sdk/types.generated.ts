// Written by `npm run generate` from the resource tables.

import type { Input } from "@pulumi/pulumi";
import type { LanguageOperator } from "./languageOperator";

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Any JSON value, of which any part may be an output of another resource. */
export type JsonInput = string | number | boolean | null | Input<JsonInput>[] | { [key: string]: Input<JsonInput> };

/** Arguments of `Service`. */
export interface ServiceArgs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   *
   * 1 to 64 characters.
   */
  account?: Input<string | undefined>;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: Input<"fail" | "merge" | "overwrite" | undefined>;
  /**
   * Unique name of the Service in its account, on one line. An update renames it in place; another Service's name is refused.
   *
   * 1 to 256 characters.
   */
  uniqueName: Input<string>;
  /**
   * Display name.
   *
   * At most 64 characters. Managed only while declared. Removing it resets it to `""`.
   */
  friendlyName?: Input<string | undefined>;
  /**
   * Language of every transcript, such as `en-US` or `es-MX`. The API cannot change it: another language makes a new Service with
   * a new SID, and the old one is deleted first, with its attachments and its history.
   *
   * Managed only while declared. Removing it resets it to `"en-US"`.
   */
  languageCode?: Input<string | undefined>;
  /**
   * Whether every recording of the account is transcribed. Where several Services have it on, each of them transcribes, and
   * bills, every recording. A change takes effect on live calls within 10 minutes.
   *
   * Managed only while declared. Removing it resets it to `false`.
   */
  autoTranscribe?: Input<boolean | undefined>;
  /**
   * Whether Twilio may use the data to improve its models. Declare `false` to see it as drift when somebody switches it on; `true`
   * is refused, because only a person in the Console can consent.
   *
   * Managed only while declared. Removing it resets it to `false`.
   */
  dataLogging?: Input<boolean | undefined>;
  /**
   * Whether personal data is redacted from transcripts. Results of generative operators are then masked as a whole, unless they are
   * read with `redacted: false`. A change takes effect on live calls within 10 minutes.
   *
   * Managed only while declared. Removing it resets it to `false`.
   */
  autoRedaction?: Input<boolean | undefined>;
  /**
   * Whether personal data is redacted from recordings too. Requires `autoRedaction`.
   *
   * Managed only while declared. Removing it resets it to `false`.
   */
  mediaRedaction?: Input<boolean | undefined>;
  /**
   * URL that Twilio requests when a transcript is finished: http or https.
   *
   * At most 2,048 characters. Managed only while declared. Removing it resets it to `""`.
   */
  webhookUrl?: Input<string | undefined>;
  /**
   * HTTP method of the request to `webhookUrl`. `NULL` is the API's word for no method.
   *
   * Managed only while declared. Removing it resets it to `"NULL"`.
   */
  webhookHttpMethod?: Input<"GET" | "POST" | "NULL" | undefined>;
  /**
   * SID of the Public Key (`CR…`) that transcripts are encrypted with.
   *
   * Managed only while declared. Removing it resets it to `""`.
   */
  encryptionCredentialSid?: Input<string | undefined>;
}

/** Outputs of `Service`. */
export interface ServiceOutputs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   */
  account?: string | undefined;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: "fail" | "merge" | "overwrite" | undefined;
  /** Unique name of the Service in its account, on one line. An update renames it in place; another Service's name is refused. */
  uniqueName: string;
  /** Display name. */
  friendlyName?: string | undefined;
  /**
   * Language of every transcript, such as `en-US` or `es-MX`. The API cannot change it: another language makes a new Service with
   * a new SID, and the old one is deleted first, with its attachments and its history.
   */
  languageCode?: string | undefined;
  /**
   * Whether every recording of the account is transcribed. Where several Services have it on, each of them transcribes, and
   * bills, every recording. A change takes effect on live calls within 10 minutes.
   */
  autoTranscribe?: boolean | undefined;
  /**
   * Whether Twilio may use the data to improve its models. Declare `false` to see it as drift when somebody switches it on; `true`
   * is refused, because only a person in the Console can consent.
   */
  dataLogging?: boolean | undefined;
  /**
   * Whether personal data is redacted from transcripts. Results of generative operators are then masked as a whole, unless they are
   * read with `redacted: false`. A change takes effect on live calls within 10 minutes.
   */
  autoRedaction?: boolean | undefined;
  /** Whether personal data is redacted from recordings too. Requires `autoRedaction`. */
  mediaRedaction?: boolean | undefined;
  /** URL that Twilio requests when a transcript is finished: http or https. */
  webhookUrl?: string | undefined;
  /** HTTP method of the request to `webhookUrl`. `NULL` is the API's word for no method. */
  webhookHttpMethod?: "GET" | "POST" | "NULL" | undefined;
  /** SID of the Public Key (`CR…`) that transcripts are encrypted with. */
  encryptionCredentialSid?: string | undefined;
  /** SID of the Service (`GA…`); the same as its `id`. */
  sid: string;
  /** SID of the account (`AC…`). */
  accountSid: string;
  /** SIDs of the attached operators (`LY…`). */
  attachedOperatorSids?: string[] | undefined;
  /** Number of updates. The next update is refused unless the Service is still at this version. */
  version: number;
  /** Version in the form that the API expects in `If-Match`. */
  etag?: string | undefined;
  /** Creation time, in ISO 8601. */
  dateCreated: string;
  /** Time of the last change, in ISO 8601. */
  dateUpdated: string;
  /** URL of the Service in the API. */
  url: string;
}

/** Arguments of `CustomOperator`. */
export interface CustomOperatorArgs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   *
   * 1 to 64 characters.
   */
  account?: Input<string | undefined>;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: Input<"fail" | "merge" | "overwrite" | undefined>;
  /**
   * Display name, on one line. It need not be unique.
   *
   * 1 to 64 characters.
   */
  friendlyName: Input<string>;
  /**
   * Name of the type of the operator: `Generative` answers in text, `GenerativeJSON` in JSON; other configurable types of the account
   * may be named too. The API cannot change it: another type makes a new operator with a new SID.
   *
   * 1 to 64 characters.
   */
  operatorType: Input<string>;
  /**
   * Instructions for the operator, in the API's own words.
   * - `Generative`: `prompt`, at most 4,000 characters, and optionally `examples`, each with `input` and `output`.
   * - `GenerativeJSON`: also `json_result_schema`, a JSON Schema with an object at its root; at most 100 properties, 5 levels and 500
   *   enum values, and none of the keywords that Twilio names as not supported ("Generative Custom Operators" in its documentation).
   *   The API makes every property required and takes no others. Results come in the order of its keys.
   * - Other types: as their `config_schema` says; the preview checks against it where it can be read.
   *
   * A change takes effect on the transcripts that are made from then on.
   */
  config: Input<{ [key: string]: Input<JsonInput> }>;
}

/** Outputs of `CustomOperator`. */
export interface CustomOperatorOutputs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   */
  account?: string | undefined;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: "fail" | "merge" | "overwrite" | undefined;
  /** Display name, on one line. It need not be unique. */
  friendlyName: string;
  /**
   * Name of the type of the operator: `Generative` answers in text, `GenerativeJSON` in JSON; other configurable types of the account
   * may be named too. The API cannot change it: another type makes a new operator with a new SID.
   */
  operatorType: string;
  /**
   * Instructions for the operator, in the API's own words.
   * - `Generative`: `prompt`, at most 4,000 characters, and optionally `examples`, each with `input` and `output`.
   * - `GenerativeJSON`: also `json_result_schema`, a JSON Schema with an object at its root; at most 100 properties, 5 levels and 500
   *   enum values, and none of the keywords that Twilio names as not supported ("Generative Custom Operators" in its documentation).
   *   The API makes every property required and takes no others. Results come in the order of its keys.
   * - Other types: as their `config_schema` says; the preview checks against it where it can be read.
   *
   * A change takes effect on the transcripts that are made from then on.
   */
  config: { [key: string]: Json };
  /** SID of the operator (`LY…`); the same as its `id`. */
  sid: string;
  /** SID of the account (`AC…`). */
  accountSid: string;
  /** Number of updates. The next update is refused unless the operator is still at this version. */
  version: number;
  /** Version in the form that the API expects in `If-Match`. */
  etag?: string | undefined;
  /** Availability, such as `public` or `retired`. */
  availability?: string | undefined;
  /** Author of the operator: the SID of the account. */
  author?: string | undefined;
  /** Creation time, in ISO 8601. */
  dateCreated: string;
  /** Time of the last change, in ISO 8601. */
  dateUpdated: string;
  /** URL of the operator in the API. */
  url: string;
}

/** Arguments of `OperatorAttachment`. */
export interface OperatorAttachmentArgs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   *
   * 1 to 64 characters.
   */
  account?: Input<string | undefined>;
  /** SID of the Service (`GA…`) whose transcripts the operator runs on. Another Service makes another attachment. */
  serviceSid: Input<string>;
  /** SID of the operator (`LY…`), custom or pre-built. Another operator makes another attachment. It runs on new transcripts only. */
  operatorSid: Input<string>;
}

/** Outputs of `OperatorAttachment`. */
export interface OperatorAttachmentOutputs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   */
  account?: string | undefined;
  /** SID of the Service (`GA…`) whose transcripts the operator runs on. Another Service makes another attachment. */
  serviceSid: string;
  /** SID of the operator (`LY…`), custom or pre-built. Another operator makes another attachment. It runs on new transcripts only. */
  operatorSid: string;
}

/** Value of `trainingExamples[]` of `LanguageOperator`. */
export interface LanguageOperatorTrainingExampleArgs {
  /** Text of the input. */
  input: Input<string>;
  /** Expected output. */
  output: Input<string>;
}

/** Value of `context.memory` of `LanguageOperator`. */
export interface LanguageOperatorContextMemoryArgs {
  /** Whether the operator takes it. */
  enabled: Input<boolean>;
}

/** Value of `context.knowledge` of `LanguageOperator`. */
export interface LanguageOperatorContextKnowledgeArgs {
  /** Whether the operator takes it. */
  enabled: Input<boolean>;
}

/** Value of `context` of `LanguageOperator`. */
export interface LanguageOperatorContextArgs {
  /** The customer's profile. */
  memory?: Input<LanguageOperatorContextMemoryArgs | undefined>;
  /** Knowledge bases. */
  knowledge?: Input<LanguageOperatorContextKnowledgeArgs | undefined>;
}

/** Value of `parameters{}` of `LanguageOperator`. */
export interface LanguageOperatorParameterArgs {
  /** Type of a value. `KNOWLEDGE_BASE_AND_SOURCE_IDS` takes `baseId:sourceId` values, and no default. */
  type: Input<"STRING" | "INTEGER" | "NUMBER" | "BOOLEAN" | "KNOWLEDGE_BASE_AND_SOURCE_IDS">;
  /** Value where a rule gives none. */
  default?: Input<JsonInput | undefined>;
  /** Whether a rule has to give a value. Without it, no. */
  required?: Input<boolean | undefined>;
  /** Purpose of the parameter. */
  description?: Input<string | undefined>;
}

/** Arguments of `LanguageOperator`. */
export interface LanguageOperatorArgs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   *
   * 1 to 64 characters.
   */
  account?: Input<string | undefined>;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: Input<"fail" | "merge" | "overwrite" | undefined>;
  /**
   * Display name. It need not be unique.
   *
   * 1 to 128 characters.
   */
  displayName: Input<string>;
  /**
   * Purpose of the operator. It may have several lines.
   *
   * Managed only while declared. Removing it resets it to `""`.
   */
  description?: Input<string | undefined>;
  /**
   * Instructions for the model. `{{parameters.name}}` stands for the value of a parameter. The preview warns of one that is not
   * declared, and of a declared one that the prompt does not use. A change makes a new version, which rules that pin no version run
   * from then on.
   */
  prompt: Input<string>;
  /** Format of results: `TEXT` in words, `JSON` in the shape of `outputSchema`, `CLASSIFICATION` with a label. */
  outputFormat: Input<"TEXT" | "JSON" | "CLASSIFICATION">;
  /**
   * For `JSON` only: a JSON Schema with an object at its root; at most 100 properties, 10 levels and 1,000 enum values, and none of
   * the keywords that the API's specification names as not supported. What is no JSON Schema is refused. The API makes every property
   * required and takes no others, whatever `required` and `additionalProperties` say: a property that may be missing has to allow
   * `null`, and free names need a list of objects. Results come in the order of its keys.
   * @default {}
   */
  outputSchema?: Input<{ [key: string]: Input<JsonInput> } | undefined>;
  /**
   * Inputs with the outputs that are wanted for them.
   *
   * Managed only while declared. Removing it resets it to `[]`.
   */
  trainingExamples?: Input<Input<LanguageOperatorTrainingExampleArgs>[] | undefined>;
  /**
   * Context beyond the conversation that the operator accepts from rules.
   *
   * Managed only while declared. Removing it resets it to `{}`.
   */
  context?: Input<LanguageOperatorContextArgs | undefined>;
  /**
   * Values that rules give to the prompt, by name.
   *
   * Managed only while declared. Removing it resets it to `{}`.
   */
  parameters?: Input<{ [key: string]: Input<LanguageOperatorParameterArgs> } | undefined>;
  /**
   * How an update reaches the rules that run the operator. An update in place makes a new version, and no source says which status the
   * API gives to it: one that is not `ACTIVE` does not run, and `pulumi up` warns of it.
   * - `update`: in place, guarded by version; the id stays.
   * - `replace`: a new operator is created, the rules of the program follow, then the old one is deleted. The id changes, and rules of
   *   other programs that name the old one lose it.
   *
   * Defaults to `twilio-intelligence:updateStrategy`, else to `update`.
   */
  updateStrategy?: Input<"update" | "replace" | undefined>;
}

/** Value of `trainingExamples[]` of `LanguageOperator`. */
export interface LanguageOperatorTrainingExample {
  /** Text of the input. */
  input: string;
  /** Expected output. */
  output: string;
}

/** Value of `context.memory` of `LanguageOperator`. */
export interface LanguageOperatorContextMemory {
  /** Whether the operator takes it. */
  enabled: boolean;
}

/** Value of `context.knowledge` of `LanguageOperator`. */
export interface LanguageOperatorContextKnowledge {
  /** Whether the operator takes it. */
  enabled: boolean;
}

/** Value of `context` of `LanguageOperator`. */
export interface LanguageOperatorContext {
  /** The customer's profile. */
  memory?: LanguageOperatorContextMemory | undefined;
  /** Knowledge bases. */
  knowledge?: LanguageOperatorContextKnowledge | undefined;
}

/** Value of `parameters{}` of `LanguageOperator`. */
export interface LanguageOperatorParameter {
  /** Type of a value. `KNOWLEDGE_BASE_AND_SOURCE_IDS` takes `baseId:sourceId` values, and no default. */
  type: "STRING" | "INTEGER" | "NUMBER" | "BOOLEAN" | "KNOWLEDGE_BASE_AND_SOURCE_IDS";
  /** Value where a rule gives none. */
  default?: Json | undefined;
  /** Whether a rule has to give a value. Without it, no. */
  required?: boolean | undefined;
  /** Purpose of the parameter. */
  description?: string | undefined;
}

/** Outputs of `LanguageOperator`. */
export interface LanguageOperatorOutputs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   */
  account?: string | undefined;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: "fail" | "merge" | "overwrite" | undefined;
  /** Display name. It need not be unique. */
  displayName: string;
  /** Purpose of the operator. It may have several lines. */
  description?: string | undefined;
  /**
   * Instructions for the model. `{{parameters.name}}` stands for the value of a parameter. The preview warns of one that is not
   * declared, and of a declared one that the prompt does not use. A change makes a new version, which rules that pin no version run
   * from then on.
   */
  prompt: string;
  /** Format of results: `TEXT` in words, `JSON` in the shape of `outputSchema`, `CLASSIFICATION` with a label. */
  outputFormat: "TEXT" | "JSON" | "CLASSIFICATION";
  /**
   * For `JSON` only: a JSON Schema with an object at its root; at most 100 properties, 10 levels and 1,000 enum values, and none of
   * the keywords that the API's specification names as not supported. What is no JSON Schema is refused. The API makes every property
   * required and takes no others, whatever `required` and `additionalProperties` say: a property that may be missing has to allow
   * `null`, and free names need a list of objects. Results come in the order of its keys.
   */
  outputSchema?: { [key: string]: Json } | undefined;
  /** Inputs with the outputs that are wanted for them. */
  trainingExamples?: LanguageOperatorTrainingExample[] | undefined;
  /** Context beyond the conversation that the operator accepts from rules. */
  context?: LanguageOperatorContext | undefined;
  /** Values that rules give to the prompt, by name. */
  parameters?: { [key: string]: LanguageOperatorParameter } | undefined;
  /**
   * How an update reaches the rules that run the operator. An update in place makes a new version, and no source says which status the
   * API gives to it: one that is not `ACTIVE` does not run, and `pulumi up` warns of it.
   * - `update`: in place, guarded by version; the id stays.
   * - `replace`: a new operator is created, the rules of the program follow, then the old one is deleted. The id changes, and rules of
   *   other programs that name the old one lose it.
   *
   * Defaults to `twilio-intelligence:updateStrategy`, else to `update`.
   */
  updateStrategy?: "update" | "replace" | undefined;
  /** Number of updates; a rule can pin it. The next update is refused unless the operator is still at this version. */
  version: number;
  /** Version in the form that the API expects in `If-Match`. */
  etag?: string | undefined;
  /** Author of the operator: `SELF` for the account's own. */
  author: string;
}

/** Value of `rules[].operators[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleOperatorArgs {
  /** Id of the language operator (`intelligence_operator_…`), custom or Twilio's own. */
  id: Input<string>;
  /**
   * Version to run. Without it, each run takes the newest active version, which may change without a deployment.
   *
   * At least 1.
   */
  version?: Input<number | undefined>;
  /** Values for the parameters that the operator declares, by name. */
  parameters?: Input<{ [key: string]: Input<JsonInput> } | undefined>;
}

/** Value of `rules[].operators[]` of `IntelligenceConfiguration`. */
export type IntelligenceConfigurationRuleOperatorReference =
  | string
  | LanguageOperator
  | IntelligenceConfigurationRuleOperatorArgs;

/** Value of `rules[].triggers[].parameters` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleTriggerCommunicationParametersArgs {
  /**
   * Runs the rule on every n-th communication. Without it, on every one.
   *
   * 1 to 20.
   */
  count?: Input<number | undefined>;
}

/** Value of `rules[].triggers[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleTriggerCommunicationArgs {
  /** Event that runs the rule. `COMMUNICATION`: messages and utterances, as they come. */
  on: "COMMUNICATION";
  /** Which communications run the rule. */
  parameters?: Input<IntelligenceConfigurationRuleTriggerCommunicationParametersArgs | undefined>;
}

/** Value of `rules[].triggers[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleTriggerConversationEndArgs {
  /** Event that runs the rule. `CONVERSATION_END`: once, when the conversation is closed. */
  on: "CONVERSATION_END";
}

/** Value of `rules[].triggers[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleTriggerConversationInactiveArgs {
  /** Event that runs the rule. `CONVERSATION_INACTIVE`: when the conversation falls silent. */
  on: "CONVERSATION_INACTIVE";
}

/** Value of `rules[].triggers[]` of `IntelligenceConfiguration`. */
export type IntelligenceConfigurationRuleTriggerArgs =
  | IntelligenceConfigurationRuleTriggerCommunicationArgs
  | IntelligenceConfigurationRuleTriggerConversationEndArgs
  | IntelligenceConfigurationRuleTriggerConversationInactiveArgs;

/** Value of `rules[].actions[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleActionWebhookArgs {
  /**
   * Kind of action. `WEBHOOK` sends the results to a URL.
   * @default "WEBHOOK"
   */
  type?: "WEBHOOK" | undefined;
  /**
   * HTTP method of the request.
   * @default "POST"
   */
  method?: "POST" | undefined;
  /**
   * HTTPS URL that receives the results.
   *
   * At most 2,048 characters.
   */
  url: Input<string>;
}

/** Value of `rules[].actions[]` of `IntelligenceConfiguration`. */
export type IntelligenceConfigurationRuleActionArgs =
  | IntelligenceConfigurationRuleActionWebhookArgs;

/** Value of `rules[].context.memory` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleContextMemoryArgs {
  /** Whether the customer's profile is passed to the operators that take one. Requires Conversation Memory on the account. */
  enabled: Input<boolean>;
}

/** Value of `rules[].context.knowledge` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleContextKnowledgeArgs {
  /** Ids of the knowledge bases to pass to the operators that take them. */
  bases: Input<Input<string>[]>;
}

/** Value of `rules[].context` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleContextArgs {
  /** The customer's profile. */
  memory?: Input<IntelligenceConfigurationRuleContextMemoryArgs | undefined>;
  /** The business's own knowledge. */
  knowledge?: Input<IntelligenceConfigurationRuleContextKnowledgeArgs | undefined>;
}

/** Value of `rules[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleArgs {
  /**
   * Name of the rule in the program, unique within the Configuration and never sent to Twilio. It keeps the rule's id, to which
   * results refer, through any edit, and is the key of `ruleIds`. Changing the name alone updates nothing.
   *
   * 1 to 64 characters.
   */
  name?: Input<string | undefined>;
  /**
   * Language operators to run.
   *
   * 1 to 5 items.
   */
  operators: Input<Input<IntelligenceConfigurationRuleOperatorReference>[]>;
  /**
   * Event that runs the rule. `[]` is Twilio's On-demand trigger: only a rule execution runs the rule, such as `twilio-intelligence
   * execute`. A rule that leaves `triggers` out is the same, and the preview warns of it: by an older page of Twilio, such a rule runs on
   * every event.
   *
   * At most 1 item.
   * @default []
   */
  triggers?: Input<Input<IntelligenceConfigurationRuleTriggerArgs>[] | undefined>;
  /**
   * Where results are sent. Without an action they can only be read from the API.
   *
   * At most 2 items.
   * @default []
   */
  actions?: Input<Input<IntelligenceConfigurationRuleActionArgs>[] | undefined>;
  /** Knowledge that the operators get beyond the conversation. */
  context?: Input<IntelligenceConfigurationRuleContextArgs | undefined>;
}

/** Arguments of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationArgs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   *
   * 1 to 64 characters.
   */
  account?: Input<string | undefined>;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: Input<"fail" | "merge" | "overwrite" | undefined>;
  /**
   * Display name, on one line. It need not be unique.
   *
   * 1 to 128 characters.
   */
  displayName: Input<string>;
  /**
   * Purpose of the Configuration. It may have several lines.
   *
   * Managed only while declared. Removing it resets it to `""`.
   */
  description?: Input<string | undefined>;
  /**
   * Rules: which language operators run when, with which context, and where their results go. Without rules, or while no
   * Conversations configuration has this Configuration attached, nothing runs.
   *
   * At most 5 items.
   */
  rules: Input<Input<IntelligenceConfigurationRuleArgs>[]>;
  /**
   * How an update reaches live conversations. Twilio's sources disagree on whether a Configuration that is updated in place keeps
   * running.
   * - `update`: in place, guarded by version; id and attachments stay.
   * - `replace`: a new Configuration is created, what depends on it follows, then the old one is deleted. The id and all rule ids
   *   change.
   *
   * Defaults to `twilio-intelligence:updateStrategy`, else to `update`.
   */
  updateStrategy?: Input<"update" | "replace" | undefined>;
}

/** Value of `rules[].operators[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleOperator {
  /** Id of the language operator (`intelligence_operator_…`), custom or Twilio's own. */
  id: string;
  /** Version to run. Without it, each run takes the newest active version, which may change without a deployment. */
  version?: number | undefined;
  /** Values for the parameters that the operator declares, by name. */
  parameters?: { [key: string]: Json } | undefined;
}

/** Value of `rules[].triggers[].parameters` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleTriggerCommunicationParameters {
  /** Runs the rule on every n-th communication. Without it, on every one. */
  count?: number | undefined;
}

/** Value of `rules[].triggers[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleTriggerCommunication {
  /** Event that runs the rule. `COMMUNICATION`: messages and utterances, as they come. */
  on: "COMMUNICATION";
  /** Which communications run the rule. */
  parameters?: IntelligenceConfigurationRuleTriggerCommunicationParameters | undefined;
}

/** Value of `rules[].triggers[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleTriggerConversationEnd {
  /** Event that runs the rule. `CONVERSATION_END`: once, when the conversation is closed. */
  on: "CONVERSATION_END";
}

/** Value of `rules[].triggers[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleTriggerConversationInactive {
  /** Event that runs the rule. `CONVERSATION_INACTIVE`: when the conversation falls silent. */
  on: "CONVERSATION_INACTIVE";
}

/** Value of `rules[].triggers[]` of `IntelligenceConfiguration`. */
export type IntelligenceConfigurationRuleTrigger =
  | IntelligenceConfigurationRuleTriggerCommunication
  | IntelligenceConfigurationRuleTriggerConversationEnd
  | IntelligenceConfigurationRuleTriggerConversationInactive;

/** Value of `rules[].actions[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleActionWebhook {
  /** Kind of action. `WEBHOOK` sends the results to a URL. */
  type?: "WEBHOOK" | undefined;
  /** HTTP method of the request. */
  method?: "POST" | undefined;
  /** HTTPS URL that receives the results. */
  url: string;
}

/** Value of `rules[].actions[]` of `IntelligenceConfiguration`. */
export type IntelligenceConfigurationRuleAction =
  | IntelligenceConfigurationRuleActionWebhook;

/** Value of `rules[].context.memory` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleContextMemory {
  /** Whether the customer's profile is passed to the operators that take one. Requires Conversation Memory on the account. */
  enabled: boolean;
}

/** Value of `rules[].context.knowledge` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleContextKnowledge {
  /** Ids of the knowledge bases to pass to the operators that take them. */
  bases: string[];
}

/** Value of `rules[].context` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRuleContext {
  /** The customer's profile. */
  memory?: IntelligenceConfigurationRuleContextMemory | undefined;
  /** The business's own knowledge. */
  knowledge?: IntelligenceConfigurationRuleContextKnowledge | undefined;
}

/** Value of `rules[]` of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationRule {
  /**
   * Name of the rule in the program, unique within the Configuration and never sent to Twilio. It keeps the rule's id, to which
   * results refer, through any edit, and is the key of `ruleIds`. Changing the name alone updates nothing.
   */
  name?: string | undefined;
  /** Language operators that run. */
  operators: IntelligenceConfigurationRuleOperator[];
  /**
   * Event that runs the rule. `[]` is Twilio's On-demand trigger: only a rule execution runs the rule, such as `twilio-intelligence
   * execute`. A rule that leaves `triggers` out is the same, and the preview warns of it: by an older page of Twilio, such a rule runs on
   * every event.
   */
  triggers?: IntelligenceConfigurationRuleTrigger[] | undefined;
  /** Where results are sent. Without an action they can only be read from the API. */
  actions?: IntelligenceConfigurationRuleAction[] | undefined;
  /** Knowledge that the operators get beyond the conversation. */
  context?: IntelligenceConfigurationRuleContext | undefined;
  /** Id of the rule. Operator results refer to it. It stays the same when the rule is edited or moved. */
  id: string;
}

/** Outputs of `IntelligenceConfiguration`. */
export interface IntelligenceConfigurationOutputs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   */
  account?: string | undefined;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: "fail" | "merge" | "overwrite" | undefined;
  /** Display name, on one line. It need not be unique. */
  displayName: string;
  /** Purpose of the Configuration. It may have several lines. */
  description?: string | undefined;
  /**
   * Rules: which language operators run when, with which context, and where their results go. Without rules, or while no
   * Conversations configuration has this Configuration attached, nothing runs.
   */
  rules: IntelligenceConfigurationRule[];
  /**
   * How an update reaches live conversations. Twilio's sources disagree on whether a Configuration that is updated in place keeps
   * running.
   * - `update`: in place, guarded by version; id and attachments stay.
   * - `replace`: a new Configuration is created, what depends on it follows, then the old one is deleted. The id and all rule ids
   *   change.
   *
   * Defaults to `twilio-intelligence:updateStrategy`, else to `update`.
   */
  updateStrategy?: "update" | "replace" | undefined;
  /** SID of the account (`AC…`). */
  accountId: string;
  /** Number of updates. The next update is refused unless the Configuration is still at this version. */
  version: number;
  /** Creation time, in ISO 8601. */
  dateCreated: string;
  /** Time of the last change, in ISO 8601. */
  dateUpdated: string;
}

/** Arguments of `MemoryStore`. */
export interface MemoryStoreArgs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   *
   * 1 to 64 characters.
   */
  account?: Input<string | undefined>;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: Input<"fail" | "merge" | "overwrite" | undefined>;
  /**
   * Display name, unique in the account: letters, digits and `-`.
   *
   * 1 to 64 characters.
   */
  displayName: Input<string>;
  /**
   * Purpose of the store.
   *
   * 1 to 128 characters. Managed only while declared. Once declared, it cannot be removed: the API cannot clear it.
   */
  description?: Input<string | undefined>;
  /**
   * Whether the store may be deleted. A delete loses all of its profiles, traits, observations and conversation summaries for good, so
   * it is refused unless `true` was declared in an earlier `pulumi up`. Without it, `false`.
   */
  allowDelete?: Input<boolean | undefined>;
}

/** Outputs of `MemoryStore`. */
export interface MemoryStoreOutputs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   */
  account?: string | undefined;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: "fail" | "merge" | "overwrite" | undefined;
  /** Display name, unique in the account: letters, digits and `-`. */
  displayName: string;
  /** Purpose of the store. */
  description?: string | undefined;
  /**
   * Whether the store may be deleted. A delete loses all of its profiles, traits, observations and conversation summaries for good, so
   * it is refused unless `true` was declared in an earlier `pulumi up`. Without it, `false`.
   */
  allowDelete?: boolean | undefined;
  /** Status: `ACTIVE`, or `FAILED` for good. */
  status?: string | undefined;
  /** Number of updates, from 1. */
  version?: number | undefined;
  /** ETag of the version, which an update is based on. */
  etag?: string | undefined;
  /** SID of the Intelligence Service that Twilio makes for extracting facts from conversations. */
  intelligenceServiceId?: string | undefined;
}

/** Value of `channelSettings{}.statusTimeouts` of `ConversationsConfiguration`. */
export interface ConversationsConfigurationChannelSettingStatusTimeoutsArgs {
  /**
   * Minutes until a conversation becomes inactive.
   *
   * At least 1.
   */
  inactive?: Input<number | undefined>;
  /**
   * Minutes until a conversation is closed.
   *
   * At least 1.
   */
  closed?: Input<number | undefined>;
}

/** Value of `channelSettings{}.captureRules[]` of `ConversationsConfiguration`. */
export interface ConversationsConfigurationChannelSettingCaptureRuleArgs {
  /**
   * Address of the sender, such as `+15551234567`; `*` means any.
   *
   * 1 to 256 characters.
   */
  from: Input<string>;
  /**
   * Address of the receiver; `*` means any.
   *
   * 1 to 256 characters.
   */
  to: Input<string>;
  /** Metadata that narrows the rule, by name, such as `callType` on `VOICE`. */
  metadata?: Input<{ [key: string]: Input<string> } | undefined>;
}

/** Value of `channelSettings{}` of `ConversationsConfiguration`. */
export interface ConversationsConfigurationChannelSettingArgs {
  /**
   * Time without communications until the status of a conversation changes. Without it, a conversation stays active for ever, and rules
   * that run at its end or when it falls silent never run.
   */
  statusTimeouts?: Input<ConversationsConfigurationChannelSettingStatusTimeoutsArgs | undefined>;
  /**
   * Messages and calls that become part of conversations by themselves. A number needs two rules, one for each direction. Without
   * rules, only what a program or TwiML hands over is captured.
   *
   * At most 100 items.
   */
  captureRules?: Input<Input<ConversationsConfigurationChannelSettingCaptureRuleArgs>[] | undefined>;
}

/** Value of `channelSettings` of `ConversationsConfiguration`. */
export interface ConversationsConfigurationChannelSettingsArgs {
  /** Value for `VOICE`. */
  VOICE?: Input<ConversationsConfigurationChannelSettingArgs | undefined>;
  /** Value for `SMS`. */
  SMS?: Input<ConversationsConfigurationChannelSettingArgs | undefined>;
  /** Value for `RCS`. */
  RCS?: Input<ConversationsConfigurationChannelSettingArgs | undefined>;
  /** Value for `WHATSAPP`. */
  WHATSAPP?: Input<ConversationsConfigurationChannelSettingArgs | undefined>;
  /** Value for `CHAT`. */
  CHAT?: Input<ConversationsConfigurationChannelSettingArgs | undefined>;
}

/** Value of `statusCallbacks[]` of `ConversationsConfiguration`. */
export interface ConversationsConfigurationStatusCallbackArgs {
  /**
   * HTTPS URL that is requested when a conversation changes.
   *
   * At most 2,048 characters.
   */
  url: Input<string>;
  /** HTTP method of the request. Without it, `POST`. */
  method?: Input<"POST" | "GET" | undefined>;
}

/** Arguments of `ConversationsConfiguration`. */
export interface ConversationsConfigurationArgs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   *
   * 1 to 64 characters.
   */
  account?: Input<string | undefined>;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: Input<"fail" | "merge" | "overwrite" | undefined>;
  /**
   * Display name: letters, digits, spaces, `_` and `-`.
   *
   * 1 to 32 characters.
   */
  displayName: Input<string>;
  /**
   * Purpose of the configuration.
   *
   * At most 512 characters. Managed only while declared. Removing it resets it to `""`.
   */
  description?: Input<string | undefined>;
  /**
   * Criterion that groups messages and calls into one conversation. `GROUP_BY_PROFILE` looks up or creates a profile in the Memory Store. The sources
   * disagree on whether the API can change it: another value makes a new configuration.
   */
  conversationGroupingType: Input<"GROUP_BY_PROFILE" | "GROUP_BY_PARTICIPANT_ADDRESSES" | "GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE">;
  /**
   * Id of the Memory Store (`mem_store_…`) that profiles and memory are kept in.
   *
   * 1 to 128 characters.
   */
  memoryStoreId: Input<string>;
  /**
   * Settings of each channel, by its name: `VOICE`, `SMS`, `RCS`, `WHATSAPP` or `CHAT`. A change reaches new conversations only: a
   * conversation keeps the settings that it began with.
   *
   * Managed only while declared. Removing it resets it to `{}`.
   */
  channelSettings?: Input<ConversationsConfigurationChannelSettingsArgs | undefined>;
  /**
   * URLs that are requested when a conversation changes. Their order makes no difference.
   *
   * At most 2 items. Managed only while declared. Removing it resets it to `[]`.
   */
  statusCallbacks?: Input<Input<ConversationsConfigurationStatusCallbackArgs>[] | undefined>;
  /**
   * Whether facts about the customer are extracted from conversations into the Memory Store.
   *
   * Managed only while declared. Removing it resets it to `false`.
   */
  memoryExtractionEnabled?: Input<boolean | undefined>;
  /**
   * SID of the Conversations v1 Service (`IS…`) whose conversations are bridged. One configuration per Service.
   *
   * Managed only while declared. Removing it resets it to `""`.
   */
  conversationsV1ServiceSid?: Input<string | undefined>;
}

/** Value of `channelSettings{}.statusTimeouts` of `ConversationsConfiguration`. */
export interface ConversationsConfigurationChannelSettingStatusTimeouts {
  /** Minutes until a conversation becomes inactive. */
  inactive?: number | undefined;
  /** Minutes until a conversation is closed. */
  closed?: number | undefined;
}

/** Value of `channelSettings{}.captureRules[]` of `ConversationsConfiguration`. */
export interface ConversationsConfigurationChannelSettingCaptureRule {
  /** Address of the sender, such as `+15551234567`; `*` means any. */
  from: string;
  /** Address of the receiver; `*` means any. */
  to: string;
  /** Metadata that narrows the rule, by name, such as `callType` on `VOICE`. */
  metadata?: { [key: string]: string } | undefined;
}

/** Value of `channelSettings{}` of `ConversationsConfiguration`. */
export interface ConversationsConfigurationChannelSetting {
  /**
   * Time without communications until the status of a conversation changes. Without it, a conversation stays active for ever, and rules
   * that run at its end or when it falls silent never run.
   */
  statusTimeouts?: ConversationsConfigurationChannelSettingStatusTimeouts | undefined;
  /**
   * Messages and calls that become part of conversations by themselves. A number needs two rules, one for each direction. Without
   * rules, only what a program or TwiML hands over is captured.
   */
  captureRules?: ConversationsConfigurationChannelSettingCaptureRule[] | undefined;
}

/** Value of `channelSettings` of `ConversationsConfiguration`. */
export interface ConversationsConfigurationChannelSettings {
  /** Value for `VOICE`. */
  VOICE?: ConversationsConfigurationChannelSetting | undefined;
  /** Value for `SMS`. */
  SMS?: ConversationsConfigurationChannelSetting | undefined;
  /** Value for `RCS`. */
  RCS?: ConversationsConfigurationChannelSetting | undefined;
  /** Value for `WHATSAPP`. */
  WHATSAPP?: ConversationsConfigurationChannelSetting | undefined;
  /** Value for `CHAT`. */
  CHAT?: ConversationsConfigurationChannelSetting | undefined;
}

/** Value of `statusCallbacks[]` of `ConversationsConfiguration`. */
export interface ConversationsConfigurationStatusCallback {
  /** HTTPS URL that is requested when a conversation changes. */
  url: string;
  /** HTTP method of the request. Without it, `POST`. */
  method?: "POST" | "GET" | undefined;
}

/** Outputs of `ConversationsConfiguration`. */
export interface ConversationsConfigurationOutputs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   */
  account?: string | undefined;
  /**
   * Policy for an update of an object that somebody else has changed since this stack last saw it.
   * - `fail`: writes nothing and shows both sides.
   * - `merge`: keeps both sides' changes, and fails where both changed the same property or rule. What is kept and not declared
   *   shows in the next preview.
   * - `overwrite`: writes what the program declares and shows what was overwritten.
   *
   * Defaults to `twilio-intelligence:onConflict`, else to `fail`.
   */
  onConflict?: "fail" | "merge" | "overwrite" | undefined;
  /** Display name: letters, digits, spaces, `_` and `-`. */
  displayName: string;
  /** Purpose of the configuration. */
  description?: string | undefined;
  /**
   * Criterion that groups messages and calls into one conversation. `GROUP_BY_PROFILE` looks up or creates a profile in the Memory Store. The sources
   * disagree on whether the API can change it: another value makes a new configuration.
   */
  conversationGroupingType: "GROUP_BY_PROFILE" | "GROUP_BY_PARTICIPANT_ADDRESSES" | "GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE";
  /** Id of the Memory Store (`mem_store_…`) that profiles and memory are kept in. */
  memoryStoreId: string;
  /**
   * Settings of each channel, by its name: `VOICE`, `SMS`, `RCS`, `WHATSAPP` or `CHAT`. A change reaches new conversations only: a
   * conversation keeps the settings that it began with.
   */
  channelSettings?: ConversationsConfigurationChannelSettings | undefined;
  /** URLs that are requested when a conversation changes. Their order makes no difference. */
  statusCallbacks?: ConversationsConfigurationStatusCallback[] | undefined;
  /** Whether facts about the customer are extracted from conversations into the Memory Store. */
  memoryExtractionEnabled?: boolean | undefined;
  /** SID of the Conversations v1 Service (`IS…`) whose conversations are bridged. One configuration per Service. */
  conversationsV1ServiceSid?: string | undefined;
  /** Number of updates, attachments included. */
  version?: number | undefined;
  /** Creation time, in ISO 8601. */
  createdAt?: string | undefined;
  /** Time of the last change, in ISO 8601. */
  updatedAt?: string | undefined;
}

/** Arguments of `ConversationsAttachment`. */
export interface ConversationsAttachmentArgs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   *
   * 1 to 64 characters.
   */
  account?: Input<string | undefined>;
  /**
   * Id of the Conversations configuration whose conversations are watched. At most 5 Intelligence Configurations can be attached to
   * one. Another one makes another attachment.
   */
  conversationsConfigurationId: Input<string>;
  /**
   * Id of the Intelligence Configuration to attach. Another one takes its place in a single step, so that no conversation goes
   * unwatched in between; what others attached stays.
   */
  intelligenceConfigurationId: Input<string>;
}

/** Outputs of `ConversationsAttachment`. */
export interface ConversationsAttachmentOutputs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   */
  account?: string | undefined;
  /**
   * Id of the Conversations configuration whose conversations are watched. At most 5 Intelligence Configurations can be attached to
   * one. Another one makes another attachment.
   */
  conversationsConfigurationId: string;
  /**
   * Id of the Intelligence Configuration to attach. Another one takes its place in a single step, so that no conversation goes
   * unwatched in between; what others attached stays.
   */
  intelligenceConfigurationId: string;
}

/** Arguments of `Transcript`. */
export interface TranscriptArgs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   *
   * 1 to 64 characters.
   */
  account?: Input<string | undefined>;
  /** SID of the Service (`GA…`) whose language, redaction and operators apply. */
  serviceSid: Input<string>;
  /**
   * Recording to transcribe, in the API's own words: `media_properties` with a `media_url` or a `source_sid`, and `participants`.
   * Twilio fetches a `media_url` without signing in: name a recording of the account by its `source_sid` (`RE…`).
   */
  channel: Input<{ [key: string]: Input<JsonInput> }>;
  /**
   * Key of your own.
   *
   * 1 to 64 characters. Managed only while declared. Removing it resets it to `""`.
   */
  customerKey?: Input<string | undefined>;
  /**
   * Time at which the conversation began, in ISO 8601.
   *
   * Managed only while declared. Removing it resets it to `""`.
   */
  mediaStartTime?: Input<string | undefined>;
  /**
   * Time to wait until the Transcript is completed, in seconds. Without it, 600. After that it stays in the state, and the next
   * `up` waits again.
   *
   * 1 to 86,400.
   */
  timeoutSeconds?: Input<number | undefined>;
}

/** Outputs of `Transcript`. */
export interface TranscriptOutputs {
  /**
   * Name of the account that the object lives in, one of `twilio-intelligence:accounts`. Defaults to the stack's account. Another
   * account makes a new object there and deletes this one.
   */
  account?: string | undefined;
  /** SID of the Service (`GA…`) whose language, redaction and operators apply. */
  serviceSid: string;
  /**
   * Recording to transcribe, in the API's own words: `media_properties` with a `media_url` or a `source_sid`, and `participants`.
   * Twilio fetches a `media_url` without signing in: name a recording of the account by its `source_sid` (`RE…`).
   */
  channel: { [key: string]: Json };
  /** Key of your own. */
  customerKey?: string | undefined;
  /** Time at which the conversation began, in ISO 8601. */
  mediaStartTime?: string | undefined;
  /**
   * Time to wait until the Transcript is completed, in seconds. Without it, 600. After that it stays in the state, and the next
   * `up` waits again.
   */
  timeoutSeconds?: number | undefined;
  /** SID of the Transcript (`GT…`); the same as its `id`. */
  sid: string;
  /** SID of the account (`AC…`). */
  accountSid: string;
  /** Status: `completed`, or what it ended as. */
  status: string;
  /** Language of the Transcript. */
  languageCode?: string | undefined;
  /** Duration of the recording, in seconds. */
  duration?: number | undefined;
  /** Whether a redacted variant can be read. */
  redaction?: boolean | undefined;
  /** Creation time, in ISO 8601. */
  dateCreated: string;
  /** Time of the last change, in ISO 8601. */
  dateUpdated: string;
  /** URL of the Transcript in the API. */
  url: string;
}

/** Arguments of every class. */
export interface ArgsByKind {
  Service: ServiceArgs;
  CustomOperator: CustomOperatorArgs;
  OperatorAttachment: OperatorAttachmentArgs;
  LanguageOperator: LanguageOperatorArgs;
  IntelligenceConfiguration: IntelligenceConfigurationArgs;
  MemoryStore: MemoryStoreArgs;
  ConversationsConfiguration: ConversationsConfigurationArgs;
  ConversationsAttachment: ConversationsAttachmentArgs;
  Transcript: TranscriptArgs;
}

/** Outputs of every class. */
export interface OutputsByKind {
  Service: ServiceOutputs;
  CustomOperator: CustomOperatorOutputs;
  OperatorAttachment: OperatorAttachmentOutputs;
  LanguageOperator: LanguageOperatorOutputs;
  IntelligenceConfiguration: IntelligenceConfigurationOutputs;
  MemoryStore: MemoryStoreOutputs;
  ConversationsConfiguration: ConversationsConfigurationOutputs;
  ConversationsAttachment: ConversationsAttachmentOutputs;
  Transcript: TranscriptOutputs;
}
