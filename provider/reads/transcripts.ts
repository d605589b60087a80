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
import { strictObject } from "../shape";
import { line, TEXT_MAX } from "../text";
import { moment } from "./moment";
import type { Plain } from "./plain";
import { type Args, collected, common, found, type ListArgs, list, read } from "./read";

const noun = "Transcript";

/** Without its links: each of them is a read. */
const shown = transcript.omit({ links: true });

const getTranscriptArgs = strictObject({
  ...common,
  /** The SID of the Transcript, `GT…`. */
  sid: transcriptSid,
});
export type GetTranscriptArgs = Args<typeof getTranscriptArgs>;
export type GetTranscriptResult = Plain<z.infer<typeof shown>>;

export const getTranscript = read("getTranscript", getTranscriptArgs, async (client, { sid }) =>
  found(shown, await fetchTranscript(client, sid), { noun, id: sid }),
);

const getTranscriptsArgs = strictObject({
  ...list,
  /** Only those of this Service, `GA…`. */
  serviceSid: serviceSid.optional(),
  /** Only those of recordings that began before this moment, in ISO 8601. */
  beforeStartTime: moment.optional(),
  /** Only those of recordings that began after this moment, in ISO 8601. */
  afterStartTime: moment.optional(),
  /** Only those made before this moment, in ISO 8601. */
  beforeDateCreated: moment.optional(),
  /** Only those made after this moment, in ISO 8601. */
  afterDateCreated: moment.optional(),
  /** Only those in this state: `queued`, `in-progress`, `completed`, `new`, `failed`, `canceled`, `error`. */
  status: transcriptStatus.optional(),
  /** Only those in this language, such as `en-US`. */
  languageCode: line(64).optional(),
  /** Only those of this recording of Twilio's, by its SID. */
  sourceSid: line(TEXT_MAX).optional(),
});
export type GetTranscriptsArgs = ListArgs<typeof getTranscriptsArgs>;

export const getTranscripts = read("getTranscripts", getTranscriptsArgs, async (client, filter) =>
  collected(shown, listTranscripts(client, filter)),
);

const ofTranscript = {
  /** The SID of the Transcript, `GT…`. */
  transcriptSid,
  /** Whether personal data is masked. Default: true where the Service redacts. */
  redacted: z.boolean().optional(),
};

const getSentencesArgs = strictObject({
  ...list,
  ...ofTranscript,
  /** Whether each sentence comes with its words and their times. Default false. */
  wordTimestamps: z.boolean().optional(),
});
export type GetSentencesArgs = ListArgs<typeof getSentencesArgs>;
export type GetSentencesResult = Plain<z.infer<typeof sentence>>;

export const getSentences = read("getSentences", getSentencesArgs, async (client, { transcriptSid: id, ...filter }) =>
  collected(sentence, listSentences(client, id, filter), { noun, id }),
);

const getTranscriptOperatorResultArgs = strictObject({
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
    found(transcriptOperatorResult, await fetchTranscriptOperatorResult(client, id, operator, { redacted }), {
      noun: "operator result",
      id: `${operator} of Transcript ${id}`,
    }),
);

const getTranscriptOperatorResultsArgs = strictObject({ ...list, ...ofTranscript });
export type GetTranscriptOperatorResultsArgs = ListArgs<typeof getTranscriptOperatorResultsArgs>;

export const getTranscriptOperatorResults = read(
  "getTranscriptOperatorResults",
  getTranscriptOperatorResultsArgs,
  async (client, { transcriptSid: id, ...filter }) =>
    collected(transcriptOperatorResult, listTranscriptOperatorResults(client, id, filter), { noun, id }),
);

const partArgs = strictObject({ ...common, ...ofTranscript });
export type GetMediaArgs = Args<typeof partArgs>;
export type GetMediaResult = Plain<z.infer<typeof media>>;

export const getMedia = read("getMedia", partArgs, async (client, { transcriptSid: id, redacted }) =>
  found(media, await fetchMedia(client, id, { redacted }), { noun: "media of Transcript", id }),
);

export type GetEncryptedSentencesArgs = GetMediaArgs;
export type GetEncryptedSentencesResult = Plain<z.infer<typeof encryptedSentences>>;

export const getEncryptedSentences = read(
  "getEncryptedSentences",
  partArgs,
  async (client, { transcriptSid: id, redacted }) =>
    found(encryptedSentences, await fetchEncryptedSentences(client, id, { redacted }), {
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
    found(encryptedOperatorResults, await fetchEncryptedOperatorResults(client, id, { redacted }), {
      noun: "encrypted operator results of Transcript",
      id,
    }),
);
