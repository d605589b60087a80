import { z } from "zod";
import { operatorSid, serviceSid, transcriptSid } from "../../api/wire/ids";
import { transcriptStatus } from "../../api/wire/v2/transcript";
import { conversation, operatorResult, sentence, transcript, transcriptOperatorResult } from "../values/responses";

const seconds = z.number().min(0);

/** One sentence of a recording. Missing times are computed from the sentences before it, missing words from its text. */
const seedSentence = z.strictObject({
  transcript: z.string(),
  /** Redacted text. Default: the text with all words that contain a digit or an @ redacted. */
  redacted: z.string().optional(),
  media_channel: z.int().min(0).default(1),
  start_time: seconds.optional(),
  end_time: seconds.optional(),
  confidence: z.number().min(0).max(1).default(0.9),
  words: sentence.shape.words,
});
export type SeedSentence = z.output<typeof seedSentence>;

/** Result of an operator for a recording, with the fields of the API's answer. Names the operator by SID or name. */
const seedResult = z.strictObject({
  ...transcriptOperatorResult.partial().omit({ transcript_sid: true, url: true }).shape,
  operator_sid: operatorSid.optional(),
  name: z.string().optional(),
});
export type SeedResult = z.output<typeof seedResult>;

const spoken = {
  /** Final status of the transcript. */
  status: transcriptStatus.extract(["completed", "failed", "canceled", "error"]).default("completed"),
  /** Duration in seconds. Default: the end of the last sentence. */
  duration: seconds.optional(),
  sentences: z.array(seedSentence).default([]),
  operator_results: z.array(seedResult).default([]),
};

/** Content of all media whose URL or SID contains `media`, or of any media without `media`. */
const seedRecording = z.strictObject({ media: z.string().optional(), ...spoken });
export type SeedRecording = z.output<typeof seedRecording>;

/** A transcript that exists from the start, in its final status. */
const seedTranscript = z.strictObject({
  sid: transcriptSid,
  service_sid: serviceSid,
  channel: z.record(z.string(), z.json()),
  language_code: z.string().default("en-US"),
  redaction: z.boolean().default(false),
  customer_key: z.string().nullable().default(null),
  media_start_time: z.string().nullable().default(null),
  date_created: z.string(),
  encryption_credential_sid: transcript.shape.encryption_credential_sid,
  ...spoken,
});

/** A v3 conversation that exists from the start. The emulator adds the fields that follow from results. */
const seedConversation = z.object({
  ...conversation.shape,
  accountId: z.string().optional(),
  name: z.string().nullish(),
  intelligenceConfigurationIds: z.array(z.string()).default([]),
  channelIds: z.array(z.string()).default([]),
  /** Value on the Intelligence host. Null: the Conversations configuration has no Memory Store. */
  conversationConfigurationId: z.string().nullable().default("unused"),
  operatorResultIds: z.array(z.string()).default([]),
});

/** A v3 operator result that exists from the start. */
const seedOperatorResult = z.object({ ...operatorResult.shape, accountId: z.string().optional() });

const { intelligenceConfiguration, operator } = operatorResult.shape;

/** Result of a language operator for one conversation, or for all, when a rule is executed. */
const seedFinding = z.strictObject({
  /** Id or display name. Any operator if absent. */
  operator: z.string().optional(),
  /** Conversation id. Any conversation if absent. */
  conversation: z.string().optional(),
  /** The `result` of the API's answer. Default: an example of the right shape. */
  result: z.json().optional(),
  /** Whether the operator fails, so that there is no result. */
  fails: z.boolean().default(false),
  /** Replaces the source that the result names. */
  claims: z
    .strictObject({
      configurationId: intelligenceConfiguration.shape.id.exactOptional(),
      configurationVersion: intelligenceConfiguration.shape.version.exactOptional(),
      ruleId: intelligenceConfiguration.shape.ruleId.exactOptional(),
      operatorId: operator.shape.id.exactOptional(),
      operatorVersion: operator.shape.version.exactOptional(),
    })
    .default({}),
});

export const seedSchema = z.strictObject({
  /** Content of the transcripts that a program creates. The first entry that matches applies. */
  recordings: z.array(seedRecording).default([]),
  transcripts: z.array(seedTranscript).default([]),
  conversations: z.array(seedConversation).default([]),
  operatorResults: z.array(seedOperatorResult).default([]),
  /** The `result` of language operators, by operator id or display name. */
  languageResults: z.record(z.string(), z.json()).default({}),
  /** Results per conversation, with failures. Takes precedence over `languageResults`. The first entry that matches applies. */
  languageFindings: z.array(seedFinding).default([]),
});
/** A seed as a user writes it, without defaults. */
export type SeedInput = z.input<typeof seedSchema>;
/** A checked seed with all defaults. */
export type Seed = z.output<typeof seedSchema>;
