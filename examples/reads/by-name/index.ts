import {
  getOperatorAttachmentsOutput,
  getPreBuiltOperatorOutput,
  getTwilioOperatorOutput,
  IntelligenceConfiguration,
  OperatorAttachment,
  Service,
} from "pulumi-twilio-intelligence";

const languageCode = "en-US";

/** One name may stand for several operators, one for each language. */
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
/** Read once the attachment is made: not known in the preview of the first `up`. */
export const attached = getOperatorAttachmentsOutput({ serviceSid: calls.sid }, { dependsOn: attachment }).operatorSids;
