const { secret } = require("@pulumi/pulumi");
const {
  ConversationsAttachment,
  CustomOperator,
  IntelligenceConfiguration,
  LanguageOperator,
  OperatorAttachment,
  Service,
  Transcript,
} = require("pulumi-twilio-intelligence");

/*
 * STEP says how far the program has come. The recording ran 1, which creates, 2, which edits, and 3, which edits what somebody
 * else had edited too. 4 is 3, but declares what the merges of 3 kept, so that nothing is left to do. 5 changes every kind.
 */
const step = Number(process.env.STEP);
const since = (first, then, before) => (step >= first ? then : before);

const SUMMARY = "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn";
const SENTIMENT = "intelligence_operator_01kcrvw16kfa88qvgrfmr7y151";
const PRE_BUILT = "LY000000000000000000000000000000e3";

const calls = new Service("calls", {
  uniqueName: "calls",
  friendlyName: since(5, "All calls", since(2, "Customer calls", "Calls")),
  languageCode: "en-GB",
  autoTranscribe: true,
  dataLogging: false,
  autoRedaction: true,
  // Cleared by the second step.
  ...since(2, {}, { mediaRedaction: true }),
  webhookUrl: secret("https://example.com/transcripts?token=token-of-the-service"),
  webhookHttpMethod: "POST",
});

const emea = new Service("emea", { account: "emea", uniqueName: since(5, "emea-calls", "emea") });

const imported = new Service(
  "imported",
  { uniqueName: "theirs", friendlyName: since(5, "Ours now", "Theirs") },
  { import: process.env.IMPORTED },
);

const merged = new Service("merged", {
  uniqueName: "merged",
  friendlyName: since(5, "Everybody's calls", since(4, "Support calls", "Shared calls")),
  webhookUrl: since(3, "https://example.com/after", "https://example.com/before"),
  onConflict: "merge",
});

const topic = new CustomOperator("topic", {
  friendlyName: "Topic",
  operatorType: "GenerativeJSON",
  config: {
    prompt: secret(since(5, "Name two topics; token-of-the-operator.", "Name the topic; token-of-the-operator.")),
    json_result_schema: { type: "object", properties: { topic: { type: "string" } } },
    examples: [{ input: "My invoice is wrong.", output: '{"topic":"billing"}' }],
  },
});

new OperatorAttachment("attached", { serviceSid: calls.sid, operatorSid: since(5, PRE_BUILT, topic.sid) });

new Transcript("transcript", {
  serviceSid: calls.sid,
  channel: {
    media_properties: { media_url: "https://example.com/call-17.mp3" },
    participants: [{ channel_participant: 1, role: "Agent" }],
  },
  customerKey: since(5, "4712", "4711"),
  mediaStartTime: "2026-01-31T10:00:00+01:00",
  timeoutSeconds: 900,
});

const tone = new LanguageOperator("tone", {
  displayName: "Tone",
  description: "How the caller talks",
  prompt: `Name ${since(5, "every", "the")} tone {{parameters.times}} times in a {{parameters.style}} style.`,
  outputFormat: "JSON",
  outputSchema: {
    type: "object",
    properties: {
      tone: { type: "string", enum: ["calm", "angry"] },
      quotes: {
        type: "array",
        items: {
          type: "object",
          properties: { said: { type: "string" }, by: { type: ["string", "null"] } },
          required: ["said", "by"],
        },
      },
    },
    required: ["tone", "quotes"],
  },
  trainingExamples: [{ input: "Thank you!", output: '{"tone":"calm","quotes":[]}' }],
  context: { memory: { enabled: true } },
  parameters: {
    style: { type: "STRING", default: "short", description: "How to put it" },
    times: { type: "INTEGER", required: true },
  },
});

const plain = new LanguageOperator("plain", { displayName: "Plain", prompt: "Answer plainly.", outputFormat: "TEXT" });

const sentiment = {
  operators: [{ id: SENTIMENT, version: 3 }],
  triggers: [{ on: "COMMUNICATION", parameters: { count: since(5, 5, 3) } }],
  actions: [{ url: "https://example.com/sentiment" }],
};
const summary = {
  name: "summary",
  operators: [{ id: SUMMARY }],
  triggers: [{ on: "CONVERSATION_END" }],
  context: { memory: { enabled: true } },
};
const inactive = { operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_INACTIVE" }] };
const toned = {
  name: "toned",
  operators: [{ id: tone.id, parameters: { style: "long", times: 2 } }, { id: SUMMARY }],
  triggers: [{ on: "CONVERSATION_END" }],
  actions: [{ type: "WEBHOOK", method: "POST", url: "https://example.com/tone" }],
  context: { knowledge: { bases: ["know_base_1"] } },
};
const added = { operators: [plain], triggers: [], actions: [{ url: "https://example.com/plain" }] };
const live = new IntelligenceConfiguration("live", {
  displayName: "live",
  description: "What runs on every conversation",
  // A rule is renamed, another one moves, one goes and one comes.
  rules: since(
    2,
    [inactive, { name: "mood", ...sentiment }, toned, added],
    [{ name: "sentiment", ...sentiment }, summary, inactive, toned],
  ),
  updateStrategy: "update",
});

/** Its rules are secret as a whole, names and keys included. */
const confidential = new IntelligenceConfiguration("confidential", {
  displayName: "confidential",
  rules: [
    {
      name: since(2, "after", "before"),
      operators: [{ id: SUMMARY }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: since(5, 9, 2) } }],
      actions: [{ url: secret("https://example.com/results?token=token-of-the-rule") }],
    },
    inactive,
  ],
});

const shared = new IntelligenceConfiguration("shared", {
  displayName: "shared",
  rules: [
    { ...summary, context: { memory: { enabled: since(5, false, since(3, true, false)) } } },
    { ...inactive, ...since(4, { actions: [{ url: "https://example.com/theirs" }] }, {}) },
  ],
  onConflict: "merge",
});

const watched = new ConversationsAttachment("watched", {
  conversationsConfigurationId: process.env.CONVERSATIONS,
  intelligenceConfigurationId: since(5, shared.id, since(2, live.id, confidential.id)),
});

exports.sids = [calls.sid, emea.sid, imported.sid, merged.sid, topic.sid];
exports.ids = [tone.id, plain.id, live.id, confidential.id, shared.id, watched.id];
exports.live = live.ruleIds;
exports.confidential = confidential.ruleIds;
exports.shared = shared.ruleIds;
