import { z } from "zod";
import type { Client } from "../../api/client";
import { fetchConfiguration, listConfigurations } from "../../api/v3/configurations";
import {
  fetchLanguageOperator,
  fetchLanguageOperatorVersion,
  listLanguageOperators,
  listLanguageOperatorVersions,
} from "../../api/v3/operators";
import { configurationId, operatorId } from "../../api/wire/ids";
import { configuration, operatorVersion } from "../../api/wire/v3/configuration";
import { author, languageOperator, languageOperatorVersion, operatorVersionItem } from "../../api/wire/v3/operator";
import { line, TEXT_MAX } from "../values/textTypes";
import { type Args, collectPlain, common, type ListArgs, list, oneOf, read, requireFound } from "./defineRead";
import { findByName } from "./findByName";
import type { Plain } from "./plainResult";

const displayName = line(TEXT_MAX);

const getIntelligenceConfigurationArgs = oneOf(
  z.strictObject({
    ...common,
    /** `intelligence_configuration_…`. Either this or `displayName`. */
    id: configurationId.optional(),
    /** The name of the Configuration, letter by letter. Names are not unique: several of one name are an error. Either this or `id`. */
    displayName: displayName.optional(),
  }),
  "id",
  "displayName",
);
export type GetIntelligenceConfigurationArgs = Args<typeof getIntelligenceConfigurationArgs>;
export type GetIntelligenceConfigurationResult = Plain<z.infer<typeof configuration>>;

export const getIntelligenceConfiguration = read(
  "getIntelligenceConfiguration",
  getIntelligenceConfigurationArgs,
  async (client, { id, displayName: name = "" }) => {
    const noun = "Intelligence Configuration";
    if (id !== undefined) return requireFound(configuration, await fetchConfiguration(client, id), { noun, id });
    return findByName(configuration, listConfigurations(client), {
      noun,
      name,
      nameOf: (one) => one.displayName ?? null,
      label: (one) => one.id,
      hint: "Read one of them by its id",
    });
  },
);

const getIntelligenceConfigurationsArgs = z.strictObject(list);
export type GetIntelligenceConfigurationsArgs = ListArgs<typeof getIntelligenceConfigurationsArgs>;

export const getIntelligenceConfigurations = read(
  "getIntelligenceConfigurations",
  getIntelligenceConfigurationsArgs,
  async (client, filter) => collectPlain(configuration, listConfigurations(client, filter)),
);

const operatorNoun = "Language Operator";

export type GetLanguageOperatorResult = Plain<z.infer<typeof languageOperator>>;

type Author = z.infer<typeof author>;

const by: Record<Author, string> = { SELF: "of the account's own", TWILIO: "of Twilio's" };

async function* writtenBy(client: Client, wanted: Author | undefined) {
  for await (const one of listLanguageOperators(client)) if ((wanted ?? one.author) === one.author) yield one;
}

const operatorNamed = (client: Client, name: string, wanted: Author | undefined) =>
  findByName(languageOperator, writtenBy(client, wanted), {
    noun: operatorNoun,
    name,
    ...(wanted !== undefined && { narrowed: ` ${by[wanted]}` }),
    nameOf: (one) => one.displayName ?? null,
    label: (one) => `${one.id} (${one.author})`,
    hint: "Read one of them by its id",
  });

const getLanguageOperatorArgs = oneOf(
  z.strictObject({
    ...common,
    /** `intelligence_operator_…`. Either this or `displayName`. */
    id: operatorId.optional(),
    /** The name of the operator, letter by letter. Names are not unique: several of one name are an error. Either this or `id`. */
    displayName: displayName.optional(),
    /** Looks only among the account's own operators (`SELF`), or Twilio's (`TWILIO`). Goes with `displayName`. */
    author: author.optional(),
  }),
  "id",
  "displayName",
).refine(({ id, author: wanted }) => id === undefined || wanted === undefined, {
  path: ["author"],
  message: "goes with displayName: an id stands for one operator",
});
export type GetLanguageOperatorArgs = Args<typeof getLanguageOperatorArgs>;

export const getLanguageOperator = read(
  "getLanguageOperator",
  getLanguageOperatorArgs,
  async (client, { id, displayName: name = "", author: wanted }) => {
    if (id === undefined) return operatorNamed(client, name, wanted);
    return requireFound(languageOperator, await fetchLanguageOperator(client, id), { noun: operatorNoun, id });
  },
);

const getTwilioOperatorArgs = z.strictObject({
  ...common,
  /** The name that Twilio gave the operator, letter by letter, such as `Sentiment`. */
  displayName,
});
export type GetTwilioOperatorArgs = Args<typeof getTwilioOperatorArgs>;

export const getTwilioOperator = read(
  "getTwilioOperator",
  getTwilioOperatorArgs,
  async (client, { displayName: name }) => operatorNamed(client, name, "TWILIO"),
);

const getLanguageOperatorsArgs = z.strictObject(list);
export type GetLanguageOperatorsArgs = ListArgs<typeof getLanguageOperatorsArgs>;

export const getLanguageOperators = read("getLanguageOperators", getLanguageOperatorsArgs, async (client, filter) =>
  collectPlain(languageOperator, listLanguageOperators(client, filter)),
);

const ofOperator = {
  /** The operator, `intelligence_operator_…`. */
  operatorId,
};

const getLanguageOperatorVersionArgs = z.strictObject({
  ...common,
  ...ofOperator,
  /** Which version of it, from 1. */
  version: operatorVersion,
});
export type GetLanguageOperatorVersionArgs = Args<typeof getLanguageOperatorVersionArgs>;
export type GetLanguageOperatorVersionResult = Plain<z.infer<typeof languageOperatorVersion>>;

export const getLanguageOperatorVersion = read(
  "getLanguageOperatorVersion",
  getLanguageOperatorVersionArgs,
  async (client, { operatorId: id, version }) =>
    requireFound(languageOperatorVersion, await fetchLanguageOperatorVersion(client, id, version), {
      noun: `version ${version} of Language Operator`,
      id,
    }),
);

const getLanguageOperatorVersionsArgs = z.strictObject({ ...list, ...ofOperator });
export type GetLanguageOperatorVersionsArgs = ListArgs<typeof getLanguageOperatorVersionsArgs>;
export type GetLanguageOperatorVersionsResult = Plain<z.infer<typeof operatorVersionItem>>;

export const getLanguageOperatorVersions = read(
  "getLanguageOperatorVersions",
  getLanguageOperatorVersionsArgs,
  async (client, { operatorId: id, ...filter }) =>
    collectPlain(operatorVersionItem, listLanguageOperatorVersions(client, id, filter), { noun: operatorNoun, id }),
);
