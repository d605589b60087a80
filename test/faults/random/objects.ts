import type { KindName } from "../../../provider/catalogue";
import { type Bench, rule, secondAccount } from "../../contract/kit/emulator";
import {
  CONVERSATIONS,
  CUSTOM_OPERATORS,
  LANGUAGE_OPERATORS,
  MEMORY_STORES,
  TRANSCRIPTS,
} from "../../engine/kit/classes";
import { CONFIGURATIONS, SERVICES } from "../../engine/kit/stand";
import { hasClass } from "../build";
import type { Bag } from "../matrix/kind";

/** The resources of a program, by name. None depends on one that comes after it. */
const ALL = ["calls", "topic", "tone", "live", "other", "store", "support", "call", "wired", "attached"] as const;
export type Name = (typeof ALL)[number];

/** The name that the stacks give to the second account. */
export const OTHER_ACCOUNT = "emea";

/** The account that `OTHER_ACCOUNT` names, as the stacks are configured. */
export function otherAccountOf({ emulator }: Bench): { accounts: string } {
  const { accountSid, apiKey, apiSecret } = secondAccount(emulator);
  return { accounts: JSON.stringify({ [OTHER_ACCOUNT]: { accountSid, apiKey, apiSecret } }) };
}

/** Credentials of the accounts, for raw HTTP. */
export const keysOf = ({ emulator }: Bench): string[] =>
  emulator.accounts.map(({ apiKey, apiSecret }) => `${apiKey}:${apiSecret}`);

/** Returns the resource with this name in the program: its own name, or one that a rename gave it, as in `calls-2`. */
export const nameIn = (label: string): Name | undefined =>
  NAMES.find((one) => nameInside(label).replace(/-\d+$/, "") === one);

/** What labels of resources in the component begin with. */
const INSIDE = "house/";

/** Whether a label is one of a resource in the component. */
export const isInside = (label: string): boolean => label.startsWith(INSIDE);

/** The name that a program gives a resource of this label. */
export const nameInside = (label: string): string => (isInside(label) ? label.slice(INSIDE.length) : label);

/** The label of a resource of this name in the component. */
export const inside = (name: string): string => `${INSIDE}${name}`;

/** The same for a label of a resource. */
export function nameOf(label: string): Name {
  const name = nameIn(label);
  if (name === undefined) throw new Error(`no resource goes by ${label}`);
  return name;
}

/** One way in which somebody else changes an object: the whole of it before, and what is sent. `text` is written somewhere. */
type Edit = (live: Bag, text: string) => Bag;

/** What a class is to a sequence. */
export interface Class {
  kind: KindName;
  collection: string;
  /** The list in the answer of the collection: of objects, or of their ids. */
  list: string;
  /** Whose they are that the program did not make. */
  isOurs(live: Bag): boolean;
  /** How the ids of a class begin whose second object of one name is refused: the error says to import the first. */
  importedBy?: RegExp;
  method: "POST" | "PUT" | "PATCH";
  encoding: "form" | "json";
  edits: readonly Edit[];
  /** A property for `ignoreChanges`, and which of the edits changes it alone. */
  ignorable?: { property: string; edit: number };
  /** An account has too many to list them before a create: one that was cut off is not looked for. */
  isUnlisted?: true;
  /** Objects whose identity is a pair, by it: no collection of their own lists them. */
  pairs?(made: Bench, as: string): Promise<string[]>;
  /** The pair of an entry of the state, where that is not its id: a resource that has moved keeps the id of its first object. */
  standsFor?(outputs: Bag): string;
}

const list = (value: unknown): Bag[] => (Array.isArray(value) ? value : []);
const url = (text: string) => `https://example.com/${text}`;
const action = (text: string) => ({ type: "WEBHOOK", method: "POST", url: url(text) });

const service: Class = {
  kind: "Service",
  collection: SERVICES,
  list: "services",
  isOurs: () => true,
  importedBy: /^GA/,
  method: "POST",
  encoding: "form",
  ignorable: { property: "friendlyName", edit: 0 },
  edits: [(_, text) => ({ FriendlyName: text }), (_, text) => ({ WebhookUrl: url(text) })],
};

const customOperator: Class = {
  kind: "CustomOperator",
  collection: CUSTOM_OPERATORS,
  list: "operators",
  isOurs: () => true,
  method: "POST",
  encoding: "form",
  edits: [
    (live, text) => ({
      FriendlyName: live.friendly_name,
      Config: JSON.stringify({ ...Object(live.config), prompt: text }),
    }),
  ],
};

const transcript: Class = {
  kind: "Transcript",
  collection: TRANSCRIPTS,
  list: "transcripts",
  isUnlisted: true,
  isOurs: () => true,
  method: "POST",
  encoding: "form",
  edits: [],
};

