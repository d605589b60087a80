import * as pulumi from "@pulumi/pulumi";
import {
  getConversationOutput,
  getConversations,
  getEncryptedOperatorResultsOutput,
  getEncryptedSentencesOutput,
  getIntelligenceConfigurationOutput,
  getIntelligenceConfigurations,
  getLanguageOperator,
  getLanguageOperators,
  getLanguageOperatorVersion,
  getLanguageOperatorVersions,
  getMediaOutput,
  getOperator,
  getOperatorAttachments,
  getOperatorResultOutput,
  getOperatorResultsOutput,
  getOperators,
  getOperatorType,
  getOperatorTypes,
  getPreBuiltOperator,
  getSentencesOutput,
  getServiceOutput,
  getServices,
  getTranscriptOperatorResultOutput,
  getTranscriptOperatorResultsOutput,
  getTranscriptOutput,
  getTranscripts,
  getTwilioOperator,
} from "pulumi-twilio-intelligence";

const config = new pulumi.Config();
/** One of those in the stack's `twilio-intelligence:accounts`; the stack's own where none is named. */
const account = config.get("account");

/** Each Service, with the operators that run on its transcripts. */
async function listServices() {
  const services = await getServices({ account });
  return Promise.all(
    services.map(async ({ sid, uniqueName, languageCode }) => {
      const { operatorSids } = await getOperatorAttachments({ account, serviceSid: sid });
      const operators = await Promise.all(operatorSids.map((operator) => getOperator({ account, sid: operator })));
      return { uniqueName, languageCode, operators: operators.map(({ friendlyName }) => friendlyName) };
    }),
  );
}

/** What operators there are, and what more of them could be made of. */
async function listOperators() {
  const custom = await getOperators({ account, kind: "custom" });
  const german = await getPreBuiltOperator({ account, friendlyName: "Voicemail Detection", languageCode: "de-DE" });
  const types = await getOperatorTypes({ account, languageCode: "en-US" });
  const generative = await getOperatorType({ account, name: "Generative" });
  return {
    custom: custom.map(({ friendlyName, version }) => `${friendlyName}, version ${version}`),
    voicemailInGerman: german.sid,
    configurable: types.filter(({ configurable }) => configurable).map(({ name }) => name),
    generative: generative.configSchema,
  };
}

/** The rules that pin a version of an operator which Twilio means to take away, or has taken away. */
async function listOutdatedRules() {
  const configurations = await getIntelligenceConfigurations({ account });
  const pinned = configurations.flatMap(({ displayName, rules }) =>
    rules.flatMap(({ operators }) =>
      operators.flatMap(({ id, version }) => (version === undefined ? [] : [{ in: displayName, id, version }])),
    ),
  );
  const checked = await Promise.all(
    pinned.map(async ({ in: configuration, id, version }) => {
      const operator = await getLanguageOperator({ account, id });
      const { status, retirementDate } = await getLanguageOperatorVersion({ account, operatorId: id, version });
      return { configuration, operator: operator.displayName, version, status, retirementDate };
    }),
  );
  return checked.filter(({ status }) => status === "DEPRECATED" || status === "RETIRED");
}

/** The operators for rules: the account's own, and the versions of Twilio's Sentiment. */
async function listLanguageOperators() {
  const all = await getLanguageOperators({ account });
  const sentiment = await getTwilioOperator({ account, displayName: "Sentiment" });
  const versions = await getLanguageOperatorVersions({ account, operatorId: sentiment.id });
  return {
    own: all.filter(({ author }) => author === "SELF").map(({ displayName }) => displayName),
    sentiment: versions.map(({ version, status }) => `${version}: ${status}`),
  };
}

/** One completed transcript. The outputs that hold what people said are secret. */
async function showTranscript() {
  const [transcript] = await getTranscripts({ account, status: "completed", limit: 1 });
  if (transcript === undefined) return undefined;
  const of = { account, transcriptSid: transcript.sid };
  const results = getTranscriptOperatorResultsOutput(of);
  return {
    of: getTranscriptOutput({ account, sid: transcript.sid }),
    sentences: getSentencesOutput({ ...of, redacted: true, wordTimestamps: false }),
    results,
    first: results.apply(([one]) => one && getTranscriptOperatorResultOutput({ ...of, operatorSid: one.operatorSid })),
    media: getMediaOutput({ ...of, redacted: true }),
    encryptedSentences: getEncryptedSentencesOutput(of),
    encryptedResults: getEncryptedOperatorResultsOutput(of),
  };
}

/** One conversation that has come to its end. The outputs that hold what people said are secret. */
async function showConversation() {
  const [conversation] = await getConversations({ account, status: "CLOSED", limit: 1 });
  if (conversation === undefined) return undefined;
  const results = getOperatorResultsOutput({ account, conversationId: conversation.id });
  return {
    of: getConversationOutput({ account, id: conversation.id }),
    results,
    first: results.apply(([one]) => one && getOperatorResultOutput({ account, id: one.id })),
  };
}

/** The unique name of a Service, and the display name of a Configuration, to be shown whole: `pulumi config set service …`. */
const uniqueName = config.get("service");
const displayName = config.get("configuration");

export const services = listServices();
export const operators = listOperators();
export const outdatedRules = listOutdatedRules();
export const languageOperators = listLanguageOperators();
export const transcript = showTranscript();
export const conversation = showConversation();
export const service = uniqueName === undefined ? undefined : getServiceOutput({ account, uniqueName });
export const configuration =
  displayName === undefined ? undefined : getIntelligenceConfigurationOutput({ account, displayName });
