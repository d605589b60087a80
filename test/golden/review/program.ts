import { type Bench, SENTIMENT, SUMMARY } from "../../contract/kit/emulator";

/** One kind of change: a stack as it is, and the program of the pull request. */
export interface Case {
  name: string;
  /** The program that is up; without it nothing is. */
  before?: string;
  after: string;
  /** Whether the preview leaves out what does not change, as the engine does unless it is told otherwise. */
  short?: true;
  /** What somebody else does to the account after the program is up. `id`: of a resource, by `KIND::NAME`. */
  meanwhile?: (bench: Bench, id: (name: string) => string) => Promise<unknown>;
  /** Added to `pulumi preview`. */
  args?: string[];
  /** Added to the stack's config before the preview. */
  config?: Record<string, string>;
}

/** Reads a part of the program and gives it back changed; a part that is not there is a mistake in the case. */
export function edited(program: string, ...edits: [from: string, to: string][]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the program has no ${from}`);
    return text.replaceAll(from, to);
  }, program);
}

const SCRIPT_ADHERENCE = "intelligence_operator_01kf34tcyefpyb1t4m0nbd8rxg";

export const SERVICES = `
const calls = new Service("calls", {
  uniqueName: "support-calls",
  friendlyName: "Support calls",
  languageCode: "en-US",
  autoTranscribe: true,
  autoRedaction: true,
  mediaRedaction: true,
  webhookUrl: "https://hooks.example.com/transcripts",
  webhookHttpMethod: "POST",
});
const sales = new Service("sales", { uniqueName: "sales-calls", friendlyName: "Sales calls", autoRedaction: true });
const reason = new CustomOperator("reason", {
  friendlyName: "Reason of the call",
  operatorType: "GenerativeJSON",
  config: {
    prompt: "Why did the customer call? Answer with one of the reasons.",
    json_result_schema: {
      type: "object",
      properties: { reason: { type: "string", enum: ["offer", "order", "complaint", "other"] } },
    },
  },
});
const agreed = new CustomOperator("agreed", {
  friendlyName: "What was agreed on",
  operatorType: "Generative",
  config: { prompt: "List what was agreed on, one line each." },
});
new OperatorAttachment("calls-reason", { serviceSid: calls.sid, operatorSid: reason.sid });
new OperatorAttachment("calls-agreed", { serviceSid: calls.sid, operatorSid: agreed.sid });
`;

export const OPERATORS = `
const urgency = new LanguageOperator("urgency", {
  displayName: "Urgency",
  outputFormat: "CLASSIFICATION",
  prompt: "How urgent is this for the customer of a {{parameters.trade}}? Answer with low, normal or urgent.",
  parameters: { trade: { type: "STRING", required: true } },
  trainingExamples: [{ input: "The heating has been off since yesterday.", output: "urgent" }],
});
const promises = new LanguageOperator("promises", {
  displayName: "Promises",
  outputFormat: "JSON",
  prompt: "What did the agent promise, and until when?",
  outputSchema: {
    type: "object",
    properties: {
      promises: { type: "array", items: { type: "object", properties: { what: { type: "string" }, until: { type: ["string", "null"] } } } },
      count: { type: "integer" },
    },
    required: ["promises", "count"],
  },
});
`;

export const COMPLIANCE = `{
      name: "compliance",
      operators: [{ id: scorecard, version: 3 }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 5 } }],
      actions: [{ url: "https://hooks.example.com/compliance" }],
    },`;
export const SENTIMENT_RULE = `{
      name: "sentiment",
      operators: [{ id: "${SENTIMENT}", version: 3 }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 3 } }],
      actions: [{ url: "https://hooks.example.com/sentiment" }],
    },`;
export const URGENCY = `{
      name: "urgency",
      operators: [{ id: urgency.id, parameters: { trade: "plumber" } }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 2 } }],
      actions: [{ url: "https://hooks.example.com/urgency" }],
    },`;
export const AFTERWARDS = `{
      name: "afterwards",
      operators: ["${SUMMARY}", { id: promises.id, version: promises.version }],
      triggers: [{ on: "CONVERSATION_END" }],
      actions: [{ url: "https://hooks.example.com/afterwards" }],
    },`;
export const SCRIPT = `{
      name: "script",
      operators: ["${SCRIPT_ADHERENCE}"],
      triggers: [{ on: "CONVERSATION_INACTIVE" }],
    },`;

export const rules = (...list: string[]): string => `rules: [
    ${list.join("\n    ")}
  ]`;
export const RULES = rules(COMPLIANCE, SENTIMENT_RULE, URGENCY, AFTERWARDS);

export const ATTACHMENT = `new ConversationsAttachment("support", {
  conversationsConfigurationId: config.require("conversations"),
  intelligenceConfigurationId: support.id,
});
`;
export const CONFIGURATION = `
const support = new IntelligenceConfiguration("support", {
  displayName: "Support conversations",
  ${RULES},
});
${ATTACHMENT}`;

export const HEAD = `const pulumi = require("@pulumi/pulumi");
const {
  ConversationsAttachment, CustomOperator, IntelligenceConfiguration, LanguageOperator, OperatorAttachment, Service,
} = require("pulumi-twilio-intelligence");
const config = new pulumi.Config();
const scorecard = config.require("scorecard");
`;

export const STACK = HEAD + SERVICES + OPERATORS + CONFIGURATION;
export const change = (name: string, ...edits: [string, string][]): Case => ({
  name,
  before: STACK,
  after: edited(STACK, ...edits),
});
