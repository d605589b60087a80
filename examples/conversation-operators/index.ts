import * as pulumi from "@pulumi/pulumi";
import { ConversationsAttachment, IntelligenceConfiguration, LanguageOperator } from "pulumi-twilio-intelligence";

const config = new pulumi.Config();
const webhookHost = config.get("webhookHost") ?? "hooks.example.com";

/** Answers with a label. Each rule sets the trade in the prompt. */
const urgency = new LanguageOperator("urgency", {
  displayName: "Urgency",
  outputFormat: "CLASSIFICATION",
  prompt: "How urgent is this for the customer of a {{parameters.trade}}? Answer with low, normal or urgent.",
  parameters: {
    trade: { type: "STRING", required: true, description: "What the business does" },
  },
  trainingExamples: [{ input: "The heating has been off since yesterday.", output: "urgent" }],
});

/** Answers in JSON. The API requires every property, so a property that may be missing allows null. */
const promises = new LanguageOperator("promises", {
  displayName: "Promises",
  outputFormat: "JSON",
  prompt: "What did the agent promise, and until when?",
  outputSchema: {
    type: "object",
    properties: {
      promises: {
        type: "array",
        items: {
          type: "object",
          properties: { what: { type: "string" }, until: { type: ["string", "null"] } },
          required: ["what"],
        },
      },
    },
    required: ["promises"],
  },
});

const watch = new IntelligenceConfiguration("watch", {
  displayName: "Watch over repairs",
  // A change creates a new Configuration, so that an update in place cannot stop results.
  updateStrategy: "replace",
  rules: [
    {
      name: "urgency",
      // Without a version, the newest one runs.
      operators: [{ id: urgency.id, parameters: { trade: "plumber" } }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 2 } }],
      actions: [{ url: `https://${webhookHost}/urgency` }],
    },
    {
      name: "promises",
      // The version of this deployment, even if somebody else changes the operator.
      operators: [{ id: promises.id, version: promises.version }],
      triggers: [{ on: "CONVERSATION_END" }],
      actions: [{ url: `https://${webhookHost}/promises` }],
    },
  ],
});

/** Rules run only while the Configuration is attached. */
const attachment = new ConversationsAttachment("support", {
  conversationsConfigurationId: config.require("conversationsConfigurationId"),
  intelligenceConfigurationId: watch.id,
});

export const operatorVersions = { urgency: urgency.version, promises: promises.version };
export const configurationId = attachment.intelligenceConfigurationId;
export const ruleIds = watch.ruleIds;
