import { z } from "zod";
import { responseId, serviceSid } from "../ids";

/** Documented statuses of a Transcript. */
export const transcriptStatus = z.enum(["queued", "in-progress", "completed", "new", "failed", "canceled", "error"]);

/** Maximum length of a `CustomerKey`, in characters. */
export const CUSTOMER_KEY_MAX = 64;

/** Transcript, as the API returns it. `duration` is in seconds, and 0 until it is known. */
export const transcript = z.looseObject({
  account_sid: z.string().nullish(),
  service_sid: z.string().nullish(),
  sid: responseId,
  status: z.string().nullish(),
  channel: z.json().optional(),
  data_logging: z.boolean().nullish(),
  language_code: z.string().nullish(),
  customer_key: z.string().nullish(),
  media_start_time: z.string().nullish(),
  duration: z.number().nullish(),
  redaction: z.boolean().nullish(),
  encryption_credential_sid: z.string().nullish(),
  date_created: z.string().nullish(),
  date_updated: z.string().nullish(),
  url: z.string().nullish(),
  links: z.record(z.string(), z.string()).nullish(),
});
export type Transcript = z.infer<typeof transcript>;

/** Form of a create. A Transcript has no update. `Channel` is sent as JSON. */
export const transcriptForm = z.strictObject({
  ServiceSid: serviceSid,
  Channel: z.record(z.string(), z.json()),
  CustomerKey: z.string().max(CUSTOMER_KEY_MAX).optional(),
  MediaStartTime: z.string().optional(),
});
export type TranscriptForm = z.infer<typeof transcriptForm>;

/** Maximum page size of a list of sentences, which is larger than that of other lists. */
export const SENTENCES_PAGE_SIZE_MAX = 5000;

/** Sentence of a Transcript. Times are in seconds from the start. Times and `confidence` are strings or numbers. */
export const sentence = z.looseObject({
  media_channel: z.int().nullish(),
  sentence_index: z.int().nullish(),
  start_time: z.union([z.string(), z.number()]).nullish(),
  end_time: z.union([z.string(), z.number()]).nullish(),
  confidence: z.union([z.string(), z.number()]).nullish(),
  transcript: z.string().nullish(),
  sid: responseId,
  words: z
    .array(
      z.looseObject({
        word: z.string().nullish(),
        start_time: z.union([z.string(), z.number()]).nullish(),
        end_time: z.union([z.string(), z.number()]).nullish(),
      }),
    )
    .nullish(),
});
export type Sentence = z.infer<typeof sentence>;

/** Documented types of a result in a Transcript. */
export const transcriptOperatorType = z.enum([
  "conversation-classify",
  "utterance-classify",
  "extract",
  "extract-normalize",
  "pii-extract",
  "text-generation",
  "json",
]);

/** Result of one operator for a Transcript. Probabilities are numbers or strings. */
export const transcriptOperatorResult = z.looseObject({
  operator_type: z.string().nullish(),
  name: z.string().nullish(),
  operator_sid: responseId,
  extract_match: z.boolean().nullish(),
  match_probability: z.union([z.string(), z.number()]).nullish(),
  normalized_result: z.string().nullish(),
  utterance_results: z.array(z.json()).nullish(),
  utterance_match: z.boolean().nullish(),
  predicted_label: z.string().nullish(),
  predicted_probability: z.union([z.string(), z.number()]).nullish(),
  label_probabilities: z.json().optional(),
  extract_results: z.json().optional(),
  text_generation_results: z.json().optional(),
  json_results: z.json().optional(),
  transcript_sid: z.string().nullish(),
  url: z.string().nullish(),
});
export type TranscriptOperatorResult = z.infer<typeof transcriptOperatorResult>;

/** Recording of a Transcript. `media_url` is temporary. */
export const media = z.looseObject({
  account_sid: z.string().nullish(),
  media_url: z.string().nullish(),
  service_sid: z.string().nullish(),
  sid: responseId,
  url: z.string().nullish(),
});
export type Media = z.infer<typeof media>;

/** Location of the encrypted sentences of a Transcript. */
export const encryptedSentences = z.looseObject({
  location: z.string().nullish(),
  transcript_sid: z.string().nullish(),
  url: z.string().nullish(),
});
export type EncryptedSentences = z.infer<typeof encryptedSentences>;

/** Locations of the encrypted operator results of a Transcript. */
export const encryptedOperatorResults = z.looseObject({
  locations: z.array(z.string()),
  transcript_sid: z.string().nullish(),
  url: z.string().nullish(),
});
export type EncryptedOperatorResults = z.infer<typeof encryptedOperatorResults>;
