import { z } from "zod";
import {
  fetchConversation,
  fetchOperatorResult,
  listConversations,
  listOperatorResults,
} from "../../api/v3/conversations";
import { configurationId, conversationId, operatorId, operatorResultId } from "../../api/wire/ids";
import {
  CREATED_SPAN_DAYS_MAX,
  channel,
  conversation,
  conversationStatus,
  operatorResult,
} from "../../api/wire/v3/conversation";
import { line, TEXT_MAX } from "../values/textTypes";
import { dateTime } from "./dateTime";
import { type Args, collectPlain, common, type ListArgs, list, read, requireFound } from "./defineRead";
import type { Plain } from "./plainResult";

const DAY_MS = 24 * 3600 * 1000;

/** An empty list would stand for no filter, and so for all there is. */
const anyOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).optional();

const getConversationArgs = z.strictObject({
  ...common,
  /** `conv_conversation_…`. */
  id: conversationId,
});
export type GetConversationArgs = Args<typeof getConversationArgs>;
export type GetConversationResult = Plain<z.infer<typeof conversation>>;

export const getConversation = read("getConversation", getConversationArgs, async (client, { id }) =>
  requireFound(conversation, await fetchConversation(client, id), { noun: "Conversation", id }),
);

const getConversationsArgs = z
  .strictObject({
    ...list,
    /** Only those made before this dateTime, in ISO 8601. */
    createdAtBefore: dateTime.optional(),
    /** Only those made after this dateTime, in ISO 8601: at most 31 days before `createdAtBefore`. */
    createdAtAfter: dateTime.optional(),
    /** Only those in this state: `ACTIVE`, `INACTIVE`, `CLOSED`. */
    status: conversationStatus.optional(),
    /** Only those over this one channel, by its id, such as a call's or a message's SID. */
    channelId: line(TEXT_MAX).optional(),
    /** Only those over any of these kinds of channel: `VOICE`, `SMS`, `RCS`, `EMAIL`, `WHATSAPP`, `CHAT`, `API`, `SYSTEM`. */
    channels: anyOf(channel),
    /** Only those of this Conversations configuration. Twilio is known to leave it at `unused`. */
    conversationConfigurationId: line(TEXT_MAX).optional(),
    /** Only those on which any of these Intelligence Configurations ran. */
    intelligenceConfigurationIds: anyOf(configurationId),
    /** Only those on which any of these language operators ran. */
    operatorIds: anyOf(operatorId),
  })
  .refine(
    ({ createdAtAfter = "", createdAtBefore = "" }) =>
      !(Date.parse(createdAtBefore) - Date.parse(createdAtAfter) > CREATED_SPAN_DAYS_MAX * DAY_MS),
    {
      path: ["createdAtAfter"],
      message: `must lie at most ${CREATED_SPAN_DAYS_MAX} days before createdAtBefore: the API takes no wider span`,
    },
  );
export type GetConversationsArgs = ListArgs<typeof getConversationsArgs>;

export const getConversations = read("getConversations", getConversationsArgs, async (client, filter) =>
  collectPlain(conversation, listConversations(client, filter)),
);

const getOperatorResultArgs = z.strictObject({
  ...common,
  /** `intelligence_operatorresult_…`. */
  id: operatorResultId,
});
export type GetOperatorResultArgs = Args<typeof getOperatorResultArgs>;
export type GetOperatorResultResult = Plain<z.infer<typeof operatorResult>>;

export const getOperatorResult = read("getOperatorResult", getOperatorResultArgs, async (client, { id }) =>
  requireFound(operatorResult, await fetchOperatorResult(client, id), { noun: "operator result", id }),
);

const getOperatorResultsArgs = z.strictObject({
  ...list,
  /** Only those of this conversation, `conv_conversation_…`. */
  conversationId: conversationId.optional(),
  /** Only those of the rules of this Configuration, `intelligence_configuration_…`. */
  intelligenceConfigurationId: configurationId.optional(),
  /** Only those of this language operator, `intelligence_operator_…`. */
  operatorId: operatorId.optional(),
});
export type GetOperatorResultsArgs = ListArgs<typeof getOperatorResultsArgs>;

export const getOperatorResults = read("getOperatorResults", getOperatorResultsArgs, async (client, filter) =>
  collectPlain(operatorResult, listOperatorResults(client, filter)),
);
