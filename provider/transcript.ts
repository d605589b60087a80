import { z } from "zod";
import type { Client, Versioned } from "../api/client";
import { createTranscript, deleteTranscript, fetchTranscript, listTranscripts } from "../api/v2/transcripts";
import { serviceSid } from "../api/wire/ids";
import { CUSTOMER_KEY_MAX, type Transcript } from "../api/wire/v2/transcript";
import { account, accountProperty } from "./account";
import type { Definition, Property } from "./definition";
import { members } from "./normalRule";
import { poll } from "./poll";
import { object, strictObject } from "./shape";
import { jsonMembers, line } from "./text";

/** How long a Transcript may take unless the program says otherwise, in seconds. */
const TIMEOUT_SECONDS = 600;

/** What a program declares of a Transcript. Every change makes a new one: the API cannot update a Transcript. */
export const transcriptInputs = strictObject({
  ...account,
  /** The Service (`GA…`) whose language, redaction and operators hold for it. */
  serviceSid,
  /**
   * What is transcribed, in the API's own words: `media_properties` with a `media_url` or a `source_sid`, and `participants`.
   */
  channel: jsonMembers,
  /** A key of your own, up to 64 characters. */
  customerKey: line(CUSTOMER_KEY_MAX).optional(),
  /** When the conversation began, in ISO 8601. */
  mediaStartTime: z.iso.datetime({ offset: true, error: "must be a time in ISO 8601 with a zone" }).optional(),
  /**
   * How long to wait until it is completed, in seconds, 1 to 86,400. Default 600. After that the Transcript stays in the state,
   * and the next `up` waits again.
   */
  timeoutSeconds: z.int().min(1).max(86_400).optional(),
});
export type TranscriptInputs = z.infer<typeof transcriptInputs>;

/** What Twilio computes of a Transcript. */
const computed = object({
  /** The Transcript's SID, `GT…`; the same as its `id`. */
  sid: z.string(),
  accountSid: z.string(),
  /** `completed`, or what it ended as. */
  status: z.string(),
  languageCode: z.string().optional(),
  /** In seconds. */
  duration: z.number().optional(),
  /** Whether a redacted variant can be read. */
  redaction: z.boolean().optional(),
  /** ISO 8601, as `dateUpdated`. */
  dateCreated: z.string(),
  dateUpdated: z.string(),
  url: z.string(),
});
export type TranscriptOutputs = TranscriptInputs & z.infer<typeof computed>;

const recorded = z.looseObject({});
type Recorded = z.infer<typeof recorded>;

/** A Transcript never changes, so that what is declared stays true; the API answers in more words than it was asked in. */
const replacing = (normal: Property["normal"]): Property => ({
  held: "declared",
  normal,
  replaces: true,
  record: (actual, declared) => declared ?? actual,
});
const text = replacing((value) => value ?? "");
const time = (value: unknown) => (typeof value === "string" ? Date.parse(value) : "");

const properties = {
  account: accountProperty,
  serviceSid: text,
  channel: replacing((value) => value ?? {}),
  customerKey: text,
  mediaStartTime: replacing(time),
  timeoutSeconds: { held: "never", normal: (value) => value },
} satisfies Record<keyof TranscriptInputs, Property>;

const PACE = { firstMs: 500, longestMs: 10_000 };
const UNFINISHED = new Set(["queued", "in-progress", "new"]);

/** Waits until a Transcript is done, and logs each status on the way. One that does not end as `completed` is an error. */
async function untilDone(client: Client, written: Versioned<Transcript>, seconds = TIMEOUT_SECONDS) {
  const { sid } = written.value;
  let { status } = written.value;
  const look = async () => {
    const live = await fetchTranscript(client, sid);
    if (live === undefined) {
      throw new Error(
        `Transcript ${sid} was deleted while it was waited for. Run \`pulumi refresh\`, then \`pulumi up\`.`,
      );
    }
    if (live.value.status !== status) console.log(`Transcript ${sid} is ${live.value.status}`);
    status = live.value.status;
    return { done: UNFINISHED.has(status) ? undefined : live };
  };
  const done = UNFINISHED.has(status) ? await poll(look, { ...PACE, withinMs: seconds * 1000 }) : written;
  if (done?.value.status === "completed") return done;
  if (done === undefined) {
    throw new Error(
      `Transcript ${sid} is still ${status} after ${seconds} s. Run \`pulumi up\` again to wait on, or set timeoutSeconds higher.`,
    );
  }
  throw new Error(
    `Transcript ${sid} ended as ${status}. See that Twilio can fetch its media; \`pulumi up --replace URN\` then has it transcribed again.`,
  );
}

/** Whether a Transcript of the account is one of what is declared: the API keeps that, and adds to it. */
const isOf = (live: Transcript, { channel, customerKey, mediaStartTime }: TranscriptInputs): boolean =>
  holds(live.channel, channel) &&
  (live.customer_key ?? "") === (customerKey ?? "") &&
  (mediaStartTime === undefined || time(live.media_start_time) === time(mediaStartTime));

/** Whether a JSON value has, at every depth, what another one has. */
function holds(actual: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return actual === wanted;
  return Object.entries(wanted).every(([name, value]) => holds(members(actual)[name], value));
}

export const transcriptDefinition: Definition<TranscriptInputs, Transcript, Recorded> = {
  noun: "Transcript",
  inputs: transcriptInputs,
  checked: transcriptInputs,
  recorded,
  properties,
  idOf: (live) => live.sid,
  accountOf: ({ accountSid }) => accountSid,
  versionOf: () => undefined,
  createdAt: (live) => live.date_created,
  declaredOf: (live) => ({
    serviceSid: live.service_sid,
    channel: live.channel,
    customerKey: live.customer_key,
    mediaStartTime: live.media_start_time,
  }),
  computedOf: ({ value }) => ({
    sid: value.sid,
    accountSid: value.account_sid,
    status: value.status,
    languageCode: value.language_code,
    duration: value.duration,
    redaction: value.redaction,
    dateCreated: value.date_created,
    dateUpdated: value.date_updated,
    url: value.url,
  }),
  create: (client, { serviceSid, channel, customerKey, mediaStartTime }, settle) =>
    createTranscript(
      client,
      { ServiceSid: serviceSid, Channel: channel, CustomerKey: customerKey, MediaStartTime: mediaStartTime },
      settle,
    ),
  ready: (client, written, { timeoutSeconds }) => untilDone(client, written, timeoutSeconds),
  // The engine remembers a failure only until the next refresh.
  isUnfinished: ({ status }) => status !== undefined && status !== "completed",
  read: fetchTranscript,
  delete: deleteTranscript,
  list: (client, declared) => listTranscripts(client, { serviceSid: declared?.serviceSid }),
  goesBy: isOf,
};
