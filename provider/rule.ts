import { z } from "zod";
import { operatorId } from "../api/wire/ids";
import { limits, operatorVersion, triggerCount, triggerEvent } from "../api/wire/v3/configuration";
import { strictObject } from "./shape";
import { httpsUrl, jsonMembers, line } from "./text";

/** An operator that a rule runs. */
export const operator = strictObject({
  /** The language operator to run: `intelligence_operator_…`, custom or Twilio's own. */
  id: operatorId,
  /** The version to run. Without it every run takes the newest active version, which may change without a deployment. */
  version: operatorVersion.optional(),
  /** Values for the parameters that the operator declares, by name: up to 16,384 characters of JSON. */
  parameters: jsonMembers.optional(),
});

const trigger = strictObject({
  /**
   * - `COMMUNICATION`: during the conversation, on messages and utterances as they come.
   * - `CONVERSATION_END`: once, when the conversation is closed.
   * - `CONVERSATION_INACTIVE`: when it falls silent.
   */
  on: triggerEvent,
  /** When exactly. */
  parameters: strictObject({
    /** For `COMMUNICATION` alone: run on every n-th communication, 1 to 20. Default 1, every one. */
    count: triggerCount.optional(),
  }).optional(),
});

const action = strictObject({
  /** `WEBHOOK`, the API's only action, is the default. */
  type: z.literal("WEBHOOK").optional(),
  /** `POST`, the API's only method, is the default. */
  method: z.literal("POST").optional(),
  /** Where the results go: an https URL of at most 2,048 characters. */
  url: httpsUrl,
});

const context = strictObject({
  /** What Twilio knows about the customer. */
  memory: strictObject({
    /** Whether the customer's profile is passed to the operators that take one. Needs Conversation Memory on the account. */
    enabled: z.boolean(),
  }).optional(),
  /** What the business knows. */
  knowledge: strictObject({
    /** Knowledge bases to pass to the operators that take them, at least one. */
    bases: z.array(line(256)).min(1).max(100),
  }).optional(),
});

/** A rule of an Intelligence Configuration as a program declares it. */
export const rule = strictObject({
  /**
   * A name of the program's own, unique within the Configuration, never sent to Twilio. It keeps the rule's id, to which
   * results point, through any edit, and is the key of `ruleIds`. Changing the name alone updates nothing.
   */
  name: line(64).optional(),
  /** What runs: 1 to 5 language operators. */
  operators: z.array(operator).min(1).max(limits.operatorsPerRuleMax),
  /**
   * When it runs: one trigger. An empty list has to be written out, because Twilio's own pages disagree on whether such a rule
   * runs on every event or only when it is asked to by a RuleExecution.
   */
  triggers: z.array(trigger).max(limits.triggersPerRuleMax),
  /** Where results are sent, at most 2. Default: nowhere; they can be read from the API. */
  actions: z.array(action).max(limits.actionsPerRuleMax).optional(),
  /** What the operators are told beyond the conversation. */
  context: context.optional(),
});
export type OperatorInputs = z.infer<typeof operator>;
export type RuleInputs = z.infer<typeof rule>;
