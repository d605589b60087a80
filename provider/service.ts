import { z } from "zod";
import type { Client, Settle, Versioned } from "../api/client";
import { hasCode } from "../api/errors";
import { quote } from "../api/text";
import { createService, deleteService, fetchService, listServices, updateService } from "../api/v2/services";
import { publicKeySid } from "../api/wire/ids";
import {
  DEFAULT_LANGUAGE_CODE,
  FRIENDLY_NAME_MAX,
  type Service,
  serviceForm,
  webhookHttpMethod,
} from "../api/wire/v2/service";
import { account, accountProperty } from "./account";
import type { Bag, Definition, Property } from "./definition";
import type { CheckFailure } from "./failure";
import { differences } from "./leftBehind";
import { onConflict, onConflictProperty } from "./onConflict";
import { object, strictObject } from "./shape";
import { httpUrl, line } from "./text";

/** What a program declares of a Service. */
export const serviceInputs = strictObject({
  ...account,
  ...onConflict,
  /**
   * The Service's own name for itself, unique in the account: 1 to 256 characters on one line. It can be changed in place;
   * another Service's name is refused.
   */
  uniqueName: line(256),
  /** A name for people, up to 64 characters. */
  friendlyName: line(FRIENDLY_NAME_MAX, 0).optional(),
  /**
   * The language of every transcript of this Service, such as `en-US` (the default) or `es-MX`. The API cannot change it: another
   * language makes a new Service with a new sid, and the old one is deleted first, with its attachments and its history.
   */
  languageCode: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})+$/, "must be a language code such as en-US")
    .optional(),
  /**
   * Whether every recording of the account is transcribed. Where several Services have it on, each recording is transcribed,
   * and billed, once by each. A change takes effect on live calls within 10 minutes.
   */
  autoTranscribe: z.boolean().optional(),
  /**
   * Whether Twilio may use the data to improve its models. Declare `false` to hold it off, so that it shows as drift when somebody
   * switches it on; `true` is refused, because only a person in the Console can consent.
   */
  dataLogging: z.boolean().optional(),
  /** Whether personal data is redacted from transcripts. A change takes effect on live calls within 10 minutes. */
  autoRedaction: z.boolean().optional(),
  /** Whether personal data is redacted from the recordings too. Needs `autoRedaction`. */
  mediaRedaction: z.boolean().optional(),
  /** Where Twilio reports finished transcripts: an http or https URL of at most 2,048 characters. */
  webhookUrl: httpUrl.optional(),
  /** How `webhookUrl` is requested. `NULL` is the API's word for no method. */
  webhookHttpMethod: webhookHttpMethod.optional(),
  /** The Public Key (`CR…`) that transcripts are encrypted with. */
  encryptionCredentialSid: z
    .string()
    .refine(
      (value) => value === "" || publicKeySid.safeParse(value).success,
      "must be a Public Key SID: CR and 32 hexadecimal digits",
    )
    .optional(),
});
export type ServiceInputs = z.infer<typeof serviceInputs>;

/** What Twilio computes of a Service. */
const serviceComputed = object({
  /** The Service's SID, `GA…`; the same as its `id`. */
  sid: z.string(),
  accountSid: z.string(),
  /** The operators that are attached, `LY…`. */
  attachedOperatorSids: z.array(z.string()),
  /** Counts the Service's updates. The next update is refused unless the Service is still at this version. */
  version: z.number(),
  /** The version as the API asks for it in `If-Match`. */
  etag: z.string().optional(),
  /** ISO 8601, as `dateUpdated`. */
  dateCreated: z.string(),
  dateUpdated: z.string(),
  url: z.string(),
});

/** The outputs of a Service: what is declared, as the account has it, and what Twilio computes. */
export type ServiceOutputs = ServiceInputs & z.infer<typeof serviceComputed>;

/** What an update needs of the state. */
const recorded = serviceComputed.pick({ version: true, etag: true }).partial();
type Recorded = z.infer<typeof recorded>;

const held = (absent: unknown): Property => ({ held: "declared", normal: (value) => value ?? absent });

const properties = {
  account: accountProperty,
  onConflict: onConflictProperty,
  uniqueName: held(""),
  friendlyName: held(""),
  languageCode: { ...held(DEFAULT_LANGUAGE_CODE), replaces: true },
  autoTranscribe: held(false),
  dataLogging: held(false),
  autoRedaction: held(false),
  mediaRedaction: held(false),
  webhookUrl: held(""),
  webhookHttpMethod: held("NULL"),
  encryptionCredentialSid: held(""),
} satisfies Record<keyof ServiceInputs, Property>;

function invariants({ mediaRedaction, autoRedaction, dataLogging }: Bag): CheckFailure[] {
  const failures: CheckFailure[] = [];
  if (mediaRedaction === true && (autoRedaction === undefined || autoRedaction === false)) {
    failures.push({
      property: "mediaRedaction",
      reason: "needs autoRedaction: true, because the API redacts recordings only where it redacts transcripts",
    });
  }
  if (dataLogging === true) {
    failures.push({
      property: "dataLogging",
      reason:
        "cannot be switched on by the API, because it needs a person's consent: switch it on in the Twilio Console and leave it undeclared here",
    });
  }
  return failures;
}

