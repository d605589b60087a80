const { IntelligenceConfiguration, Service } = require("pulumi-twilio-intelligence");

const calls = new Service("calls", {
  uniqueName: "calls",
  friendlyName: "Customer calls",
  languageCode: "en-GB",
  autoTranscribe: true,
  dataLogging: false,
  autoRedaction: true,
  webhookUrl: "https://example.com/transcripts",
  webhookHttpMethod: "POST",
});

const live = new IntelligenceConfiguration("live", {
  displayName: "live",
  description: "What runs on every conversation",
  rules: [
    {
      name: "sentiment",
      operators: [{ id: "intelligence_operator_01kcrvw16kfa88qvgrfmr7y151", version: 3 }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 3 } }],
      actions: [{ url: "https://example.com/sentiment" }],
    },
    {
      name: "summary",
      operators: [{ id: "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn" }],
      triggers: [{ on: "CONVERSATION_END" }],
      context: { memory: { enabled: true } },
    },
    {
      operators: [{ id: "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn" }],
      triggers: [{ on: "CONVERSATION_INACTIVE" }],
    },
  ],
});

exports.sid = calls.sid;
exports.ruleIds = live.ruleIds;
