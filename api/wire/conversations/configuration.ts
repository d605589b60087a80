import { z } from "zod";

/** Intelligence Configurations that one Conversations configuration may have. */
export const ATTACHED_MAX = 5;

/** Limits of a Conversations configuration, as the API states them. */
export const conversationsLimits = { displayNameMax: 32, descriptionMax: 512, statusCallbacksMax: 2 } as const;

export const conversationGroupingType = z.enum([
  "GROUP_BY_PROFILE",
  "GROUP_BY_PARTICIPANT_ADDRESSES",
  "GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE",
]);

/** How one channel of a Conversations configuration behaves; timeouts in minutes. */
export const channelSetting = z.object({
  statusTimeouts: z.object({ inactive: z.int().nullish(), closed: z.int().nullish() }).nullish(),
  captureRules: z
    .array(z.object({ from: z.string(), to: z.string(), metadata: z.record(z.string(), z.string()).nullish() }))
    .nullish(),
});

/** The body of a create of a Conversations configuration. */
export const conversationsBody = z.object({
  displayName: z
    .string()
    .min(1)
    .max(conversationsLimits.displayNameMax)
    .regex(/^[a-zA-Z0-9_ -]*$/, "may hold letters, digits, spaces, _ and - only"),
  description: z.string().max(conversationsLimits.descriptionMax),
  conversationGroupingType,
  memoryStoreId: z.string().min(1),
  channelSettings: z.record(z.string(), channelSetting).nullish(),
  statusCallbacks: z
    .array(z.object({ url: z.string(), method: z.string().nullish() }))
    .max(conversationsLimits.statusCallbacksMax)
    .nullish(),
  intelligenceConfigurationIds: z.array(z.string()).max(ATTACHED_MAX).nullish(),
  memoryExtractionEnabled: z.boolean().nullish(),
  conversationsV1Bridge: z.object({ serviceId: z.string() }).nullish(),
});
export type ConversationsBody = z.infer<typeof conversationsBody>;

/** A Conversations configuration, as far as this project knows it. What it does not know is kept. */
export const conversationsConfiguration = z.looseObject({
  id: z.string(),
  accountId: z.string().nullish(),
  displayName: z.string(),
  description: z.string().nullish(),
  conversationGroupingType: z.string().nullish(),
  memoryStoreId: z.string().nullish(),
  intelligenceConfigurationIds: z.array(z.string()).nullish(),
  version: z.int().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
});
export type ConversationsConfiguration = z.infer<typeof conversationsConfiguration>;

/** A change of only the fields that are present; the list of ids is replaced whole. */
export const conversationsPatch = z.object({
  intelligenceConfigurationIds: z.array(z.string()).max(ATTACHED_MAX).nullable(),
});
export type ConversationsPatch = z.infer<typeof conversationsPatch>;

/** The answer to every write: the write goes on behind it. */
export const accepted = z.looseObject({
  statusUrl: z.string(),
  related: z.looseObject({ configurationId: z.string().nullish() }).nullish(),
});

export const operationStatus = z.enum(["PENDING", "COMPLETED", "FAILED"]);

/** How a write goes on. `error` is an RFC 9457 problem. */
export const operation = z.looseObject({
  operationId: z.string(),
  status: operationStatus,
  createdAt: z.string().nullish(),
  completedAt: z.string().nullish(),
  statusUrl: z.string().nullish(),
  error: z
    .looseObject({ title: z.string().nullish(), detail: z.string().nullish(), status: z.number().nullish() })
    .nullish(),
});
export type Operation = z.infer<typeof operation>;
