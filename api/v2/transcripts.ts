import type { z } from "zod";
import type { Client, Settle, Versioned } from "../client";
import { type Collection, fetchAt, fetchOne, newTarget, pathBelow, remove, target } from "../object";
import { type Limit, listV2, queryOf } from "../paging";
import { operatorSid, transcriptSid } from "../wire/ids";
import {
  encryptedOperatorResults,
  encryptedSentences,
  media,
  SENTENCES_PAGE_SIZE_MAX,
  type Sentence,
  sentence,
  type Transcript,
  type TranscriptForm,
  type TranscriptOperatorResult,
  transcript,
  transcriptOperatorResult,
  type transcriptStatus,
} from "../wire/v2/transcript";

const transcripts: Collection = { noun: "Transcript", path: "/v2/Transcripts", id: transcriptSid };

/** What a list of Transcripts may be narrowed to. Times in ISO 8601. */
export interface TranscriptFilter extends Limit {
  serviceSid?: string | undefined;
  beforeStartTime?: string | undefined;
  afterStartTime?: string | undefined;
  beforeDateCreated?: string | undefined;
  afterDateCreated?: string | undefined;
  status?: z.infer<typeof transcriptStatus> | undefined;
  languageCode?: string | undefined;
  sourceSid?: string | undefined;
}

/** `redacted`: default true once the Service redacts. */
export interface Redacted {
  redacted?: boolean | undefined;
}

/** Answers before the Transcript is completed. */
export const createTranscript = (
  client: Client,
  form: TranscriptForm,
  settle?: Settle<Transcript>,
): Promise<Versioned<Transcript>> =>
  client.call({ ...newTarget(transcripts, `of ${form.ServiceSid}`), method: "POST", form }, transcript, settle);

/** `undefined` where the account has no such Transcript. */
export const fetchTranscript = (client: Client, sid: string): Promise<Versioned<Transcript> | undefined> =>
  fetchOne(client, transcripts, sid, transcript);

/** Succeeds where the Transcript is gone already. */
export const deleteTranscript = (client: Client, sid: string): Promise<void> => remove(client, transcripts, sid);

export const listTranscripts = (
  client: Client,
  { limit, ...filter }: TranscriptFilter = {},
): AsyncGenerator<Transcript> =>
  listV2(client, "transcripts", transcript, { ...transcripts, query: queryOf(pascalCase(filter)), limit });

/** The API's names of what a list may be narrowed to. */
const pascalCase = <Value>(filter: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
  );

/** In the order in which they were spoken. */
export const listSentences = (
  client: Client,
  sid: string,
  { limit, ...filter }: Redacted & Limit & { wordTimestamps?: boolean | undefined } = {},
): AsyncGenerator<Sentence> =>
  listV2(client, "sentences", sentence, {
    noun: "Sentence",
    path: pathBelow(transcripts, sid, "Sentences"),
    query: queryOf(pascalCase(filter)),
    pageSize: SENTENCES_PAGE_SIZE_MAX,
    limit,
  });

export const listTranscriptOperatorResults = (
  client: Client,
  sid: string,
  { limit, redacted }: Redacted & Limit = {},
): AsyncGenerator<TranscriptOperatorResult> =>
  listV2(client, "operator_results", transcriptOperatorResult, {
    noun: "operator result",
    path: pathBelow(transcripts, sid, "OperatorResults"),
    query: queryOf({ Redacted: redacted }),
    limit,
  });

/** Something that belongs to one Transcript, and is read as a whole. */
async function fetchBelow<T>(client: Client, sid: string, name: string, { redacted }: Redacted, schema: z.ZodType<T>) {
  const path = pathBelow(transcripts, sid, name) + queryOf({ Redacted: redacted });
  return fetchAt(client, { verb: "read", noun: `${name} of Transcript`, id: sid, path }, schema);
}

/** What one operator found. `undefined` where it found nothing, or there is no such Transcript. */
export const fetchTranscriptOperatorResult = async (
  client: Client,
  sid: string,
  operator: string,
  { redacted }: Redacted = {},
) => {
  const results = { noun: "operator result", path: pathBelow(transcripts, sid, "OperatorResults"), id: operatorSid };
  const at = target(results, "read", operator);
  return fetchAt(client, { ...at, path: at.path + queryOf({ Redacted: redacted }) }, transcriptOperatorResult);
};

/** Where the recording lies, for a while. */
export const fetchMedia = (client: Client, sid: string, redacted: Redacted = {}) =>
  fetchBelow(client, sid, "Media", redacted, media);

/** Where the encrypted sentences lie. For a Service with an encryption credential. */
export const fetchEncryptedSentences = (client: Client, sid: string, redacted: Redacted = {}) =>
  fetchBelow(client, sid, "Sentences/Encrypted", redacted, encryptedSentences);

/** Where the encrypted operator results lie. For a Service with an encryption credential. */
export const fetchEncryptedOperatorResults = (client: Client, sid: string, redacted: Redacted = {}) =>
  fetchBelow(client, sid, "OperatorResults/Encrypted", redacted, encryptedOperatorResults);
