import type { Client } from "../../../api/client";
import { listOperators } from "../../../api/v2/operators";
import { listLanguageOperators } from "../../../api/v3/operators";
import { type catalogue, entryOf, type KindName, kindNames, type PropertyName } from "../../../provider/catalogue";
import { isObject } from "../../../provider/values/json";

/** External objects: a program can refer to them, but not manage them. */
export interface OutsideObjects {
  /** Name of one of them in comments. */
  noun: string;
  /** Whether Twilio provides them, with the same id in every account. */
  isTwilios?: true;
  /** Lists them with their names, if the API has a list. */
  list?(client: Client): AsyncIterable<[id: string, title: string | null | undefined]>;
}

/** Objects of each kind that Twilio provides, which a program cannot manage. */
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

/** Paths of a kind that are not references of the catalogue. */
type PathWithin<Name extends KindName> =
  | Exclude<PropertyName<Name>, keyof (typeof catalogue)[Name]["references"]>
  | `${PropertyName<Name>}${"." | "["}${string}`;

/** External objects that each kind refers to and that have no kind in the catalogue, by path of the property. */
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

/** A path at which objects of a kind contain ids of others. */
export interface Reference {
  /** Path as in the catalogue: `rules[].operators[].id`. */
  path: string;
  /** Kind of the target; `undefined` if it has no kind in the catalogue. */
  to: KindName | undefined;
  /** External objects that it can refer to. */
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

/** Whether objects of any kind refer to objects of this kind, so that a program has a variable for each. */
export const isReferredTo = (kind: KindName): boolean =>
  kindNames.some((other) => Object.values(entryOf(other).references).includes(kind));

/** Returns the ids at a path. */
export function idsAt(values: unknown, path: string): string[] {
  const found: string[] = [];
  mapAt(values, path, (id) => {
    if (typeof id === "string" && id !== "") found.push(id);
    return id;
  });
  return found;
}

/** Returns a copy with the values at a path replaced. A path includes all items of a list. */
export const mapAt = (value: unknown, path: string, map: (value: unknown) => unknown): unknown =>
  mapSteps(value, path.split(/\.|(?=\[\])/), map);

function mapSteps(value: unknown, [step, ...rest]: readonly string[], map: (value: unknown) => unknown): unknown {
  if (step === undefined) return map(value);
  if (step === "[]") return Array.isArray(value) ? value.map((item) => mapSteps(item, rest, map)) : value;
  if (!isObject(value) || value[step] === undefined) return value;
  return { ...value, [step]: mapSteps(value[step], rest, map) };
}
