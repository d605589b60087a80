import type { Client, Settle, Versioned } from "../client";
import { type Collection, fetchOne, newTarget, remove, target } from "../object";
import { type Limit, listV3 } from "../paging";
import { configurationId } from "../wire/ids";
import { type Configuration, configuration } from "../wire/v3/configuration";

const configurations: Collection = {
  noun: "Intelligence Configuration",
  path: "/v3/ControlPlane/Configurations",
  id: configurationId,
};

/** The body of a create or an update. An update starts from the live object, and so may hold fields that this release does not know. */
export type Body = Record<string, unknown> & { displayName: string };

/** Names are not unique: two creates make two Configurations. */
export const createConfiguration = (
  client: Client,
  body: Body,
  settle?: Settle<Configuration>,
): Promise<Versioned<Configuration>> =>
  client.call({ ...newTarget(configurations, body.displayName), method: "POST", json: body }, configuration, settle);

/** `undefined` where the account has no such Configuration. */
export const fetchConfiguration = (client: Client, id: string): Promise<Versioned<Configuration> | undefined> =>
  fetchOne(client, configurations, id, configuration);

/**
 * Replaces the whole Configuration. `version` goes out as `If-Match`; a server may ignore it, so that the caller has to
 * compare versions before and after (Twilio's error dictionary has 95411 for it, its API pages do not list the header).
 */
export const replaceConfiguration = async (
  client: Client,
  id: string,
  body: Body,
  version: number,
  settle?: Settle<Configuration>,
): Promise<Versioned<Configuration>> =>
  client.call(
    { ...target(configurations, "update", id), method: "PUT", json: body, ifMatch: String(version) },
    configuration,
    settle,
  );

/** Succeeds where the Configuration is gone already. */
export const deleteConfiguration = (client: Client, id: string): Promise<void> => remove(client, configurations, id);

/** Every Configuration of the account. */
export const listConfigurations = (client: Client, { limit }: Limit = {}): AsyncGenerator<Configuration> =>
  listV3(client, configuration, { ...configurations, limit });
