import { z } from "zod";
import { createService, deleteService, fetchService, listServices, updateService } from "../../api/v2/services";
import { publicKeySid } from "../../api/wire/ids";
import {
  DEFAULT_LANGUAGE_CODE,
  FRIENDLY_NAME_MAX,
  service as serviceAnswer,
  serviceForm,
  webhookHttpMethod,
} from "../../api/wire/v2/service";
import { always, computed, whileDeclared } from "../table/property";
import { resource } from "../table/resource";
import type { Refusal } from "../values/refusals";
import { httpUrl, line } from "../values/textTypes";
import { versionedKind } from "./common";

const flag = z.boolean();
const languageCode = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})+$/, "must be a language code such as en-US");
const publicKey = z
  .string()
  .refine(
    (value) => value === "" || publicKeySid.safeParse(value).success,
    "must be a Public Key SID: CR and 32 hexadecimal digits",
  );

export const service = resource({
  noun: "Service",
  style: "form",
  answer: serviceAnswer,
  request: serviceForm,
  id: ["sid"],
  accountOutput: "accountSid",
  unique: "uniqueName",
  versioned: { version: "version", ifMatch: "etag" },
  readFromList: true,
  updates: "changed",
  properties: {
    ...versionedKind,
    /** Unique name of the Service in its account, on one line. An update renames it in place; another Service's name is refused. */
    uniqueName: always(line(256)),
    /** Display name. */
    friendlyName: whileDeclared(line(FRIENDLY_NAME_MAX, 0), ""),
    /**
     * Language of every transcript, such as `en-US` or `es-MX`. The API cannot change it: another language makes a new Service with
     * a new SID, and the old one is deleted first, with its attachments and its history.
     */
    languageCode: whileDeclared(languageCode, DEFAULT_LANGUAGE_CODE, { replaces: true, live: true }),
    /**
     * Whether every recording of the account is transcribed. Where several Services have it on, each of them transcribes, and
     * bills, every recording. A change takes effect on live calls within 10 minutes.
     */
    autoTranscribe: whileDeclared(flag, false, { live: true }),
    /**
     * Whether Twilio may use the data to improve its models. Declare `false` to see it as drift when somebody switches it on; `true`
     * is refused, because only a person in the Console can consent.
     */
    dataLogging: whileDeclared(flag, false, { live: true }),
    /**
     * Whether personal data is redacted from transcripts. Results of generative operators are then masked as a whole, unless they are
     * read with `redacted: false`. A change takes effect on live calls within 10 minutes.
     */
    autoRedaction: whileDeclared(flag, false, { live: true, sentWith: "redaction" }),
    /** Whether personal data is redacted from recordings too. Requires `autoRedaction`. */
    mediaRedaction: whileDeclared(flag, false, { live: true, sentWith: "redaction" }),
    /** URL that Twilio requests when a transcript is finished: http or https. */
    webhookUrl: whileDeclared(httpUrl, "", { live: true }),
    /** HTTP method of the request to `webhookUrl`. `NULL` is the API's word for no method. */
    webhookHttpMethod: whileDeclared(webhookHttpMethod, "NULL", { live: true }),
    /** SID of the Public Key (`CR…`) that transcripts are encrypted with. */
    encryptionCredentialSid: whileDeclared(publicKey, "", { live: true }),
  },
  computed: {
    /** SID of the Service (`GA…`); the same as its `id`. */
    sid: computed(z.string(), { stable: true }),
    /** SID of the account (`AC…`). */
    accountSid: computed(z.string(), { stable: true }),
    /** SIDs of the attached operators (`LY…`). */
    attachedOperatorSids: computed(z.array(z.string()).optional(), {
      wire: { read: "read_only_attached_operator_sids" },
    }),
    /** Number of updates. The next update is refused unless the Service is still at this version. */
    version: computed(z.number()),
    /** Version in the form that the API expects in `If-Match`. */
    etag: computed(z.string().optional(), { wire: { header: "etag" } }),
    /** Creation time, in ISO 8601. */
    dateCreated: computed(z.string(), { stable: true }),
    /** Time of the last change, in ISO 8601. */
    dateUpdated: computed(z.string()),
    /** URL of the Service in the API. */
    url: computed(z.string(), { stable: true }),
  },
  invariants({ mediaRedaction, autoRedaction, dataLogging }) {
    const failures: Refusal[] = [];
    if (mediaRedaction === true && (autoRedaction ?? false) === false) {
      failures.push({
        property: "mediaRedaction",
        reason: "requires autoRedaction: true, because the API redacts recordings only where it redacts transcripts",
      });
    }
    if (dataLogging === true) {
      failures.push({
        property: "dataLogging",
        reason:
          "cannot be switched on by the API, because it requires a person's consent. Switch it on in the Twilio Console and do not declare it here",
      });
    }
    return failures;
  },
  calls: {
    create: (client, { body, desired, recover }) =>
      createService(client, { ...body, UniqueName: desired.uniqueName }, recover),
    read: fetchService,
    update: (client, { id, body, ifMatch, recover }) => updateService(client, id, body, ifMatch, recover),
    delete: deleteService,
    list: (client) => listServices(client),
  },
  recovery: {
    isNamed: (live, { uniqueName }) => live.unique_name === uniqueName,
    createdAt: (live) => live.date_created,
  },
  // Two Services of an account cannot share a unique name, so the old one has to make way.
  replacement: { deletesFirst: (prior, desired) => prior.uniqueName === desired.uniqueName },
});
