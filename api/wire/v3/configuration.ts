import { z } from "zod";
import { accountSid, configurationId, operatorId, ruleId } from "../ids";

/** Limits of an Intelligence Configuration, as the API states them. */
export const limits = {
  displayNameMax: 128,
  rulesMax: 5,
  operatorsPerRuleMax: 5,
  triggersPerRuleMax: 1,
  actionsPerRuleMax: 2,
  triggerCountMin: 1,
  triggerCountMax: 20,
} as const;

export const triggerEvent = z.enum(["COMMUNICATION", "CONVERSATION_END", "CONVERSATION_INACTIVE"]);
export const triggerCount = z.int().min(limits.triggerCountMin).max(limits.triggerCountMax);
export const displayName = z.string().min(1).max(limits.displayNameMax);
export const operatorVersion = z.int().min(1);

/** The body of a create or a full update. A rule with an `id` keeps it; one without gets a new one; one left out is gone. */
export const configurationBody = z.object({
  displayName,
  description: z.string().nullish(),
  rules: z
    .array(
      z.object({
        id: ruleId.nullish(),
        operators: z
          .array(
            z.object({
              id: operatorId,
              version: operatorVersion.nullish(),
              parameters: z.record(z.string(), z.json()).nullish(),
            }),
          )
          .min(1)
          .max(limits.operatorsPerRuleMax),
        triggers: z
          .array(z.object({ on: triggerEvent, parameters: z.object({ count: triggerCount.nullish() }).nullish() }))
          .max(limits.triggersPerRuleMax)
          .nullish(),
        actions: z
          .array(z.object({ type: z.literal("WEBHOOK"), method: z.literal("POST"), url: z.string() }))
          .max(limits.actionsPerRuleMax),
        context: z
          .object({
            memory: z.object({ enabled: z.boolean() }).nullish(),
            knowledge: z.object({ bases: z.array(z.string()).min(1) }).nullish(),
          })
          .nullish(),
      }),
    )
    .max(limits.rulesMax),
});
export type ConfigurationBody = z.infer<typeof configurationBody>;

/** A rule as the API returns it. Fields that this release does not know are kept, at every depth. */
export const rule = z.looseObject({
  id: ruleId,
  operators: z.array(
    z.looseObject({
      id: operatorId,
      version: z.int().nullish(),
      parameters: z.record(z.string(), z.json()).nullish(),
    }),
  ),
  triggers: z
    .array(z.looseObject({ on: z.string(), parameters: z.looseObject({ count: z.int().nullish() }).nullish() }))
    .nullish(),
  actions: z.array(z.looseObject({ type: z.string(), method: z.string(), url: z.string() })),
  context: z
    .looseObject({
      memory: z.looseObject({ enabled: z.boolean() }).nullish(),
      knowledge: z.looseObject({ bases: z.array(z.string()) }).nullish(),
    })
    .nullish(),
});
export type Rule = z.infer<typeof rule>;

/** An Intelligence Configuration as the API returns it. */
export const configuration = z.looseObject({
  accountId: accountSid,
  id: configurationId,
  displayName: z.string(),
  description: z.string().nullish(),
  version: z.int(),
  rules: z.array(rule),
  dateCreated: z.string(),
  dateUpdated: z.string(),
});
export type Configuration = z.infer<typeof configuration>;
