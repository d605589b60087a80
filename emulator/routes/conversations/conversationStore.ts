import { z } from "zod";
import { invalid, notFound } from "../../http/envelope";
import type { Collection, Kind } from "../../store/collection";
import { conversation } from "../../values/responses";
import { isoTimestamp } from "../../values/timestamp";
import { storedConfiguration } from "../v3/configurations";

const address = z.object({ channel: z.string(), address: z.string(), channelId: z.string().nullable() });
const participant = z.object({
  id: z.string(),
  name: z.string().nullable(),
  type: z.string(),
  profileId: z.string().nullable(),
  addresses: z.array(address),
});
export type Participant = z.infer<typeof participant>;

const party = address.omit({ channelId: true }).extend({ participantId: z.string().nullable() });
const communication = z.object({
  id: z.string(),
  author: party.extend({ participantId: z.string() }),
  recipients: z.array(party),
  content: z.looseObject({ type: z.string(), text: z.string() }),
  channelId: z.string().nullable(),
  resourceId: z.string().nullable(),
  occurredAt: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Communication = z.infer<typeof communication>;

/** Data of a conversation that only the Conversations host shows. */
const hosted = z.object({
  configurationId: z.string().nullable(),
  /** Settings at the time of creation. A later change of the Conversations configuration does not reach them. */
  configuration: z.record(z.string(), z.json()),
  /** Intelligence Configurations as they were at the time of creation, by id. Absent where the conversation pins no versions. */
  pinned: z.record(z.string(), storedConfiguration).optional(),
  metadata: z.record(z.string(), z.string()),
  participants: z.array(participant),
  communications: z.array(communication),
  /** Time from which the conversation is gone, in ms. */
  goneFrom: z.number().nullable(),
});
export type Hosted = z.infer<typeof hosted>;

const storedConversation = conversation.omit({ accountId: true }).extend({
  /** Absent for a conversation of a seed, until the Conversations host changes it. */
  hosted: hosted.optional(),
});
export type StoredConversation = z.infer<typeof storedConversation>;

export const conversationKind: Kind<StoredConversation> = {
  kind: "conversation",
  schema: storedConversation,
  id: ({ id }) => id,
  touch: (stored, now) => ({ ...stored, updatedAt: now.toISOString() }),
};

/** The value of `conversationConfigurationId` on the Intelligence host, whatever the Conversations configuration is (observed). */
export const HIDDEN_CONFIGURATION = "unused";

/** Whether the conversation was deleted, and its deletion has taken effect. */
export const isGone = ({ hosted }: StoredConversation, now: Date): boolean =>
  hosted?.goneFrom != null && hosted.goneFrom <= now.getTime();

/** Returns a conversation. Throws 404 if there is none, or if it is deleted. */
export function findConversation(all: Collection<StoredConversation>, id: string | undefined, now: Date) {
  const found = all.get(id ?? "");
  if (found === undefined || isGone(found, now)) throw notFound(`The conversation ${id}`);
  return found;
}

/** Throws 400 if a conversation is closed. */
export function requireOpen({ id, status }: StoredConversation): void {
  if (status === "CLOSED") throw invalid(`status: the conversation ${id} is CLOSED, which is final`);
}

/** Returns what the Conversations host shows of a conversation. That of a seed has the addresses and texts that the seed gives. */
export function hostedOf(stored: StoredConversation): Hosted {
  if (stored.hosted !== undefined) return stored.hosted;
  const [channel = "API"] = stored.channels;
  const participants = stored.participants.map(
    ({ id, name, type, addressValues }): Participant => ({
      id,
      name: name ?? null,
      type: type ?? "UNKNOWN",
      profileId: null,
      addresses: (addressValues ?? []).map((value) => ({ channel, address: value, channelId: null })),
    }),
  );
  const addressOf = (id: string) => participants.find((one) => one.id === id)?.addresses[0]?.address ?? "";
  const communications = (stored.communications ?? []).map(
    ({ id, participantId, content, createdAt }): Communication => ({
      id,
      author: { channel, address: addressOf(participantId), participantId },
      recipients: participants
        .filter((one) => one.id !== participantId)
        .map((one) => ({ channel, address: addressOf(one.id), participantId: one.id })),
      content: { type: "TEXT", text: content.text },
      channelId: null,
      resourceId: null,
      occurredAt: createdAt,
      createdAt,
      updatedAt: createdAt,
    }),
  );
  const { conversationConfigurationId: id } = stored;
  const configurationId = id == null || id === HIDDEN_CONFIGURATION ? null : id;
  return { configurationId, configuration: {}, metadata: {}, participants, communications, goneFrom: null };
}

/** Returns the conversation with changes of the Conversations host, as the Intelligence host then shows it too. */
export function withHosted(stored: StoredConversation, hosted: Hosted, now: Date): StoredConversation {
  const addresses = hosted.participants.flatMap((one) => one.addresses);
  const ids = [...addresses, ...hosted.communications].flatMap(({ channelId }) => channelId ?? []);
  const authors = hosted.communications.map(({ author }) => author.channel);
  return {
    ...stored,
    updatedAt: isoTimestamp(now),
    channels: [...new Set([...stored.channels, ...addresses.map(({ channel }) => channel), ...authors])],
    channelIds: [...new Set([...stored.channelIds, ...ids])],
    participants: hosted.participants.map(({ id, name, type, addresses }) => ({
      id,
      name,
      type,
      addressValues: addresses.map(({ address }) => address),
    })),
    communications: hosted.communications.map(({ id, author, content, occurredAt }) => ({
      id,
      participantId: author.participantId,
      content: { text: content.text },
      createdAt: occurredAt,
    })),
    hosted,
  };
}
