import { IntelligenceConfiguration } from "../../../dynamic/index";
import { CONFIGURATIONS } from "../../engine/kit/stand";
import { SENTIMENT, SUMMARY } from "../kit/emulator";
import type { Values } from "./host";
import type { Kind } from "./kinds";

const sentiment = {
  name: "sentiment",
  operators: [{ id: SENTIMENT, version: 3 }],
  triggers: [{ on: "COMMUNICATION", parameters: { count: 3 } }],
  actions: [
    { url: "https://example.com/sentiment" },
    { type: "WEBHOOK", method: "POST", url: "https://example.com/b" },
  ],
};
const summary = {
  operators: [{ id: SUMMARY }],
  triggers: [{ on: "CONVERSATION_END" }],
  context: { memory: { enabled: true }, knowledge: { bases: ["know_base_1"] } },
};
const inactive = { operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_INACTIVE" }] };
const added = { name: "added", operators: [{ id: SENTIMENT }], triggers: [] };

/** The rules with a change in the first one. */
const first = (change: Values, own: Values) => ({ rules: [{ ...sentiment, ...change }, summary, own] });

export const configuration: Kind = {
  provider: IntelligenceConfiguration,
  minimal: () => ({ displayName: "live", rules: [] }),
  full: ({ languageOperator }) => ({
    account: "emea",
    onConflict: "fail",
    displayName: "live",
    description: "What runs on every conversation",
    rules: [sentiment, summary, owned(languageOperator)],
    updateStrategy: "update",
  }),
  changes: ({ languageOperator }) => {
    const own = owned(languageOperator);
    return {
      "rules: the count of one": first({ triggers: [{ on: "COMMUNICATION", parameters: { count: 5 } }] }, own),
      account: { account: undefined },
      onConflict: { onConflict: "overwrite" },
      displayName: { displayName: "live now" },
      description: { description: "What runs" },
      "description removed": { description: undefined },
      updateStrategy: { updateStrategy: "replace" },
      "updateStrategy and description": { updateStrategy: "replace", description: "What runs" },
      "updateStrategy removed": { updateStrategy: undefined },
      "rules: a new name": first({ name: "mood" }, own),
      "rules: another trigger": first({ triggers: [{ on: "CONVERSATION_END" }] }, own),
      "rules: a count removed": first({ triggers: [{ on: "COMMUNICATION" }] }, own),
      "rules: another action": first({ actions: [{ url: "https://example.com/c" }] }, own),
      "rules: actions removed": first({ actions: undefined }, own),
      "rules: another version": first({ operators: [{ id: SENTIMENT, version: 2 }] }, own),
      "rules: a version removed": first({ operators: [{ id: SENTIMENT }] }, own),
      "rules: one more operator": first({ operators: [...sentiment.operators, { id: SUMMARY }] }, own),
      "rules: context": first({ context: { memory: { enabled: true } } }, own),
      "rules: context off": { rules: [sentiment, { ...summary, context: { memory: { enabled: false } } }, own] },
      "rules: context removed": { rules: [sentiment, { ...summary, context: undefined }, own] },
      "rules: parameters": { rules: [sentiment, summary, owned(languageOperator, 3)] },
      "rules: one after another": { rules: [own, sentiment, summary] },
      "rules: one more": { rules: [sentiment, inactive, summary, own, added] },
      "rules: one removed": { rules: [sentiment, own] },
      "rules: one for another": { rules: [sentiment, added, own] },
      "rules: none": { rules: [] },
    };
  },
  make: async ({ call }) => (await call("POST", CONFIGURATIONS, { json: { displayName: "live", rules: [] } })).body.id,
  edit: async ({ call }, id) => {
    const { displayName, rules } = (await call("GET", `${CONFIGURATIONS}/${id}`)).body;
    return call("PUT", `${CONFIGURATIONS}/${id}`, { json: { displayName, description: "Theirs", rules } });
  },
};

const owned = (id: string, times = 2) => ({
  name: "owned",
  operators: [{ id, version: 1, parameters: { tone: "calm", times } }, { id: SUMMARY }],
  triggers: [{ on: "CONVERSATION_END" }],
});
