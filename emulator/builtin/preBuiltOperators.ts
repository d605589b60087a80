import type { z } from "zod";
import { type Operator, operator } from "../values/responses";
import { BUILT_IN_CREATED_AT, LANGUAGES } from "./builtInOperatorTypes";

const content = operator.omit({ account_sid: true, url: true });
type PreBuilt = z.infer<typeof content> & { languages: string[] };

const preBuilt = (
  digits: string,
  name: string,
  type: string,
  languages: string[],
  description: string,
  availability: Operator["availability"] = "general-availability",
): PreBuilt => ({
  sid: `LY${digits.padStart(32, "0")}`,
  friendly_name: name,
  description,
  author: "twilio",
  operator_type: type,
  version: 1,
  availability,
  config: {},
  date_created: BUILT_IN_CREATED_AT,
  date_updated: BUILT_IN_CREATED_AT,
  languages,
});

const ENGLISH = ["en-AU", "en-GB", "en-US"];

const ENTITIES = "Lists the people, places, dates and amounts in the conversation.";

/**
 * The pre-built operators of every account. Names and languages are those that Twilio documents. SIDs, types, texts and availabilities are
 * invented, and so is that one name goes to two operators: operators for different languages can have the same name.
 */
export const preBuiltOperators: PreBuilt[] = [
  preBuilt("e1", "Voicemail Detection", "ConversationClassify", ENGLISH, "Distinguishes a mailbox from a person."),
  preBuilt(
    "e2",
    "Entity Recognition",
    "EntityExtract",
    ["de-DE", "es-ES", "es-MX", "es-US", "fr-FR", "it-IT", "pt-BR", "pt-PT"],
    ENTITIES,
  ),
  preBuilt("e3", "Sentiment Analysis", "ConversationClassify", LANGUAGES, "Classifies the mood of the conversation."),
  preBuilt("e4", "Entity Recognition", "EntityExtract", ENGLISH, ENTITIES),
  preBuilt("e5", "Unavailable Party", "ConversationClassify", ENGLISH, "Detects that nobody could be reached.", "beta"),
  preBuilt(
    "e6",
    "Outbound Call Disposition",
    "ConversationClassify",
    ENGLISH,
    "Classifies how an outbound call ended.",
    "retired",
  ),
  preBuilt("e7", "Summarization", "Generative", LANGUAGES, "Summarizes the conversation."),
  preBuilt("e8", "Agent Introduction", "PhraseMatch", ENGLISH, "Detects that the agent introduced themselves."),
  preBuilt("e9", "Escalation Request", "PhraseMatch", ENGLISH, "Detects that the customer asked for a supervisor."),
  preBuilt("ea", "Recording Disclosure", "PhraseMatch", ENGLISH, "Detects that the recording was announced."),
];
