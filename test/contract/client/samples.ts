import type { Client } from "../../../api/client";
import {
  fetchConversationsConfiguration,
  listConversationsConfigurations,
} from "../../../api/conversations/configurations";
import { fetchMemoryStore } from "../../../api/memory/stores";
import { fetchOperator, fetchOperatorType, listOperators, listOperatorTypes } from "../../../api/v2/operators";
import { fetchService, listServices } from "../../../api/v2/services";
import {
  fetchTranscript,
  fetchTranscriptOperatorResult,
  listSentences,
  listTranscriptOperatorResults,
  listTranscripts,
} from "../../../api/v2/transcripts";
import { fetchConfiguration, listConfigurations } from "../../../api/v3/configurations";
import {
  fetchConversation,
  fetchOperatorResult,
  listConversations,
  listOperatorResults,
} from "../../../api/v3/conversations";
import { fetchLanguageOperator, listLanguageOperators, listLanguageOperatorVersions } from "../../../api/v3/operators";
import { CONFIGURATION_ID, SID, service } from "../kit/client";

export type Sample = Record<string, unknown>;

/** A kind of object: a full answer, the member that is its id, and the calls that read it. */
export interface Kind {
  sample: Sample;
  id: string;
  /** Key of the list in a v2 page; v3 pages name it themselves. */
  v2?: string;
  fetch?(client: Client): Promise<{ value: unknown } | undefined>;
  list?(client: Client): AsyncIterable<unknown>;
}

const ttid = (prefix: string) => `${prefix}_${"0".repeat(25)}1`;
const hex = "0".repeat(32);
const LY = `LY${hex}`;
const GT = `GT${hex}`;
const at = "2026-03-01T12:00:00Z";
const dates = { date_created: at, date_updated: at, url: "https://intelligence.twilio.com/x" };
export const operatorId = ttid("intelligence_operator");

const operator = {
  ...{
    account_sid: `AC${hex}`,
    sid: LY,
    friendly_name: "a",
    description: "b",
    author: "self",
    operator_type: "Generative",
  },
  ...{ version: 1, availability: "public", config: { a: null }, ...dates },
};
const languageOperator = {
  ...{ id: operatorId, displayName: "a", description: "b", prompt: "c", outputFormat: "JSON", outputSchema: {} },
  trainingExamples: [{ input: "a", output: "b" }],
  context: { memory: { enabled: true }, knowledge: { enabled: true } },
  parameters: { tone: { type: "STRING", default: null, required: false, description: "d" } },
  ...{ author: "SELF", version: 1 },
};

