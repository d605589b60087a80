import type { Answer } from "../../contract/kit/emulator";
import {
  CONVERSATIONS,
  CUSTOM_OPERATORS,
  detachAll,
  LANGUAGE_OPERATORS,
  MEMORY_STORES,
  PRE_BUILT,
  TRANSCRIPTS,
} from "../kit/classes";
import { CONFIGURATIONS, SENTIMENT, SERVICES, type Stand } from "../kit/stand";

/** What somebody else has made in the account, and a program only names. */
export interface Given {
  conversations: string;
  configuration: string;
}

/** What is promised of every class. Arguments are source text, in which the other rows stand under their names. */
export interface Row {
  /** The name of the resource in the program, and of its variable. */
  name: string;
  args(given: Given): string;
  /** Arguments that differ in one property. */
  changed(given: Given): string;
  /** How that property reaches the account. */
  change: "update" | "replace";
  /** Which requests concern the class. A request for an operation has the path of the object that it writes. */
  path(given: Given): RegExp;
  /**
   * Their methods, by what is done. A replacement makes the new object and then deletes the old one. `preview`: of a create or a change;
   * without it, none.
   */
  sends: { preview?: string[]; create: string[]; change: string[]; refresh: string[]; delete: string[] };
  /** Outputs of `args` that live in the program alone, so that a `get` cannot know them. */
  local?: string[];
  /** Arguments that are refused, and what has to be said. */
  bad: [args: string, message: RegExp];
  /** Takes the object away behind Pulumi's back. */
  remove(made: Stand): Promise<Answer>;
  /** Changes the object behind Pulumi's back, and how what is declared shows in the message; for a class without versions, why not. */
  conflict: { edit(made: Stand): Promise<Answer>; message: RegExp } | string;
}

const at = (path: string, made: Stand, name: string) => `${path}/${made.id(name)}`;
const media = (url: string) => `{ media_properties: { media_url: "https://example.com/${url}" } }`;

// Without a name, which lives in the program alone, and which a `get` could not know.
const RULES = JSON.stringify([
  {
    operators: [{ id: SENTIMENT }],
    triggers: [{ on: "CONVERSATION_END" }],
    actions: [{ url: "https://example.com/results" }],
  },
]);

/** A Memory Store that no list holds, so that its requests are those of the class that names it. The API takes it. */
const ABSENT_STORE = `mem_store_0${"z".repeat(25)}`;

const conversations = (description: string, channelSettings = "{ CHAT: { statusTimeouts: { closed: 60 } } }") =>
  `{ displayName: "Support", description: "${description}", conversationGroupingType: "GROUP_BY_PROFILE",
     memoryStoreId: "${ABSENT_STORE}", channelSettings: ${channelSettings} }`;