/** Both redaction flags go out together: the API judges them together. */
const REDACTION = ["AutoRedaction", "MediaRedaction"];

/** The form of the properties that are named. What the program clears goes out as an empty value. */
function formOf(declared: ServiceInputs, names: ReadonlySet<string>) {
  const text = (value: string | undefined) => (value === "" ? null : value);
  const fields = new Set([...names].map((name) => name.charAt(0).toUpperCase() + name.slice(1)));
  if (REDACTION.some((field) => fields.has(field))) for (const field of REDACTION) fields.add(field);
  const all = {
    UniqueName: declared.uniqueName,
    FriendlyName: text(declared.friendlyName),
    LanguageCode: declared.languageCode,
    AutoTranscribe: declared.autoTranscribe,
    DataLogging: declared.dataLogging,
    AutoRedaction: declared.autoRedaction,
    MediaRedaction: declared.mediaRedaction,
    WebhookUrl: text(declared.webhookUrl),
    WebhookHttpMethod: declared.webhookHttpMethod,
    EncryptionCredentialSid: text(declared.encryptionCredentialSid),
  };
  return serviceForm.parse(Object.fromEntries(Object.entries(all).filter(([field]) => fields.has(field))));
}

async function create(client: Client, declared: ServiceInputs, settle: Settle<Service>): Promise<Versioned<Service>> {
  const form = { ...formOf(declared, new Set(Object.keys(declared))), UniqueName: declared.uniqueName };
  try {
    return await createService(client, form, settle);
  } catch (error) {
    const isRefused = hasCode(error, "invalid_request") || hasCode(error, "conflict");
    const holder = isRefused ? await holderOf(client, declared.uniqueName) : undefined;
    if (holder === undefined) throw error;
    throw new Error(nameTaken(declared, holder));
  }
}

/** A request that the network delivered twice, or whose answer an earlier run lost, is refused because of what it made itself. */
function nameTaken(declared: ServiceInputs, holder: Service): string {
  const differing = differences(serviceDefinition, holder, declared).map(({ path }) => path);
  const which =
    differing.length === 0
      ? `is as declared. If an interrupted run or somebody else made it for this stack, take it over: add the resource option \`import: "${holder.sid}"\``
      : `differs from what is declared in ${differing.join(", ")}. To take it over, declare what it has and add the resource option \`import: "${holder.sid}"\``;
  return `Could not create Service "${quote(declared.uniqueName)}": Service ${holder.sid}, made ${holder.date_created}, has this unique name, and ${which}, then run \`pulumi up\`. If the program has given the resource another name, \`aliases\` keeps it. Otherwise declare another uniqueName.`;
}

/** The Service that has a unique name. A look that fails must not hide why it was looked for. */
async function holderOf(client: Client, uniqueName: string): Promise<Service | undefined> {
  try {
    for await (const live of listServices(client)) if (live.unique_name === uniqueName) return live;
  } catch {}
  return undefined;
}

export const serviceDefinition: Definition<ServiceInputs, Service, Recorded> = {
  noun: "Service",
  inputs: serviceInputs,
  checked: serviceInputs,
  recorded,
  properties,
  invariants,
  idOf: (live) => live.sid,
  accountOf: ({ accountSid }) => accountSid,
  versionOf: (live) => live.version ?? undefined,
  createdAt: (live) => live.date_created,
  declaredOf: (live) => ({
    uniqueName: live.unique_name,
    friendlyName: live.friendly_name,
    languageCode: live.language_code,
    autoTranscribe: live.auto_transcribe,
    dataLogging: live.data_logging,
    autoRedaction: live.auto_redaction,
    mediaRedaction: live.media_redaction,
    webhookUrl: live.webhook_url,
    webhookHttpMethod: live.webhook_http_method,
    encryptionCredentialSid: live.encryption_credential_sid,
  }),
  computedOf: ({ value, etag }) => ({
    sid: value.sid,
    accountSid: value.account_sid,
    attachedOperatorSids: value.read_only_attached_operator_sids ?? [],
    version: value.version,
    etag,
    dateCreated: value.date_created,
    dateUpdated: value.date_updated,
    url: value.url,
  }),
  create,
  read: fetchService,
  update: (client, { id, recorded, declared, changed, settle }) =>
    updateService(client, id, formOf(declared, changed), recorded.etag ?? String(recorded.version), settle),
  delete: deleteService,
  list: (client) => listServices(client),
  goesBy: (live, { uniqueName }) => live.unique_name === uniqueName,
  // Two Services cannot share a unique name, so the old one has to make way.
  deletesFirst: (recorded, declared) => recorded.uniqueName === declared.uniqueName,
};
