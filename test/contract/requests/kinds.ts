import {
  ConversationsAttachment,
  CustomOperator,
  LanguageOperator,
  OperatorAttachment,
  Service,
  Transcript,
} from "../../../dynamic/index";
import {
  attachedTo,
  CONVERSATIONS,
  CUSTOM_OPERATORS,
  LANGUAGE_OPERATORS,
  makeConfiguration,
  makeConversations,
  makeMemoryStore,
  PRE_BUILT,
  TRANSCRIPTS,
} from "../../engine/kit/classes";
import { OPERATORS, ownOperator, SERVICES } from "../../engine/kit/stand";
import type { Answer, Bench } from "../kit/emulator";
import { configuration } from "./configuration";
import { anotherId, conversationsConfiguration, memoryStore } from "./conversations";
import type { Provider, Values } from "./host";

/** Everything that somebody else has made before a case begins. */
export interface Given {
  /** v2. */
  service: string;
  customOperator: string;
  /** v3, with parameters. */
  languageOperator: string;
  memoryStore: string;
  conversations: string;
  configurations: readonly [first: string, second: string];
}

/** A kind of resource, and the declarations of it whose requests are on record. */
export interface Kind {
  provider: Provider;
  /** What has to be declared, and nothing else. */
  minimal(given: Given): Values;
  /** Every property. */
  full(given: Given): Values;
  /** What is declared differently after `full`, by the name of the case; undefined takes a property away. */
  changes(given: Given): Record<string, Values>;
  /** Makes, as somebody else, the object that `minimal` declares. Returns its id. */
  make(bench: Bench, given: Given): Promise<string>;
  /** What has to be declared for a delete to be allowed. */
  deletable?: Values;
  /** Changes, as somebody else, another property than the first of `changes` does; without it, nothing can be merged. */
  edit?(bench: Bench, id: string): Promise<Answer>;
}

export async function prepare(bench: Bench): Promise<Given> {
  const { call } = bench;
  const operator = { FriendlyName: "Given", OperatorType: "Generative", Config: '{"prompt":"Given."}' };
  const configurations = [await makeConfiguration(bench, "first"), await makeConfiguration(bench, "second")] as const;
  return {
    service: (await call("POST", SERVICES, { form: { UniqueName: "given" } })).body.sid,
    customOperator: (await call("POST", CUSTOM_OPERATORS, { form: operator })).body.sid,
    languageOperator: await ownOperator(bench),
    memoryStore: await makeMemoryStore(bench, "given"),
    conversations: await makeConversations(bench, [configurations[0]]),
    configurations,
  };
}

const service: Kind = {
  provider: Service,
  minimal: () => ({ uniqueName: "calls" }),
  full: () => ({
    account: "emea",
    onConflict: "fail",
    uniqueName: "calls",
    friendlyName: "Calls",
    languageCode: "es-MX",
    autoTranscribe: true,
    dataLogging: false,
    autoRedaction: true,
    mediaRedaction: true,
    webhookUrl: "https://example.com/transcripts?a=1&b=2",
    webhookHttpMethod: "POST",
    encryptionCredentialSid: `CR${"0123456789abcdef".repeat(2)}`,
  }),
  changes: () => ({
    webhookUrl: { webhookUrl: "http://example.com/ü" },
    account: { account: undefined },
    onConflict: { onConflict: "overwrite" },
    uniqueName: { uniqueName: "all-calls" },
    friendlyName: { friendlyName: "All calls" },
    "friendlyName removed": { friendlyName: undefined },
    languageCode: { languageCode: "en-US" },
    "languageCode and uniqueName": { languageCode: "en-US", uniqueName: "all-calls" },
    "languageCode removed": { languageCode: undefined },
    autoTranscribe: { autoTranscribe: false },
    "autoTranscribe removed": { autoTranscribe: undefined },
    "dataLogging removed": { dataLogging: undefined },
    autoRedaction: { autoRedaction: false, mediaRedaction: undefined },
    "autoRedaction removed": { autoRedaction: undefined, mediaRedaction: undefined },
    mediaRedaction: { mediaRedaction: false },
    "mediaRedaction removed": { mediaRedaction: undefined },
    "webhookUrl removed": { webhookUrl: undefined },
    webhookHttpMethod: { webhookHttpMethod: "GET" },
    "webhookHttpMethod removed": { webhookHttpMethod: undefined },
    encryptionCredentialSid: { encryptionCredentialSid: `CR${"fedcba9876543210".repeat(2)}` },
    "encryptionCredentialSid removed": { encryptionCredentialSid: undefined },
    "several at once": { friendlyName: "All calls", webhookUrl: "", autoTranscribe: false },
  }),
  make: async ({ call }) => (await call("POST", SERVICES, { form: { UniqueName: "calls" } })).body.sid,
  edit: ({ call }, id) => call("POST", `${SERVICES}/${id}`, { form: { FriendlyName: "Theirs" } }),
};

