import { z } from "zod";
import type { Client } from "../client";
import { type Collection, fetchOne, remove } from "../object";
import { type Limit, listV3, queryOf } from "../paging";
import { conversationId, operatorResultId } from "../wire/ids";
import {
  type Conversation,
  type channel,
  conversation,
  type conversationStatus,
  type OperatorResult,
  operatorResult,
  type RuleExecutionBody,
} from "../wire/v3/conversation";

/**
 * Filter of a list of conversations. A list matches any of its items. The two dates are in ISO 8601 and can span at most 31 days.
 */
export interface ConversationFilter extends Limit {
  createdAtBefore?: string | undefined;
  createdAtAfter?: string | undefined;
  status?: z.infer<typeof conversationStatus> | undefined;
  channelId?: string | undefined;
  channels?: z.infer<typeof channel>[] | undefined;
  conversationConfigurationId?: string | undefined;
  intelligenceConfigurationIds?: string[] | undefined;
  operatorIds?: string[] | undefined;
}

const conversations: Collection = { noun: "Conversation", path: "/v3/Conversations", id: conversationId };

/** Lists the conversations of the account, without their communications. */
export const listConversations = (
  client: Client,
  { limit, ...filter }: ConversationFilter = {},
): AsyncGenerator<Conversation> => listV3(client, conversation, { ...conversations, query: queryOf(filter), limit });

/** Returns a conversation with its communications, or `undefined` if the account has no such conversation. */
export const fetchConversation = (client: Client, id: string) => fetchOne(client, conversations, id, conversation);

/** Filter of a list of operator results. */
export interface OperatorResultFilter extends Limit {
  conversationId?: string | undefined;
  intelligenceConfigurationId?: string | undefined;
  operatorId?: string | undefined;
}

const results: Collection = { noun: "operator result", path: "/v3/OperatorResults", id: operatorResultId };

/** Lists the operator results of the account. */
export const listOperatorResults = (
  client: Client,
  { limit, ...filter }: OperatorResultFilter = {},
): AsyncGenerator<OperatorResult> => listV3(client, operatorResult, { ...results, query: queryOf(filter), limit });

/** Returns an operator result, or `undefined` if the account has no such result. */
export const fetchOperatorResult = (client: Client, id: string) => fetchOne(client, results, id, operatorResult);

/** Deletes an operator result. Succeeds if it is already gone. */
export const deleteOperatorResult = (client: Client, id: string): Promise<void> => remove(client, results, id);

/** Runs one rule on one conversation. The results appear asynchronously. */
export async function executeRule(client: Client, body: RuleExecutionBody): Promise<void> {
  const id = `${body.ruleId} on ${body.conversationId}`;
  await client.call(
    { verb: "create", noun: "Rule Execution", id, method: "POST", path: "/v3/RuleExecutions", json: body },
    z.unknown(),
  );
}
