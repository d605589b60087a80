import { z } from "zod";
import { responseId } from "../ids";
import { identity } from "../itemIdentity";

/** Maximum number of Intelligence Configurations attached to one Conversations configuration. */
export const ATTACHED_MAX = 5;

/** Documented limits of a Conversations configuration. */
export const conversationsLimits = { displayNameMax: 32, descriptionMax: 512, statusCallbacksMax: 2 } as const;

/** Documented rules for grouping communications into conversations. */
export const conversationGroupingType = z.enum([
  "GROUP_BY_PROFILE",
  "GROUP_BY_PARTICIPANT_ADDRESSES",
  "GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE",
]);

/** Timeout, in minutes. */
export const minutes = z.int().min(1);

const captureRule = z
  .strictObject({ from: z.string(), to: z.string(), metadata: z.record(z.string(), z.string()).optional() })
  .register(identity, { by: ["from", "to"] });

/** Settings of one channel of a Conversations configuration. */
export const channelSetting = z.strictObject({
  statusTimeouts: z.strictObject({ inactive: minutes.optional(), closed: minutes.optional() }).nullish(),
  captureRules: z.array(captureRule).optional(),
});

const statusCallback = z
  .strictObject({ url: z.string(), method: z.enum(["POST", "GET"]).optional() })
  .register(identity, { by: "url" });

/** Body of a create. */
export const conversationsBody = z.strictObject({
  displayName: z
    .string()
    .min(1)
    .max(conversationsLimits.displayNameMax)
    .regex(/^[a-zA-Z0-9_ -]*$/, "may hold letters, digits, spaces, _ and - only"),
  description: z.string().max(conversationsLimits.descriptionMax),
  conversationGroupingType,
  memoryStoreId: z.string().min(1),
  channelSettings: z.record(z.string(), channelSetting).optional(),
  statusCallbacks: z.array(statusCallback).max(conversationsLimits.statusCallbacksMax).optional(),
  intelligenceConfigurationIds: z.array(z.string()).max(ATTACHED_MAX).optional(),
  memoryExtractionEnabled: z.boolean().optional(),
  conversationsV1Bridge: z.strictObject({ serviceId: z.string().regex(/^IS[0-9a-f]{32}$/) }).optional(),
});
export type ConversationsBody = z.infer<typeof conversationsBody>;

const { shape } = conversationsBody;

/** Body of a full replacement. The API removes every field that the body omits. */
const conversationsReplacement = conversationsBody.extend({
  displayName: shape.displayName.optional(),
  channelSettings: z.record(z.string(), channelSetting),
});
export type ConversationsReplacement = z.infer<typeof conversationsReplacement>;

/**
 * Body of an update, with only the fields that change. A list or a channel in the body is replaced as a whole. An omitted channel stays,
 * and `null` removes it. Other fields allow `null` only if the API documents that it clears them.
 */
export const conversationsPatch = conversationsBody
  .extend({
    channelSettings: z.record(z.string(), channelSetting.nullable()).optional(),
    statusCallbacks: shape.statusCallbacks.unwrap().nullable(),
    intelligenceConfigurationIds: shape.intelligenceConfigurationIds.unwrap().nullable(),
    memoryExtractionEnabled: shape.memoryExtractionEnabled.unwrap().nullable(),
    conversationsV1Bridge: shape.conversationsV1Bridge.unwrap().nullable(),
  })
  .partial();
export type ConversationsPatch = z.infer<typeof conversationsPatch>;

/** Settings of one channel, as the API returns them. */
const channelAnswer = z.looseObject({
  statusTimeouts: z.looseObject({ inactive: z.number().nullish(), closed: z.number().nullish() }).nullish(),
  captureRules: z
    .array(
      z.looseObject({
        from: z.string().nullish(),
        to: z.string().nullish(),
        metadata: z.record(z.string(), z.json()).nullish(),
      }),
    )
    .nullish(),
});

/** Conversations configuration, as the API returns it. Unknown members are kept at every depth. */
export const conversationsConfiguration = z.looseObject({
  id: responseId,
  accountId: z.string().nullish(),
  displayName: z.string().nullish(),
  description: z.string().nullish(),
  conversationGroupingType: z.string().nullish(),
  memoryStoreId: z.string().nullish(),
  channelSettings: z.record(z.string(), channelAnswer.nullable()).nullish(),
  statusCallbacks: z.array(z.looseObject({ url: z.string().nullish(), method: z.string().nullish() })).nullish(),
  intelligenceConfigurationIds: z.array(z.string()).nullish(),
  memoryExtractionEnabled: z.boolean().nullish(),
  conversationsV1Bridge: z.looseObject({ serviceId: z.string().nullish() }).nullish(),
  version: z.int().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
});
export type ConversationsConfiguration = z.infer<typeof conversationsConfiguration>;
