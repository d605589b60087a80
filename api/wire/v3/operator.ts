import { z } from "zod";
import { operatorId } from "../ids";

/** Limits of a language operator, as the API states them. */
export const operatorLimits = {
  displayNameMax: 128,
  schemaPropertiesMax: 100,
  schemaDepthMax: 10,
  schemaEnumValuesMax: 1000,
} as const;

export const outputFormat = z.enum(["TEXT", "JSON", "CLASSIFICATION"]);
export const author = z.enum(["SELF", "TWILIO"]);
export const operatorStatus = z.enum(["PREVIEW", "ACTIVE", "DEPRECATED", "RETIRED"]);
export const parameterType = z.enum(["STRING", "INTEGER", "NUMBER", "BOOLEAN", "KNOWLEDGE_BASE_AND_SOURCE_IDS"]);

/** Keywords of JSON Schema that an `outputSchema` may not use. */
export const UNSUPPORTED_SCHEMA_KEYWORDS = [
  "minLength",
  "maxLength",
  "patternProperties",
  "unevaluatedProperties",
  "propertyNames",
  "minProperties",
  "maxProperties",
  "unevaluatedItems",
  "contains",
  "minContains",
  "maxContains",
  "uniqueItems",
] as const;

/** The body of a create or a full update. */
export const languageOperatorBody = z.object({
  displayName: z.string().min(1).max(operatorLimits.displayNameMax),
  description: z.string().nullish(),
  prompt: z.string().min(1),
  outputFormat,
  outputSchema: z.record(z.string(), z.json()).nullish(),
  trainingExamples: z.array(z.object({ input: z.string(), output: z.string() })).nullish(),
  context: z
    .object({
      memory: z.object({ enabled: z.boolean() }).nullish(),
      knowledge: z.object({ enabled: z.boolean() }).nullish(),
    })
    .nullish(),
  parameters: z
    .record(
      z.string(),
      z.object({
        type: parameterType,
        default: z.json().optional(),
        required: z.boolean().nullish(),
        description: z.string().nullish(),
      }),
    )
    .nullish(),
});
export type LanguageOperatorBody = z.infer<typeof languageOperatorBody>;

/** A language operator as the API returns it. `prompt` and `trainingExamples` are hidden for Twilio's own. */
export const languageOperator = z.looseObject({
  id: operatorId,
  displayName: z.string(),
  description: z.string().nullish(),
  prompt: z.string().nullish(),
  outputFormat: z.string(),
  outputSchema: z.record(z.string(), z.json()).nullish(),
  trainingExamples: z.array(z.looseObject({ input: z.string(), output: z.string() })).nullish(),
  context: z
    .looseObject({
      memory: z.looseObject({ enabled: z.boolean() }).nullish(),
      knowledge: z.looseObject({ enabled: z.boolean() }).nullish(),
    })
    .nullish(),
  parameters: z
    .record(
      z.string(),
      z.looseObject({
        type: z.string(),
        default: z.json().optional(),
        required: z.boolean().nullish(),
        description: z.string().nullish(),
      }),
    )
    .nullish(),
  author,
  version: z.int(),
});
export type LanguageOperator = z.infer<typeof languageOperator>;

/** One version in the list of an operator's versions. A `DEPRECATED` one still runs, a `RETIRED` one fails. */
export const operatorVersionItem = z.looseObject({
  version: z.int(),
  status: operatorStatus,
  dateCreated: z.string(),
  dateDeprecated: z.string().nullish(),
  retirementDate: z.string().nullish(),
  dateRetired: z.string().nullish(),
});
export type OperatorVersionItem = z.infer<typeof operatorVersionItem>;

/** One version of an operator, whole. */
export const languageOperatorVersion = languageOperator.extend(operatorVersionItem.shape);
export type LanguageOperatorVersion = z.infer<typeof languageOperatorVersion>;
