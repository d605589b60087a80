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

/** What a list of conversations may be narrowed to. The two bounds, in ISO 8601, may span at most 31 days; a list means any of its items. */
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

export const listConversations = (
  client: Client,
  { limit, ...filter }: ConversationFilter = {},
): AsyncGenerator<Conversation> => listV3(client, conversation, { ...conversations, query: queryOf(filter), limit });

/** With its communications. `undefined` where the account has no such conversation. */
export const fetchConversation = (client: Client, id: string) => fetchOne(client, conversations, id, conversation);

/** What a list of operator results may be narrowed to. */
export interface OperatorResultFilter extends Limit {
  conversationId?: string | undefined;
  intelligenceConfigurationId?: string | undefined;
  operatorId?: string | undefined;
}

const results: Collection = { noun: "operator result", path: "/v3/OperatorResults", id: operatorResultId };

export const listOperatorResults = (
  client: Client,
  { limit, ...filter }: OperatorResultFilter = {},
): AsyncGenerator<OperatorResult> => listV3(client, operatorResult, { ...results, query: queryOf(filter), limit });

/** `undefined` where the account has no such result. */
export const fetchOperatorResult = (client: Client, id: string) => fetchOne(client, results, id, operatorResult);

/** Succeeds where the result is gone already. */
export const deleteOperatorResult = (client: Client, id: string): Promise<void> => remove(client, results, id);

/** Asks for one rule to be run on one conversation. Answers before the results are there. */
export async function executeRule(client: Client, body: RuleExecutionBody): Promise<void> {
  const id = `${body.ruleId} on ${body.conversationId}`;
  await client.call(
    { verb: "create", noun: "Rule Execution", id, method: "POST", path: "/v3/RuleExecutions", json: body },
    z.unknown(),
  );
}
