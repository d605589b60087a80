import { z } from "zod";
import { createBody } from "./conversationsBodies";

/** Limits of conversations, from Twilio's OpenAPI and clients. */
const LIMITS = {
  participants: 50,
  address: 254,
  intelligenceConfigurations: 5,
  metadataEntries: 8,
  metadataKey: 128,
  metadataValue: 512,
} as const;

export const status = z.enum(["ACTIVE", "INACTIVE", "CLOSED"]);
const addressChannel = z.enum(["VOICE", "SMS", "RCS", "EMAIL", "WHATSAPP", "CHAT", "VIDEO", "API", "SYSTEM"]);
const participantType = z.enum(["CUSTOMER", "HUMAN_AGENT", "AI_AGENT", "AGENT", "UNKNOWN"]);

const address = z.object({
  channel: addressChannel,
  address: z.string().min(1).max(LIMITS.address),
  channelId: z.string().nullish(),
});
export type SentAddress = z.infer<typeof address>;

const participant = z.object({
  name: z.string().nullish(),
  type: participantType.nullish(),
  profileId: z.string().nullish(),
  addresses: z.array(address).nullish(),
});
export type SentParticipant = z.infer<typeof participant>;

/** Body of a new participant, and of a full replacement. */
export const participantBody = participant.extend({ addresses: z.array(address) });

const metadata = z
  .record(
    z
      .string()
      .max(LIMITS.metadataKey)
      .regex(/^[A-Za-z0-9._-]+$/, "can contain only letters, digits, ., _ and -"),
    z.string().max(LIMITS.metadataValue),
  )
  .refine((entries) => Object.keys(entries).length <= LIMITS.metadataEntries, {
    message: `can have at most ${LIMITS.metadataEntries} entries`,
  });

const { conversationGroupingType, memoryStoreId, memoryExtractionEnabled, statusCallbacks } = createBody.shape;

/** Settings of one channel of a conversation. Capture rules belong to a Conversations configuration. */
const channelSetting = z.object({
  statusTimeouts: z.object({ inactive: z.int().min(1).optional(), closed: z.int().min(1).optional() }).nullish(),
  captureRules: z.undefined("is not allowed in a conversation").optional(),
});

/** Settings of one conversation, which take precedence over those of its Conversations configuration. */
const ownConfiguration = z.object({
  conversationGroupingType: conversationGroupingType.nullish(),
  memoryStoreId: memoryStoreId.nullish(),
  memoryExtractionEnabled: memoryExtractionEnabled.nullable(),
  statusCallbacks: statusCallbacks.nullable(),
  channelSettings: z.record(z.string(), channelSetting).nullish(),
  intelligenceConfigurationIds: z.array(z.string()).max(LIMITS.intelligenceConfigurations).nullish(),
});
export type OwnConfiguration = z.infer<typeof ownConfiguration>;

/** Body of a new conversation. */
export const conversationBody = z
  .object({
    configurationId: z.string().nullish(),
    configuration: ownConfiguration.nullish(),
    name: z.string().nullish(),
    participants: z.array(participant).max(LIMITS.participants).nullish(),
    metadata: metadata.nullish(),
  })
  .refine(({ configurationId, configuration }) => configurationId != null || configuration != null, {
    path: ["configurationId"],
    message: "is required, unless configuration defines everything",
  });

/** Body of a PATCH. Of the configuration, only the callbacks can change. */
export const conversationPatch = z.object({
  status: status.optional(),
  name: z.string().nullish(),
  metadata: metadata.nullish(),
  configuration: z.object({ statusCallbacks: statusCallbacks.nullable() }).nullish(),
});

/** Body of a PUT. */
export const conversationReplacement = conversationPatch.extend({ status });

const party = address.extend({ participantId: z.string().nullish() });
export type SentParty = z.infer<typeof party>;

/** Body of a new communication, or of the update of one with the same `resourceId`. */
export const communicationBody = z.object({
  author: party,
  recipients: z.array(party).min(1),
  content: z.discriminatedUnion("type", [
    z.object({ type: z.literal("TEXT"), text: z.string() }),
    z.object({
      type: z.literal("TRANSCRIPTION"),
      text: z.string(),
      transcription: z.record(z.string(), z.json()).nullish(),
    }),
  ]),
  channelId: z.string().nullish(),
  occurredAt: z.iso.datetime({ offset: true }).nullish(),
  resourceId: z.string().nullish(),
});
export type SentCommunication = z.infer<typeof communicationBody>;
