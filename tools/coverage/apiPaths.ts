import type { Client } from "../../api/client";
import * as conversationsConfigurations from "../../api/conversations/configurations";
import * as memoryStores from "../../api/memory/stores";
import * as attachments from "../../api/v2/attachments";
import * as operators from "../../api/v2/operators";
import * as services from "../../api/v2/services";
import * as transcripts from "../../api/v2/transcripts";
import * as configurations from "../../api/v3/configurations";
import * as conversations from "../../api/v3/conversations";
import * as languageOperators from "../../api/v3/operators";

/** One method of one path of the API, as its documents list it. */
export interface Path {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** What of `sdk/` uses it. */
  sdk: string[];
  /** The client's function, called with arguments that are of the right form. Left out only with a reason. */
  call?: (client: Client) => unknown;
  /** Why a column is empty. */
  reason?: string;
}

const GA = `GA${"0".repeat(32)}`;
const LY = `LY${"0".repeat(32)}`;
const GT = `GT${"0".repeat(32)}`;
const TTID = `01${"0".repeat(24)}`;
const CONFIGURATION = `intelligence_configuration_${TTID}`;
const RULE = `intelligence_configurationrule_${TTID}`;
const OPERATOR = `intelligence_operator_${TTID}`;
const RESULT = `intelligence_operatorresult_${TTID}`;
const CONVERSATION = `conv_conversation_${TTID}`;
const CONVERSATIONS = `conv_configuration_${TTID}`;
const STORE = `mem_store_${TTID}`;

const KEY = "00000000-0000-4000-8000-000000000000";
const CONVERSATIONS_BODY = {
  description: "",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: "a",
  channelSettings: {},
} as const;

const PATCHED =
  "A patch changes the same without dropping what somebody else attaches meanwhile: a call of the client and of no resource.";
const RUNS = "It runs something, so it is a call of the client and no resource.";
const DELETES = "Deleting what a conversation left behind is a call of the client and no resource.";

