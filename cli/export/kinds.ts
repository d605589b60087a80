import type { Client, Versioned } from "../../api/client";
import { type Kept, keptOf } from "../../provider/adopt";
import { conversationsAttachmentDefinition } from "../../provider/conversationsAttachment";
import { customOperatorDefinition } from "../../provider/customOperator";
import type { Bag, Definition } from "../../provider/definition";
import { liveById } from "../../provider/drift";
import { intelligenceConfigurationDefinition } from "../../provider/intelligenceConfiguration";
import { languageOperatorDefinition } from "../../provider/languageOperator";
import { operatorAttachmentDefinition } from "../../provider/operatorAttachment";
import { serviceDefinition } from "../../provider/service";
import { transcriptDefinition } from "../../provider/transcript";
import { type Declaration, declarationOf } from "./declare";
import { withEtags } from "./etag";

/** The kinds of objects, as files and options call them. The order is that of the files, and of what refers to what. */
export const KINDS = [
  "services",
  "customOperators",
  "operatorAttachments",
  "languageOperators",
  "intelligenceConfigurations",
  "conversationsAttachments",
  "transcripts",
] as const;
export type KindName = (typeof KINDS)[number];

/** One object of the account. */
export interface Live {
  kind: KindName;
  id: string;
  /** ISO 8601, where it is known. */
  createdAt: string;
  /** The names that it goes by in the account; none for one that has no name of its own. */
  titles: string[];
  /** The account that it says it lives in. */
  account: string | undefined;
  /** The object as a program declares it. */
  declaration: Declaration;
}

/** A live object that can be put into a state. */
export type Adoptable = (declared: Bag, accountSid: string | undefined) => Kept;

/** What is known of a kind beyond its definition. */
export interface Kind {
  name: KindName;
  /** The class that declares it. */
  type: string;
  /** What a message, and a resource without a name, call one of them. */
  noun: string;
  /** Whether something else in the program refers to it, so that it is a variable. */
  isReferred: boolean;
  list(client: Client, progress: (count: number) => void): Promise<Live[]>;
  /** What the state needs of these objects, by id. */
  adoptables(client: Client, ids: readonly string[]): Promise<ReadonlyMap<string, Adoptable>>;
}

type Extra = Pick<Kind, "type" | "isReferred"> & {
  /** Properties of the declaration that name it, the best first. */
  titles: string[];
  /** Whether the state keeps an ETag, which a list does not show. */
  hasEtag?: true;
};

function kindOf<I extends object, L, R extends object>(
  name: KindName,
  definition: Definition<I, L, R>,
  { type, isReferred, titles, hasEtag }: Extra,
): Kind {
  const { noun, idOf, createdAt, accountOf, computedOf } = definition;
  const listed = new Map<string, L>();
  const liveOf = (id: string, value: L): Live => {
    const actual = definition.declaredOf(value, {}, false);
    return {
      kind: name,
      id,
      createdAt: createdAt?.(value) ?? "",
      titles: titles.flatMap((title) => (typeof actual[title] === "string" && actual[title] ? [actual[title]] : [])),
      account: textOf(accountOf?.(computedOf({ value }))),
      declaration: declarationOf(definition, value),
    };
  };
  return {
    name,
    type,
    noun,
    isReferred,
    async list(client, progress) {
      for (const [id, value] of await liveById(definition, client)) {
        listed.set(id, value);
        progress(listed.size);
      }
      return [...listed].map(([id, value]) => liveOf(id, value));
    },
    async adoptables(client, ids) {
      const lives = ids.flatMap((id) => {
        const value = listed.get(id);
        return value === undefined ? [] : [value];
      });
      const versioned = hasEtag ? await withEtags(definition, client, lives) : lives.map((value) => ({ value }));
      return new Map(versioned.map((live: Versioned<L>) => [idOf(live.value), adoptable(definition, live)]));
    },
  };
}

const adoptable =
  <I extends object, L, R extends object>(definition: Definition<I, L, R>, live: Versioned<L>): Adoptable =>
  (declared, accountSid) =>
    keptOf(definition, live, declared, accountSid);

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Every kind anew, without what an earlier export has listed. */
export const kinds = (): Kind[] => [
  kindOf("services", serviceDefinition, {
    type: "Service",
    isReferred: true,
    titles: ["uniqueName", "friendlyName"],
    hasEtag: true,
  }),
  kindOf("customOperators", customOperatorDefinition, {
    type: "CustomOperator",
    isReferred: true,
    titles: ["friendlyName"],
    hasEtag: true,
  }),
  kindOf("operatorAttachments", operatorAttachmentDefinition, {
    type: "OperatorAttachment",
    isReferred: false,
    titles: [],
  }),
  kindOf("languageOperators", languageOperatorDefinition, {
    type: "LanguageOperator",
    isReferred: true,
    titles: ["displayName"],
    hasEtag: true,
  }),
  kindOf("intelligenceConfigurations", intelligenceConfigurationDefinition, {
    type: "IntelligenceConfiguration",
    isReferred: true,
    titles: ["displayName"],
  }),
  kindOf("conversationsAttachments", conversationsAttachmentDefinition, {
    type: "ConversationsAttachment",
    isReferred: false,
    titles: [],
  }),
  kindOf("transcripts", transcriptDefinition, { type: "Transcript", isReferred: false, titles: ["customerKey"] }),
];
