/** Language Operators that Twilio provides. Their ids are the same in every account. */
export const twilioOperators = {
  sentiment: { id: "intelligence_operator_01kcrvw16kfa88qvgrfmr7y151", displayName: "Sentiment" },
  summary: { id: "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn", displayName: "Summary" },
  nextBestResponse: { id: "intelligence_operator_01kea27sy7ffsafmtsfp17nzx4", displayName: "Next Best Response" },
  scriptAdherence: { id: "intelligence_operator_01kf34tcyefpyb1t4m0nbd8rxg", displayName: "Script Adherence" },
} as const;

/** Names of Twilio's Language Operators, by id. */
export const twilioOperatorNames: ReadonlyMap<unknown, string> = new Map(
  Object.values(twilioOperators).map(({ id, displayName }) => [id, displayName]),
);
