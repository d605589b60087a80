// Written by `npm run generate` from the resource tables. The program's process must not load zod to know these names.
import type { OutputsByKind } from "./types.generated";

/** Outputs of every class: the engine fills in only what it has been told to expect. */
export const outputNames: Record<keyof OutputsByKind, readonly string[]> = {
  Service: ["account", "onConflict", "uniqueName", "friendlyName", "languageCode", "autoTranscribe", "dataLogging", "autoRedaction", "mediaRedaction", "webhookUrl", "webhookHttpMethod", "encryptionCredentialSid", "sid", "accountSid", "attachedOperatorSids", "version", "etag", "dateCreated", "dateUpdated", "url"],
  CustomOperator: ["account", "onConflict", "friendlyName", "operatorType", "config", "sid", "accountSid", "version", "etag", "availability", "author", "dateCreated", "dateUpdated", "url"],
  OperatorAttachment: ["account", "serviceSid", "operatorSid"],
  LanguageOperator: ["account", "onConflict", "displayName", "description", "prompt", "outputFormat", "outputSchema", "trainingExamples", "context", "parameters", "updateStrategy", "version", "etag", "author"],
  IntelligenceConfiguration: ["account", "onConflict", "displayName", "description", "rules", "updateStrategy", "accountId", "version", "dateCreated", "dateUpdated"],
  MemoryStore: ["account", "onConflict", "displayName", "description", "allowDelete", "status", "version", "etag", "intelligenceServiceId"],
  ConversationsConfiguration: ["account", "onConflict", "displayName", "description", "conversationGroupingType", "memoryStoreId", "channelSettings", "statusCallbacks", "memoryExtractionEnabled", "conversationsV1ServiceSid", "version", "createdAt", "updatedAt"],
  ConversationsAttachment: ["account", "conversationsConfigurationId", "intelligenceConfigurationId"],
  Transcript: ["account", "serviceSid", "channel", "customerKey", "mediaStartTime", "timeoutSeconds", "sid", "accountSid", "status", "languageCode", "duration", "redaction", "dateCreated", "dateUpdated", "url"],
};

/** Properties whose order of keys is content. */
export const orderedNames: Record<keyof OutputsByKind, readonly string[]> = {
  Service: [],
  CustomOperator: ["config"],
  OperatorAttachment: [],
  LanguageOperator: ["outputSchema"],
  IntelligenceConfiguration: [],
  MemoryStore: [],
  ConversationsConfiguration: [],
  ConversationsAttachment: [],
  Transcript: [],
};
