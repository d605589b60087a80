import * as pulumi from "@pulumi/pulumi";
import { IntelligenceConfiguration, Service } from "pulumi-twilio-intelligence";

/** The same program for every account. What differs between accounts is in the config of their stacks. */
const webhookHost = new pulumi.Config().get("webhookHost") ?? "hooks.example.com";

const calls = new Service("calls", {
  uniqueName: "support-calls",
  friendlyName: "Support calls",
  autoTranscribe: true,
  autoRedaction: true,
  webhookUrl: `https://${webhookHost}/transcripts`,
  webhookHttpMethod: "POST",
});

const support = new IntelligenceConfiguration("support", {
  displayName: "Support conversations",
  rules: [
    {
      name: "summary",
      operators: ["intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn"], // Twilio's Conversation Summary, the same id in every account
      triggers: [{ on: "CONVERSATION_END" }],
      actions: [{ url: `https://${webhookHost}/summary` }],
    },
  ],
});

export const serviceSid = calls.sid;
export const configurationId = support.id;
