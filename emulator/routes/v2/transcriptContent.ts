import { z } from "zod";
import type { SeedRecording, SeedResult, SeedSentence } from "../../seed/seedSchema";
import type { Kind } from "../../store/collection";
import type { NewIds } from "../../store/newIds";
import { exampleOf } from "../../values/example";
import { isRecord } from "../../values/json";
import { type Sentence, sentence, transcriptOperatorResult } from "../../values/responses";
import type { StoredOperator } from "./operators";
import type { StoredType } from "./operatorTypes";

const REDACTED_TEXT = "[REDACTED]";
const SECONDS_PER_WORD = 0.35;
const PAUSE_SECONDS = 0.4;

const storedSentence = sentence.extend({ transcript: z.string(), redacted: z.string() });
export type StoredSentence = z.infer<typeof storedSentence>;
const storedResult = transcriptOperatorResult.omit({ transcript_sid: true, url: true });
export type StoredResult = z.infer<typeof storedResult>;

const storedContent = z.object({
  sid: z.string(),
  sentences: z.array(storedSentence),
  results: z.array(storedResult),
});
export type StoredContent = z.infer<typeof storedContent>;

/** Sentences and results of a transcript. Stored separately, because lists of transcripts do not show them. */
export const contentKind: Kind<StoredContent> = {
  kind: "transcript-content",
  schema: storedContent,
  id: ({ sid }) => `${sid}/content`,
  touch: (stored) => stored,
};

const redactText = (text: string): string => text.replaceAll(/\S*[\d@]\S*/g, REDACTED_TEXT);
const inSeconds = (time: number): string => String(Math.round(time * 100) / 100);

/** Returns the sentences of a recording with defaults for missing fields, and the end of the last one in seconds. */
export function sentencesOf(ids: NewIds, said: SeedSentence[]): { sentences: StoredSentence[]; end: number } {
  let end = 0;
  const sentences = said.map((one, index): StoredSentence => {
    const words = one.transcript.split(/\s+/).filter((word) => word !== "");
    const start = one.start_time ?? (index === 0 ? 0 : end + PAUSE_SECONDS);
    end = one.end_time ?? start + words.length * SECONDS_PER_WORD;
    const each = (end - start) / Math.max(1, words.length);
    return {
      media_channel: one.media_channel,
      sentence_index: index,
      start_time: inSeconds(start),
      end_time: inSeconds(end),
      confidence: String(one.confidence),
      transcript: one.transcript,
      redacted: one.redacted ?? redactText(one.transcript),
      sid: ids.sid("GX"),
      words:
        one.words ??
        words.map((word, at) => ({
          word,
          start_time: inSeconds(start + at * each),
          end_time: inSeconds(start + (at + 1) * each),
        })),
    };
  });
  return { sentences, end };
}

/** Returns a sentence as the API shows it. */
export function sentenceView(stored: StoredSentence, redacted: boolean, withWords: boolean): Sentence {
  const { redacted: hidden, words, ...shown } = stored;
  const redactedWords = (words ?? []).map((one) => ({ ...one, word: one.word === null ? null : redactText(one.word) }));
  return {
    ...shown,
    transcript: redacted ? hidden : shown.transcript,
    words: withWords ? (redacted ? redactedWords : words) : [],
  };
}

/** Returns an operator result as the API shows it. Redaction replaces the whole output of a generative model. */
export function resultView(stored: StoredResult, redacted: boolean): StoredResult {
  if (!redacted) return stored;
  return {
    ...stored,
    ...(stored.text_generation_results != null && {
      text_generation_results: { result: REDACTED_TEXT, format: "text" },
    }),
    ...(stored.json_results != null && { json_results: REDACTED_TEXT }),
  };
}

const nothing = {
  extract_match: null,
  match_probability: null,
  normalized_result: null,
  utterance_results: null,
  utterance_match: null,
  predicted_label: null,
  predicted_probability: null,
  label_probabilities: null,
  extract_results: null,
  text_generation_results: null,
  json_results: null,
};

/** Returns an example result of the right shape, for an operator that the seed does not name. */
function defaultResult(operator: StoredOperator, type: StoredType | undefined): Partial<StoredResult> {
  switch (type?.output_type) {
    case "text-classification":
      return {
        operator_type: "conversation-classify",
        predicted_label: "neutral",
        predicted_probability: "0.9",
        label_probabilities: { neutral: 0.9 },
      };
    case "text-extraction":
      return { operator_type: "extract", extract_match: false, extract_results: {}, utterance_results: [] };
    case "text-extraction-normalized":
      return { operator_type: "extract-normalize", extract_match: false, normalized_result: "" };
    case "json": {
      const schema = isRecord(operator.config) ? operator.config.json_result_schema : undefined;
      return { operator_type: "json", json_results: exampleOf(schema) };
    }
    default: {
      const result = `Example result of ${operator.friendly_name}.`;
      return { operator_type: "text-generation", text_generation_results: { result, format: "text" } };
    }
  }
}

/** Returns one result per operator of a Service for a recording. */
export const resultsOf = (
  ids: NewIds,
  recording: SeedRecording,
  operators: { operator: StoredOperator; type: StoredType | undefined }[],
): StoredResult[] =>
  operators.map(({ operator, type }) => {
    const { sid, friendly_name } = operator;
    const said = recording.operator_results.find((one) => one.operator_sid === sid || one.name === friendly_name);
    return resultOf(ids, { ...defaultResult(operator, type), ...said, operator_sid: sid, name: friendly_name });
  });

/** Returns a complete result from a seed that has only some of the fields. */
export const resultOf = (ids: NewIds, said: SeedResult): StoredResult =>
  storedResult.parse({
    operator_type: "text-generation",
    name: null,
    operator_sid: ids.sid("LY"),
    ...nothing,
    ...said,
  });
