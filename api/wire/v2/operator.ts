import { z } from "zod";
import { responseId } from "../ids";

/** Documented release stages of an operator. */
export const availability = z.enum(["internal", "beta", "public", "retired", "general-availability", "deprecated"]);

/** Custom or pre-built operator, as the API returns it. Only custom operators have a `config`. */
export const operator = z.looseObject({
  account_sid: z.string().nullish(),
  sid: responseId,
  friendly_name: z.string().nullish(),
  description: z.string().nullish(),
  author: z.string().nullish(),
  operator_type: z.string().nullish(),
  version: z.int().nullish(),
  availability: z.string().nullish(),
  config: z.json().optional(),
  date_created: z.string().nullish(),
  date_updated: z.string().nullish(),
  url: z.string().nullish(),
});
export type Operator = z.infer<typeof operator>;

/**
 * Documented limits of a generative Custom Operator: "Generative Custom Operators" in Twilio's documentation, sections "Write
 * prompt" and "Structuring your JSON schema". They count characters, properties and enum values of the whole schema, and levels of
 * nesting.
 */
export const customOperatorLimits = {
  promptMax: 4000,
  schemaPropertiesMax: 100,
  schemaDepthMax: 5,
  schemaEnumValuesMax: 500,
} as const;

/** JSON Schema keywords that the same page names as not supported in a `json_result_schema`. */
export const UNSUPPORTED_RESULT_KEYWORDS = [
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minimum",
  "maximum",
  "multipleOf",
  "patternProperties",
  "unevaluatedProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "unevaluatedItems",
  "contains",
  "minContains",
  "maxContains",
  "minItems",
  "maxItems",
  "uniqueItems",
] as const;

/** Form of a create (all three fields) or an update (`FriendlyName` and `Config`, both required). `Config` is sent as JSON. */
export const customOperatorForm = z.strictObject({
  FriendlyName: z.string().max(64),
  OperatorType: z.string(),
  Config: z.record(z.string(), z.json()),
});
export type CustomOperatorForm = z.infer<typeof customOperatorForm>;

/** Operator type. If it is `configurable`, you can create operators of it, with a config that matches `config_schema`. */
export const operatorType = z.looseObject({
  name: z.string().nullish(),
  sid: responseId,
  friendly_name: z.string().nullish(),
  description: z.string().nullish(),
  docs_link: z.string().nullish(),
  output_type: z.string().nullish(),
  supported_languages: z.array(z.string()).nullish(),
  provider: z.string().nullish(),
  availability: z.string().nullish(),
  configurable: z.boolean().nullish(),
  config_schema: z.json().optional(),
  date_created: z.string().nullish(),
  date_updated: z.string().nullish(),
  url: z.string().nullish(),
});
export type OperatorType = z.infer<typeof operatorType>;

/** Response to the attachment of an operator to a Service. */
export const operatorAttachment = z.looseObject({
  service_sid: z.string().nullish(),
  operator_sid: z.string().nullish(),
  url: z.string().nullish(),
});
export type OperatorAttachment = z.infer<typeof operatorAttachment>;

/** Operators attached to a Service. The API returns them as one object, not as pages. */
export const operatorAttachments = z.looseObject({
  service_sid: z.string().nullish(),
  operator_sids: z.array(z.string()),
  url: z.string().nullish(),
});
export type OperatorAttachments = z.infer<typeof operatorAttachments>;
