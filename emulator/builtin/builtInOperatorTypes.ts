import type { z } from "zod";
import { customOperatorLimits } from "../../api/wire/v2/operator";
import { type OperatorType, operatorType } from "../values/responses";

const content = operatorType.omit({ url: true });
type Provided = z.infer<typeof content>;

/** Creation date of all built-in objects. */
export const BUILT_IN_CREATED_AT = "2025-01-15T09:00:00Z";

const prompt = { type: "string", minLength: 1, maxLength: customOperatorLimits.promptMax };
const examples = {
  type: "array",
  items: {
    type: "object",
    required: ["input", "output"],
    properties: { input: { type: "string" }, output: {} },
  },
};

/** Languages of the built-in operator types and operators without languages of their own. */
export const LANGUAGES = [
  "en-US",
  "en-GB",
  "en-AU",
  "es-ES",
  "es-MX",
  "es-US",
  "fr-FR",
  "fr-CA",
  "de-DE",
  "it-IT",
  "pt-BR",
];

const type = (
  digits: string,
  name: string,
  output: OperatorType["output_type"],
  provider: OperatorType["provider"],
  description: string,
  more: Partial<OperatorType> = {},
): Provided => ({
  sid: `EY${digits.padStart(32, "0")}`,
  name,
  friendly_name: name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " "),
  description,
  docs_link: "https://www.twilio.com/docs/conversational-intelligence",
  output_type: output,
  supported_languages: LANGUAGES,
  provider,
  availability: "general-availability",
  configurable: false,
  config_schema: {},
  date_created: BUILT_IN_CREATED_AT,
  date_updated: BUILT_IN_CREATED_AT,
  ...more,
});

/** The operator types that every account of the emulator has. */
export const operatorTypes: Provided[] = [
  type("a1", "Generative", "text-generation", "openai", "Answers a prompt about the conversation in text.", {
    configurable: true,
    config_schema: {
      type: "object",
      required: ["prompt"],
      properties: { prompt, examples },
    },
  }),
  type("a2", "GenerativeJSON", "json", "openai", "Answers a prompt about the conversation in JSON of a given shape.", {
    configurable: true,
    config_schema: {
      type: "object",
      required: ["prompt", "json_result_schema"],
      properties: { prompt, json_result_schema: { type: "object" }, examples },
    },
  }),
  type("b1", "PhraseMatch", "text-extraction", "twilio", "Finds sentences that contain one of the given phrases.", {
    configurable: true,
    supported_languages: ["en-US", "en-GB"],
    config_schema: {
      type: "object",
      required: ["phrases"],
      additionalProperties: false,
      properties: {
        phrases: { type: "array", minItems: 1, items: { type: "string", minLength: 1 } },
        match: { type: "string", enum: ["any", "all"] },
      },
    },
  }),
  type("c1", "ConversationClassify", "text-classification", "twilio", "Assigns a whole conversation to one class."),
  type("c2", "EntityExtract", "text-extraction", "amazon", "Finds names, places and dates.", {
    supported_languages: ["en-US", "en-GB", "es-US"],
  }),
  type("c3", "EntityNormalize", "text-extraction-normalized", "twilio", "Finds amounts and normalizes them.", {
    availability: "beta",
    supported_languages: ["en-US"],
  }),
];
