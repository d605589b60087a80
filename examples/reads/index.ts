import * as pulumi from "@pulumi/pulumi";
import {
  getConversationOutput,
  getConversations,
  getConversationsConfigurationOutput,
  getConversationsConfigurations,
  getEncryptedOperatorResultsOutput,
  getEncryptedSentencesOutput,
  getIntelligenceConfigurationOutput,
  getIntelligenceConfigurations,
  getLanguageOperator,
  getLanguageOperators,
  getLanguageOperatorVersion,
  getLanguageOperatorVersions,
  getMediaOutput,
  getMemoryStoreOutput,
  getMemoryStores,
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
/** Name of an account in `twilio-intelligence:accounts`. Defaults to the stack's account. */
const account = config.get("account");

/** Lists each Service with the operators that run on its transcripts. */
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

/** Lists operators, and the types that new ones can have. */
async function listOperators() {
  const custom = await getOperators({ account, kind: "custom" });
  const german = await getPreBuiltOperator({ account, friendlyName: "Entity Recognition", languageCode: "de-DE" });
  const types = await getOperatorTypes({ account, languageCode: "en-US" });
  const generative = await getOperatorType({ account, name: "Generative" });
  return {
    custom: custom.map(({ friendlyName, version }) => `${friendlyName}, version ${version}`),
    entitiesInGerman: german.sid,
    configurable: types.filter(({ configurable }) => configurable).map(({ name }) => name),
    generative: generative.configSchema,
  };
}

/** Lists rules that pin a deprecated or retired version of an operator. */
async function listOutdatedRules() {
  const configurations = await getIntelligenceConfigurations({ account });
  const pinned = configurations.flatMap(({ displayName, rules }) =>
    (rules ?? []).flatMap(({ operators }) =>
      (operators ?? []).flatMap(({ id, version }) =>
        id === undefined || version === undefined ? [] : [{ in: displayName, id, version }],
      ),
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

/** Lists the account's own language operators, and the versions of Twilio's Sentiment. */
async function listLanguageOperators() {
  const all = await getLanguageOperators({ account });
  const sentiment = await getTwilioOperator({ account, displayName: "Sentiment" });
  const versions = await getLanguageOperatorVersions({ account, operatorId: sentiment.id });
  return {
    own: all.filter(({ author }) => author === "SELF").map(({ displayName }) => displayName),
    sentiment: versions.map(({ version, status }) => `${version}: ${status}`),
  };
}

/** Lists each Memory Store with the Conversations configurations that use it. */
async function listMemoryStores() {
  const stores = await getMemoryStores({ account });
  const configurations = await getConversationsConfigurations({ account });
  return stores.map(({ id, displayName, status }) => {
    const users = configurations.filter(({ memoryStoreId }) => memoryStoreId === id);
    return { displayName, status, usedBy: users.map((one) => one.displayName) };
  });
}

/** Shows one completed transcript. Outputs that contain what people said are secret. */
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

/** Shows one closed conversation. Outputs that contain what people said are secret. */
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

/** Names of objects to show in full: `pulumi config set service …`. */
const uniqueName = config.get("service");
const displayName = config.get("configuration");
const storeName = config.get("memoryStore");
const conversationsName = config.get("conversations");

export const services = listServices();
export const operators = listOperators();
export const outdatedRules = listOutdatedRules();
export const languageOperators = listLanguageOperators();
export const memoryStores = listMemoryStores();
export const transcript = showTranscript();
export const conversation = showConversation();
export const service = uniqueName === undefined ? undefined : getServiceOutput({ account, uniqueName });
export const configuration =
  displayName === undefined ? undefined : getIntelligenceConfigurationOutput({ account, displayName });
export const memoryStore =
  storeName === undefined ? undefined : getMemoryStoreOutput({ account, displayName: storeName });
export const conversationsConfiguration =
  conversationsName === undefined
    ? undefined
    : getConversationsConfigurationOutput({ account, displayName: conversationsName });
