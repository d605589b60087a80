import * as pulumi from "@pulumi/pulumi";
import { IntelligenceConfiguration, type RuleArgs, Service } from "pulumi-twilio-intelligence";

const config = new pulumi.Config();
const webhookHost = config.get("webhookHost") ?? "hooks.example.com";
const complianceEvery = config.getNumber("complianceEvery") ?? 5;
const order = config.getObject<(keyof typeof rules)[]>("rules") ?? ["compliance", "sentiment", "summary"];

/** Twilio's own operators. Their ids are the same in every account. */
const twilioOperator = {
  scriptAdherence: "intelligence_operator_01kf34tcyefpyb1t4m0nbd8rxg",
  sentiment: "intelligence_operator_01kcrvw16kfa88qvgrfmr7y151",
  summary: "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn",
};

const webhook = (path: string) => [{ url: `https://${webhookHost}/${path}` }];

/** A rule with a name keeps its id, to which results refer, when it is edited or moved. */
const rules = {
  compliance: {
    name: "compliance",
    operators: [{ id: twilioOperator.scriptAdherence }],
    triggers: [{ on: "COMMUNICATION", parameters: { count: complianceEvery } }],
    actions: webhook("compliance"),
  },
  sentiment: {
    name: "sentiment",
    operators: [{ id: twilioOperator.sentiment }],
    triggers: [{ on: "COMMUNICATION", parameters: { count: 3 } }],
    actions: webhook("sentiment"),
  },
  summary: {
    name: "summary",
    operators: [{ id: twilioOperator.summary }],
    triggers: [{ on: "CONVERSATION_END" }],
    actions: webhook("summary"),
  },
} satisfies Record<string, RuleArgs>;

/** Transcribes recordings, and redacts personal data. */
const calls = new Service("calls", {
  uniqueName: "support-calls",
  friendlyName: "Support calls",
  languageCode: "en-US",
  autoTranscribe: true,
  autoRedaction: true,
  mediaRedaction: true,
  dataLogging: false,
  webhookUrl: `https://${webhookHost}/transcripts`,
  webhookHttpMethod: "POST",
});

/** Analyses conversations while they run, and summarises them when they end. */
const support = new IntelligenceConfiguration("support", {
  displayName: "Support conversations",
  description: "Compliance and sentiment while customers talk to us, a summary afterwards",
  rules: order.map((name) => rules[name]),
});

export const serviceSid = calls.sid;
export const configurationId = support.id;
export const configurationVersion = support.version;
export const ruleIds = support.ruleIds;
