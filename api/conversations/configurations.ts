import type { Client, Versioned } from "../client";
import { type Collection, fetchOne, target } from "../object";
import { listV3 } from "../paging";
import { quote } from "../text";
import {
  accepted,
  type ConversationsConfiguration,
  type ConversationsPatch,
  conversationsConfiguration,
  type Operation,
  operation,
} from "../wire/conversations/configuration";
import { conversationsConfigurationId } from "../wire/ids";

/** On another host of Twilio's than everything else. */
const host = "conversations";

const configurations: Collection = {
  noun: "Conversations configuration",
  path: "/v2/ControlPlane/Configurations",
  id: conversationsConfigurationId,
  host,
};

const operations: Collection = {
  noun: "Conversations operation",
  path: "/v2/ControlPlane/Operations",
  id: conversationsConfigurationId,
  idMembers: ["operationId"],
  host,
};

/** `undefined` where the account has no such configuration. */
export const fetchConversationsConfiguration = (
  client: Client,
  id: string,
): Promise<Versioned<ConversationsConfiguration> | undefined> =>
  fetchOne(client, configurations, id, conversationsConfiguration);

export const listConversationsConfigurations = (client: Client): AsyncGenerator<ConversationsConfiguration> =>
  listV3(client, conversationsConfiguration, configurations);

/**
 * Changes only what the patch holds. Answers with the id of an operation that goes on behind it, and how long to wait before asking
 * for it, in ms. `key`, a UUID, makes the patch safe to send again for 24 hours. A ConflictError while another change goes on.
 */
export async function patchConversationsConfiguration(
  client: Client,
  id: string,
  patch: ConversationsPatch,
  key: string,
): Promise<{ operationId: string; retryAfterMs: number | undefined }> {
  const { value, retryAfterMs } = await client.call(
    { ...target(configurations, "update", id), idMembers: [], method: "PATCH", json: patch, idempotencyKey: key },
    accepted,
  );
  const operationId = value.statusUrl.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
  return { operationId, retryAfterMs };
}

/** `undefined` where there is no such operation. The words of its error are fit for a message. */
export const fetchConversationsOperation = (client: Client, id: string): Promise<Versioned<Operation> | undefined> => {
  const word = (text: string | null | undefined) => (text ? quote(client.masked(text)) : text);
  const readable = operation.transform((one) =>
    one.error ? { ...one, error: { ...one.error, title: word(one.error.title), detail: word(one.error.detail) } } : one,
  );
  return fetchOne(client, operations, id, readable);
};
