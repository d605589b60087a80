import { z } from "zod";
import { operatorId } from "../../api/wire/ids";
import { limits, operatorVersion, triggerCount } from "../../api/wire/v3/configuration";
import { httpsUrl, line, memberName } from "../values/textTypes";

/** A language operator in a rule, spelled out. */
export const operator = z.strictObject({
  /** Id of the language operator (`intelligence_operator_…`), custom or Twilio's own. */
  id: operatorId,
  /** Version to run. Without it, each run takes the newest active version, which may change without a deployment. */
  version: operatorVersion.optional(),
  /** Values for the parameters that the operator declares, by name. */
  parameters: z.record(memberName, z.json()).optional(),
});

/** A language operator in a rule: its id, or its id with a version and parameters. */
export const operatorReference = z.union([operatorId, operator]);

/** Options of an event that happens once: it has no parameters. */
const happensOnce: z.core.$ZodObjectParams = {
  error: ({ code }) =>
    code === "unrecognized_keys" ? "is for COMMUNICATION only: other events happen once" : undefined,
};

/** Event that runs a rule. */
export const trigger = z.discriminatedUnion("on", [
  z.strictObject({
    /** Event that runs the rule. `COMMUNICATION`: messages and utterances, as they come. */
    on: z.literal("COMMUNICATION"),
    /** Which communications run the rule. */
    parameters: z
      .strictObject({
        /** Runs the rule on every n-th communication. Without it, on every one. */
        count: triggerCount.optional(),
      })
      .optional(),
  }),
  z.strictObject(
    {
      /** Event that runs the rule. `CONVERSATION_END`: once, when the conversation is closed. */
      on: z.literal("CONVERSATION_END"),
    },
    happensOnce,
  ),
  z.strictObject(
    {
      /** Event that runs the rule. `CONVERSATION_INACTIVE`: when the conversation falls silent. */
      on: z.literal("CONVERSATION_INACTIVE"),
    },
    happensOnce,
  ),
]);

/** Destination of the results of a rule. */
export const action = z.discriminatedUnion("type", [
  z.strictObject({
    /** Kind of action. `WEBHOOK` sends the results to a URL. */
    type: z.literal("WEBHOOK").default("WEBHOOK"),
    /** HTTP method of the request. */
    method: z.literal("POST").default("POST"),
    /** HTTPS URL that receives the results. */
    url: httpsUrl,
  }),
]);

const context = z.strictObject({
  /** The customer's profile. */
  memory: z
    .strictObject({
      /** Whether the customer's profile is passed to the operators that take one. Requires Conversation Memory on the account. */
      enabled: z.boolean(),
    })
    .optional(),
  /** The business's own knowledge. */
  knowledge: z
    .strictObject({
      /** Ids of the knowledge bases to pass to the operators that take them. */
      bases: z.array(line(256)).min(1),
    })
    .optional(),
});

/** A rule of an Intelligence Configuration. */
export const rule = z.strictObject({
  /**
   * Name of the rule in the program, unique within the Configuration and never sent to Twilio. It keeps the rule's id, to which
   * results refer, through any edit, and is the key of `ruleIds`. Changing the name alone updates nothing.
   */
  name: line(64).optional(),
  /** Language operators to run. */
  operators: z.array(operatorReference).min(1).max(limits.operatorsPerRuleMax),
  /**
   * Event that runs the rule. `[]` is Twilio's On-demand trigger: only a rule execution runs the rule, such as `twilio-intelligence
   * execute`. A rule that leaves `triggers` out is the same, and the preview warns of it: by an older page of Twilio, such a rule runs on
   * every event.
   */
  triggers: z.array(trigger).max(limits.triggersPerRuleMax).default([]),
  /** Where results are sent. Without an action they can only be read from the API. */
  actions: z.array(action).max(limits.actionsPerRuleMax).default([]),
  /** Knowledge that the operators get beyond the conversation. */
  context: context.optional(),
});

/** A rule as the account has it. */
export const recordedRule = rule.extend({
  /** Language operators that run. */
  operators: z.array(operator),
  /** Id of the rule. Operator results refer to it. It stays the same when the rule is edited or moved. */
  id: z.string(),
});

/** Name of the member in which the class says which parameters an operator of the same program declares. */
export const DECLARES = "__declares";

/** A rule as the class hands it over and as it is sent: with local identity, and with its id where it keeps one. */
export const handedRule = rule.extend({
  operators: z
    .array(z.union([operatorId, operator.extend({ [DECLARES]: z.record(z.string(), z.json()).optional() })]))
    .min(1)
    .max(limits.operatorsPerRuleMax),
  __key: z.string().optional(),
  id: z.string().optional(),
});
