import type { Client } from "../../api/client";
import { listConversationsConfigurations } from "../../api/conversations/configurations";
import { hasCode } from "../../api/errors";
import { type ConversationFilter, listConversations } from "../../api/v3/conversations";
import { type Conversation, CREATED_SPAN_DAYS_MAX } from "../../api/wire/v3/conversation";

const DAY_MS = 24 * 3600 * 1000;

/**
 * Returns the newest conversation of a Configuration, or `undefined`. If no conversation names the Configuration, as after a replacement,
 * it returns the newest one of `attachedTo`, the Conversations configurations that it is attached to.
 */
export async function newestConversation(
  client: Client,
  configuration: string,
  attachedTo: readonly string[],
): Promise<Conversation | undefined> {
  const own = await newest(client, { intelligenceConfigurationIds: [configuration] });
  if (own !== undefined) return own;
  const others = await Promise.all(
    attachedTo.map((conversationConfigurationId) => newest(client, { conversationConfigurationId })),
  );
  return others.reduce((found, one) => (one === undefined ? found : later(found, one)), undefined);
}

/** Searches the last days first, because the order of the list is not documented and the list can be long. */
async function newest(client: Client, filter: ConversationFilter): Promise<Conversation | undefined> {
  const now = Date.now();
  const since = (days: number): ConversationFilter => ({
    createdAtAfter: new Date(now - days * DAY_MS).toISOString(),
    createdAtBefore: new Date(now + DAY_MS).toISOString(),
  });
  for (const span of [since(1), since(CREATED_SPAN_DAYS_MAX - 1), {}]) {
    let found: Conversation | undefined;
    for await (const one of listConversations(client, { ...filter, ...span })) found = later(found, one);
    if (found !== undefined) return found;
  }
  return undefined;
}

const later = (a: Conversation | undefined, b: Conversation): Conversation =>
  a !== undefined && Date.parse(a.createdAt ?? "") > Date.parse(b.createdAt ?? "") ? a : b;

/**
 * Returns the Conversations configurations that each Intelligence Configuration is attached to, by its id; `undefined` if the API key
 * cannot list them.
 */
export async function readAttachments(client: Client): Promise<Map<string, string[]> | undefined> {
  const attached = new Map<string, string[]>();
  try {
    for await (const { id, intelligenceConfigurationIds } of listConversationsConfigurations(client)) {
      for (const one of intelligenceConfigurationIds ?? []) attached.set(one, [...(attached.get(one) ?? []), id]);
    }
  } catch (error) {
    if (hasCode(error, "forbidden") || hasCode(error, "unauthorised") || hasCode(error, "not_found")) return undefined;
    throw error;
  }
  return attached;
}
