import type { z } from "zod";
import type { Client, Recover, Versioned } from "../client";
import { type Collection, childPath, fetchOne, fetchPath, newTarget, remove, target } from "../object";
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

/** Filter of a list of Transcripts. Times are in ISO 8601. */
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

/** Option to read redacted or original content. */
export interface Redacted {
  /** Whether personal data is redacted. Defaults to `true` if the Service redacts. */
  redacted?: boolean | undefined;
}

/**
 * Creates a Transcript. It is processed asynchronously, so its `status` is not `completed` at first.
 *
 * @param recover Recovers the write if its response is lost. Without it, a lost response is an error.
 */
export const createTranscript = (
  client: Client,
  form: TranscriptForm,
  recover?: Recover<Transcript>,
): Promise<Versioned<Transcript>> =>
  client.call({ ...newTarget(transcripts, `of ${form.ServiceSid}`), method: "POST", form }, transcript, recover);

/** Returns a Transcript, or `undefined` if the account has no such Transcript. */
export const fetchTranscript = (client: Client, sid: string): Promise<Versioned<Transcript> | undefined> =>
  fetchOne(client, transcripts, sid, transcript);

/** Deletes a Transcript. Succeeds if it is already gone. */
export const deleteTranscript = (client: Client, sid: string): Promise<void> => remove(client, transcripts, sid);

/** Lists the Transcripts of the account. */
export const listTranscripts = (
  client: Client,
  { limit, ...filter }: TranscriptFilter = {},
): AsyncGenerator<Transcript> =>
  listV2(client, "transcripts", transcript, { ...transcripts, query: queryOf(pascalCase(filter)), limit });

/** Converts a filter to the API's PascalCase names. */
const pascalCase = <Value>(filter: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
  );

/** Lists the sentences of a Transcript in spoken order. */
export const listSentences = (
  client: Client,
  sid: string,
  { limit, ...filter }: Redacted & Limit & { wordTimestamps?: boolean | undefined } = {},
): AsyncGenerator<Sentence> =>
  listV2(client, "sentences", sentence, {
    noun: "Sentence",
    path: childPath(transcripts, sid, "Sentences"),
    query: queryOf(pascalCase(filter)),
    pageSize: SENTENCES_PAGE_SIZE_MAX,
    limit,
  });

/** Lists the operator results of a Transcript. */
export const listTranscriptOperatorResults = (
  client: Client,
  sid: string,
  { limit, redacted }: Redacted & Limit = {},
): AsyncGenerator<TranscriptOperatorResult> =>
  listV2(client, "operator_results", transcriptOperatorResult, {
    noun: "operator result",
    path: childPath(transcripts, sid, "OperatorResults"),
    query: queryOf({ Redacted: redacted }),
    limit,
  });

/** Fetches a single child object of a Transcript. */
async function fetchChild<T>(client: Client, sid: string, name: string, { redacted }: Redacted, schema: z.ZodType<T>) {
  const path = childPath(transcripts, sid, name) + queryOf({ Redacted: redacted });
  return fetchPath(client, { verb: "read", noun: `${name} of Transcript`, id: sid, path }, schema);
}

/** Returns the result of one operator for a Transcript, or `undefined` if the result or the Transcript does not exist. */
export const fetchTranscriptOperatorResult = async (
  client: Client,
  sid: string,
  operator: string,
  { redacted }: Redacted = {},
) => {
  const results = { noun: "operator result", path: childPath(transcripts, sid, "OperatorResults"), id: operatorSid };
  const at = target(results, "read", operator);
  return fetchPath(client, { ...at, path: at.path + queryOf({ Redacted: redacted }) }, transcriptOperatorResult);
};

/** Returns a temporary URL of the recording, or `undefined` if there is no such Transcript. */
export const fetchMedia = (client: Client, sid: string, redacted: Redacted = {}) =>
  fetchChild(client, sid, "Media", redacted, media);

/** Returns the location of the encrypted sentences. The Service needs an encryption credential. */
export const fetchEncryptedSentences = (client: Client, sid: string, redacted: Redacted = {}) =>
  fetchChild(client, sid, "Sentences/Encrypted", redacted, encryptedSentences);

/** Returns the locations of the encrypted operator results. The Service needs an encryption credential. */
export const fetchEncryptedOperatorResults = (client: Client, sid: string, redacted: Redacted = {}) =>
  fetchChild(client, sid, "OperatorResults/Encrypted", redacted, encryptedOperatorResults);