export const ROWS: Record<string, Row> = {
  Service: {
    name: "service",
    args: () => `{ uniqueName: "calls", friendlyName: "Calls" }`,
    changed: () => `{ uniqueName: "calls", friendlyName: "Sales calls" }`,
    change: "update",
    path: () => /^\/v2\/Services(\/GA\w+)?(\?|$)/,
    sends: { create: ["POST"], change: ["POST"], refresh: ["GET"], delete: ["GET", "DELETE"] },
    bad: [`{ uniqueName: "" }`, /uniqueName must have at least 1 character/],
    remove: (made) => made.call("DELETE", at(SERVICES, made, "service")),
    conflict: {
      edit: (made) => made.call("POST", at(SERVICES, made, "service"), { form: { FriendlyName: "Support calls" } }),
      message: /friendlyName +"Sales calls" +"Support calls" +"Calls"/,
    },
  },
  CustomOperator: {
    name: "customOperator",
    args: () => `{ friendlyName: "Topic", operatorType: "Generative", config: { prompt: "Name the topic." } }`,
    changed: () => `{ friendlyName: "Topic", operatorType: "Generative", config: { prompt: "Name two topics." } }`,
    change: "update",
    path: () => /^\/v2\/Operators\/Custom/,
    // A list before the first one; the answer is a 202, and it is looked at until it is there.
    sends: { create: ["GET", "POST", "GET"], change: ["POST", "GET"], refresh: ["GET"], delete: ["GET", "DELETE"] },
    bad: [
      `{ friendlyName: "Topic", operatorType: "GenerativeJSON", config: { prompt: "p", json_result_schema: { type: "strng" } } }`,
      /config\.json_result_schema\.type /,
    ],
    remove: (made) => made.call("DELETE", at(CUSTOM_OPERATORS, made, "customOperator")),
    conflict: {
      edit: (made) =>
        made.call("POST", at(CUSTOM_OPERATORS, made, "customOperator"), {
          form: { FriendlyName: "Topic", Config: JSON.stringify({ prompt: "Theirs." }) },
        }),
      message: /config\.prompt +"Name two topics\." +"Theirs\." +"Name the topic\."/,
    },
  },
  OperatorAttachment: {
    name: "operatorAttachment",
    args: () => `{ serviceSid: service.sid, operatorSid: customOperator.sid }`,
    changed: () => `{ serviceSid: service.sid, operatorSid: "${PRE_BUILT}" }`,
    change: "replace",
    path: () => /^\/v2\/Services\/GA\w+\/Operators/,
    sends: { create: ["POST", "GET"], change: ["POST", "GET", "DELETE"], refresh: ["GET"], delete: ["DELETE"] },
    bad: [`{ serviceSid: service.sid, operatorSid: "GA1" }`, /operatorSid must be an operator SID/],
    remove: (made) => made.call("DELETE", `${SERVICES}/${made.id("operatorAttachment").replace("/", "/Operators/")}`),
    conflict: "it is there or it is not",
  },
  Transcript: {
    name: "transcript",
    args: () => `{ serviceSid: service.sid, channel: ${media("a.mp3")}, customerKey: "4711" }`,
    changed: () => `{ serviceSid: service.sid, channel: ${media("a.mp3")}, customerKey: "4712" }`,
    change: "replace",
    path: () => /^\/v2\/Transcripts/,
    sends: { create: ["POST"], change: ["POST", "DELETE"], refresh: ["GET"], delete: ["DELETE"] },
    bad: [
      `{ serviceSid: service.sid, channel: {}, mediaStartTime: "yesterday" }`,
      /mediaStartTime must be a time in ISO 8601/,
    ],
    remove: (made) => made.call("DELETE", at(TRANSCRIPTS, made, "transcript")),
    conflict: "the API cannot change it",
  },
  LanguageOperator: {
    name: "languageOperator",
    args: () => `{ displayName: "Tone", outputFormat: "TEXT", prompt: "Say how they talk." }`,
    changed: () => `{ displayName: "Tone", outputFormat: "TEXT", prompt: "Say how the caller talks." }`,
    change: "update",
    path: () => /^\/v3\/ControlPlane\/Operators/,
    sends: { create: ["GET", "POST"], change: ["GET", "PUT", "GET"], refresh: ["GET"], delete: ["GET", "DELETE"] },
    bad: [
      `{ displayName: "Tone", outputFormat: "JSON", prompt: "Say it.", outputSchema: { type: "strng" } }`,
      /outputSchema\.type /,
    ],
    remove: (made) => made.call("DELETE", at(LANGUAGE_OPERATORS, made, "languageOperator")),
    conflict: {
      edit: (made) =>
        made.call("PUT", at(LANGUAGE_OPERATORS, made, "languageOperator"), {
          json: { displayName: "Tone", outputFormat: "TEXT", prompt: "Theirs." },
        }),
      message: /prompt +"Say how the caller talks\." +"Theirs\." +"Say how they talk\."/,
    },
  },
  IntelligenceConfiguration: {
    name: "intelligenceConfiguration",
    args: () => `{ displayName: "live", description: "one", rules: ${RULES} }`,
    changed: () => `{ displayName: "live", description: "two", rules: ${RULES} }`,
    change: "update",
    path: () => /^\/v3\/ControlPlane\/Configurations/,
    sends: { create: ["GET", "POST"], change: ["GET", "PUT"], refresh: ["GET"], delete: ["GET", "DELETE"] },
    bad: [
      `{ displayName: "live", rules: [{ operators: [languageOperator, { id: service.sid }], triggers: [], actions: [{ url: "http://a" }] }] }`,
      /rules\[0\]\.actions\[0\]\.url must be an absolute https URL/,
    ],
    remove: (made) => made.call("DELETE", at(CONFIGURATIONS, made, "intelligenceConfiguration")),
    conflict: {
      edit: (made) =>
        made.call("PUT", at(CONFIGURATIONS, made, "intelligenceConfiguration"), {
          json: { displayName: "live", description: "theirs", rules: [] },
        }),
      message: /description +"two" +"theirs" +"one"/,
    },
  },
  MemoryStore: {
    name: "memoryStore",
    args: () => `{ displayName: "support", description: "Customers", allowDelete: true }`,
    changed: () => `{ displayName: "support", description: "Callers", allowDelete: true }`,
    change: "update",
    // A delete asks which Conversations configurations use the store.
    path: () => new RegExp(`^${MEMORY_STORES}(?!/${ABSENT_STORE})|[?]memoryStoreId=`),
    sends: {
      // A list before, the post, the operation that it starts, and the store until it is ACTIVE.
      create: ["GET", "POST", "GET", "GET"],
      change: ["GET", "PATCH", "GET", "GET"],
      refresh: ["GET"],
      // The store, those that use it, a list with one read for each store, the delete, and the operation that it starts.
      delete: ["GET", "GET", "GET", "GET", "DELETE", "GET"],
    },
    local: ["allowDelete"],
    bad: [`{ displayName: "support line" }`, /displayName may hold letters, digits and - only/],
    remove: (made) => made.call("DELETE", at(MEMORY_STORES, made, "memoryStore")),
    conflict: {
      edit: (made) => made.call("PATCH", at(MEMORY_STORES, made, "memoryStore"), { json: { description: "Theirs" } }),
      message: /description +"Callers" +"Theirs" +"Customers"/,
    },
  },
  ConversationsConfiguration: {
    name: "conversationsConfiguration",
    args: () => conversations("Who write to us"),
    changed: () => conversations("Who write or call"),
    change: "update",
    path: (given) =>
      new RegExp(`^${CONVERSATIONS}(?!/${given.conversations}$|[?]memoryStoreId=)|^${MEMORY_STORES}/${ABSENT_STORE}$`),
    sends: {
      // The preview and the up look for the Memory Store of what is new or changed.
      preview: ["GET"],
      create: ["GET", "GET", "POST", "GET", "GET"],
      change: ["GET", "GET", "PATCH", "GET", "GET"],
      refresh: ["GET"],
      delete: ["GET", "DELETE", "GET"],
    },
    bad: [
      conversations("", "{ SMS: { statusTimeouts: { closed: 0 } } }"),
      /channelSettings\.SMS\.statusTimeouts\.closed must be at least 1/,
    ],
    remove: (made) => made.call("DELETE", at(CONVERSATIONS, made, "conversationsConfiguration")),
    conflict: {
      edit: (made) =>
        made.call("PATCH", at(CONVERSATIONS, made, "conversationsConfiguration"), { json: { description: "Theirs" } }),
      message: /description +"Who write or call" +"Theirs" +"Who write to us"/,
    },
  },
  ConversationsAttachment: {
    name: "conversationsAttachment",
    args: ({ conversations }) =>
      `{ conversationsConfigurationId: "${conversations}", intelligenceConfigurationId: intelligenceConfiguration.id }`,
    changed: ({ conversations, configuration }) =>
      `{ conversationsConfigurationId: "${conversations}", intelligenceConfigurationId: "${configuration}" }`,
    change: "update",
    path: ({ conversations }) => new RegExp(`^${CONVERSATIONS}/${conversations}$`),
    // The list before, the patch, the operation that it starts, and the list after.
    sends: {
      create: ["GET", "PATCH", "GET", "GET"],
      change: ["GET", "PATCH", "GET", "GET"],
      refresh: ["GET"],
      delete: ["GET", "PATCH", "GET", "GET"],
    },
    bad: [
      `{ conversationsConfigurationId: "a/b", intelligenceConfigurationId: intelligenceConfiguration.id }`,
      /conversationsConfigurationId must be a Conversations configuration id/,
    ],
    remove: (made) => detachAll(made, made.id("conversationsAttachment").split("/")[0] ?? ""),
    conflict: "it is there or it is not",
  },
};
