import { z } from "zod";
import * as ids from "../../api/wire/ids";
import * as wireOperatorV2 from "../../api/wire/v2/operator";
import * as wireTranscript from "../../api/wire/v2/transcript";
import * as wireConfiguration from "../../api/wire/v3/configuration";
import * as wireConversation from "../../api/wire/v3/conversation";
import * as wireOperator from "../../api/wire/v3/operator";

/**
 * Schemas of the API's answers as documented: members that are always sent are required. The client requires less, so that it can read
 * the answers of a later API.
 */
const json = z.record(z.string(), z.json());

export const operator = wireOperatorV2.operator.extend({
  sid: ids.operatorSid,
  version: z.int(),
  availability: wireOperatorV2.availability.nullable(),
  config: z.json(),
  date_created: z.string().nullable(),
  operator_type: z.string().nullable(),
});
export type Operator = z.infer<typeof operator>;

export const operatorType = wireOperatorV2.operatorType.extend({
  sid: ids.operatorTypeSid,
  name: z.string(),
  config_schema: z.json(),
});
export type OperatorType = z.infer<typeof operatorType>;

export const transcript = wireTranscript.transcript.extend({
  sid: ids.transcriptSid,
  service_sid: ids.serviceSid,
  status: wireTranscript.transcriptStatus,
  channel: z.json(),
});
export type Transcript = z.infer<typeof transcript>;

const time = z.union([z.string(), z.number()]).nullable();

export const sentence = wireTranscript.sentence.extend({
  sid: ids.sentenceSid,
  media_channel: z.int(),
  sentence_index: z.int(),
  start_time: time,
  end_time: time,
  confidence: time,
  transcript: z.string().nullable(),
  words: z.array(z.looseObject({ word: z.string().nullable(), start_time: time, end_time: time })).nullish(),
});
export type Sentence = z.infer<typeof sentence>;

export const transcriptOperatorResult = wireTranscript.transcriptOperatorResult.extend({
  operator_type: wireTranscript.transcriptOperatorType,
  operator_sid: ids.operatorSid,
});

export const rule = wireConfiguration.rule.extend({
  id: ids.ruleId,
  operators: z.array(z.looseObject({ id: ids.operatorId, version: z.int().nullish(), parameters: json.nullish() })),
  triggers: z
    .array(z.looseObject({ on: z.string(), parameters: z.looseObject({ count: z.int().nullish() }).nullish() }))
    .nullish(),
  actions: z.array(z.looseObject({ type: z.string(), method: z.string(), url: z.string() })),
});
export type Rule = z.infer<typeof rule>;

export const configuration = wireConfiguration.configuration.extend({
  id: ids.configurationId,
  accountId: z.string(),
  displayName: z.string(),
  version: z.int(),
  rules: z.array(rule),
  dateCreated: z.string(),
  dateUpdated: z.string(),
});
export type Configuration = z.infer<typeof configuration>;

export const languageOperator = wireOperator.languageOperator.extend({
  id: ids.operatorId,
  displayName: z.string(),
  outputFormat: z.string(),
  parameters: z
    .record(
      z.string(),
      z.looseObject({
        type: z.string(),
        default: z.json().optional(),
        required: z.boolean().nullish(),
        description: z.string().nullish(),
      }),
    )
    .nullish(),
  author: wireOperator.author,
  version: z.int(),
});
export type LanguageOperator = z.infer<typeof languageOperator>;

export const operatorVersionItem = wireOperator.operatorVersionItem.extend({
  version: z.int(),
  status: wireOperator.operatorStatus,
  dateCreated: z.string(),
});
export type OperatorVersionItem = z.infer<typeof operatorVersionItem>;

export const conversation = wireConversation.conversation.extend({
  id: ids.conversationId,
  accountId: z.string(),
  status: wireConversation.conversationStatus,
  createdAt: z.string(),
  updatedAt: z.string(),
  intelligenceConfigurationIds: z.array(z.string()),
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

export const operatorResult = wireConversation.operatorResult.extend({
  id: ids.operatorResultId,
  accountId: z.string(),
  outputFormat: z.string(),
  intelligenceConfiguration: z.looseObject({ id: ids.configurationId, ruleId: ids.ruleId, version: z.int() }),
  conversationId: ids.conversationId,
  operator: z.looseObject({ id: ids.operatorId, version: z.int(), parameters: json.nullish() }),
  dateCreated: z.string(),
  result: z.json(),
});
export type OperatorResult = z.infer<typeof operatorResult>;
