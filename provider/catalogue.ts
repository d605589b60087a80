import { conversationsAttachment } from "./resources/conversationsAttachment";
import { conversationsConfiguration } from "./resources/conversationsConfiguration";
import { customOperator } from "./resources/customOperator";
import { intelligenceConfiguration } from "./resources/intelligenceConfiguration";
import { languageOperator } from "./resources/languageOperator";
import { memoryStore } from "./resources/memoryStore";
import { operatorAttachment } from "./resources/operatorAttachment";
import { service } from "./resources/service";
import { transcript } from "./resources/transcript";
import type { Kind } from "./table/kind";

/** Description of a kind beside its resource. Commands, policies, reads and tests iterate over it. */
export interface Entry {
  resource: Kind;
  /** As options and files of `export` name the kind. */
  plural: string;
  /** Properties that name an object, the best first. */
  names: readonly string[];
  /** Kinds that properties refer to, by the property's path, such as `rules[].operators[].id`. */
  references: Readonly<Record<string, string>>;
  /** `all`: one list answers for every object. `each`: objects are read one by one, because an account may hold any number. */
  listed: "all" | "each";
}

/** Every kind of object, by the name of its class. The order is that of `export`: what others refer to comes first. */
export const catalogue = {
  Service: {
    resource: service,
    plural: "services",
    names: ["uniqueName", "friendlyName"],
    references: {},
    listed: "all",
  },
  CustomOperator: {
    resource: customOperator,
    plural: "customOperators",
    names: ["friendlyName"],
    references: {},
    listed: "all",
  },
  OperatorAttachment: {
    resource: operatorAttachment,
    plural: "operatorAttachments",
    names: [],
    references: { serviceSid: "Service", operatorSid: "CustomOperator" },
    listed: "all",
  },
  LanguageOperator: {
    resource: languageOperator,
    plural: "languageOperators",
    names: ["displayName"],
    references: {},
    listed: "all",
  },
  IntelligenceConfiguration: {
    resource: intelligenceConfiguration,
    plural: "intelligenceConfigurations",
    names: ["displayName"],
    references: { "rules[].operators[].id": "LanguageOperator" },
    listed: "all",
  },
  MemoryStore: {
    resource: memoryStore,
    plural: "memoryStores",
    names: ["displayName"],
    references: {},
    listed: "all",
  },
  ConversationsConfiguration: {
    resource: conversationsConfiguration,
    plural: "conversationsConfigurations",
    names: ["displayName"],
    references: { memoryStoreId: "MemoryStore" },
    listed: "all",
  },
  ConversationsAttachment: {
    resource: conversationsAttachment,
    plural: "conversationsAttachments",
    names: [],
    references: {
      conversationsConfigurationId: "ConversationsConfiguration",
      intelligenceConfigurationId: "IntelligenceConfiguration",
    },
    listed: "all",
  },
  Transcript: {
    resource: transcript,
    plural: "transcripts",
    names: ["customerKey"],
    references: { serviceSid: "Service" },
    listed: "each",
  },
} as const satisfies Record<string, Entry>;

export type KindName = keyof typeof catalogue;
export type ResourceOf<Name extends KindName> = (typeof catalogue)[Name]["resource"];
export type PropertyName<Name extends KindName> = keyof ResourceOf<Name>["properties"] & string;

/** The same, checked against itself: names are properties of their kind, and references lead to kinds. */
const entries: {
  readonly [Name in KindName]: Entry & {
    names: readonly PropertyName<Name>[];
    references: Readonly<Record<string, KindName>>;
  };
} = catalogue;

export const isKindName = (name: string): name is KindName => Object.hasOwn(catalogue, name);

export const kindNames: readonly KindName[] = Object.keys(catalogue).filter(isKindName);

/** One entry, without the types of its table. */
export const entryOf = (name: KindName): Entry => entries[name];
