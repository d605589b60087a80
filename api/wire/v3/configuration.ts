import { z } from "zod";
import { operatorId, responseId, ruleId } from "../ids";
import { identity } from "../itemIdentity";

/** Documented limits of an Intelligence Configuration. */
export const limits = {
  displayNameMax: 128,
  rulesMax: 5,
  operatorsPerRuleMax: 5,
  triggersPerRuleMax: 1,
  actionsPerRuleMax: 2,
  triggerCountMin: 1,
  triggerCountMax: 20,
} as const;

/** Documented events that trigger a rule. */
const triggerEvent = z.enum(["COMMUNICATION", "CONVERSATION_END", "CONVERSATION_INACTIVE"]);
/** Number of communications between two runs of a rule. */
export const triggerCount = z.int().min(limits.triggerCountMin).max(limits.triggerCountMax);
/** Display name of an Intelligence Configuration. */
export const displayName = z.string().min(1).max(limits.displayNameMax);
/** Version of a Language Operator. */
export const operatorVersion = z.int().min(1);

const operatorReference = z
  .strictObject({
    id: operatorId,
    version: operatorVersion.nullish(),
    parameters: z.record(z.string(), z.json()).nullish(),
  })
  .register(identity, { by: "id" });

const trigger = z
  .strictObject({ on: triggerEvent, parameters: z.strictObject({ count: triggerCount.nullish() }).nullish() })
  .register(identity, { by: "on" });

const action = z
  .strictObject({ type: z.literal("WEBHOOK"), method: z.literal("POST"), url: z.string() })
  .register(identity, { by: "url", elsePlace: true });

const ruleBody = z
  .strictObject({
    id: ruleId.nullish(),
    operators: z.array(operatorReference).min(1).max(limits.operatorsPerRuleMax),
    triggers: z.array(trigger).max(limits.triggersPerRuleMax).nullish(),
    actions: z.array(action).max(limits.actionsPerRuleMax),
    context: z
      .strictObject({
        memory: z.strictObject({ enabled: z.boolean() }).nullish(),
        knowledge: z.strictObject({ bases: z.array(z.string()).min(1) }).nullish(),
      })
      .nullish(),
  })
  .register(identity, { by: "id" });

/** Body of a create or a full update. A rule without an `id` gets a new one. The API deletes rules that the body omits. */
export const configurationBody = z.strictObject({
  displayName,
  description: z.string().nullish(),
  rules: z.array(ruleBody).max(limits.rulesMax),
});
export type ConfigurationBody = z.infer<typeof configurationBody>;

/** Rule, as the API returns it. Unknown members and values are kept at every depth. */
export const rule = z.looseObject({
  id: z.string().nullish(),
  operators: z
    .array(
      z.looseObject({
        id: z.string().nullish(),
        version: z.int().nullish(),
        parameters: z.record(z.string(), z.json()).nullish(),
      }),
    )
    .nullish(),
  triggers: z
    .array(
      z.looseObject({ on: z.string().nullish(), parameters: z.looseObject({ count: z.int().nullish() }).nullish() }),
    )
    .nullish(),
  actions: z
    .array(z.looseObject({ type: z.string().nullish(), method: z.string().nullish(), url: z.string().nullish() }))
    .nullish(),
  context: z
    .looseObject({
      memory: z.looseObject({ enabled: z.boolean().nullish() }).nullish(),
      knowledge: z.looseObject({ bases: z.array(z.string()).nullish() }).nullish(),
    })
    .nullish(),
});
export type Rule = z.infer<typeof rule>;

/** Intelligence Configuration, as the API returns it. Only the id is required. */
export const configuration = z.looseObject({
  id: responseId,
  accountId: z.string().nullish(),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  version: z.int().nullish(),
  rules: z.array(rule).nullish(),
  dateCreated: z.string().nullish(),
  dateUpdated: z.string().nullish(),
});
export type Configuration = z.infer<typeof configuration>;
