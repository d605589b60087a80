import type { Client, Recover, Versioned } from "../client";
import { type Collection, fetchOne, newTarget, remove, target } from "../object";
import { type Limit, listV3 } from "../paging";
import { configurationId } from "../wire/ids";
import { type Configuration, configuration } from "../wire/v3/configuration";

const configurations: Collection = {
  noun: "Intelligence Configuration",
  path: "/v3/ControlPlane/Configurations",
  id: configurationId,
};

/** Body of a create or an update. An update starts from the live object, so it can contain fields that this release does not know. */
export type Body = Record<string, unknown> & { displayName: string };

/**
 * Creates an Intelligence Configuration. Names are not unique.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 */
export const createConfiguration = (
  client: Client,
  body: Body,
  recover?: Recover<Configuration>,
): Promise<Versioned<Configuration>> =>
  client.call({ ...newTarget(configurations, body.displayName), method: "POST", json: body }, configuration, recover);

/** Returns an Intelligence Configuration, or `undefined` if the account has no such Configuration. */
export const fetchConfiguration = (client: Client, id: string): Promise<Versioned<Configuration> | undefined> =>
  fetchOne(client, configurations, id, configuration);

/**
 * Replaces an Intelligence Configuration. `version` is sent as `If-Match`. Twilio documents the error code 95411 for it but not the
 * header, and may ignore the header, so compare versions before and after the write.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 * @throws ConflictError (Twilio code 95411) if `version` is not the current version.
 */
export const replaceConfiguration = async (
  client: Client,
  id: string,
  body: Body,
  version: number,
  recover?: Recover<Configuration>,
): Promise<Versioned<Configuration>> =>
  client.call(
    { ...target(configurations, "update", id), method: "PUT", json: body, ifMatch: String(version) },
    configuration,
    recover,
  );

/** Deletes an Intelligence Configuration. Succeeds if it is already gone. */
export const deleteConfiguration = (client: Client, id: string): Promise<void> => remove(client, configurations, id);

/** Lists the Intelligence Configurations of the account. */
export const listConfigurations = (client: Client, { limit }: Limit = {}): AsyncGenerator<Configuration> =>
  listV3(client, configuration, { ...configurations, limit });
