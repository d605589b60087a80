import { z } from "zod";
import { publicKeySid, responseId } from "../ids";

/** Maximum length of a `FriendlyName`, in characters. */
export const FRIENDLY_NAME_MAX = 64;

/** Default language of a Service. */
export const DEFAULT_LANGUAGE_CODE = "en-US";

/** HTTP method of a webhook. `NULL` is a literal value of the API and means no method. */
export const webhookHttpMethod = z.enum(["GET", "POST", "NULL"]);

/** Service, as the API returns it. Only the SID is required. Unknown members and enum values are kept. */
export const service = z.looseObject({
  sid: responseId,
  account_sid: z.string().nullish(),
  unique_name: z.string().nullish(),
  friendly_name: z.string().nullish(),
  language_code: z.string().nullish(),
  auto_redaction: z.boolean().nullish(),
  media_redaction: z.boolean().nullish(),
  auto_transcribe: z.boolean().nullish(),
  data_logging: z.boolean().nullish(),
  webhook_url: z.string().nullish(),
  webhook_http_method: z.string().nullish(),
  encryption_credential_sid: z.string().nullish(),
  read_only_attached_operator_sids: z.array(z.string()).nullish(),
  version: z.int().nullish(),
  date_created: z.string().nullish(),
  date_updated: z.string().nullish(),
  url: z.string().nullish(),
});
export type Service = z.infer<typeof service>;

/**
 * Form of a create (`POST /v2/Services`) or an update (`POST /v2/Services/{Sid}`), before encoding. `null` clears a field and is sent as
 * an empty value. An update does not accept `LanguageCode`.
 */
export const serviceForm = z
  .strictObject({
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
