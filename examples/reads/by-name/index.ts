import {
  getOperatorAttachmentsOutput,
  getPreBuiltOperatorOutput,
  getTwilioOperatorOutput,
  IntelligenceConfiguration,
  OperatorAttachment,
  Service,
} from "pulumi-twilio-intelligence";

const languageCode = "en-US";

/** Several operators can have the same name, one per language. */
const voicemail = getPreBuiltOperatorOutput({ friendlyName: "Voicemail Detection", languageCode });

const calls = new Service("calls", { uniqueName: "calls", languageCode });

const attachment = new OperatorAttachment("voicemail", { serviceSid: calls.sid, operatorSid: voicemail.sid });

const sentiment = getTwilioOperatorOutput({ displayName: "Sentiment" });

const live = new IntelligenceConfiguration("live", {
  displayName: "Live conversations",
  rules: [
    {
      name: "sentiment",
      operators: [{ id: sentiment.id }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 3 } }],
      actions: [{ url: "https://hooks.example.com/sentiment" }],
    },
  ],
});

export const configurationId = live.id;
/** Read after the attachment is created, so the preview of the first `up` does not know it. */
export const attached = getOperatorAttachmentsOutput({ serviceSid: calls.sid }, { dependsOn: attachment }).operatorSids;
