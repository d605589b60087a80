import * as pulumi from "@pulumi/pulumi";
import {
  ConversationsAttachment,
  ConversationsConfiguration,
  IntelligenceConfiguration,
  LanguageOperator,
  MemoryStore,
  type RuleArgs,
} from "pulumi-twilio-intelligence";

const config = new pulumi.Config();
const webhookHost = config.get("webhookHost") ?? "hooks.example.com";
const complianceEvery = config.getNumber("complianceEvery") ?? 5;
const order = config.getObject<(keyof typeof rules)[]>("rules") ?? ["compliance", "urgency", "summary"];

/** Operators that Twilio makes, with the same id in every account. */
const SCRIPT_ADHERENCE = "intelligence_operator_01kf34tcyefpyb1t4m0nbd8rxg";
const SUMMARY = "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn";

/** Keeps the profiles and the memory of customers. Set `allowDelete` to `false` where real data is in it. */
const customers = new MemoryStore("customers", {
  displayName: "support-customers",
  description: "Customers who write to support",
  allowDelete: true,
});

/** Captures text messages to and from one number. A conversation ends an hour after it fell silent. */
const messages = new ConversationsConfiguration("messages", {
  displayName: "Support messages",
  description: "Text messages of the support number",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: customers.id,
  channelSettings: {
    SMS: {
      captureRules: [
        { from: "*", to: "+15550100" },
        { from: "+15550100", to: "*" },
      ],
      statusTimeouts: { inactive: 10, closed: 60 },
    },
  },
});

/** Results come in the order of the schema's keys: the reason is written before the verdict. */
const urgency = new LanguageOperator("urgency", {
  displayName: "Urgency",
  description: "How soon somebody has to answer",
  prompt: "How urgent is the customer's request? Give the reason first, then the level.",
  outputFormat: "JSON",
  outputSchema: {
    type: "object",
    properties: {
      reason: { type: "string" },
      level: { type: "string", enum: ["low", "normal", "high"] },
    },
    required: ["reason", "level"],
  },
});

const webhook = (path: string) => [{ url: `https://${webhookHost}/${path}` }];

/** Names keep the ids of rules, to which results refer, when a rule is edited or moved. */
const rules = {
  compliance: {
    name: "compliance",
    operators: [SCRIPT_ADHERENCE],
    triggers: [{ on: "COMMUNICATION", parameters: { count: complianceEvery } }],
    actions: webhook("compliance"),
  },
  urgency: {
    name: "urgency",
    operators: [urgency],
    triggers: [{ on: "COMMUNICATION" }],
    actions: webhook("urgency"),
  },
  summary: {
    name: "summary",
    operators: [SUMMARY],
    triggers: [{ on: "CONVERSATION_END" }],
    actions: webhook("summary"),
  },
} satisfies Record<string, RuleArgs>;

const support = new IntelligenceConfiguration("support", {
  displayName: "Support conversations",
  description: "Compliance and urgency while customers write to us, a summary afterwards",
  rules: order.map((name) => rules[name]),
});

new ConversationsAttachment("support", {
  conversationsConfigurationId: messages.id,
  intelligenceConfigurationId: support.id,
});

export const memoryStoreId = customers.id;
export const conversationsConfigurationId = messages.id;
export const configurationId = support.id;
export const configurationVersion = support.version;
export const ruleIds = support.ruleIds;
