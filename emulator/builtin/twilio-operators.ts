import type { z } from "zod";
import { languageOperator, type OperatorVersionItem } from "../../api/wire/v3/operator";
import { PROVIDED_AT } from "./operator-types";

const provided = languageOperator.omit({ author: true });
type Provided = z.infer<typeof provided> & { versions: OperatorVersionItem[] };

const active = (version: number): OperatorVersionItem => ({ version, status: "ACTIVE", dateCreated: PROVIDED_AT });

/** The language operators that Twilio has written: the same ids in every account. Their versions are made up. */
export const twilioOperators: Provided[] = [
  {
    id: "intelligence_operator_01kcrvw16kfa88qvgrfmr7y151",
    displayName: "Sentiment",
    description: "Says in what mood the customer is.",
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
    id: "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn",
    displayName: "Summary",
    description: "Tells in a few sentences what was spoken of.",
    outputFormat: "TEXT",
    version: 1,
    versions: [active(1)],
  },
  {
    id: "intelligence_operator_01kea27sy7ffsafmtsfp17nzx4",
    displayName: "Next Best Response",
    description: "Proposes what the agent could say next.",
    outputFormat: "TEXT",
    context: { memory: { enabled: true }, knowledge: { enabled: true } },
    version: 1,
    versions: [active(1)],
  },
  {
    id: "intelligence_operator_01kf34tcyefpyb1t4m0nbd8rxg",
    displayName: "Script Adherence",
    description: "Compares what the agent said with what was to be said.",
    outputFormat: "JSON",
    outputSchema: {
      type: "object",
      properties: { adheres: { type: "boolean" }, missed: { type: "array", items: { type: "string" } } },
    },
    version: 1,
    versions: [active(1)],
  },
];
