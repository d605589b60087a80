import { z } from "zod";
import { responseId } from "../ids";
import { identity } from "../itemIdentity";

/** Documented limits of a Language Operator. */
export const operatorLimits = {
  displayNameMax: 128,
  schemaPropertiesMax: 100,
  schemaDepthMax: 10,
  schemaEnumValuesMax: 1000,
} as const;

/** Documented output formats of a Language Operator. */
export const outputFormat = z.enum(["TEXT", "JSON", "CLASSIFICATION"]);
/** Author of a Language Operator: the account (`SELF`) or Twilio. */
export const author = z.enum(["SELF", "TWILIO"]);
/** Documented statuses of an operator version. */
export const operatorStatus = z.enum(["PREVIEW", "ACTIVE", "DEPRECATED", "RETIRED"]);
/** Documented types of a prompt parameter. */
export const parameterType = z.enum(["STRING", "INTEGER", "NUMBER", "BOOLEAN", "KNOWLEDGE_BASE_AND_SOURCE_IDS"]);

/** JSON Schema keywords that the API does not support in an `outputSchema`. */
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

const trainingExample = z.strictObject({ input: z.string(), output: z.string() }).register(identity, { by: "input" });

/** Body of a create or a full update. */
export const languageOperatorBody = z.strictObject({
  displayName: z.string().min(1).max(operatorLimits.displayNameMax),
  description: z.string().nullish(),
  prompt: z.string().min(1),
  outputFormat,
  outputSchema: z.record(z.string(), z.json()).nullish(),
  trainingExamples: z.array(trainingExample).nullish(),
  context: z
    .strictObject({
      memory: z.strictObject({ enabled: z.boolean() }).nullish(),
      knowledge: z.strictObject({ enabled: z.boolean() }).nullish(),
    })
    .nullish(),
  parameters: z
    .record(
      z.string(),
      z.strictObject({
        type: parameterType,
        default: z.json().optional(),
        required: z.boolean().nullish(),
        description: z.string().nullish(),
      }),
    )
    .nullish(),
});
export type LanguageOperatorBody = z.infer<typeof languageOperatorBody>;

/** Language Operator, as the API returns it. Only the id is required. Twilio's operators omit `prompt` and `trainingExamples`. */
export const languageOperator = z.looseObject({
  id: responseId,
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  prompt: z.string().nullish(),
  outputFormat: z.string().nullish(),
  outputSchema: z.record(z.string(), z.json()).nullish(),
  trainingExamples: z.array(z.looseObject({ input: z.string().nullish(), output: z.string().nullish() })).nullish(),
  context: z
    .looseObject({
      memory: z.looseObject({ enabled: z.boolean().nullish() }).nullish(),
      knowledge: z.looseObject({ enabled: z.boolean().nullish() }).nullish(),
    })
    .nullish(),
  parameters: z
    .record(
      z.string(),
      z.looseObject({
        type: z.string().nullish(),
        default: z.json().optional(),
        required: z.boolean().nullish(),
        description: z.string().nullish(),
      }),
    )
    .nullish(),
  author: z.string().nullish(),
  version: z.int().nullish(),
});
export type LanguageOperator = z.infer<typeof languageOperator>;

/** Version number, which is the id of a version. Twilio's sample shows it as a string. */
const versionNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^[0-9]{1,15}$/)
    .transform(Number),
]);

/** Version in the list of an operator's versions. A `DEPRECATED` version still runs. A `RETIRED` version fails. */
export const operatorVersionItem = z.looseObject({
  version: versionNumber,
  status: z.string().nullish(),
  dateCreated: z.string().nullish(),
  dateDeprecated: z.string().nullish(),
  retirementDate: z.string().nullish(),
  dateRetired: z.string().nullish(),
});
export type OperatorVersionItem = z.infer<typeof operatorVersionItem>;

/** Version of an operator with its full content. */
export const languageOperatorVersion = languageOperator.extend(operatorVersionItem.shape);