const customOperator: Kind = {
  provider: CustomOperator,
  minimal: () => ({ friendlyName: "Topic", operatorType: "Generative", config: { prompt: "Name the topic." } }),
  full: () => ({
    account: "emea",
    onConflict: "fail",
    friendlyName: "Topic",
    operatorType: "GenerativeJSON",
    config: {
      prompt: "Name the topic.",
      json_result_schema: { type: "object", properties: { topic: { type: "string" } } },
      examples: [{ output: '{"topic":"billing"}', input: "My invoice is wrong." }],
    },
  }),
  changes: () => ({
    config: { config: { prompt: "Name two topics.", json_result_schema: { type: "object" } } },
    account: { account: undefined },
    onConflict: { onConflict: "overwrite" },
    friendlyName: { friendlyName: "Topics" },
    operatorType: { operatorType: "Generative", config: { prompt: "Name the topic." } },
  }),
  make: async ({ call }) => {
    const form = { FriendlyName: "Topic", OperatorType: "Generative", Config: '{"prompt":"Name the topic."}' };
    return (await call("POST", CUSTOM_OPERATORS, { form })).body.sid;
  },
  edit: async ({ call }, id) => {
    const { config } = (await call("GET", `${CUSTOM_OPERATORS}/${id}`)).body;
    return call("POST", `${CUSTOM_OPERATORS}/${id}`, {
      form: { FriendlyName: "Theirs", Config: JSON.stringify(config) },
    });
  },
};

const operatorAttachment: Kind = {
  provider: OperatorAttachment,
  minimal: ({ service, customOperator }) => ({ serviceSid: service, operatorSid: customOperator }),
  full: ({ service, customOperator }) => ({ account: "emea", serviceSid: service, operatorSid: customOperator }),
  changes: () => ({
    account: { account: undefined },
    serviceSid: { serviceSid: `GA${"0".repeat(32)}` },
    operatorSid: { operatorSid: PRE_BUILT },
  }),
  make: async ({ call }, { service, customOperator }) => {
    await call("POST", `${SERVICES}/${service}/Operators/${customOperator}`);
    return `${service}/${customOperator}`;
  },
};

const channel = (name: string) => ({ media_properties: { media_url: `https://example.com/${name}.mp3` } });

const transcript: Kind = {
  provider: Transcript,
  minimal: ({ service }) => ({ serviceSid: service, channel: channel("a") }),
  full: ({ service }) => ({
    account: "emea",
    serviceSid: service,
    channel: { ...channel("a"), participants: [{ channel_participant: 1, role: "Agent" }] },
    customerKey: "4711",
    mediaStartTime: "2026-01-31T10:00:00+01:00",
    timeoutSeconds: 900,
  }),
  changes: () => ({
    account: { account: undefined },
    serviceSid: { serviceSid: `GA${"0".repeat(32)}` },
    channel: { channel: channel("b") },
    customerKey: { customerKey: "4712" },
    "customerKey removed": { customerKey: undefined },
    mediaStartTime: { mediaStartTime: "2026-01-31T11:00:00+01:00" },
    "mediaStartTime, the same in another zone": { mediaStartTime: "2026-01-31T09:00:00Z" },
    "mediaStartTime removed": { mediaStartTime: undefined },
    timeoutSeconds: { timeoutSeconds: 60 },
    "timeoutSeconds removed": { timeoutSeconds: undefined },
  }),
  make: async ({ call }, { service }) => {
    const form = { ServiceSid: service, Channel: JSON.stringify(channel("a")) };
    return (await call("POST", TRANSCRIPTS, { form })).body.sid;
  },
};

