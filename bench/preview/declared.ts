import type { KindName } from "../../provider/catalogue";
import type { Values } from "../../provider/values/json";
import { prompt } from "./prompt";

/** Before or after the change that a preview is about. */
export type Side = "before" | "after";

/** Returns a reference to an object of a kind, by a number that may be larger than there are objects. */
export type Refer = (kind: KindName, at: number) => string;

/** Properties that the program declares for the object with a number. No two objects are equal, and most differ from before to after. */
type Declare = (at: number, side: Side, refer: Refer) => Values;

interface Declared {
  /** Number of them in a hundred objects. */
  share: number;
  declare: Declare;
  /** Change that replaces the object; absent where the program has none. */
  replacing?: Values;
  /** Whether the object never changes in place. */
  isFixed?: true;
}

const LANGUAGES = ["en-US", "es-ES", "fr-FR", "de-DE"];
const REGIONS = ["north", "south", "east", "west", "central", "overseas", "islands"];
const TOPICS = [
  "billing",
  "outage",
  "cancellation",
  "returns",
  "delivery",
  "complaint",
  "upgrade",
  "fraud",
  "warranty",
];

/** Returns an item of a list, which repeats. */
const pick = (all: readonly string[], at: number): string => all[at % all.length] ?? "";

const title = (at: number): string => `${pick(TOPICS, at)} ${pick(REGIONS, at)} ${at}`;

const service: Declare = (at, side) => ({
  uniqueName: `calls-${at}`,
  friendlyName: side === "after" && at % 3 === 0 ? `Calls ${title(at)}, second line` : `Calls ${title(at)}`,
  languageCode: pick(LANGUAGES, at),
  autoTranscribe: at % 4 !== 0,
  autoRedaction: side === "before" || at % 7 !== 0,
  mediaRedaction: at % 2 === 0,
  webhookUrl: `https://hooks${at % 6}.example.com/${side === "after" && at % 2 === 0 ? "v2/" : ""}transcripts?team=${at}`,
  webhookHttpMethod: "POST",
});

const customOperator: Declare = (at, side) =>
  at % 3 === 0
    ? {
        friendlyName: `Phrases of ${title(at)}`,
        operatorType: "PhraseMatch",
        config: { phrases: ["refund", "cancel", `case ${at}`, ...(side === "after" ? ["supervisor"] : [])] },
      }
    : {
        friendlyName: `Summary of ${title(at)}`,
        operatorType: "Generative",
        config: { prompt: prompt(at, side) },
      };

const operatorAttachment: Declare = (at, _side, refer) => ({
  serviceSid: refer("Service", at * 3),
  operatorSid: refer("CustomOperator", at),
});

const languageOperator: Declare = (at, side) => {
  const isJson = at % 2 === 0;
  return {
    displayName: `Operator for ${title(at)}`,
    prompt: prompt(at, side),
    outputFormat: isJson ? "JSON" : "CLASSIFICATION",
    ...(isJson && { outputSchema: schema(at, side) }),
    parameters: { trade: { type: "STRING", default: pick(TOPICS, at) } },
    trainingExamples: Array.from({ length: at % 5 }, (_, one) => ({
      input: `The ${pick(TOPICS, at + one)} has not been dealt with since day ${one + (side === "after" ? at % 2 : 0)}.`,
      output: one % 2 === 0 ? "urgent" : "normal",
    })),
  };
};

const schema = (at: number, side: Side): Values => ({
  type: "object",
  properties: {
    topic: { type: "string", enum: TOPICS.slice(0, 3 + (at % 5)) },
    score: { type: side === "after" && at % 4 === 0 ? "number" : "integer" },
    ...(side === "after" && at % 6 === 0 ? { followUp: { type: ["string", "null"] } } : {}),
  },
  required: ["topic", "score"],
});

/** Configurations have one to eight rules, each of which runs up to three operators from anywhere in the stack. */
const configuration: Declare = (at, side, refer) => ({
  displayName: `Conversations about ${title(at)}`,
  description: `Owned by team ${at % 12}${side === "after" && at % 4 === 0 ? ", with the night shift" : ""}`,
  rules: Array.from({ length: 1 + (at % 8) }, (_, one) => rule(at, one, side, refer)).filter(
    (_, one) => side === "before" || at % 9 !== 0 || one !== 1,
  ),
});

function rule(at: number, one: number, side: Side, refer: Refer): Values {
  const isChanged = side === "after" && (at + one) % 3 === 0;
  const operators = Array.from({ length: 1 + ((at + one) % 3) }, (_, place) => {
    const id = refer("LanguageOperator", at * 5 + one * 11 + place * 17 + (isChanged && at % 2 === 0 ? 1 : 0));
    return {
      id,
      ...((at + place) % 4 === 0 && { version: isChanged ? 2 : 1 }),
      parameters: { trade: pick(TOPICS, at) },
    };
  });
  const isAtEnd = (at + one) % 4 === 0;
  return {
    name: `rule-${pick(TOPICS, one)}-${one}`,
    operators,
    triggers: [
      isAtEnd ? { on: "CONVERSATION_END" } : { on: "COMMUNICATION", parameters: { count: isChanged ? 2 : 4 } },
    ],
    actions: [{ url: `https://hooks${(at + (isChanged ? 1 : 0)) % 9}.example.com/results/${at}/${one}` }],
  };
}

const memoryStore: Declare = (at, side) => ({
  displayName: `store-${at}`,
  description: `Customers of ${pick(REGIONS, at)}${side === "after" ? ", all brands" : ""}`,
});

const conversationsConfiguration: Declare = (at, side, refer) => ({
  displayName: `capture-${at}`,
  description: `Captures ${title(at)}`,
  conversationGroupingType: "GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE",
  memoryStoreId: refer("MemoryStore", at),
  memoryExtractionEnabled: side === "after" && at % 3 === 0,
  channelSettings: {
    SMS: {
      captureRules: [{ from: "*", to: `+1415555${1000 + (at % 9000)}` }],
      statusTimeouts: { inactive: 10, closed: 60 },
    },
  },
  statusCallbacks: [
    { url: `https://hooks${at % 4}.example.com/status${side === "after" ? "/v2" : ""}`, method: "POST" },
  ],
});

const conversationsAttachment: Declare = (at, side, refer) => ({
  conversationsConfigurationId: refer("ConversationsConfiguration", at),
  intelligenceConfigurationId: refer("IntelligenceConfiguration", side === "after" && at % 5 === 0 ? at + 1 : at),
});

/** The kinds of the generated stack. */
export const DECLARED: Readonly<Partial<Record<KindName, Declared>>> = {
  MemoryStore: { share: 2, declare: memoryStore },
  Service: { share: 20, declare: service, replacing: { languageCode: "nl-NL" } },
  CustomOperator: { share: 12, declare: customOperator, replacing: { operatorType: "GenerativeJSON" } },
  OperatorAttachment: { share: 12, declare: operatorAttachment, isFixed: true },
  LanguageOperator: { share: 24, declare: languageOperator, replacing: { updateStrategy: "replace" } },
  IntelligenceConfiguration: { share: 20, declare: configuration, replacing: { updateStrategy: "replace" } },
  ConversationsConfiguration: { share: 4, declare: conversationsConfiguration },
  ConversationsAttachment: { share: 6, declare: conversationsAttachment },
};
