import type { Client, Recover, Versioned } from "../client";
import { type Collection, fetchOne, newTarget, target, undefinedIfNotFound } from "../object";
import { fetchOperation, type Started, start } from "../operation";
import { type Limit, listV3, queryOf } from "../paging";
import {
  type ConversationsBody,
  type ConversationsConfiguration,
  type ConversationsPatch,
  type ConversationsReplacement,
  conversationsConfiguration,
} from "../wire/conversations/configuration";
import { conversationsConfigurationId, operationId } from "../wire/ids";

const host = "conversations";

const configurations: Collection = {
  noun: "Conversations configuration",
  path: "/v2/ControlPlane/Configurations",
  id: conversationsConfigurationId,
  host,
};

/** Operations of the Conversations API. Pass it to `finish`. */
export const conversationsOperations: Collection = {
  noun: "Conversations operation",
  path: "/v2/ControlPlane/Operations",
  id: operationId,
  idMembers: ["operationId"],
  host,
};

/**
 * Starts the creation of a Conversations configuration. The id is in the response, or in the finished operation.
 *
 * @param key Idempotency key: a UUID that makes the write safe to send again for 24 hours.
 * @param recover Recovers the write if no response arrives at all.
 */
export const createConversationsConfiguration = (
  client: Client,
  body: ConversationsBody,
  key: string,
  recover?: Recover<Started>,
): Promise<Started> => {
  const call = { ...newTarget(configurations, body.displayName), json: body, idempotencyKey: key };
  return start(client, { ...call, method: "POST" }, recover);
};

/** Returns a Conversations configuration, or `undefined` if the account has no such configuration. */
export const fetchConversationsConfiguration = (
  client: Client,
  id: string,
): Promise<Versioned<ConversationsConfiguration> | undefined> =>
  fetchOne(client, configurations, id, conversationsConfiguration);

/** Filter of a list of Conversations configurations. */
export interface ConversationsConfigurationFilter extends Limit {
  /** Id of the Memory Store that the configurations use. */
  memoryStoreId?: string | undefined;
}

/** Lists the Conversations configurations of the account. */
export const listConversationsConfigurations = (
  client: Client,
  { memoryStoreId, limit }: ConversationsConfigurationFilter = {},
): AsyncGenerator<ConversationsConfiguration> =>
  listV3(client, conversationsConfiguration, { ...configurations, query: queryOf({ memoryStoreId }), limit });

/**
 * Starts an update of the fields in the patch.
 *
 * @param key Idempotency key, as for a create.
 * @throws ConflictError if another write to the configuration is still in progress.
 */
export const patchConversationsConfiguration = async (
  client: Client,
  id: string,
  patch: ConversationsPatch,
  key: string,
): Promise<Started> => write(client, "PATCH", id, patch, key);

/**
 * Starts a full replacement. The API removes every field that the body omits, including fields that this release does not know.
 * Prefer `patchConversationsConfiguration`.
 *
 * @param key Idempotency key, as for a create.
 */
export const replaceConversationsConfiguration = async (
  client: Client,
  id: string,
  body: ConversationsReplacement | Record<string, unknown>,
  key: string,
): Promise<Started> => write(client, "PUT", id, body, key);

const write = (client: Client, method: "PATCH" | "PUT", id: string, json: unknown, key: string): Promise<Started> =>
  start(client, { ...target(configurations, "update", id), idMembers: [], method, json, idempotencyKey: key });

/** Starts a delete. Returns `undefined` if the configuration is already gone. */
export const deleteConversationsConfiguration = async (
  client: Client,
  id: string,
  key: string,
): Promise<Started | undefined> => {
  const call = { ...target(configurations, "delete", id), idMembers: [], idempotencyKey: key };
  return undefinedIfNotFound(start(client, { ...call, method: "DELETE" }));
};

/** Returns an operation, or `undefined` if it does not exist. The text of its error is safe to print. */
export const fetchConversationsOperation = (client: Client, id: string) =>
  fetchOperation(client, conversationsOperations, id);
