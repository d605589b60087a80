import type { DynamicProvider } from "../../../dynamic/protocol";
import { type Answer, type Bench, SENTIMENT } from "../../contract/kit/emulator";
import {
  CONVERSATIONS,
  CUSTOM_OPERATORS,
  LANGUAGE_OPERATORS,
  makeConfiguration,
  makeConversations,
  newProvider,
  PRE_BUILT,
  TRANSCRIPTS,
} from "../../engine/kit/classes";
import { CONFIGURATIONS, SERVICES } from "../../engine/kit/stand";

export type Bag = Record<string, unknown>;

/** Everything that somebody else has made before a cell begins. */
export interface Given {
  service: string;
  conversations: [here: string, there: string];
  configurations: [first: string, second: string];
}

/** An object of the account, as whoever counts sees it: its id, and what it says of what the cell declares. */
export interface Seen {
  id: string;
  content: unknown;
}

/** Which requests are writes of one operation. */
export interface Writes {
  method: string;
  path: string;
}

export type Operation = "create" | "read" | "update" | "replace" | "delete";

/** One class of the package as the matrix drives it. */
export interface Kind {
  name: string;
  /** A provider of its own, because cells on several accounts run side by side. */
  provider(): DynamicProvider;
  /** What a message about it says that it is about. */
  subject: RegExp;
  /** Whether the API refuses a second object of the same name or place. */
  unique: boolean;
  args(given: Given): Bag;
  /** Arguments that are changed in place. */
  updated?(given: Given): Bag;
  /** Arguments that make another object. */
  replaced?(given: Given): Bag;
  writes(given: Given): Partial<Record<Exclude<Operation, "read" | "replace">, Writes>>;
  /** Which operations read something besides what a lost answer makes them read. */
  looks: ReadonlySet<Operation>;
  /** All objects of the class in the account, whoever made them. */
  seen(made: Bench, given: Given): Promise<Seen[]>;
  /** The content of an object that is as declared. */
  content(args: Bag): unknown;
  /** Takes an object away, as a person would. */
  remove(made: Bench, id: string): Promise<Answer>;
  /** Changes, as somebody else, the property that `updated` changes. */
  edit?(made: Bench, id: string): Promise<Answer>;
}

/** What a remote edit leaves, and what has to be named where it goes. */
export const THEIRS = "Theirs, by hand.";

export async function prepare(made: Bench): Promise<Given> {
  const service = (await made.call("POST", SERVICES, { form: { UniqueName: "given" } })).body.sid;
  const configurations: Given["configurations"] = [
    await makeConfiguration(made, "first"),
    await makeConfiguration(made, "second"),
  ];
  return { service, configurations, conversations: [await makeConversations(made), await makeConversations(made)] };
}

/** Whatever the definition of a class is, its lifecycle is a dynamic provider. */
const fresh = {
  Service: () => newProvider("Service"),
  CustomOperator: () => newProvider("CustomOperator"),
  OperatorAttachment: () => newProvider("OperatorAttachment"),
  Transcript: () => newProvider("Transcript"),
  LanguageOperator: () => newProvider("LanguageOperator"),
  IntelligenceConfiguration: () => newProvider("IntelligenceConfiguration"),
  ConversationsAttachment: () => newProvider("ConversationsAttachment"),
};

const OTHER_PRE_BUILT = PRE_BUILT.replace(/e3$/, "e4");
const media = { media_properties: { media_url: "https://example.com/a.mp3" } };
const rules = [
  {
    operators: [{ id: SENTIMENT }],
    triggers: [{ on: "CONVERSATION_END" }],
    actions: [{ url: "https://example.com/results" }],
  },
];

const all = async (made: Bench, path: string, list: string): Promise<Bag[]> => {
  const { status, body } = await made.call("GET", path);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
  return body[list];
};
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const remover =
  (path: string): Kind["remove"] =>
  (made, id) =>
    made.call("DELETE", `${path}/${id}`);
