import type { DynamicProvider } from "../../../dynamic/protocol";
import { type Bench, rule } from "../../contract/kit/emulator";
import { LANGUAGE_OPERATORS, newProvider } from "../../engine/kit/classes";
import { CONFIGURATIONS, SERVICES } from "../../engine/kit/stand";
import type { Bag } from "../matrix/kind";

/** The resources of the program, by name. */
export const NAMES = ["calls", "tone", "live", "other"] as const;
export type Name = (typeof NAMES)[number];

/** One way in which somebody else changes an object: the whole of it before, and what is sent. `text` is written somewhere. */
type Edit = (live: Bag, text: string) => Bag;

/** What a class is to a sequence. */
export interface Class {
  kind: string;
  provider(): DynamicProvider;
  collection: string;
  /** The list in the answer of the collection. */
  list: string;
  /** Whose they are that the program did not make. */
  isOurs(live: Bag): boolean;
  method: "POST" | "PUT";
  encoding: "form" | "json";
  edits: readonly Edit[];
}

const list = (value: unknown): Bag[] => (Array.isArray(value) ? value : []);
const url = (text: string) => `https://example.com/${text}`;
const action = (text: string) => ({ type: "WEBHOOK", method: "POST", url: url(text) });

const service: Class = {
  kind: "Service",
  provider: () => newProvider("Service"),
  collection: SERVICES,
  list: "services",
  isOurs: () => true,
  method: "POST",
  encoding: "form",
  edits: [(_, text) => ({ FriendlyName: text }), (_, text) => ({ WebhookUrl: url(text) })],
};

const operator: Class = {
  kind: "LanguageOperator",
  provider: () => newProvider("LanguageOperator"),
  collection: LANGUAGE_OPERATORS,
  list: "items",
  isOurs: ({ author }) => author === "SELF",
  method: "PUT",
  encoding: "json",
  edits: [(live, text) => ({ ...live, prompt: text }), (live, text) => ({ ...live, description: text })],
};

const configuration: Class = {
  kind: "IntelligenceConfiguration",
  provider: () => newProvider("IntelligenceConfiguration"),
  collection: CONFIGURATIONS,
  list: "items",
  isOurs: () => true,
  method: "PUT",
  encoding: "json",
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

export const CLASSES: Record<Name, Class> = {
  calls: service,
  tone: operator,
  live: configuration,
  other: configuration,
};

/** The objects of a class in the account, by their paths. */
export async function objectsOf({ call }: Bench, { collection, list: name, isOurs }: Class): Promise<Map<string, Bag>> {
  const { status, body } = await call("GET", `${collection}?pageSize=1000`);
  if (status !== 200) throw new Error(`GET ${collection} answered ${status}`);
  return new Map(
    list(body[name])
      .filter(isOurs)
      .map((live) => [`${collection}/${live.sid ?? live.id}`, live]),
  );
}
