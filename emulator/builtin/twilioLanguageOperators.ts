import type { z } from "zod";
import { twilioOperators } from "../../api/wire/v3/twilioOperators";
import { languageOperator, type OperatorVersionItem } from "../values/responses";
import { BUILT_IN_CREATED_AT } from "./builtInOperatorTypes";

const provided = languageOperator.omit({ author: true });
type Provided = z.infer<typeof provided> & { versions: OperatorVersionItem[] };

const active = (version: number): OperatorVersionItem => ({
  version,
  status: "ACTIVE",
  dateCreated: BUILT_IN_CREATED_AT,
});

/** Twilio's language operators in the emulator. Their versions are invented. */
export const twilioLanguageOperators: Provided[] = [
  {
    ...twilioOperators.sentiment,
    description: "Classifies the customer's mood.",
    outputFormat: "CLASSIFICATION",
    version: 3,
    versions: [
      { ...active(1), status: "RETIRED", dateDeprecated: "2025-03-01T09:00:00Z", dateRetired: "2025-06-01T09:00:00Z" },
      {
        ...active(2),
        status: "DEPRECATED",
        dateDeprecated: "2025-06-01T09:00:00Z",
        retirementDate: "2030-01-01T09:00:00Z",
      },
      active(3),
    ],
  },
  {
    ...twilioOperators.summary,
    description: "Summarizes the conversation in a few sentences.",
    outputFormat: "TEXT",
    version: 1,
    versions: [active(1)],
  },
  {
    ...twilioOperators.nextBestResponse,
    description: "Suggests the agent's next response.",
    outputFormat: "TEXT",
    context: { memory: { enabled: true }, knowledge: { enabled: true } },
    version: 1,
    versions: [active(1)],
  },
  {
    ...twilioOperators.scriptAdherence,
    description: "Compares the agent's words with a script.",
    outputFormat: "JSON",
    outputSchema: {
      type: "object",
      properties: { adheres: { type: "boolean" }, missed: { type: "array", items: { type: "string" } } },
    },
    version: 1,
    versions: [active(1)],
  },
];