/** The usual three: made in a collection, changed and deleted below it. */
const below = (path: string, update?: string) => (): ReturnType<Kind["writes"]> => ({
  create: { method: "POST", path: `^${path}$` },
  ...(update !== undefined && { update: { method: update, path: `^${path}/` } }),
  delete: { method: "DELETE", path: `^${path}/` },
});

export const KINDS: readonly Kind[] = [
  {
    name: "Service",
    provider: fresh.Service,
    unique: true,
    subject: /Service/,
    args: () => ({ uniqueName: "calls", friendlyName: "Calls" }),
    updated: () => ({ uniqueName: "calls", friendlyName: "Sales calls" }),
    replaced: () => ({ uniqueName: "calls", friendlyName: "Calls", languageCode: "es-MX" }),
    writes: below(SERVICES, "POST"),
    looks: new Set(),
    async seen(made) {
      return (await all(made, SERVICES, "services")).map((one) => ({
        id: text(one.sid),
        content: [one.unique_name, one.friendly_name, one.language_code],
      }));
    },
    content: ({ uniqueName, friendlyName, languageCode = "en-US" }) => [uniqueName, friendlyName, languageCode],
    remove: remover(SERVICES),
    edit: (made, id) => made.call("POST", `${SERVICES}/${id}`, { form: { FriendlyName: THEIRS } }),
  },
  {
    name: "CustomOperator",
    provider: fresh.CustomOperator,
    unique: false,
    subject: /Custom Operator/,
    args: () => ({ friendlyName: "Topic", operatorType: "Generative", config: { prompt: "Name the topic." } }),
    updated: () => ({ friendlyName: "Topic", operatorType: "Generative", config: { prompt: "Name two topics." } }),
    replaced: () => ({ friendlyName: "Topic", operatorType: "PhraseMatch", config: { phrases: ["refund"] } }),
    writes: below(CUSTOM_OPERATORS, "POST"),
    looks: new Set(["create", "update", "replace"]),
    async seen(made) {
      return (await all(made, CUSTOM_OPERATORS, "operators")).map((one) => ({
        id: text(one.sid),
        content: [one.friendly_name, one.operator_type, one.config],
      }));
    },
    content: ({ friendlyName, operatorType, config }) => [friendlyName, operatorType, config],
    remove: remover(CUSTOM_OPERATORS),
    edit: (made, id) =>
      made.call("POST", `${CUSTOM_OPERATORS}/${id}`, {
        form: { FriendlyName: "Topic", Config: JSON.stringify({ prompt: THEIRS }) },
      }),
  },
  {
    name: "OperatorAttachment",
    provider: fresh.OperatorAttachment,
    unique: true,
    subject: /Operator Attachment|operators of Service/,
    args: ({ service }) => ({ serviceSid: service, operatorSid: PRE_BUILT }),
    replaced: ({ service }) => ({ serviceSid: service, operatorSid: OTHER_PRE_BUILT }),
    writes: ({ service }) => ({
      create: { method: "POST", path: `^${SERVICES}/${service}/Operators/` },
      delete: { method: "DELETE", path: `^${SERVICES}/${service}/Operators/` },
    }),
    looks: new Set(["create", "replace"]),
    async seen(made, { service }) {
      const { body } = await made.call("GET", `${SERVICES}/${service}/Operators`);
      return body.operator_sids.map((operator: string) => ({ id: `${service}/${operator}`, content: operator }));
    },
    content: ({ operatorSid }) => operatorSid,
    remove: (made, id) => made.call("DELETE", `${SERVICES}/${id.replace("/", "/Operators/")}`),
  },
  {
    name: "Transcript",
    provider: fresh.Transcript,
    unique: false,
    subject: /Transcript/,
    args: ({ service }) => ({ serviceSid: service, channel: media, customerKey: "4711" }),
    replaced: ({ service }) => ({ serviceSid: service, channel: media, customerKey: "4712" }),
    writes: below(TRANSCRIPTS),
    looks: new Set(["create", "replace"]),
    async seen(made) {
      return (await all(made, TRANSCRIPTS, "transcripts")).map((one) => ({
        id: text(one.sid),
        content: one.customer_key,
      }));
    },
    content: ({ customerKey }) => customerKey,
    remove: remover(TRANSCRIPTS),
  },
  {
    name: "LanguageOperator",
    provider: fresh.LanguageOperator,
    unique: false,
    subject: /[Ll]anguage [Oo]perator/,
    args: () => ({ displayName: "Tone", outputFormat: "TEXT", prompt: "Say how they talk." }),
    updated: () => ({ displayName: "Tone", outputFormat: "TEXT", prompt: "Say how the caller talks." }),
    writes: below(LANGUAGE_OPERATORS, "PUT"),
    looks: new Set(["update"]),
    async seen(made) {
      return (await all(made, `${LANGUAGE_OPERATORS}?pageSize=1000`, "items"))
        .filter(({ author }) => author === "SELF")
        .map((one) => ({ id: text(one.id), content: [one.displayName, one.prompt] }));
    },
    content: ({ displayName, prompt }) => [displayName, prompt],
    remove: remover(LANGUAGE_OPERATORS),
    edit: (made, id) =>
      made.call("PUT", `${LANGUAGE_OPERATORS}/${id}`, {
        json: { displayName: "Tone", outputFormat: "TEXT", prompt: THEIRS },
      }),
  },
  {
    name: "IntelligenceConfiguration",
    provider: fresh.IntelligenceConfiguration,
    unique: false,
    subject: /Intelligence Configuration|Configuration/,
    args: () => ({ displayName: "live", description: "one", rules }),
    updated: () => ({ displayName: "live", description: "two", rules }),
    replaced: () => ({ displayName: "live", description: "three", rules, updateStrategy: "replace" }),
    writes: below(CONFIGURATIONS, "PUT"),
    looks: new Set(["update"]),
    async seen(made) {
      return (await all(made, CONFIGURATIONS, "items")).map((one) => ({
        id: text(one.id),
        content: [one.displayName, one.description, Array.isArray(one.rules) && one.rules.length],
      }));
    },
    content: ({ displayName, description }) => [displayName, description, 1],
    remove: remover(CONFIGURATIONS),
    edit: (made, id) =>
      made.call("PUT", `${CONFIGURATIONS}/${id}`, {
        json: { displayName: "live", description: THEIRS, rules: [] },
      }),
  },
  {
    name: "ConversationsAttachment",
    provider: fresh.ConversationsAttachment,
    unique: true,
    subject: /Conversations (configuration|Attachment|operation)/,
    args: ({ conversations: [here], configurations: [first] }) => ({
      conversationsConfigurationId: here,
      intelligenceConfigurationId: first,
    }),
    updated: ({ conversations: [here], configurations: [, second] }) => ({
      conversationsConfigurationId: here,
      intelligenceConfigurationId: second,
    }),
    replaced: ({ conversations: [, there], configurations: [first] }) => ({
      conversationsConfigurationId: there,
      intelligenceConfigurationId: first,
    }),
    writes: ({ conversations: [here] }) => ({
      // A replacement attaches to the other one, and detaches from this one.
      create: { method: "PATCH", path: `^${CONVERSATIONS}/` },
      update: { method: "PATCH", path: `^${CONVERSATIONS}/` },
      delete: { method: "PATCH", path: `^${CONVERSATIONS}/${here}$` },
    }),
    looks: new Set(["create", "update", "replace", "delete"]),
    async seen(made, { conversations }) {
      const found: Seen[] = [];
      for (const id of conversations) {
        const { body } = await made.call("GET", `${CONVERSATIONS}/${id}`);
        for (const attached of body.intelligenceConfigurationIds) {
          found.push({ id: `${id}/${attached}`, content: [id, attached] });
        }
      }
      return found;
    },
    content: ({ conversationsConfigurationId, intelligenceConfigurationId }) => [
      conversationsConfigurationId,
      intelligenceConfigurationId,
    ],
    remove: (made, id) =>
      made.call("PATCH", `${CONVERSATIONS}/${id.split("/")[0]}`, { json: { intelligenceConfigurationIds: [] } }),
  },
];
