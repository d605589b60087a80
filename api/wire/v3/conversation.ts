import { z } from "zod";
import { configurationId, conversationId, operatorId, responseId, ruleId } from "../ids";
import { identity } from "../itemIdentity";

/** Documented statuses of a conversation. */
export const conversationStatus = z.enum(["ACTIVE", "INACTIVE", "CLOSED"]);
/** Documented channels of a conversation. */
export const channel = z.enum(["VOICE", "SMS", "RCS", "EMAIL", "WHATSAPP", "CHAT", "API", "SYSTEM"]);

/** Maximum span between the two bounds on `createdAt`, in days. */
export const CREATED_SPAN_DAYS_MAX = 31;

/** Conversation, as the API returns it. Lists omit `communications`. Only the id is required. */
export const conversation = z.looseObject({
  id: responseId,
  accountId: z.string().nullish(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  intelligenceConfigurationIds: z.array(z.string()).nullish(),
  conversationConfigurationId: z.string().nullish(),
  channels: z.array(z.string()).nullish(),
  channelIds: z.array(z.string()).nullish(),
  participants: z
    .array(
      z.looseObject({
        id: z.string().nullish(),
        name: z.string().nullish(),
        type: z.string().nullish(),
        addressValues: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
  operatorResultIds: z.array(z.string()).nullish(),
  communications: z
    .array(
      z.looseObject({
        id: z.string().nullish(),
        participantId: z.string().nullish(),
        content: z.looseObject({ text: z.string().nullish() }).nullish(),
        createdAt: z.string().nullish(),
      }),
    )
    .nullish(),
});
export type Conversation = z.infer<typeof conversation>;

/** Result of one operator for a conversation. `result` depends on the operator's output format. Only the id is required. */
export const operatorResult = z.looseObject({
  id: responseId,
  accountId: z.string().nullish(),
  outputFormat: z.string().nullish(),
  intelligenceConfiguration: z
    .looseObject({ id: z.string().nullish(), ruleId: z.string().nullish(), version: z.int().nullish() })
    .nullish(),
  conversationId: z.string().nullish(),
  operator: z
    .looseObject({
      id: z.string().nullish(),
      version: z.int().nullish(),
      parameters: z.record(z.string(), z.json()).nullish(),
    })
    .nullish(),
  dateCreated: z.string().nullish(),
  referenceIds: z.array(z.string()).nullish(),
  executionDetails: z.looseObject({}).nullish(),
  metadata: z.looseObject({}).nullish(),
  result: z.json().optional(),
});
export type OperatorResult = z.infer<typeof operatorResult>;

/** Body of a request that runs one rule on one conversation. Its parameters apply to this run only. */
export const ruleExecutionBody = z.strictObject({
  intelligenceConfigurationId: configurationId,
  ruleId,
  conversationId,
  rule: z
    .strictObject({
      operators: z.array(
        z.strictObject({ id: operatorId, parameters: z.record(z.string(), z.json()) }).register(identity, { by: "id" }),
      ),
    })
    .optional(),
});
export type RuleExecutionBody = z.infer<typeof ruleExecutionBody>;
