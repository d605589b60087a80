import { z } from "zod";
import { accountSid, operatorSid, publicKeySid, sentenceSid, serviceSid, transcriptSid } from "../ids";

export const transcriptStatus = z.enum(["queued", "in-progress", "completed", "new", "failed", "canceled", "error"]);

/** Longest `CustomerKey`, in characters. */
export const CUSTOMER_KEY_MAX = 64;

/** A Transcript as the API returns it. `duration` is in seconds, 0 until it is known. */
export const transcript = z.looseObject({
  account_sid: accountSid,
  service_sid: serviceSid,
  sid: transcriptSid,
  status: transcriptStatus,
  channel: z.json(),
  data_logging: z.boolean().nullable(),
  language_code: z.string().nullable(),
  customer_key: z.string().nullable(),
  media_start_time: z.string().nullish(),
  duration: z.number().nullable(),
  redaction: z.boolean().nullable(),
  encryption_credential_sid: publicKeySid.nullish(),
  date_created: z.string().nullable(),
  date_updated: z.string().nullable(),
  url: z.string().nullable(),
  links: z.record(z.string(), z.string()).nullish(),
});
export type Transcript = z.infer<typeof transcript>;

/** The form of a create. There is no update. `Channel` goes out as JSON. */
export const transcriptForm = z.object({
  ServiceSid: serviceSid,
  Channel: z.record(z.string(), z.json()),
  CustomerKey: z.string().max(CUSTOMER_KEY_MAX).optional(),
  MediaStartTime: z.string().optional(),
});
export type TranscriptForm = z.infer<typeof transcriptForm>;

/** Largest page of sentences; that of other lists is smaller. */
export const SENTENCES_PAGE_SIZE_MAX = 5000;

/** One sentence. Times are seconds from the start, and like `confidence` come as strings or numbers. */
export const sentence = z.looseObject({
  media_channel: z.int(),
  sentence_index: z.int(),
  start_time: z.union([z.string(), z.number()]).nullable(),
  end_time: z.union([z.string(), z.number()]).nullable(),
  confidence: z.union([z.string(), z.number()]).nullable(),
  transcript: z.string().nullable(),
  sid: sentenceSid,
  words: z
    .array(
      z.looseObject({
        word: z.string().nullable(),
        start_time: z.union([z.string(), z.number()]).nullable(),
        end_time: z.union([z.string(), z.number()]).nullable(),
      }),
    )
    .nullish(),
});
export type Sentence = z.infer<typeof sentence>;

export const transcriptOperatorType = z.enum([
  "conversation-classify",
  "utterance-classify",
  "extract",
  "extract-normalize",
  "pii-extract",
  "text-generation",
  "json",
]);

/** What one operator found in a Transcript. Probabilities come as numbers or strings. */
export const transcriptOperatorResult = z.looseObject({
  operator_type: transcriptOperatorType,
  name: z.string().nullable(),
  operator_sid: operatorSid,
  extract_match: z.boolean().nullable(),
  match_probability: z.union([z.string(), z.number()]).nullable(),
  normalized_result: z.string().nullable(),
  utterance_results: z.array(z.json()).nullable(),
  utterance_match: z.boolean().nullable(),
  predicted_label: z.string().nullable(),
  predicted_probability: z.union([z.string(), z.number()]).nullable(),
  label_probabilities: z.json(),
  extract_results: z.json(),
  text_generation_results: z.json(),
  json_results: z.json().optional(),
  transcript_sid: transcriptSid,
  url: z.string().nullable(),
});
export type TranscriptOperatorResult = z.infer<typeof transcriptOperatorResult>;

/** Where the recording of a Transcript can be had, for a while. */
export const media = z.looseObject({
  account_sid: accountSid,
  media_url: z.string().nullable(),
  service_sid: serviceSid.nullable(),
  sid: transcriptSid,
  url: z.string().nullable(),
});
export type Media = z.infer<typeof media>;

/** Where the encrypted sentences of a Transcript lie. */
export const encryptedSentences = z.looseObject({
  location: z.string().nullable(),
  transcript_sid: transcriptSid,
  url: z.string().nullable(),
});
export type EncryptedSentences = z.infer<typeof encryptedSentences>;

/** Where the encrypted operator results of a Transcript lie. */
export const encryptedOperatorResults = z.looseObject({
  locations: z.array(z.string()),
  transcript_sid: transcriptSid,
  url: z.string().nullable(),
});
export type EncryptedOperatorResults = z.infer<typeof encryptedOperatorResults>;
