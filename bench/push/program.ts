/**
 * Returns a TypeScript program with 18 objects: a small contact centre. `push`: the number of the change, each of which rewrites a prompt,
 * a rule and a webhook.
 */
export const programOf = (push: number): string => `
import { ConversationsAttachment, ConversationsConfiguration, CustomOperator, IntelligenceConfiguration, LanguageOperator, MemoryStore, OperatorAttachment, Service } from "pulumi-twilio-intelligence";

const store = new MemoryStore("customers", { displayName: "customers", description: "Profiles of customers" });
const capture = new ConversationsConfiguration("capture", {
  displayName: "capture",
  description: "Customer conversations",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: store.id,
});

const operators = ["urgency", "reason", "promises", "tone"].map((name, at) => new LanguageOperator(name, {
  displayName: \`Operator \${name}\`,
  prompt: [
    \`Read the conversation, and answer about the \${name} of it.\`,
    "Ignore greetings, and what the agent reads from a script.",
    at === 0 ? "Name the product if there is one (version ${push})." : "Answer in one sentence.",
  ].join("\\n"),
  outputFormat: "TEXT",
}));

const configurations = ["support", "sales", "returns"].map((name, at) => new IntelligenceConfiguration(name, {
  displayName: \`Conversations of \${name}\`,
  rules: operators.slice(0, 2 + at % 3).map((operator, one) => ({
    name: \`rule-\${one}\`,
    operators: [operator.id],
    triggers: [{ on: "COMMUNICATION" as const, parameters: { count: at === 1 ? 2 + ${push} % 5 : 3 } }],
    actions: [{ url: \`https://hooks.example.com/\${name}/\${one}\` }],
  })),
}));
for (const [at, configuration] of configurations.entries()) {
  new ConversationsAttachment(\`attachment-\${at}\`, {
    conversationsConfigurationId: capture.id,
    intelligenceConfigurationId: configuration.id,
  });
}

const [calls] = ["calls", "callbacks"].map((name, at) => new Service(name, {
  uniqueName: name,
  friendlyName: \`Service for \${name}\`,
  autoTranscribe: at === 0,
  autoRedaction: true,
  webhookUrl: \`https://hooks.example.com/\${name}\${at === 0 ? "/${push}" : ""}\`,
}));
for (const name of ["agreed", "summary"]) {
  const operator = new CustomOperator(name, {
    friendlyName: \`Operator \${name}\`,
    operatorType: "Generative",
    config: { prompt: \`Write the \${name} of the call, one line each.\` },
  });
  new OperatorAttachment(\`calls-\${name}\`, { serviceSid: calls.sid, operatorSid: operator.sid });
}
`;
