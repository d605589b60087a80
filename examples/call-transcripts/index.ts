import * as pulumi from "@pulumi/pulumi";
import { CustomOperator, OperatorAttachment, Service, Transcript } from "pulumi-twilio-intelligence";

const config = new pulumi.Config();

/** Transcribes recordings, and redacts personal data. */
const calls = new Service("calls", {
  uniqueName: "sales-calls",
  friendlyName: "Sales calls",
  languageCode: "en-US",
  autoRedaction: true,
});

/** Answers in text. */
const agreed = new CustomOperator("agreed", {
  friendlyName: "What was agreed on",
  operatorType: "Generative",
  config: {
    prompt: "List what was agreed on, one line each, with who is to do it and until when.",
    examples: [{ input: "I will send you the offer by Friday.", output: "Agent: send the offer by Friday" }],
  },
});

/** Answers in JSON, so that a program can count the answers. */
const reason = new CustomOperator("reason", {
  friendlyName: "Reason of the call",
  operatorType: "GenerativeJSON",
  config: {
    prompt: "Why did the customer call?",
    json_result_schema: {
      type: "object",
      properties: { reason: { type: "string", enum: ["offer", "order", "complaint", "other"] } },
      required: ["reason"],
    },
  },
});

const attachments = Object.entries({ agreed, reason }).map(
  ([name, operator]) => new OperatorAttachment(name, { serviceSid: calls.sid, operatorSid: operator.sid }),
);

/** Transcript of one recording. Operators run only on new transcripts, so it depends on the attachments. */
const firstCall = new Transcript(
  "first-call",
  {
    serviceSid: calls.sid,
    channel: { media_properties: { media_url: config.require("recordingUrl") } },
    customerKey: "first-call",
    timeoutSeconds: 900,
  },
  { dependsOn: attachments },
);

export const serviceSid = calls.sid;
export const operatorSids = [agreed.sid, reason.sid];
export const transcriptSid = firstCall.sid;
export const seconds = firstCall.duration;
