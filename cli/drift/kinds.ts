import type { Client } from "../../api/client";
import { conversationsAttachmentDefinition } from "../../provider/conversationsAttachment";
import { customOperatorDefinition } from "../../provider/customOperator";
import type { Bag, Definition } from "../../provider/definition";
import { type Drift, driftOf, liveById } from "../../provider/drift";
import { intelligenceConfigurationDefinition } from "../../provider/intelligenceConfiguration";
import { languageOperatorDefinition } from "../../provider/languageOperator";
import { operatorAttachmentDefinition } from "../../provider/operatorAttachment";
import { ACCOUNT } from "../../provider/record";
import { serviceDefinition } from "../../provider/service";
import { transcriptDefinition } from "../../provider/transcript";

/** An object of a state, to be compared with the account. */
export interface Recorded {
  id: string;
  outputs: Bag;
}

/** What the account has of one kind of object. */
export interface Look {
  /** How a recorded object differs; `undefined` where it does not. */
  driftOf(recorded: Recorded): Drift | undefined;
  /** Ids and names of what is in the account and not among these. */
  others(managed: readonly Recorded[]): { id: string; title: string | undefined }[];
}

/** One class of this package, as drift looks at it. */
export interface Kind {
  noun: string;
  /** The account that an object was made in, where its state tells. */
  accountSidOf(outputs: Bag): string | undefined;
  /** Looks at the account once, for all objects of the kind. */
  look(client: Client, recorded: readonly Recorded[]): Promise<Look>;
}

/** `list` looks by one list of all objects; `each` reads those that are recorded, where an account may hold any number of others. */
function kindOf<I extends object, L, R extends object>(definition: Definition<I, L, R>, by: "list" | "each"): Kind {
  const keyOf = ({ id, outputs }: Recorded) => definition.listedAs?.(id, outputs) ?? id;
  return {
    noun: definition.noun,
    accountSidOf: (outputs) => textOf(definition.accountOf?.(outputs) ?? outputs[ACCOUNT]),
    async look(client, recorded) {
      const live = by === "list" ? await liveById(definition, client) : await readEach(definition, client, recorded);
      return {
        driftOf: (one) => driftOf(definition, one.outputs, live.get(keyOf(one))),
        others(managed) {
          if (by === "each") return [];
          const known = new Set(managed.map(keyOf));
          return [...live]
            .filter(([id]) => !known.has(id))
            .map(([id, value]) => ({ id, title: titleOf(definition.declaredOf(value, {}, false)) }));
        },
      };
    },
  };
}

async function readEach<I extends object, L, R extends object>(
  definition: Definition<I, L, R>,
  client: Client,
  recorded: readonly Recorded[],
): Promise<ReadonlyMap<string, L>> {
  const found = new Map<string, L>();
  for (const { id, outputs } of recorded) {
    const live = await definition.read(client, id, outputs);
    if (live !== undefined) found.set(id, live.value);
  }
  return found;
}

const titleOf = ({ displayName, uniqueName, friendlyName }: Bag): string | undefined =>
  [displayName, uniqueName, friendlyName].map(textOf).find((text) => text !== undefined && text !== "");

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** By the name of the class. */
export const KINDS: Readonly<Record<string, Kind>> = {
  Service: kindOf(serviceDefinition, "list"),
  CustomOperator: kindOf(customOperatorDefinition, "list"),
  OperatorAttachment: kindOf(operatorAttachmentDefinition, "list"),
  Transcript: kindOf(transcriptDefinition, "each"),
  LanguageOperator: kindOf(languageOperatorDefinition, "list"),
  IntelligenceConfiguration: kindOf(intelligenceConfigurationDefinition, "list"),
  ConversationsAttachment: kindOf(conversationsAttachmentDefinition, "list"),
};
