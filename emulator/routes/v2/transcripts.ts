import { Hono } from "hono";
import { z } from "zod";
import { serviceSid } from "../../../api/wire/ids";
import { CUSTOMER_KEY_MAX, transcriptStatus } from "../../../api/wire/v2/transcript";
import type { ApiOptions } from "../../apiOptions";
import { type ApiEnv, allow } from "../../http/access";
import { invalid, notFound } from "../../http/envelope";
import { listV2 } from "../../http/listResponse";
import { choice, isBetween, timestamp } from "../../http/query";
import { readForm } from "../../http/requestBody";
import { recordingOf } from "../../seed/seed";
import type { Seed } from "../../seed/seedSchema";
import type { Kind } from "../../store/collection";
import type { Store } from "../../store/store";
import { isRecord, json, parseJson } from "../../values/json";
import { type Transcript, transcript } from "../../values/responses";
import { isoTimestamp, isTimestamp } from "../../values/timestamp";
import { operatorKind } from "./operators";
import { typeKind } from "./operatorTypes";
import { attachedSids, type StoredService, serviceKind } from "./services";
import { contentKind, resultOf, resultsOf, sentencesOf } from "./transcriptContent";

const storedTranscript = transcript.omit({ account_sid: true, url: true, links: true }).extend({
  channel: z.record(z.string(), z.json()),
  date_created: z.string(),
  date_updated: z.string(),
  redaction: z.boolean(),
  /** Whether the recording is also redacted. */
  media_redaction: z.boolean(),
  /** Begin and end of processing (ms). `status` and `duration` are the final values. */
  progress: z.object({ from: z.number(), until: z.number() }).nullable(),
});
export type StoredTranscript = z.infer<typeof storedTranscript>;

export const transcriptKind: Kind<StoredTranscript> = {
  kind: "transcript",
  schema: storedTranscript,
  id: ({ sid }) => sid,
  touch: (stored, now) => ({ ...stored, date_updated: isoTimestamp(now) }),
};

/** Returns the transcript as the API shows it at `now`: queued for the first half of its time, in progress for the second. */
export function transcriptAt(stored: StoredTranscript, now: Date): StoredTranscript {
  const { progress } = stored;
  if (progress === null || now.getTime() >= progress.until) return stored;
  const half = (progress.from + progress.until) / 2;
  const isQueued = now.getTime() < half;
  return {
    ...stored,
    status: isQueued ? "queued" : "in-progress",
    duration: 0,
    date_updated: isoTimestamp(new Date(isQueued ? progress.from : half)),
  };
}

const channel = z.string().transform((text, ctx) => {
  try {
    const value = json.parse(parseJson(text));
    if (isRecord(value) && typeof (mediaOf(value).media_url ?? mediaOf(value).source_sid) === "string") return value;
    ctx.addIssue("must be an object whose media_properties have a media_url or a source_sid");
  } catch {
    ctx.addIssue("must be JSON");
  }
  return z.NEVER;
});

const form = z.object({
  ServiceSid: serviceSid,
  Channel: channel,
  CustomerKey: z
    .string()
    .refine((key) => [...key].length <= CUSTOMER_KEY_MAX, `must have at most ${CUSTOMER_KEY_MAX} characters`)
    .optional(),
  MediaStartTime: z.string().refine(isTimestamp, "must be an ISO 8601 date and time").optional(),
});

/** Returns the `media_properties` of a channel. */
export const mediaOf = (value: StoredTranscript["channel"]): StoredTranscript["channel"] =>
  isRecord(value.media_properties) ? value.media_properties : {};

/** Adds the transcripts of a seed that do not exist yet. */
export function populateTranscripts(store: Store, { transcripts }: Seed): void {
  const all = store.collection(transcriptKind);
  for (const { sentences, operator_results, duration, ...given } of transcripts) {
    if (all.get(given.sid) !== undefined) continue;
    const said = sentencesOf(store.ids, sentences);
    const stored = {
      ...given,
      data_logging: false,
      date_updated: given.date_created,
      media_redaction: given.redaction,
    };
    all.insert(storedTranscript.parse({ ...stored, duration: Math.round(duration ?? said.end), progress: null }));
    const results = operator_results.map((one) => resultOf(store.ids, one));
    store.collection(contentKind).insert({ sid: given.sid, sentences: said.sentences, results });
  }
}

