import { z } from "zod";
import { configurationId, conversationId, operatorId, operatorResultId, ruleId } from "../ids";

export const conversationStatus = z.enum(["ACTIVE", "INACTIVE", "CLOSED"]);
export const channel = z.enum(["VOICE", "SMS", "RCS", "EMAIL", "WHATSAPP", "CHAT", "API", "SYSTEM"]);

/** The two bounds on `createdAt` may span at most this many days. */
export const CREATED_SPAN_DAYS_MAX = 31;

/** A conversation as the list returns it; asked for by id, it holds its communications too. */
export const conversation = z.looseObject({
  id: conversationId,
  accountId: z.string(),
  name: z.string().nullish(),
  status: conversationStatus,
  createdAt: z.string(),
  updatedAt: z.string(),
  intelligenceConfigurationIds: z.array(z.string()),
  conversationConfigurationId: z.string().nullish(),
  channels: z.array(z.string()),
  channelIds: z.array(z.string()),
  participants: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string().nullish(),
      type: z.string().nullish(),
      addressValues: z.array(z.string()).nullish(),
    }),
  ),
  operatorResultIds: z.array(z.string()),
  communications: z
    .array(
      z.looseObject({
        id: z.string(),
        participantId: z.string(),
        content: z.looseObject({ text: z.string() }),
        createdAt: z.string(),
      }),
    )
    .nullish(),
});
export type Conversation = z.infer<typeof conversation>;

/** What one operator of a rule found in a conversation. `result` is as the operator's output format says. */
export const operatorResult = z.looseObject({
  id: operatorResultId,
  accountId: z.string(),
  outputFormat: z.string(),
  intelligenceConfiguration: z.looseObject({ id: configurationId, ruleId, version: z.int() }),
  conversationId,
  operator: z.looseObject({
    id: operatorId,
    version: z.int(),
    parameters: z.record(z.string(), z.json()).nullish(),
  }),
  dateCreated: z.string(),
  referenceIds: z.array(z.string()).nullish(),
  executionDetails: z.looseObject({}).nullish(),
  metadata: z.looseObject({}).nullish(),
  result: z.json(),
});
export type OperatorResult = z.infer<typeof operatorResult>;

/** Asks for one rule to be run on one conversation, with other parameters for this run alone if wanted. */
export const ruleExecutionBody = z.object({
  intelligenceConfigurationId: configurationId,
  ruleId,
  conversationId,
  rule: z
    .object({
      operators: z.array(z.object({ id: operatorId, parameters: z.record(z.string(), z.json()).optional() })),
    })
    .optional(),
});
export type RuleExecutionBody = z.infer<typeof ruleExecutionBody>;
