import type { z } from "zod";
import { type Operator, operator } from "../values/responses";
import { BUILT_IN_CREATED_AT } from "./builtInOperatorTypes";

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

/** The pre-built operators of every account. Operators for different languages can have the same name. */
export const preBuiltOperators: PreBuilt[] = [
  preBuilt(
    "e1",
    "Voicemail Detection",
    "ConversationClassify",
    ["en-US", "en-GB"],
    "Distinguishes a mailbox from a person.",
  ),
  preBuilt(
    "e2",
    "Voicemail Detection",
    "ConversationClassify",
    ["de-DE"],
    "Distinguishes a mailbox from a person, in German.",
  ),
  preBuilt("e3", "Call Sentiment", "ConversationClassify", ["en-US"], "Classifies whether the caller was satisfied."),
  preBuilt(
    "e4",
    "Names and Places",
    "EntityExtract",
    ["en-US", "es-US"],
    "Lists the people and places in the conversation.",
  ),
  preBuilt("e5", "Amounts", "EntityNormalize", ["en-US"], "Lists amounts of money as numbers.", "beta"),
  preBuilt("e6", "Call Transfer", "ConversationClassify", ["en-US"], "Detects that a call was transferred.", "retired"),
];
