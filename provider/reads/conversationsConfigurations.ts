import { z } from "zod";
import {
  fetchConversationsConfiguration,
  listConversationsConfigurations,
} from "../../api/conversations/configurations";
import { conversationsConfiguration } from "../../api/wire/conversations/configuration";
import { conversationsConfigurationId, memoryStoreId } from "../../api/wire/ids";
import { line, TEXT_MAX } from "../values/textTypes";
import { type Args, collectPlain, common, type ListArgs, list, oneOf, read, requireFound } from "./defineRead";
import { findByName } from "./findByName";
import type { Plain } from "./plainResult";

const noun = "Conversations configuration";

const getConversationsConfigurationArgs = oneOf(
  z.strictObject({
    ...common,
    /** Id of the configuration, `conv_configuration_…`. Either this or `displayName`. */
    id: conversationsConfigurationId.optional(),
    /** Display name, letter by letter. Names are not unique: several of one name are an error. Either this or `id`. */
    displayName: line(TEXT_MAX).optional(),
  }),
  "id",
  "displayName",
);
export type GetConversationsConfigurationArgs = Args<typeof getConversationsConfigurationArgs>;
export type GetConversationsConfigurationResult = Plain<z.infer<typeof conversationsConfiguration>>;

export const getConversationsConfiguration = read(
  "getConversationsConfiguration",
  getConversationsConfigurationArgs,
  async (client, { id, displayName: name = "" }) => {
    if (id !== undefined) {
      return requireFound(conversationsConfiguration, await fetchConversationsConfiguration(client, id), { noun, id });
    }
    return findByName(conversationsConfiguration, listConversationsConfigurations(client), {
      noun,
      name,
      nameOf: (one) => one.displayName ?? null,
      label: (one) => one.id,
      hint: "Read one of them by its id",
    });
  },
);

const getConversationsConfigurationsArgs = z.strictObject({
  ...list,
  /** Only those that use this Memory Store, `mem_store_…`. */
  memoryStoreId: memoryStoreId.optional(),
});
export type GetConversationsConfigurationsArgs = ListArgs<typeof getConversationsConfigurationsArgs>;

export const getConversationsConfigurations = read(
  "getConversationsConfigurations",
  getConversationsConfigurationsArgs,
  async (client, filter) => collectPlain(conversationsConfiguration, listConversationsConfigurations(client, filter)),
);
