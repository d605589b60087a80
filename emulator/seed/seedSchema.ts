import { z } from "zod";
import { operatorSid, serviceSid, transcriptSid } from "../../api/wire/ids";
import { transcriptStatus } from "../../api/wire/v2/transcript";
import { conversation, operatorResult, sentence, transcript, transcriptOperatorResult } from "../values/responses";

const seconds = z.number().min(0);

/** One sentence of a recording. What is left out is made up: times from the text before it, words from its own. */
const seedSentence = z.strictObject({
  transcript: z.string(),
  /** What is shown in its place where personal data is hidden; default: words with a digit or an @ are masked. */
  redacted: z.string().optional(),
  media_channel: z.int().min(0).default(1),
  start_time: seconds.optional(),
  end_time: seconds.optional(),
  confidence: z.number().min(0).max(1).default(0.9),
  words: sentence.shape.words,
});
export type SeedSentence = z.output<typeof seedSentence>;

/** What an operator finds in a recording: fields of the API's answer. The operator is named by sid or by name. */
const seedResult = z.strictObject({
  ...transcriptOperatorResult.partial().omit({ transcript_sid: true, url: true }).shape,
  operator_sid: operatorSid.optional(),
  name: z.string().optional(),
});
export type SeedResult = z.output<typeof seedResult>;

const spoken = {
  /** What the transcript ends as. */
  status: transcriptStatus.extract(["completed", "failed", "canceled", "error"]).default("completed"),
  /** In seconds; default: the end of the last sentence. */
  duration: seconds.optional(),
  sentences: z.array(seedSentence).default([]),
  operator_results: z.array(seedResult).default([]),
};

/** What is heard in the media whose URL or SID contains `media`; without it, in any. */
const seedRecording = z.strictObject({ media: z.string().optional(), ...spoken });
export type SeedRecording = z.output<typeof seedRecording>;

/** A transcript that is there, and at its end, from the start. */
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
export type SeedTranscript = z.output<typeof seedTranscript>;

/** A v3 conversation that is there from the start. What comes out of results is added by the emulator. */
const seedConversation = z.object({
  ...conversation.shape,
  accountId: z.string().optional(),
  name: z.string().nullish(),
  intelligenceConfigurationIds: z.array(z.string()).default([]),
  channelIds: z.array(z.string()).default([]),
  operatorResultIds: z.array(z.string()).default([]),
});
export type SeedConversation = z.output<typeof seedConversation>;

/** A v3 operator result that is there from the start. */
const seedOperatorResult = z.object({ ...operatorResult.shape, accountId: z.string().optional() });
export type SeedOperatorResult = z.output<typeof seedOperatorResult>;

const { intelligenceConfiguration, operator } = operatorResult.shape;

/** What one language operator makes of one conversation, or of any, when a rule is executed. */
const seedFinding = z.strictObject({
  /** Id or display name; without it, any operator. */
  operator: z.string().optional(),
  /** Id; without it, any conversation. */
  conversation: z.string().optional(),
  /** The `result` of the API's answer; default: something of the right shape. */
  result: z.json().optional(),
  /** The operator fails: it leaves no result. */
  fails: z.boolean().default(false),
  /** What the result says of where it comes from, in place of the truth. */
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
export type SeedFinding = z.output<typeof seedFinding>;

export const seedSchema = z.strictObject({
  /** What the transcripts that a program asks for will hold. The first that fits counts. */
  recordings: z.array(seedRecording).default([]),
  transcripts: z.array(seedTranscript).default([]),
  conversations: z.array(seedConversation).default([]),
  operatorResults: z.array(seedOperatorResult).default([]),
  /** What language operators will find, by their id or display name: the `result` of the API's answer. */
  languageResults: z.record(z.string(), z.json()).default({}),
  /** The same, told apart by conversation, and with what can go wrong. Goes before `languageResults`; the first that fits counts. */
  languageFindings: z.array(seedFinding).default([]),
});
/** What a user writes. */
export type SeedInput = z.input<typeof seedSchema>;
export type Seed = z.output<typeof seedSchema>;
