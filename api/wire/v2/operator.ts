import { z } from "zod";
import { accountSid, operatorSid, operatorTypeSid, serviceSid } from "../ids";

export const availability = z.enum(["internal", "beta", "public", "retired", "general-availability", "deprecated"]);

/** A custom or pre-built operator as the API returns it. `config` is there for operators of the account alone. */
export const operator = z.looseObject({
  account_sid: accountSid.nullable(),
  sid: operatorSid,
  friendly_name: z.string().nullable(),
  description: z.string().nullable(),
  author: z.string().nullable(),
  operator_type: z.string().nullable(),
  version: z.int(),
  availability: availability.nullable(),
  config: z.json(),
  date_created: z.string().nullable(),
  date_updated: z.string().nullable(),
  url: z.string().nullable(),
});
export type Operator = z.infer<typeof operator>;

/** The form of a create (all three) or an update (`FriendlyName` and `Config`, both required). `Config` goes out as JSON. */
export const customOperatorForm = z.object({
  FriendlyName: z.string().max(64),
  OperatorType: z.string(),
  Config: z.record(z.string(), z.json()),
});
export type CustomOperatorForm = z.infer<typeof customOperatorForm>;

/** What an operator of a type is made of: those with `configurable` can be made, with a config that fits `config_schema`. */
export const operatorType = z.looseObject({
  name: z.string(),
  sid: operatorTypeSid,
  friendly_name: z.string().nullable(),
  description: z.string().nullable(),
  docs_link: z.string().nullable(),
  output_type: z
    .enum(["text-classification", "text-extraction", "text-extraction-normalized", "text-generation", "json"])
    .nullable(),
  supported_languages: z.array(z.string()).nullable(),
  provider: z.enum(["twilio", "amazon", "openai"]).nullable(),
  availability: z.enum(["internal", "beta", "general-availability", "retired", "deprecated"]).nullable(),
  configurable: z.boolean().nullable(),
  config_schema: z.json(),
  date_created: z.string().nullable(),
  date_updated: z.string().nullable(),
  url: z.string().nullable(),
});
export type OperatorType = z.infer<typeof operatorType>;

/** The answer to an attachment of an operator to a Service. */
export const operatorAttachment = z.looseObject({
  service_sid: serviceSid,
  operator_sid: operatorSid,
  url: z.string().nullable(),
});
export type OperatorAttachment = z.infer<typeof operatorAttachment>;

/** The operators that are attached to a Service: one object, not a page. */
export const operatorAttachments = z.looseObject({
  service_sid: serviceSid,
  operator_sids: z.array(operatorSid),
  url: z.string().nullable(),
});
export type OperatorAttachments = z.infer<typeof operatorAttachments>;
