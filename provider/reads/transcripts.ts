import { z } from "zod";
import {
  fetchEncryptedOperatorResults,
  fetchEncryptedSentences,
  fetchMedia,
  fetchTranscript,
  fetchTranscriptOperatorResult,
  listSentences,
  listTranscriptOperatorResults,
  listTranscripts,
} from "../../api/v2/transcripts";
import { operatorSid, serviceSid, transcriptSid } from "../../api/wire/ids";
import {
  encryptedOperatorResults,
  encryptedSentences,
  media,
  sentence,
  transcript,
  transcriptOperatorResult,
  transcriptStatus,
} from "../../api/wire/v2/transcript";
import { line, TEXT_MAX } from "../values/textTypes";
import { dateTime } from "./dateTime";
import { type Args, collectPlain, common, type ListArgs, list, read, requireFound } from "./defineRead";
import type { Plain } from "./plainResult";

const noun = "Transcript";

/** Without its links: each of them is a read. */
const shown = transcript.omit({ links: true });

const getTranscriptArgs = z.strictObject({
  ...common,
  /** The SID of the Transcript, `GT…`. */
  sid: transcriptSid,
});
export type GetTranscriptArgs = Args<typeof getTranscriptArgs>;
export type GetTranscriptResult = Plain<z.infer<typeof shown>>;

export const getTranscript = read("getTranscript", getTranscriptArgs, async (client, { sid }) =>
  requireFound(shown, await fetchTranscript(client, sid), { noun, id: sid }),
);

const getTranscriptsArgs = z.strictObject({
  ...list,
  /** Only those of this Service, `GA…`. */
  serviceSid: serviceSid.optional(),
  /** Only those of recordings that began before this dateTime, in ISO 8601. */
  beforeStartTime: dateTime.optional(),
  /** Only those of recordings that began after this dateTime, in ISO 8601. */
  afterStartTime: dateTime.optional(),
  /** Only those made before this dateTime, in ISO 8601. */
  beforeDateCreated: dateTime.optional(),
  /** Only those made after this dateTime, in ISO 8601. */
  afterDateCreated: dateTime.optional(),
  /** Only those in this state: `queued`, `in-progress`, `completed`, `new`, `failed`, `canceled`, `error`. */
  status: transcriptStatus.optional(),
  /** Only those in this language, such as `en-US`. */
  languageCode: line(64).optional(),
  /** Only those of this recording of Twilio's, by its SID. */
  sourceSid: line(TEXT_MAX).optional(),
});
export type GetTranscriptsArgs = ListArgs<typeof getTranscriptsArgs>;

export const getTranscripts = read("getTranscripts", getTranscriptsArgs, async (client, filter) =>
  collectPlain(shown, listTranscripts(client, filter)),
);

const ofTranscript = {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid,
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted: z.boolean().optional(),
};

const getSentencesArgs = z.strictObject({
  ...list,
  ...ofTranscript,
  /** Whether each sentence comes with its words and their times. Default false. */
  wordTimestamps: z.boolean().optional(),
});
export type GetSentencesArgs = ListArgs<typeof getSentencesArgs>;
export type GetSentencesResult = Plain<z.infer<typeof sentence>>;

export const getSentences = read("getSentences", getSentencesArgs, async (client, { transcriptSid: id, ...filter }) =>
  collectPlain(sentence, listSentences(client, id, filter), { noun, id }),
);

const getTranscriptOperatorResultArgs = z.strictObject({
  ...common,
  ...ofTranscript,
  /** The SID of the operator, `LY…`. */
  operatorSid,
});
export type GetTranscriptOperatorResultArgs = Args<typeof getTranscriptOperatorResultArgs>;
export type GetTranscriptOperatorResultResult = Plain<z.infer<typeof transcriptOperatorResult>>;

export const getTranscriptOperatorResult = read(
  "getTranscriptOperatorResult",
  getTranscriptOperatorResultArgs,
  async (client, { transcriptSid: id, operatorSid: operator, redacted }) =>
    requireFound(transcriptOperatorResult, await fetchTranscriptOperatorResult(client, id, operator, { redacted }), {
      noun: "operator result",
      id: `${operator} of Transcript ${id}`,
    }),
);

const getTranscriptOperatorResultsArgs = z.strictObject({ ...list, ...ofTranscript });
export type GetTranscriptOperatorResultsArgs = ListArgs<typeof getTranscriptOperatorResultsArgs>;

export const getTranscriptOperatorResults = read(
  "getTranscriptOperatorResults",
  getTranscriptOperatorResultsArgs,
  async (client, { transcriptSid: id, ...filter }) =>
    collectPlain(transcriptOperatorResult, listTranscriptOperatorResults(client, id, filter), { noun, id }),
);

const partArgs = z.strictObject({ ...common, ...ofTranscript });
export type GetMediaArgs = Args<typeof partArgs>;
export type GetMediaResult = Plain<z.infer<typeof media>>;

export const getMedia = read("getMedia", partArgs, async (client, { transcriptSid: id, redacted }) =>
  requireFound(media, await fetchMedia(client, id, { redacted }), { noun: "media of Transcript", id }),
);

export type GetEncryptedSentencesArgs = GetMediaArgs;
export type GetEncryptedSentencesResult = Plain<z.infer<typeof encryptedSentences>>;

export const getEncryptedSentences = read(
  "getEncryptedSentences",
  partArgs,
  async (client, { transcriptSid: id, redacted }) =>
    requireFound(encryptedSentences, await fetchEncryptedSentences(client, id, { redacted }), {
      noun: "encrypted sentences of Transcript",
      id,
    }),
);

export type GetEncryptedOperatorResultsArgs = GetMediaArgs;
export type GetEncryptedOperatorResultsResult = Plain<z.infer<typeof encryptedOperatorResults>>;

export const getEncryptedOperatorResults = read(
  "getEncryptedOperatorResults",
  partArgs,
  async (client, { transcriptSid: id, redacted }) =>
    requireFound(encryptedOperatorResults, await fetchEncryptedOperatorResults(client, id, { redacted }), {
      noun: "encrypted operator results of Transcript",
      id,
    }),
);
