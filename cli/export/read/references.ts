import type { Client } from "../../../api/client";
import { listOperators } from "../../../api/v2/operators";
import { listLanguageOperators } from "../../../api/v3/operators";
import { type catalogue, entryOf, type KindName, kindNames, type PropertyName } from "../../../provider/catalogue";
import { isObject } from "../../../provider/values/json";

/** Objects that the program can refer to and not manage. */
export interface OutsideObjects {
  /** As a comment calls one of them. */
  noun: string;
  /** Whether Twilio makes them, with the same id in every account. */
  isTwilios?: true;
  /** Lists them with their names, where the API can. */
  list?(client: Client): AsyncIterable<[id: string, title: string | null | undefined]>;
}

/** The objects of each kind that Twilio makes, and that no program can manage. */
const PROVIDED: Record<KindName, OutsideObjects | undefined> = {
  Service: undefined,
  CustomOperator: {
    noun: "Pre-built Operator",
    isTwilios: true,
    async *list(client) {
      for await (const { sid, friendly_name } of listOperators(client, "preBuilt")) yield [sid, friendly_name];
    },
  },
  OperatorAttachment: undefined,
  LanguageOperator: {
    noun: "Language Operator",
    isTwilios: true,
    async *list(client) {
      for await (const { id, displayName, author } of listLanguageOperators(client))
        if (author === "TWILIO") yield [id, displayName];
    },
  },
  IntelligenceConfiguration: undefined,
  MemoryStore: undefined,
  ConversationsConfiguration: undefined,
  ConversationsAttachment: undefined,
  Transcript: undefined,
};

/** Paths of a kind that the catalogue's references do not name. */
type PathWithin<Name extends KindName> =
  | Exclude<PropertyName<Name>, keyof (typeof catalogue)[Name]["references"]>
  | `${PropertyName<Name>}${"." | "["}${string}`;

/** What objects of each kind refer to that is no kind of the catalogue, by the path of the property. */
const OUTSIDE: { readonly [Name in KindName]: { readonly [Path in PathWithin<Name>]?: OutsideObjects } } = {
  Service: { encryptionCredentialSid: { noun: "Encryption credential" } },
  CustomOperator: {},
  OperatorAttachment: {},
  LanguageOperator: {},
  IntelligenceConfiguration: { "rules[].context.knowledge.bases[]": { noun: "Knowledge base" } },
  MemoryStore: {},
  ConversationsConfiguration: { conversationsV1ServiceSid: { noun: "Conversations Service" } },
  ConversationsAttachment: {},
  Transcript: {},
};

/** A path at which objects of a kind hold ids of others. */
export interface Reference {
  /** As in the catalogue: `rules[].operators[].id`. */
  path: string;
  /** Kind that it leads to; `undefined` for what is no kind of the catalogue. */
  to: KindName | undefined;
  /** What it may lead to that the program does not manage. */
  outside: OutsideObjects | undefined;
}

export function referencesOf(kind: KindName): Reference[] {
  const outside = Object.entries(OUTSIDE[kind]).map(([path, outside]) => ({ path, to: undefined, outside }));
  const within = Object.entries(entryOf(kind).references).flatMap(([path, name]) => {
    const to = kindNames.find((one) => one === name);
    return to === undefined ? [] : [{ path, to, outside: PROVIDED[to] }];
  });
  return [...outside, ...within];
}

/** Whether objects of some kind refer to objects of this one, so that a program has a variable for each. */
export const isReferredTo = (kind: KindName): boolean =>
  kindNames.some((other) => Object.values(entryOf(other).references).includes(kind));

/** The ids that an object refers to at a path. */
export function idsAt(values: unknown, path: string): string[] {
  const found: string[] = [];
  mapAt(values, path, (id) => {
    if (typeof id === "string" && id !== "") found.push(id);
    return id;
  });
  return found;
}

/** A copy in which the values at a path are others. A path leads through every item of a list. */
export const mapAt = (value: unknown, path: string, map: (value: unknown) => unknown): unknown =>
  mapSteps(value, path.split(/\.|(?=\[\])/), map);

function mapSteps(value: unknown, [step, ...rest]: readonly string[], map: (value: unknown) => unknown): unknown {
  if (step === undefined) return map(value);
  if (step === "[]") return Array.isArray(value) ? value.map((item) => mapSteps(item, rest, map)) : value;
  if (!isObject(value) || value[step] === undefined) return value;
  return { ...value, [step]: mapSteps(value[step], rest, map) };
}