const operatorAttachment: Class = {
  kind: "OperatorAttachment",
  collection: "OperatorAttachments",
  list: "",
  isOurs: () => true,
  method: "POST",
  encoding: "form",
  edits: [],
  async pairs(made, as) {
    const services = [...(await objectsOf(made, service, as)).values()].map(({ sid }) => String(sid));
    const lists = services.map(async (sid) => {
      const { body } = await made.call("GET", `${SERVICES}/${sid}/Operators`, { as });
      return list(body.operator_sids).map((operator) => `${sid}/${operator}`);
    });
    return (await Promise.all(lists)).flat();
  },
};

const operator: Class = {
  kind: "LanguageOperator",
  collection: LANGUAGE_OPERATORS,
  list: "items",
  isOurs: ({ author }) => author === "SELF",
  method: "PUT",
  encoding: "json",
  ignorable: { property: "description", edit: 1 },
  edits: [(live, text) => ({ ...live, prompt: text }), (live, text) => ({ ...live, description: text })],
};

const configuration: Class = {
  kind: "IntelligenceConfiguration",
  collection: CONFIGURATIONS,
  list: "items",
  isOurs: () => true,
  method: "PUT",
  encoding: "json",
  ignorable: { property: "description", edit: 0 },
  edits: [
    (live, text) => ({ ...live, description: text }),
    (live, text) => ({
      ...live,
      rules: list(live.rules).map((one, at) => (at === 0 ? { ...one, actions: [action(text)] } : one)),
    }),
    (live, text) => ({ ...live, rules: [...list(live.rules), rule({ actions: [action(text)] })] }),
    (live, text) => ({ ...live, description: text, rules: list(live.rules).toReversed() }),
  ],
};

const store: Class = {
  kind: "MemoryStore",
  collection: MEMORY_STORES,
  list: "stores",
  isOurs: () => true,
  importedBy: /^mem_/,
  method: "PATCH",
  encoding: "json",
  ignorable: { property: "description", edit: 0 },
  edits: [(_, text) => ({ description: text }), (_, text) => ({ displayName: text })],
};

const conversations: Class = {
  kind: "ConversationsConfiguration",
  collection: CONVERSATIONS,
  list: "configurations",
  isOurs: () => true,
  method: "PATCH",
  encoding: "json",
  ignorable: { property: "description", edit: 0 },
  edits: [
    (_, text) => ({ description: text }),
    (_, text) => ({ displayName: text }),
    (_, text) => ({ statusCallbacks: [{ url: url(text) }] }),
    (_, text) => ({ channelSettings: { CHAT: { captureRules: [{ from: "*", to: text }] } } }),
    (_, text) => ({ channelSettings: { CHAT: null, SMS: { captureRules: [{ from: text, to: "*" }] } } }),
  ],
};

const conversationsAttachment: Class = {
  kind: "ConversationsAttachment",
  collection: "ConversationsAttachments",
  list: "",
  isOurs: () => true,
  method: "POST",
  encoding: "json",
  edits: [],
  standsFor: (outputs) => `${outputs.conversationsConfigurationId}/${outputs.intelligenceConfigurationId}`,
  async pairs(made, as) {
    const all = [...(await objectsOf(made, conversations, as)).values()];
    return all.flatMap(({ id, intelligenceConfigurationIds }) =>
      list(intelligenceConfigurationIds).map((attached) => `${id}/${attached}`),
    );
  },
};

export const CLASSES: Record<Name, Class> = {
  calls: service,
  topic: customOperator,
  tone: operator,
  live: configuration,
  other: configuration,
  store,
  support: conversations,
  call: transcript,
  wired: operatorAttachment,
  attached: conversationsAttachment,
};

/** The resources whose classes the build has. */
export const NAMES: readonly Name[] = ALL.filter((name) => hasClass(CLASSES[name].kind));

/** The objects of a class in an account, by their paths. */
export async function objectsOf(
  made: Bench,
  { collection, list: name, isOurs, pairs }: Class,
  as: string,
): Promise<Map<string, Bag>> {
  if (pairs !== undefined) return new Map((await pairs(made, as)).map((pair) => [`${collection}/${pair}`, {}]));
  const read = async (path: string) => {
    const { status, body } = await made.call("GET", path, { as });
    if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
    return body;
  };
  const listed: unknown[] = (await read(`${collection}?pageSize=100`))[name];
  const all = listed.map((one) => (typeof one === "string" ? read(`${collection}/${one}`) : one));
  return new Map(
    list(await Promise.all(all))
      .filter(isOurs)
      .map((live) => [`${collection}/${live.sid ?? live.id}`, live]),
  );
}