/** Routes of `/v2/Transcripts` and `/v2/Transcripts/{sid}`. */
export function transcripts(store: Store, { transcriptMs, seed }: ApiOptions): Hono<ApiEnv> {
  const all = store.collection(transcriptKind);
  const contents = store.collection(contentKind);
  const services = store.collection(serviceKind);
  const operators = store.collection(operatorKind);
  const types = store.collection(typeKind);
  const view =
    (url: string) =>
    (stored: StoredTranscript): Transcript => {
      const { media_redaction, progress, ...fields } = transcriptAt(stored, store.now());
      const address = `${new URL(url).origin}/v2/Transcripts/${stored.sid}`;
      const links = {
        sentences: `${address}/Sentences`,
        encrypted_sentences: `${address}/Sentences/Encrypted`,
        media: `${address}/Media`,
        operator_results: `${address}/OperatorResults`,
        encrypted_operator_results: `${address}/OperatorResults/Encrypted`,
      };
      return { account_sid: store.account.accountSid, ...fields, url: address, links };
    };
  /** Creates the transcript, and the content that it has when it is completed. */
  const make = (sent: z.infer<typeof form>, service: StoredService): StoredTranscript => {
    const now = store.now();
    const { media_url, source_sid } = mediaOf(sent.Channel);
    const recording = recordingOf(seed, String(media_url ?? source_sid));
    const { sentences, end } = sentencesOf(store.ids, recording.sentences);
    const attached = attachedSids(service, now).flatMap((sid) => operators.get(sid) ?? []);
    const withTypes = attached.map((operator) => ({ operator, type: types.named(operator.operator_type) }));
    const made: StoredTranscript = {
      sid: store.ids.sid("GT"),
      service_sid: service.sid,
      status: recording.status,
      channel: sent.Channel,
      data_logging: service.data_logging,
      language_code: service.language_code,
      customer_key: sent.CustomerKey ?? null,
      media_start_time: sent.MediaStartTime ?? null,
      duration: recording.status === "completed" ? Math.round(recording.duration ?? end) : 0,
      redaction: service.auto_redaction,
      media_redaction: service.media_redaction,
      encryption_credential_sid: service.encryption_credential_sid ?? null,
      date_created: isoTimestamp(now),
      date_updated: isoTimestamp(new Date(now.getTime() + transcriptMs)),
      progress: { from: now.getTime(), until: now.getTime() + transcriptMs },
    };
    store.atomically(() => {
      all.insert(made);
      contents.insert({ sid: made.sid, sentences, results: resultsOf(store.ids, recording, withTypes) });
    });
    return made;
  };

  const path = "/v2/Transcripts";
  return new Hono<ApiEnv>()
    .post(path, allow("transcripts", "create"), async (c) => {
      const sent = await readForm(c, form);
      const service = services.get(sent.ServiceSid);
      if (service === undefined) throw invalid(`ServiceSid: there is no Service ${sent.ServiceSid}`);
      return c.json(view(c.req.url)(make(sent, service)), 202);
    })
    .get(path, allow("transcripts", "list"), (c) => {
      const fits = filter(new URL(c.req.url).searchParams, store.now());
      return c.json(listV2(c.req.url, "transcripts", (from, size) => all.page(from, size, fits), view(c.req.url)));
    })
    .get(`${path}/:sid`, allow("transcripts", "read"), (c) => {
      const found = all.get(c.req.param("sid"));
      if (found === undefined) throw notFound(`The transcript ${c.req.param("sid")}`);
      return c.json(view(c.req.url)(found));
    })
    .delete(`${path}/:sid`, allow("transcripts", "delete"), (c) => {
      const sid = c.req.param("sid");
      store.atomically(() => {
        if (!all.delete(sid)) throw notFound(`The transcript ${sid}`);
        contents.delete(`${sid}/content`);
      });
      return c.body(null, 204);
    });
}

/** Returns the filter of a list request. Throws 400. */
function filter(query: URLSearchParams, now: Date): (stored: StoredTranscript) => boolean {
  const [service, language, source] = ["ServiceSid", "LanguageCode", "SourceSid"].map((name) => query.get(name));
  const status = choice(query, "Status", transcriptStatus);
  const created = [timestamp(query, "AfterDateCreated"), timestamp(query, "BeforeDateCreated")] as const;
  const started = [timestamp(query, "AfterStartTime"), timestamp(query, "BeforeStartTime")] as const;
  return (stored) =>
    (service ?? stored.service_sid) === stored.service_sid &&
    (language ?? stored.language_code) === stored.language_code &&
    (source == null || mediaOf(stored.channel).source_sid === source) &&
    (status === undefined || transcriptAt(stored, now).status === status) &&
    isBetween(stored.date_created, ...created) &&
    isBetween(stored.media_start_time, ...started);
}
