import { z } from "zod";
import { accountSid, operatorSid, publicKeySid, serviceSid } from "../ids";

/** Longest `FriendlyName`, in characters. */
export const FRIENDLY_NAME_MAX = 64;

/** The language that the API gives to a Service for which none was asked. */
export const DEFAULT_LANGUAGE_CODE = "en-US";

/** `NULL` is a literal value of the API: no method. */
export const webhookHttpMethod = z.enum(["GET", "POST", "NULL"]);

/** A Service as the API returns it. Fields that this release does not know are kept. */
export const service = z.looseObject({
  account_sid: accountSid,
  sid: serviceSid,
  unique_name: z.string().nullable(),
  friendly_name: z.string().nullable(),
  language_code: z.string().nullable(),
  auto_redaction: z.boolean().nullable(),
  media_redaction: z.boolean().nullable(),
  auto_transcribe: z.boolean().nullable(),
  data_logging: z.boolean().nullable(),
  webhook_url: z.string().nullable(),
  webhook_http_method: webhookHttpMethod.nullable(),
  encryption_credential_sid: publicKeySid.nullish(),
  read_only_attached_operator_sids: z.array(operatorSid).nullish(),
  version: z.int().nullable(),
  date_created: z.string().nullable(),
  date_updated: z.string().nullable(),
  url: z.string().nullable(),
});
export type Service = z.infer<typeof service>;

/**
 * The form of a create (`POST /v2/Services`) or an update (`POST /v2/Services/{Sid}`), before it is encoded.
 * `null` clears a field: it goes out as an empty value. An update takes no `LanguageCode`.
 */
export const serviceForm = z
  .object({
    UniqueName: z.string(),
    FriendlyName: z.string().max(FRIENDLY_NAME_MAX).nullable(),
    LanguageCode: z.string(),
    AutoTranscribe: z.boolean(),
    DataLogging: z.boolean(),
    AutoRedaction: z.boolean(),
    MediaRedaction: z.boolean(),
    WebhookUrl: z.string().nullable(),
    WebhookHttpMethod: webhookHttpMethod,
    EncryptionCredentialSid: publicKeySid.nullable(),
  })
  .partial();
export type ServiceForm = z.infer<typeof serviceForm>;