/** Every method of every path. */
export const paths: Path[] = [
  {
    method: "POST",
    path: "/v2/Services",
    sdk: ["Service"],
    call: (c) => services.createService(c, { UniqueName: "a" }),
  },
  {
    method: "GET",
    path: "/v2/Services",
    sdk: ["getService", "getServices"],
    call: (c) => services.listServices(c).next(),
  },
  {
    method: "GET",
    path: "/v2/Services/{Sid}",
    sdk: ["Service", "getService"],
    call: (c) => services.fetchService(c, GA),
  },
  { method: "POST", path: "/v2/Services/{Sid}", sdk: ["Service"], call: (c) => services.updateService(c, GA, {}, "1") },
  { method: "DELETE", path: "/v2/Services/{Sid}", sdk: ["Service"], call: (c) => services.deleteService(c, GA) },
  {
    method: "POST",
    path: "/v2/Services/{ServiceSid}/Operators/{OperatorSid}",
    sdk: ["OperatorAttachment"],
    call: (c) => attachments.attachOperator(c, GA, LY),
  },
  {
    method: "DELETE",
    path: "/v2/Services/{ServiceSid}/Operators/{OperatorSid}",
    sdk: ["OperatorAttachment"],
    call: (c) => attachments.detachOperator(c, GA, LY),
  },
  {
    method: "GET",
    path: "/v2/Services/{ServiceSid}/Operators",
    sdk: ["OperatorAttachment", "getOperatorAttachments"],
    call: (c) => attachments.fetchAttachments(c, GA),
  },
  { method: "GET", path: "/v2/Operators", sdk: ["getOperators"], call: (c) => operators.listOperators(c).next() },
  { method: "GET", path: "/v2/Operators/{Sid}", sdk: ["getOperator"], call: (c) => operators.fetchOperator(c, LY) },
  {
    method: "GET",
    path: "/v2/Operators/PreBuilt",
    sdk: ["getPreBuiltOperator", "getOperators"],
    call: (c) => operators.listOperators(c, "preBuilt").next(),
  },
  {
    method: "GET",
    path: "/v2/Operators/PreBuilt/{Sid}",
    sdk: ["getOperator"],
    call: (c) => operators.fetchOperator(c, LY, "preBuilt"),
  },
  {
    method: "POST",
    path: "/v2/Operators/Custom",
    sdk: ["CustomOperator"],
    call: (c) => operators.createCustomOperator(c, { FriendlyName: "a", OperatorType: "Generative", Config: {} }),
  },
  {
    method: "GET",
    path: "/v2/Operators/Custom",
    sdk: ["getOperators"],
    call: (c) => operators.listOperators(c, "custom").next(),
  },
  {
    method: "GET",
    path: "/v2/Operators/Custom/{Sid}",
    sdk: ["CustomOperator", "getOperator"],
    call: (c) => operators.fetchOperator(c, LY, "custom"),
  },
  {
    method: "POST",
    path: "/v2/Operators/Custom/{Sid}",
    sdk: ["CustomOperator"],
    call: (c) => operators.updateCustomOperator(c, LY, { FriendlyName: "a", Config: {} }, "1"),
  },
  {
    method: "DELETE",
    path: "/v2/Operators/Custom/{Sid}",
    sdk: ["CustomOperator"],
    call: (c) => operators.deleteCustomOperator(c, LY),
  },
  {
    method: "GET",
    path: "/v2/OperatorTypes",
    sdk: ["getOperatorTypes"],
    call: (c) => operators.listOperatorTypes(c).next(),
  },
  {
    method: "GET",
    path: "/v2/OperatorTypes/{Sid}",
    sdk: ["getOperatorType", "CustomOperator"],
    call: (c) => operators.fetchOperatorType(c, "Generative"),
  },
  {
    method: "POST",
    path: "/v2/Transcripts",
    sdk: ["Transcript"],
    call: (c) => transcripts.createTranscript(c, { ServiceSid: GA, Channel: {} }),
  },
  {
    method: "GET",
    path: "/v2/Transcripts",
    sdk: ["getTranscripts"],
    call: (c) => transcripts.listTranscripts(c).next(),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{Sid}",
    sdk: ["Transcript", "getTranscript"],
    call: (c) => transcripts.fetchTranscript(c, GT),
  },
  {
    method: "DELETE",
    path: "/v2/Transcripts/{Sid}",
    sdk: ["Transcript"],
    call: (c) => transcripts.deleteTranscript(c, GT),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{TranscriptSid}/Sentences",
    sdk: ["getSentences"],
    call: (c) => transcripts.listSentences(c, GT).next(),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{TranscriptSid}/Sentences/Encrypted",
    sdk: ["getEncryptedSentences"],
    call: (c) => transcripts.fetchEncryptedSentences(c, GT),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{TranscriptSid}/OperatorResults",
    sdk: ["getTranscriptOperatorResults"],
    call: (c) => transcripts.listTranscriptOperatorResults(c, GT).next(),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{TranscriptSid}/OperatorResults/{OperatorSid}",
    sdk: ["getTranscriptOperatorResult"],
    call: (c) => transcripts.fetchTranscriptOperatorResult(c, GT, LY),
  },
  {
    method: "GET",
    path: "/v2/Transcripts/{TranscriptSid}/OperatorResults/Encrypted",
    sdk: ["getEncryptedOperatorResults"],
    call: (c) => transcripts.fetchEncryptedOperatorResults(c, GT),
  },
  { method: "GET", path: "/v2/Transcripts/{Sid}/Media", sdk: ["getMedia"], call: (c) => transcripts.fetchMedia(c, GT) },
  {
    method: "POST",
    path: "/v3/ControlPlane/Configurations",
    sdk: ["IntelligenceConfiguration"],
    call: (c) => configurations.createConfiguration(c, { displayName: "a", rules: [] }),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Configurations",
    sdk: ["getIntelligenceConfiguration", "getIntelligenceConfigurations"],
    call: (c) => configurations.listConfigurations(c).next(),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Configurations/{id}",
    sdk: ["IntelligenceConfiguration", "getIntelligenceConfiguration"],
    call: (c) => configurations.fetchConfiguration(c, CONFIGURATION),
  },
  {
    method: "PUT",
    path: "/v3/ControlPlane/Configurations/{id}",
    sdk: ["IntelligenceConfiguration"],
    call: (c) => configurations.replaceConfiguration(c, CONFIGURATION, { displayName: "a", rules: [] }, 1),
  },
  {
    method: "DELETE",
    path: "/v3/ControlPlane/Configurations/{id}",
    sdk: ["IntelligenceConfiguration"],
    call: (c) => configurations.deleteConfiguration(c, CONFIGURATION),
  },
  {
    method: "POST",
    path: "/v3/ControlPlane/Operators",
    sdk: ["LanguageOperator"],
    call: (c) => languageOperators.createLanguageOperator(c, { displayName: "a" }),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Operators",
    sdk: ["getLanguageOperator", "getLanguageOperators", "getTwilioOperator"],
    call: (c) => languageOperators.listLanguageOperators(c).next(),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Operators/{id}",
    sdk: ["LanguageOperator", "getLanguageOperator"],
    call: (c) => languageOperators.fetchLanguageOperator(c, OPERATOR),
  },
  {
    method: "PUT",
    path: "/v3/ControlPlane/Operators/{id}",
    sdk: ["LanguageOperator"],
    call: (c) => languageOperators.replaceLanguageOperator(c, OPERATOR, { displayName: "a" }, "1"),
  },
  {
    method: "DELETE",
    path: "/v3/ControlPlane/Operators/{id}",
    sdk: ["LanguageOperator"],
    call: (c) => languageOperators.deleteLanguageOperator(c, OPERATOR),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Operators/{id}/Versions",
    sdk: ["getLanguageOperatorVersions"],
    call: (c) => languageOperators.listLanguageOperatorVersions(c, OPERATOR).next(),
  },
  {
    method: "GET",
    path: "/v3/ControlPlane/Operators/{id}/Versions/{version}",
    sdk: ["getLanguageOperatorVersion", "IntelligenceConfiguration"],
    call: (c) => languageOperators.fetchLanguageOperatorVersion(c, OPERATOR, 1),
  },
  {
    method: "GET",
    path: "/v3/Conversations",
    sdk: ["getConversations"],
    call: (c) => conversations.listConversations(c).next(),
  },
  {
    method: "GET",
    path: "/v3/Conversations/{id}",
    sdk: ["getConversation"],
    call: (c) => conversations.fetchConversation(c, CONVERSATION),
  },
  {
    method: "GET",
    path: "/v3/OperatorResults",
    sdk: ["getOperatorResults"],
    call: (c) => conversations.listOperatorResults(c).next(),
  },
  {
    method: "GET",
    path: "/v3/OperatorResults/{operatorResultId}",
    sdk: ["getOperatorResult"],
    call: (c) => conversations.fetchOperatorResult(c, RESULT),
  },
  {
    method: "DELETE",
    path: "/v3/OperatorResults/{operatorResultId}",
    sdk: [],
    call: (c) => conversations.deleteOperatorResult(c, RESULT),
    reason: DELETES,
  },
  {
    method: "POST",
    path: "/v3/RuleExecutions",
    sdk: [],
    call: (c) =>
      conversations.executeRule(c, {
        intelligenceConfigurationId: CONFIGURATION,
        ruleId: RULE,
        conversationId: CONVERSATION,
      }),
    reason: RUNS,
  },
  {
    method: "POST",
    path: "/v2/ControlPlane/Configurations",
    sdk: ["ConversationsConfiguration"],
    call: (c) =>
      conversationsConfigurations.createConversationsConfiguration(c, { displayName: "a", ...CONVERSATIONS_BODY }, KEY),
  },
  {
    method: "GET",
    path: "/v2/ControlPlane/Configurations",
    sdk: ["getConversationsConfiguration", "getConversationsConfigurations"],
    call: (c) => conversationsConfigurations.listConversationsConfigurations(c).next(),
  },
  {
    method: "GET",
    path: "/v2/ControlPlane/Configurations/{id}",
    sdk: ["ConversationsConfiguration", "ConversationsAttachment", "getConversationsConfiguration"],
    call: (c) => conversationsConfigurations.fetchConversationsConfiguration(c, CONVERSATIONS),
  },
  {
    method: "PUT",
    path: "/v2/ControlPlane/Configurations/{id}",
    sdk: [],
    call: (c) =>
      conversationsConfigurations.replaceConversationsConfiguration(c, CONVERSATIONS, CONVERSATIONS_BODY, KEY),
    reason: PATCHED,
  },
  {
    method: "PATCH",
    path: "/v2/ControlPlane/Configurations/{id}",
    sdk: ["ConversationsConfiguration", "ConversationsAttachment"],
    call: (c) =>
      conversationsConfigurations.patchConversationsConfiguration(
        c,
        CONVERSATIONS,
        { intelligenceConfigurationIds: [] },
        KEY,
      ),
  },
  {
    method: "DELETE",
    path: "/v2/ControlPlane/Configurations/{id}",
    sdk: ["ConversationsConfiguration"],
    call: (c) => conversationsConfigurations.deleteConversationsConfiguration(c, CONVERSATIONS, KEY),
  },
  {
    method: "GET",
    path: "/v2/ControlPlane/Operations/{id}",
    sdk: ["ConversationsConfiguration", "ConversationsAttachment"],
    call: (c) => conversationsConfigurations.fetchConversationsOperation(c, CONVERSATIONS),
  },
  {
    method: "POST",
    path: "/v1/ControlPlane/Stores",
    sdk: ["MemoryStore"],
    call: (c) => memoryStores.createMemoryStore(c, { displayName: "a" }),
  },
  {
    method: "GET",
    path: "/v1/ControlPlane/Stores",
    sdk: ["getMemoryStore", "getMemoryStores"],
    call: (c) => memoryStores.listMemoryStores(c).next(),
  },
  {
    method: "GET",
    path: "/v1/ControlPlane/Stores/{storeId}",
    sdk: ["MemoryStore", "getMemoryStore"],
    call: (c) => memoryStores.fetchMemoryStore(c, STORE),
  },
  {
    method: "PATCH",
    path: "/v1/ControlPlane/Stores/{storeId}",
    sdk: ["MemoryStore"],
    call: (c) => memoryStores.updateMemoryStore(c, STORE, {}, "1"),
  },
  {
    method: "DELETE",
    path: "/v1/ControlPlane/Stores/{storeId}",
    sdk: ["MemoryStore"],
    call: (c) => memoryStores.deleteMemoryStore(c, STORE),
  },
  {
    method: "GET",
    path: "/v1/ControlPlane/Operations/{operationId}",
    sdk: ["MemoryStore"],
    call: (c) => memoryStores.fetchMemoryOperation(c, STORE),
  },
];
