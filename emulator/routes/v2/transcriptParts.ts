import { Hono } from "hono";
import type {
  EncryptedOperatorResults,
  EncryptedSentences,
  Media,
  TranscriptOperatorResult,
} from "../../../api/wire/v2/transcript";
import { SENTENCES_PAGE_SIZE_MAX } from "../../../api/wire/v2/transcript";
import { type ApiEnv, allow } from "../../http/access";
import { notFound } from "../../http/envelope";
import { listV2, pagesOf } from "../../http/listResponse";
import { flag } from "../../http/query";
import type { Store } from "../../store/store";
import { contentKind, resultView, type StoredContent, type StoredResult, sentenceView } from "./transcriptContent";
import { mediaOf, type StoredTranscript, transcriptAt, transcriptKind } from "./transcripts";

/** Base URL of content that the emulator does not serve. The host does not exist. */
const MEDIA_HOST = "https://media.example";

/** Routes below `/v2/Transcripts/{sid}`: sentences, operator results, media, and their encrypted variants. */
export function transcriptParts(store: Store): Hono<ApiEnv> {
  const all = store.collection(transcriptKind);
  const contents = store.collection(contentKind);
  const find = (sid: string): StoredTranscript => {
    const found = all.get(sid);
    if (found === undefined) throw notFound(`The transcript ${sid}`);
    return transcriptAt(found, store.now());
  };
  /** Returns the content of a transcript; it is empty until the transcript is completed. */
  const contentOf = ({ sid, status }: StoredTranscript): StoredContent =>
    (status === "completed" ? contents.get(`${sid}/content`) : undefined) ?? { sid, sentences: [], results: [] };
  const isRedacted = (found: StoredTranscript, url: string): boolean =>
    found.redaction && (flag(new URL(url).searchParams, "Redacted") ?? true);
  const address = (url: string): string => new URL(url).origin + new URL(url).pathname;
  const view =
    (found: StoredTranscript, url: string) =>
    (stored: StoredResult): TranscriptOperatorResult => ({
      ...resultView(stored, isRedacted(found, url)),
      transcript_sid: found.sid,
      url: `${new URL(url).origin}/v2/Transcripts/${found.sid}/OperatorResults/${stored.operator_sid}`,
    });

  const path = "/v2/Transcripts/:sid";
  return new Hono<ApiEnv>()
    .get(`${path}/Sentences`, allow("sentences", "list"), (c) => {
      const found = find(c.req.param("sid"));
      const withWords = flag(new URL(c.req.url).searchParams, "WordTimestamps") ?? false;
      const redacted = isRedacted(found, c.req.url);
      const pages = pagesOf(contentOf(found).sentences);
      const show = (one: StoredContent["sentences"][number]) => sentenceView(one, redacted, withWords);
      return c.json(listV2(c.req.url, "sentences", pages, show, SENTENCES_PAGE_SIZE_MAX));
    })
    .get(`${path}/Sentences/Encrypted`, allow("sentences", "read"), (c) => {
      const found = find(c.req.param("sid"));
      const isEncrypted = found.encryption_credential_sid != null && found.status === "completed";
      const answer: EncryptedSentences = {
        location: isEncrypted ? `${MEDIA_HOST}/${found.sid}/sentences${suffix(isRedacted(found, c.req.url))}` : null,
        transcript_sid: found.sid,
        url: address(c.req.url),
      };
      return c.json(answer);
    })
    .get(`${path}/OperatorResults`, allow("operator-results", "list"), (c) => {
      const found = find(c.req.param("sid"));
      return c.json(listV2(c.req.url, "operator_results", pagesOf(contentOf(found).results), view(found, c.req.url)));
    })
    .get(`${path}/OperatorResults/Encrypted`, allow("operator-results", "read"), (c) => {
      const found = find(c.req.param("sid"));
      const isEncrypted = found.encryption_credential_sid != null;
      const end = suffix(isRedacted(found, c.req.url));
      const { results } = contentOf(found);
      const answer: EncryptedOperatorResults = {
        locations: isEncrypted ? results.map((one) => `${MEDIA_HOST}/${found.sid}/${one.operator_sid}${end}`) : [],
        transcript_sid: found.sid,
        url: address(c.req.url),
      };
      return c.json(answer);
    })
    .get(`${path}/OperatorResults/:operator`, allow("operator-results", "read"), (c) => {
      const found = find(c.req.param("sid"));
      const operator = c.req.param("operator");
      const one = contentOf(found).results.find(({ operator_sid }) => operator_sid === operator);
      if (one === undefined) throw notFound(`A result of the operator ${operator} for the transcript ${found.sid}`);
      return c.json(view(found, c.req.url)(one));
    })
    .get(`${path}/Media`, allow("media", "read"), (c) => {
      const found = find(c.req.param("sid"));
      const { media_url } = mediaOf(found.channel);
      const isHidden = isRedacted(found, c.req.url) && found.media_redaction;
      const plain = typeof media_url === "string" ? media_url : `${MEDIA_HOST}/${found.sid}/recording`;
      const answer: Media = {
        account_sid: store.account.accountSid,
        media_url: isHidden ? `${MEDIA_HOST}/${found.sid}/recording${suffix(true)}` : plain,
        service_sid: found.service_sid,
        sid: found.sid,
        url: address(c.req.url),
      };
      return c.json(answer);
    });
}

const suffix = (isRedacted: boolean): string => (isRedacted ? "-redacted" : "");