/** Every kind of object that the client reads. */
export const kinds: Record<string, Kind> = {
  Service: {
    sample: { ...service() },
    id: "sid",
    v2: "services",
    fetch: (client) => fetchService(client, SID),
    list: (client) => listServices(client),
  },
  operator: {
    sample: operator,
    id: "sid",
    v2: "operators",
    fetch: (client) => fetchOperator(client, LY),
    list: (client) => listOperators(client),
  },
  "operator type": {
    sample: {
      ...{
        name: "Generative",
        sid: `EY${hex}`,
        friendly_name: "a",
        description: "b",
        docs_link: "c",
        output_type: "json",
      },
      ...{ supported_languages: ["en-US"], provider: "twilio", availability: "beta", configurable: true },
      ...{ config_schema: {}, ...dates },
    },
    id: "sid",
    v2: "operator_types",
    fetch: (client) => fetchOperatorType(client, `EY${hex}`),
    list: (client) => listOperatorTypes(client),
  },
  Transcript: {
    sample: {
      ...{ account_sid: `AC${hex}`, service_sid: SID, sid: GT, status: "completed", channel: {}, data_logging: true },
      ...{ language_code: "en-US", customer_key: "a", media_start_time: at, duration: 1, redaction: true },
      ...{ encryption_credential_sid: `CR${hex}`, links: {}, ...dates },
    },
    id: "sid",
    v2: "transcripts",
    fetch: (client) => fetchTranscript(client, GT),
    list: (client) => listTranscripts(client),
  },
  Sentence: {
    sample: {
      ...{ media_channel: 1, sentence_index: 0, start_time: "0", end_time: 1, confidence: "1", transcript: "a" },
      ...{ sid: `GX${hex}`, words: [{ word: "a", start_time: 0, end_time: 1 }] },
    },
    id: "sid",
    v2: "sentences",
    list: (client) => listSentences(client, GT),
  },
  "operator result of a Transcript": {
    sample: {
      ...{ operator_type: "json", name: "a", operator_sid: LY, extract_match: true, match_probability: 1 },
      ...{ normalized_result: "a", utterance_results: [], utterance_match: true, predicted_label: "a" },
      ...{ predicted_probability: "1", label_probabilities: {}, extract_results: {}, text_generation_results: {} },
      ...{ json_results: {}, transcript_sid: GT, url: "a" },
    },
    id: "operator_sid",
    v2: "operator_results",
    fetch: (client) => fetchTranscriptOperatorResult(client, GT, LY),
    list: (client) => listTranscriptOperatorResults(client, GT),
  },
  "Intelligence Configuration": {
    sample: {
      ...{ accountId: `AC${hex}`, id: CONFIGURATION_ID, displayName: "a", description: "b", version: 1 },
      rules: [
        {
          id: ttid("intelligence_configurationrule"),
          operators: [{ id: operatorId, version: 1, parameters: {} }],
          triggers: [{ on: "COMMUNICATION", parameters: { count: 1 } }],
          actions: [{ type: "WEBHOOK", method: "POST", url: "https://example.com" }],
          context: { memory: { enabled: true }, knowledge: { bases: ["a"] } },
        },
      ],
      ...{ dateCreated: at, dateUpdated: at },
    },
    id: "id",
    fetch: (client) => fetchConfiguration(client, CONFIGURATION_ID),
    list: (client) => listConfigurations(client),
  },
  "Language Operator": {
    sample: languageOperator,
    id: "id",
    fetch: (client) => fetchLanguageOperator(client, operatorId),
    list: (client) => listLanguageOperators(client),
  },
  "Language Operator Version": {
    sample: { version: 1, status: "ACTIVE", dateCreated: at, dateDeprecated: at, retirementDate: at, dateRetired: at },
    id: "version",
    list: (client) => listLanguageOperatorVersions(client, operatorId),
  },
  Conversation: {
    sample: {
      ...{ id: ttid("conv_conversation"), accountId: "a", name: "b", status: "ACTIVE", createdAt: at, updatedAt: at },
      ...{ intelligenceConfigurationIds: [], conversationConfigurationId: "unused", channels: ["SMS"], channelIds: [] },
      participants: [{ id: "a", name: "b", type: "c", addressValues: ["d"] }],
      operatorResultIds: [],
      communications: [{ id: "a", participantId: "b", content: { text: "c" }, createdAt: at }],
    },
    id: "id",
    fetch: (client) => fetchConversation(client, ttid("conv_conversation")),
    list: (client) => listConversations(client),
  },
  "operator result": {
    sample: {
      ...{ id: ttid("intelligence_operatorresult"), accountId: "a", outputFormat: "TEXT", conversationId: "b" },
      intelligenceConfiguration: { id: "a", ruleId: "b", version: 1 },
      operator: { id: "a", version: 1, parameters: {} },
      ...{ dateCreated: at, referenceIds: [], executionDetails: {}, metadata: {}, result: { text: "a" } },
    },
    id: "id",
    fetch: (client) => fetchOperatorResult(client, ttid("intelligence_operatorresult")),
    list: (client) => listOperatorResults(client),
  },
  "Conversations configuration": {
    sample: {
      ...{
        id: "conv_configuration_1",
        displayName: "a",
        description: "b",
        conversationGroupingType: "GROUP_BY_PROFILE",
      },
      ...{ memoryStoreId: "m", memoryExtractionEnabled: true, intelligenceConfigurationIds: [], version: 1 },
      channelSettings: {
        SMS: {
          statusTimeouts: { inactive: 1, closed: 2 },
          captureRules: [{ from: "*", to: "+15550100", metadata: {} }],
        },
      },
      statusCallbacks: [{ url: "https://example.com", method: "POST" }],
      conversationsV1Bridge: { serviceId: `IS${hex}` },
      ...{ createdAt: at, updatedAt: at },
    },
    id: "id",
    fetch: (client) => fetchConversationsConfiguration(client, "conv_configuration_1"),
    list: (client) => listConversationsConfigurations(client),
  },
  "Memory Store": {
    sample: {
      ...{ id: ttid("mem_store"), displayName: "a", description: "b", status: "ACTIVE", intelligenceServiceId: "c" },
      ...{ version: 1, dataAsOf: at },
    },
    id: "id",
    fetch: (client) => fetchMemoryStore(client, ttid("mem_store")),
  },
};