const outputSchema = {
  type: "object",
  properties: { tone: { type: "string", enum: ["calm", "angry"] } },
  required: ["tone"],
};
const parameters = {
  style: { type: "STRING", default: "short", description: "How to put it" },
  times: { type: "INTEGER", required: true },
};

const languageOperator: Kind = {
  provider: LanguageOperator,
  minimal: () => ({ displayName: "Tone", outputFormat: "TEXT", prompt: "Name the tone." }),
  full: () => ({
    account: "emea",
    onConflict: "fail",
    displayName: "Tone",
    description: "How the caller talks",
    prompt: "Name the tone {{parameters.times}} times in a {{parameters.style}} style.",
    outputFormat: "JSON",
    outputSchema,
    trainingExamples: [{ input: "Thank you!", output: '{"tone":"calm"}' }],
    context: { memory: { enabled: true }, knowledge: { enabled: true } },
    parameters,
    updateStrategy: "update",
  }),
  changes: () => ({
    prompt: { prompt: "Name every tone {{parameters.times}} times in a {{parameters.style}} style." },
    account: { account: undefined },
    onConflict: { onConflict: "overwrite" },
    displayName: { displayName: "Tones" },
    description: { description: "How they talk" },
    "description removed": { description: undefined },
    outputFormat: { outputFormat: "TEXT", outputSchema: undefined },
    outputSchema: { outputSchema: { ...outputSchema, properties: { tone: { type: "string" } } } },
    "outputSchema, what the API writes over": { outputSchema: { ...outputSchema, additionalProperties: false } },
    trainingExamples: { trainingExamples: [{ input: "No!", output: '{"tone":"angry"}' }] },
    "trainingExamples removed": { trainingExamples: undefined },
    context: { context: { memory: { enabled: false }, knowledge: { enabled: true } } },
    "context removed": { context: undefined },
    parameters: { parameters: { ...parameters, times: { type: "INTEGER", default: 2 } } },
    "parameters removed": { parameters: undefined, prompt: "Name the tone." },
    updateStrategy: { updateStrategy: "replace" },
    "updateStrategy and description": { updateStrategy: "replace", description: "How they talk" },
  }),
  make: async ({ call }) => {
    const json = { displayName: "Tone", outputFormat: "TEXT", prompt: "Name the tone." };
    return (await call("POST", LANGUAGE_OPERATORS, { json })).body.id;
  },
  edit: async ({ call }, id) => {
    const { id: _id, version: _version, author: _author, ...rest } = (await call("GET", `${OPERATORS}/${id}`)).body;
    return call("PUT", `${OPERATORS}/${id}`, { json: { ...rest, description: "Theirs" } });
  },
};

const conversationsAttachment: Kind = {
  provider: ConversationsAttachment,
  minimal: ({ conversations, configurations: [, second] }) => ({
    conversationsConfigurationId: conversations,
    intelligenceConfigurationId: second,
  }),
  full: ({ conversations, configurations: [, second] }) => ({
    account: "emea",
    conversationsConfigurationId: conversations,
    intelligenceConfigurationId: second,
  }),
  changes: ({ configurations: [first], conversations }) => ({
    account: { account: undefined },
    conversationsConfigurationId: { conversationsConfigurationId: anotherId(conversations) },
    intelligenceConfigurationId: { intelligenceConfigurationId: first },
  }),
  make: async (bench, { conversations, configurations: [, second] }) => {
    const attached = await attachedTo(bench, conversations);
    const json = { intelligenceConfigurationIds: [...attached, second] };
    await bench.call("PATCH", `${CONVERSATIONS}/${conversations}`, { json });
    return `${conversations}/${second}`;
  },
};

/** By the names under which the state knows their providers. */
export const KINDS: Record<string, Kind> = {
  Service: service,
  CustomOperator: customOperator,
  OperatorAttachment: operatorAttachment,
  Transcript: transcript,
  LanguageOperator: languageOperator,
  IntelligenceConfiguration: configuration,
  MemoryStore: memoryStore,
  ConversationsConfiguration: conversationsConfiguration,
  ConversationsAttachment: conversationsAttachment,
};
