import { z } from "zod";
import { invalid } from "../../http/envelope";
import type { Kind } from "../../store/collection";
import { lagSchema, visibleAt } from "../../store/lag";
import { carryExtras, isRecord, type Json, json } from "../../values/json";
import { isoTimestamp } from "../../values/timestamp";
import { CHANNELS, type PatchBody, type ReplaceBody, type SentChannel } from "./conversationsBodies";

/** A Conversations configuration as it is kept. Other members come through the admin path alone, and are kept too. */
const content = z.looseObject({
  id: z.string(),
  displayName: z.string(),
  description: z.string().nullable(),
  conversationGroupingType: z.string(),
  memoryStoreId: z.string(),
  channelSettings: z.record(z.string(), z.json()),
  statusCallbacks: z.array(z.json()),
  intelligenceConfigurationIds: z.array(z.string()),
  memoryExtractionEnabled: z.boolean(),
  conversationsV1Bridge: z.looseObject({ serviceId: z.string() }).nullable(),
  version: z.int().min(1),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** Whether it is gone, once its lag is over. */
  deleted: z.boolean(),
});
export type ConversationsContent = z.infer<typeof content>;

const storedConversations = content.extend({
  lag: lagSchema(content),
  /** Whether the newest write is still going on is told by `lag`. */
  operationId: z.string(),
});
export type StoredConversations = z.infer<typeof storedConversations>;

/** The configuration after a change at `now`. */
export const touched = <T extends ConversationsContent>(stored: T, now: Date): T => ({
  ...stored,
  version: stored.version + 1,
  updatedAt: isoTimestamp(now),
});

export const conversationsKind: Kind<StoredConversations> = {
  kind: "conversations-configuration",
  schema: storedConversations,
  id: ({ id }) => id,
  touch: touched,
};

/** The configuration as the API shows it at `now`. */
export function visibleConversations(stored: StoredConversations, now: Date): ConversationsContent | undefined {
  const seen = visibleAt<ConversationsContent>(stored, now);
  return seen?.deleted ? undefined : seen;
}

/** The members that an answer shows. */
export function conversationsView({ deleted, lag, operationId, ...seen }: ConversationsContent): Json {
  return json.parse(seen);
}

/** Members that no write can carry beyond what their schema says: the documented ones, and those without a write field. */
const DOCUMENTED = new Set(
  ["id", "displayName", "description", "conversationGroupingType", "memoryStoreId", "channelSettings"].concat(
    ["statusCallbacks", "intelligenceConfigurationIds", "memoryExtractionEnabled", "conversationsV1Bridge"],
    ["traitExtractionStrategyIds", "observationExtractionStrategyIds", "redactionConfigurationId"],
    ["version", "createdAt", "updatedAt", "url", "method", "serviceId"],
    ["statusTimeouts", "inactive", "closed", "captureRules", "from", "to", "metadata"],
  ),
);

/** Adds to `kept` what `sent` repeats of the members that only the server knew. Channels are named by the client, so they are none. */
function withExtras(kept: object, sent: unknown, found: StoredConversations): { [name: string]: Json } {
  const documented = new Set([...DOCUMENTED, ...Object.keys(found.channelSettings)]);
  const carried = carryExtras(json.parse(kept), json.parse(sent), conversationsView(found), documented);
  return isRecord(carried) ? carried : {};
}

/** A channel as the server keeps it: with the members that were left out. */
const storedChannel = ({ statusTimeouts, captureRules = [] }: SentChannel): Json => ({
  statusTimeouts: statusTimeouts ? json.parse(statusTimeouts) : null,
  captureRules: captureRules.map(({ from, to, metadata = {} }) => ({ from, to, metadata })),
});

const storedChannels = (sent: Record<string, SentChannel>): Record<string, Json> =>
  Object.fromEntries(Object.entries(sent).map(([channel, setting]) => [channel, storedChannel(setting)]));

const storedCallbacks = (sent: NonNullable<ReplaceBody["statusCallbacks"]>): Json[] =>
  sent.map(({ url, method = "POST" }) => ({ url, method }));

/** Throws 400 for a channel that the API does not know; `existing` names those that the object has all the same. */
export function requireChannels(sent: Record<string, unknown>, existing: Record<string, unknown>): void {
  const unknown = Object.keys(sent).find((name) => !CHANNELS.includes(name) && !Object.hasOwn(existing, name));
  if (unknown !== undefined) throw invalid(`channelSettings.${unknown}: must be one of ${CHANNELS.join(", ")}`);
}

/** The fields of a full write; a field that it leaves out gets its default. */
export const replacedFields = (body: ReplaceBody) => ({
  description: body.description,
  conversationGroupingType: body.conversationGroupingType,
  memoryStoreId: body.memoryStoreId,
  channelSettings: storedChannels(body.channelSettings),
  statusCallbacks: storedCallbacks(body.statusCallbacks ?? []),
  intelligenceConfigurationIds: body.intelligenceConfigurationIds ?? [],
  memoryExtractionEnabled: body.memoryExtractionEnabled ?? false,
  conversationsV1Bridge: body.conversationsV1Bridge ?? null,
});

/** `found` after a full replacement: nothing is left of it but its name, where the body has none, and what only the server knows. */
export function replaced(found: StoredConversations, raw: unknown, body: ReplaceBody): StoredConversations {
  const { id, version, createdAt, updatedAt, deleted, lag, operationId } = found;
  const fields = { displayName: body.displayName ?? found.displayName, ...replacedFields(body) };
  const next = withExtras(fields, raw, found);
  return storedConversations.parse({ id, ...next, version, createdAt, updatedAt, deleted, lag, operationId });
}

/** `found` after a patch: an absent field stays, null puts it back to its default, a channel is replaced whole. */
export function patched(found: StoredConversations, raw: unknown, body: PatchBody): StoredConversations {
  const { displayName, channelSettings, statusCallbacks, ...rest } = body;
  const { intelligenceConfigurationIds, memoryExtractionEnabled, ...plain } = rest;
  const changes = {
    ...plain,
    // A configuration always has a name: what null does to it is in no document.
    ...(displayName != null && { displayName }),
    ...(channelSettings !== undefined && { channelSettings: patchedChannels(found.channelSettings, channelSettings) }),
    ...(statusCallbacks !== undefined && { statusCallbacks: storedCallbacks(statusCallbacks ?? []) }),
    ...(intelligenceConfigurationIds !== undefined && {
      intelligenceConfigurationIds: intelligenceConfigurationIds ?? [],
    }),
    ...(memoryExtractionEnabled !== undefined && { memoryExtractionEnabled: memoryExtractionEnabled ?? false }),
  };
  return storedConversations.parse({ ...found, ...withExtras(changes, raw, found) });
}

function patchedChannels(
  found: Record<string, Json>,
  sent: NonNullable<PatchBody["channelSettings"]>,
): Record<string, Json> {
  const set = Object.entries(sent).flatMap(([channel, setting]) => (setting ? [[channel, setting] as const] : []));
  const removed = new Set(Object.keys(sent).filter((channel) => sent[channel] === null));
  const kept = Object.entries(found).filter(([channel]) => !removed.has(channel));
  return { ...Object.fromEntries(kept), ...storedChannels(Object.fromEntries(set)) };
}
