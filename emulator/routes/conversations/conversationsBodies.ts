import { z } from "zod";

/** Limits of the Conversations API, from its OpenAPI and Twilio's notes. */
const LIMITS = {
  displayName: 32,
  description: 512,
  captureRules: 100,
  statusCallbacks: 2,
  intelligenceConfigurations: 5,
} as const;

export const CHANNELS = ["VOICE", "SMS", "RCS", "WHATSAPP", "CHAT"];

const minutes = z.int().min(1);

const captureRule = z.object({
  from: z.string(),
  to: z.string(),
  metadata: z.record(z.string(), z.string()).optional(),
});

const channelSetting = z.object({
  statusTimeouts: z.object({ inactive: minutes.optional(), closed: minutes.optional() }).nullish(),
  captureRules: z.array(captureRule).max(LIMITS.captureRules).optional(),
});
export type SentChannel = z.infer<typeof channelSetting>;

const PRIVATE_ADDRESS = /^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.|^\[/;

/** Whether `url` is accepted as a callback: HTTPS, with a public host. */
function isPublicHttps(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" && hostname.includes(".") && !PRIVATE_ADDRESS.test(hostname);
}

const statusCallback = z.object({
  url: z.string().refine(isPublicHttps, "must be an HTTPS URL with a public host"),
  method: z.enum(["POST", "GET"]).optional(),
});

const bridge = z.object({ serviceId: z.string().regex(/^IS[0-9a-f]{32}$/, "must be the SID of a V1 Service") });

const displayName = z
  .string()
  .min(1)
  .max(LIMITS.displayName)
  .regex(/^[a-zA-Z0-9-_ ]+$/, "can contain only letters, digits, spaces, _ and -");

/** Body of a POST. No field can be null. */
export const createBody = z.object({
  displayName,
  description: z.string().max(LIMITS.description),
  conversationGroupingType: z.enum([
    "GROUP_BY_PROFILE",
    "GROUP_BY_PARTICIPANT_ADDRESSES",
    "GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE",
  ]),
  memoryStoreId: z.string().min(1),
  channelSettings: z.record(z.string(), channelSetting).optional(),
  statusCallbacks: z.array(statusCallback).max(LIMITS.statusCallbacks).optional(),
  intelligenceConfigurationIds: z.array(z.string()).max(LIMITS.intelligenceConfigurations).optional(),
  memoryExtractionEnabled: z.boolean().optional(),
  conversationsV1Bridge: bridge.optional(),
});

/** Body of a PUT. `displayName` is optional, `channelSettings` is required. */
export const replaceBody = createBody.extend({
  displayName: displayName.optional(),
  channelSettings: z.record(z.string(), channelSetting),
});
export type ReplaceBody = z.infer<typeof replaceBody>;

const { description, statusCallbacks, intelligenceConfigurationIds, memoryExtractionEnabled } = createBody.shape;

/** Body of a PATCH. The OpenAPI declares null for all but `conversationGroupingType` and `channelSettings`; it refuses null for `memoryStoreId` (observed). */
export const patchBody = createBody.partial().extend({
  displayName: displayName.nullish(),
  description: description.nullish(),
  channelSettings: z.record(z.string(), channelSetting.nullable()).optional(),
  statusCallbacks: statusCallbacks.nullable(),
  intelligenceConfigurationIds: intelligenceConfigurationIds.nullable(),
  memoryExtractionEnabled: memoryExtractionEnabled.nullable(),
  conversationsV1Bridge: bridge.nullish(),
});
export type PatchBody = z.infer<typeof patchBody>;
