import { Hono } from "hono";
import { type RuleExecutionBody, ruleExecutionBody } from "../../../api/wire/v3/conversation";
import type { ApiOptions } from "../../apiOptions";
import { type ApiEnv, allow } from "../../http/access";
import { ApiError, invalid, notFound } from "../../http/envelope";
import { readJson } from "../../http/requestBody";
import type { Seed } from "../../seed/seedSchema";
import type { Store } from "../../store/store";
import { exampleOf } from "../../values/example";
import { isEmpty, type Json } from "../../values/json";
import { requireParameters } from "../../values/parameters";
import type { Rule } from "../../values/responses";
import { isoTimestamp } from "../../values/timestamp";
import {
  conversationKind,
  findConversation,
  HIDDEN_CONFIGURATION,
  type StoredConversation,
} from "../conversations/conversationStore";
import { conversationsKind, visibleConversations } from "../conversations/storedConversations";
import { configurationKind, type StoredConfiguration } from "./configurations";
import { languageOperatorKind, type StoredLanguageOperator } from "./languageOperators";
import { operatorResultKind, type StoredOperatorResult } from "./operatorResults";

type Reference = Rule["operators"][number];
type Version = StoredLanguageOperator["versions"][number];

/** Returns the version that runs: the pinned version unless it is retired, otherwise the newest active one; undefined if there is none. */
function runnable({ versions }: StoredLanguageOperator, pinned: number | null | undefined): Version | undefined {
  if (pinned == null) return versions.findLast(({ status }) => status === "ACTIVE");
  return versions.find(({ version, status }) => version === pinned && status !== "RETIRED");
}

/** Returns the operators of a rule with the parameter overrides of this run. */
function overridden({ operators }: Rule, override: RuleExecutionBody["rule"]): Reference[] {
  const sent = override?.operators ?? [];
  const foreign = sent.findIndex(({ id }) => !operators.some((operator) => operator.id === id));
  if (foreign !== -1) throw invalid(`rule.operators[${foreign}].id: the rule has no such operator`);
  return operators.map((operator) => {
    const parameters = { ...operator.parameters, ...sent.findLast(({ id }) => id === operator.id)?.parameters };
    return { ...operator, parameters };
  });
}

/** Returns the seed's entry for an operator and a conversation. */
const findingOf = ({ languageFindings }: Seed, { id, displayName }: Version["content"], at: StoredConversation) =>
  languageFindings.find(
    ({ operator, conversation }) =>
      (operator === undefined || operator === id || operator === displayName) && (conversation ?? at.id) === at.id,
  );

/** Returns the result of an operator from the seed, or an example of the right shape. */
function resultFor(
  { languageResults }: Seed,
  { id, displayName, outputFormat, outputSchema }: Version["content"],
): Json {
  const said = languageResults[id] ?? languageResults[displayName];
  if (said !== undefined) return said;
  if (outputFormat === "CLASSIFICATION") return { label: "neutral" };
  return outputFormat === "JSON" ? exampleOf(outputSchema ?? {}) : { text: `Example result of ${displayName}.` };
}

interface Run {
  configuration: StoredConfiguration;
  rule: Rule;
  conversation: StoredConversation;
  /** Time when the results appear. */
  at: Date;
}

/** Returns the result of one operator; undefined if the seed makes it fail. */
function resultOf(
  { store, seed }: { store: Store; seed: Seed },
  run: Run,
  reference: Reference,
  version: Version,
): StoredOperatorResult | undefined {
  const { configuration, rule, conversation, at } = run;
  const finding = findingOf(seed, version.content, conversation);
  if (finding?.fails) return undefined;
  const claims = finding?.claims ?? {};
  const result = finding?.result ?? resultFor(seed, version.content);
  const communications = conversation.communications ?? [];
  return {
    id: store.ids.ttid("intelligence_operatorresult", at),
    outputFormat: version.content.outputFormat,
    intelligenceConfiguration: {
      id: claims.configurationId ?? configuration.id,
      ruleId: claims.ruleId ?? rule.id,
      version: claims.configurationVersion ?? configuration.version,
    },
    conversationId: conversation.id,
    operator: {
      id: claims.operatorId ?? reference.id,
      version: claims.operatorVersion ?? version.version,
      parameters: reference.parameters ?? {},
    },
    dateCreated: isoTimestamp(at),
    referenceIds: [],
    executionDetails: {
      trigger: { on: rule.triggers?.[0]?.on ?? "COMMUNICATION", timestamp: isoTimestamp(at) },
      communications: { first: communications[0]?.id ?? null, last: communications.at(-1)?.id ?? null },
      channels: conversation.channels,
      participants: conversation.participants.map(({ id, type }) => ({ id, ...(type != null && { type }) })),
    },
    metadata: {
      system: {
        latencyMs: 1,
        inputCharacters: communications.reduce((sum, { content }) => sum + content.text.length, 0),
        outputCharacters: JSON.stringify(result).length,
        inputTruncated: false,
      },
    },
    result,
    from: at.getTime(),
  };
}

