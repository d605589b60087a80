import type { KindName, PropertyName } from "../../../provider/catalogue";
import { type Entry, mayRaise, none, raises } from "./entry";

/** Risks of the edits of one kind. A property that has no entry does not compile. */
export interface KindEdits<Name extends KindName> {
  create: Entry;
  replace: Entry;
  delete: Entry;
  /** Changes of a property of an object that exists. */
  change: { readonly [Property in PropertyName<Name>]-?: Entry };
}

const REPLACES = none("It replaces the object, which raises its own risk.");
const LOCAL = none("It is about this stack: nothing in the account changes.");
const LABEL = none("It is for people to read: nothing refers to it.");
const WEBHOOK = ["R007", "R008", "R009", "R036", "R039"] as const;
const CAPTURE = ["R030", "R031", "R032"] as const;

/** Risks of all edits, by kind and property. */
export const EDITS: { readonly [Name in KindName]: KindEdits<Name> } = {
  Service: {
    create: mayRaise("it redacts, transcribes on request alone, and sends nothing", "R040", "R020", "R021", ...WEBHOOK),
    replace: raises("R001"),
    delete: raises("R004"),
    change: {
      account: REPLACES,
      onConflict: LOCAL,
      uniqueName: raises("R050"),
      friendlyName: LABEL,
      languageCode: REPLACES,
      autoTranscribe: raises("R022", "R020", "R021"),
      dataLogging: none("It can only be switched off: Twilio then uses less of the data."),
      autoRedaction: raises("R051", "R006"),
      mediaRedaction: raises("R051", "R006"),
      webhookUrl: raises("R052", ...WEBHOOK),
      webhookHttpMethod: raises("R052"),
      encryptionCredentialSid: raises("R025"),
    },
  },
  CustomOperator: {
    create: none("It runs nowhere until it is attached, and the attachment raises a risk."),
    replace: raises("R003"),
    delete: raises("R005"),
    change: {
      account: REPLACES,
      onConflict: LOCAL,
      friendlyName: LABEL,
      operatorType: REPLACES,
      config: raises("R049", "R023", "R026", "R036"),
    },
  },
  OperatorAttachment: {
    create: mayRaise("the Service is new or replaced", "R043"),
    replace: mayRaise("the Service or the operator is replaced, which raises its own risk", "R042", "R043"),
    delete: mayRaise("the Service or the operator is deleted, which raises its own risk", "R042"),
    change: { account: REPLACES, serviceSid: REPLACES, operatorSid: REPLACES },
  },
  LanguageOperator: {
    create: none("It runs nowhere until a rule names it, and the rule raises a risk."),
    replace: raises("R003"),
    delete: raises("R005"),
    change: {
      account: REPLACES,
      onConflict: LOCAL,
      displayName: LABEL,
      description: LABEL,
      prompt: raises("R049", "R024", "R026", "R036"),
      outputFormat: raises("R023"),
      outputSchema: raises("R023", "R049"),
      trainingExamples: raises("R049", "R024", "R026"),
      context: raises("R049", "R024", "R047", "R048"),
      parameters: raises("R049", "R024"),
      updateStrategy: LOCAL,
    },
  },
  IntelligenceConfiguration: {
    create: raises("R045", "R018", "R016", "R028", "R044", "R015", "R038"),
    replace: raises("R002"),
    delete: raises("R004"),
    change: {
      account: REPLACES,
      onConflict: LOCAL,
      displayName: LABEL,
      description: LABEL,
      rules: mayRaise("only names or the order change: the table of rules below says what each edit raises", "R045"),
      updateStrategy: LOCAL,
    },
  },
  MemoryStore: {
    create: none("It is empty, and stays so until a Conversations configuration uses it."),
    replace: raises("R035"),
    delete: raises("R035"),
    change: {
      account: REPLACES,
      onConflict: LOCAL,
      displayName: LABEL,
      description: LABEL,
      allowDelete: mayRaise("it is protected from deletion", "R056"),
    },
  },
  ConversationsConfiguration: {
    create: mayRaise("it captures nothing by itself", "R054", "R034", ...CAPTURE, ...WEBHOOK),
    replace: raises("R029"),
    delete: raises("R029"),
    change: {
      account: REPLACES,
      onConflict: LOCAL,
      displayName: LABEL,
      description: LABEL,
      conversationGroupingType: REPLACES,
      memoryStoreId: raises("R033"),
      channelSettings: raises("R054", ...CAPTURE),
      statusCallbacks: raises("R052", ...WEBHOOK),
      memoryExtractionEnabled: raises("R055"),
      conversationsV1ServiceSid: raises("R054"),
    },
  },
  ConversationsAttachment: {
    create: mayRaise("the Configuration is new, which raises its own risks", "R046", "R019"),
    replace: raises("R046", "R017", "R019"),
    delete: mayRaise("the Configuration is deleted, which raises its own risk", "R046", "R017"),
    change: {
      account: REPLACES,
      conversationsConfigurationId: REPLACES,
      intelligenceConfigurationId: mayRaise("the Configuration is replaced, which raises its own risk", "R046"),
    },
  },
  Transcript: {
    create: raises("R057"),
    replace: raises("R027"),
    delete: raises("R027"),
    change: {
      account: REPLACES,
      serviceSid: REPLACES,
      channel: REPLACES,
      customerKey: REPLACES,
      mediaStartTime: REPLACES,
      timeoutSeconds: LOCAL,
    },
  },
};
