import { z } from "zod";
import type { Client } from "../../api/client";
import { poll } from "../../api/poll";
import { createTranscript, deleteTranscript, fetchTranscript, listTranscripts } from "../../api/v2/transcripts";
import { serviceSid } from "../../api/wire/ids";
import { CUSTOMER_KEY_MAX, transcript as transcriptAnswer, transcriptForm } from "../../api/wire/v2/transcript";
import type { Live } from "../table/kind";
import { always, computed, local, whileDeclared } from "../table/property";
import { resource } from "../table/resource";
import type { Treatment } from "../table/treatment";
import { same } from "../values/equality";
import type { Log } from "../values/hiding";
import { memberOf, type Values } from "../values/json";
import { jsonByName, line } from "../values/textTypes";
import { everyKind } from "./common";
import { channelFailures, channelRemarks } from "./transcriptChannel";

/** How long a Transcript may take unless the program says otherwise, in seconds. */
const TIMEOUT_SECONDS = 600;
const PACE = { firstMs: 500, longestMs: 10_000 };
const UNFINISHED = new Set<unknown>(["queued", "in-progress", "new"]);

/** The API answers in more words than it was asked in, and may leave out what it was told. */
const answeredInMoreWords = (normal: Treatment["normal"]): Treatment => ({
  normal,
  record: (observed, like) => {
    if (like === undefined) return observed;
    const isSame = observed === undefined || includes(observed, like) || same(normal(observed), normal(like));
    return isSame ? like : observed;
  },
});

const timeOf = (value: unknown) => (typeof value === "string" ? Date.parse(value) : (value ?? ""));

/** Waits until a Transcript is done, and logs each status on the way. One that does not end as `completed` is an error. */
async function waitUntilDone(client: Client, written: Live, seconds: number, log: Log): Promise<Live> {
  const sid = String(written.value.sid);
  let { status } = written.value;
  const look = async (): Promise<{ done: Live | undefined }> => {
    const live = await fetchTranscript(client, sid);
    if (live === undefined) {
      throw new Error(
        `Transcript ${sid} was deleted while it was waited for. Run \`pulumi refresh\`, then \`pulumi up\`.`,
      );
    }
    if (live.value.status !== status) log.info(`Transcript ${sid} is ${live.value.status}`);
    status = live.value.status;
    return { done: UNFINISHED.has(status) ? undefined : live };
  };
  const done = UNFINISHED.has(status) ? await poll(look, { ...PACE, withinMs: seconds * 1000 }, client) : written;
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

/** Whether a JSON value has, at every depth, what another one has. */
function includes(observed: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return observed === wanted;
  return Object.entries(wanted).every(([name, value]) => includes(memberOf(observed, name), value));
}

/** SID of the recording that a Transcript is made of; `undefined` for a URL, or where it is not known yet. */
function recordingOf({ channel }: Values): string | undefined {
  const source = memberOf(memberOf(channel, "media_properties"), "source_sid");
  return typeof source === "string" ? source : undefined;
}

export const transcript = resource({
  noun: "Transcript",
  style: "form",
  answer: transcriptAnswer,
  request: transcriptForm,
  leftOut: ["data_logging", "encryption_credential_sid", "links"],
  id: ["sid"],
  accountOutput: "accountSid",
  properties: {
    ...everyKind,
    /** SID of the Service (`GA…`) whose language, redaction and operators apply. */
    serviceSid: always(serviceSid, { replaces: true }),
    /**
     * Recording to transcribe, in the API's own words: `media_properties` with a `media_url` or a `source_sid`, and `participants`.
     * Twilio fetches a `media_url` without signing in: name a recording of the account by its `source_sid` (`RE…`).
     */
    channel: always(jsonByName, { replaces: true, treatment: answeredInMoreWords((value) => value ?? {}) }),
    /** Key of your own. */
    customerKey: whileDeclared(line(CUSTOMER_KEY_MAX), "", {
      replaces: true,
      treatment: answeredInMoreWords((value) => value ?? ""),
    }),
    /** Time at which the conversation began, in ISO 8601. */
    mediaStartTime: whileDeclared(
      z.iso.datetime({ offset: true, error: "must be a time in ISO 8601 with a zone" }),
      "",
      { replaces: true, treatment: answeredInMoreWords(timeOf) },
    ),
    /**
     * Time to wait until the Transcript is completed, in seconds. Without it, 600. After that it stays in the state, and the next
     * `up` waits again.
     */
    timeoutSeconds: local(z.int().min(1).max(86_400)),
  },
  computed: {
    /** SID of the Transcript (`GT…`); the same as its `id`. */
    sid: computed(z.string(), { stable: true }),
    /** SID of the account (`AC…`). */
    accountSid: computed(z.string(), { stable: true }),
    /** Status: `completed`, or what it ended as. */
    status: computed(z.string()),
    /** Language of the Transcript. */
    languageCode: computed(z.string().optional(), { stable: true }),
    /** Duration of the recording, in seconds. */
    duration: computed(z.number().optional()),
    /** Whether a redacted variant can be read. */
    redaction: computed(z.boolean().optional()),
    /** Creation time, in ISO 8601. */
    dateCreated: computed(z.string(), { stable: true }),
    /** Time of the last change, in ISO 8601. */
    dateUpdated: computed(z.string()),
    /** URL of the Transcript in the API. */
    url: computed(z.string(), { stable: true }),
  },
  invariants: channelFailures,
  warnings: channelRemarks,
  calls: {
    create: (client, { body, recover }) => createTranscript(client, body, recover),
    read: fetchTranscript,
    delete: deleteTranscript,
    list: (client, desired) => listTranscripts(client, { serviceSid: desired?.serviceSid }),
  },
  recovery: {
    // The API keeps what it was asked for, and adds to it.
    isNamed: (live, { channel, customerKey, mediaStartTime }) =>
      includes(live.channel, channel) &&
      (live.customer_key ?? "") === (customerKey ?? "") &&
      (mediaStartTime === undefined || timeOf(live.media_start_time) === timeOf(mediaStartTime)),
    createdAt: (live) => live.date_created,
  },
  replacement: {
    // Twilio wants the first Transcript of a recording deleted before it makes another one.
    deletesFirst: (prior, desired) => {
      const recording = recordingOf(prior);
      return recording !== undefined && recording === recordingOf(desired);
    },
  },
  completion: {
    wait: (client, written, { timeoutSeconds }, log) =>
      waitUntilDone(client, written, timeoutSeconds ?? TIMEOUT_SECONDS, log),
    // The engine remembers a failure only until the next refresh.
    isPending: ({ status }) => status !== undefined && status !== "completed",
  },
});