/** Route of `/v3/RuleExecutions`: runs one rule on one conversation. */
export function ruleExecutions(store: Store, { lagMs, seed, unattached }: ApiOptions): Hono<ApiEnv> {
  const configurations = store.collection(configurationKind);
  const conversations = store.collection(conversationKind);
  const operators = store.collection(languageOperatorKind);
  const results = store.collection(operatorResultKind);
  const configurationsOf = store.collection(conversationsKind);

  /** Throws 422 if the conversation's configuration leads to no Memory Store, whether the rule needs memory or not. A hidden configuration counts as one with a store. */
  const requireMemory = ({ id, hosted, conversationConfigurationId: named }: StoredConversation): void => {
    const own = hosted?.configuration.memoryStoreId;
    if (own != null || (hosted === undefined && named === HIDDEN_CONFIGURATION)) return;
    const found = configurationsOf.get(hosted?.configurationId ?? named ?? "");
    const seen = found && visibleConversations(found, store.now());
    if (seen === undefined) throw new ApiError(422, 20422, `There is no Memory Store for the conversation ${id}`);
  };
  const requireOverride = (references: Reference[]): void => {
    for (const [at, { id, parameters }] of references.entries()) {
      const found = operators.get(id);
      if (found === undefined || found.author === "TWILIO") continue;
      requireParameters(parameters ?? {}, found.parameters ?? {}, `rule.operators[${at}].parameters`);
    }
  };
  /** Whether the Configuration is attached to the conversation or to any Conversations configuration. */
  const isAttached = ({ configuration: { id }, conversation }: Run): boolean =>
    conversation.intelligenceConfigurationIds.includes(id) ||
    configurationsOf.filter(
      (stored) => visibleConversations(stored, store.now())?.intelligenceConfigurationIds.includes(id) ?? false,
    ).length > 0;
  const find = (body: RuleExecutionBody): Run => {
    const newest = configurations.get(body.intelligenceConfigurationId);
    if (newest === undefined) throw notFound(`The Intelligence Configuration ${body.intelligenceConfigurationId}`);
    const conversation = findConversation(conversations, body.conversationId, store.now());
    const configuration = conversation.hosted?.pinned?.[newest.id] ?? newest;
    const rule = configuration.rules.find(({ id }) => id === body.ruleId);
    if (rule === undefined) throw notFound(`The rule ${body.ruleId} of ${configuration.id}`);
    return { configuration, rule, conversation, at: new Date(store.now().getTime() + lagMs) };
  };

  return new Hono<ApiEnv>().post("/v3/RuleExecutions", allow("rule-executions", "create"), async (c) => {
    const { body } = await readJson(c, ruleExecutionBody);
    const run = find(body);
    const references = overridden(run.rule, body.rule);
    if (!isEmpty(body.rule?.operators)) requireOverride(references);
    requireMemory(run.conversation);
    if (run.configuration.active && (unattached === "runs" || isAttached(run))) {
      store.atomically(() => {
        for (const reference of references) {
          const found = operators.get(reference.id);
          const version = found && runnable(found, reference.version);
          const result = version && resultOf({ store, seed }, run, reference, version);
          if (result !== undefined) results.insert(result);
        }
      });
    }
    return c.body(null, 202);
  });
}
