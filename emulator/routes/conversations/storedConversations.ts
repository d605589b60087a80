import { z } from "zod";
import { invalid } from "../../http/envelope";
import type { Kind } from "../../store/collection";
import { lagSchema, visibleAt } from "../../store/lag";
import { carryExtras, isRecord, type Json, json } from "../../values/json";
import { isoTimestamp } from "../../values/timestamp";
import { CHANNELS, type PatchBody, type ReplaceBody, type SentChannel } from "./conversationsBodies";

/** A Conversations configuration as it is stored. Only the admin path can add other members; they are stored too. */
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
  /** Whether the configuration is deleted after its lag. */
  deleted: z.boolean(),
});
export type ConversationsContent = z.infer<typeof content>;

const storedConversations = content.extend({
  lag: lagSchema(content),
  /** Operation of the newest write. `lag` says whether it is pending. */
  operationId: z.string(),
});
export type StoredConversations = z.infer<typeof storedConversations>;

/** Returns the configuration with the next version and the date `now`. */
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

/** Returns the configuration as the API shows it at `now`. */
export function visibleConversations(stored: StoredConversations, now: Date): ConversationsContent | undefined {
  const seen = visibleAt<ConversationsContent>(stored, now);
  return seen?.deleted ? undefined : seen;
}

/** Returns the members that an answer shows. */
export function conversationsView({ deleted, lag, operationId, ...seen }: ConversationsContent): Json {
  return json.parse(seen);
}

/** Documented members, including those that a write cannot set. `carryExtras` does not copy them. */
const DOCUMENTED = new Set(
  ["id", "displayName", "description", "conversationGroupingType", "memoryStoreId", "channelSettings"].concat(
    ["statusCallbacks", "intelligenceConfigurationIds", "memoryExtractionEnabled", "conversationsV1Bridge"],
    ["traitExtractionStrategyIds", "observationExtractionStrategyIds", "redactionConfigurationId"],
    ["version", "createdAt", "updatedAt", "url", "method", "serviceId"],
    ["statusTimeouts", "inactive", "closed", "captureRules", "from", "to", "metadata"],
  ),
);

/** Adds to `kept` the undocumented members of `found` that `sent` repeats. Names of channels come from the client and do not count. */
function withExtras(kept: object, sent: unknown, found: StoredConversations): { [name: string]: Json } {
  const documented = new Set([...DOCUMENTED, ...Object.keys(found.channelSettings)]);
  const carried = carryExtras(json.parse(kept), json.parse(sent), conversationsView(found), documented);
  return isRecord(carried) ? carried : {};
}

/** Returns a channel as the server stores it, with defaults for missing members. */
const storedChannel = ({ statusTimeouts, captureRules = [] }: SentChannel): Json => ({
  statusTimeouts: statusTimeouts ? json.parse(statusTimeouts) : null,
  captureRules: captureRules.map(({ from, to, metadata = {} }) => ({ from, to, metadata })),
});

const storedChannels = (sent: Record<string, SentChannel>): Record<string, Json> =>
  Object.fromEntries(Object.entries(sent).map(([channel, setting]) => [channel, storedChannel(setting)]));

const storedCallbacks = (sent: NonNullable<ReplaceBody["statusCallbacks"]>): Json[] =>
  sent.map(({ url, method = "POST" }) => ({ url, method }));

/** Throws 400 for a channel that the API does not know, unless the object already has it (`existing`). */
export function requireChannels(sent: Record<string, unknown>, existing: Record<string, unknown>): void {
  const unknown = Object.keys(sent).find((name) => !CHANNELS.includes(name) && !Object.hasOwn(existing, name));
  if (unknown !== undefined) throw invalid(`channelSettings.${unknown}: must be one of ${CHANNELS.join(", ")}`);
}

/** Returns the fields of a full write. Missing fields get their default. */
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

/** Returns `found` after a full replacement. It keeps only the members that the server sets, and the name if the body has none. */
export function replaced(found: StoredConversations, raw: unknown, body: ReplaceBody): StoredConversations {
  const { id, version, createdAt, updatedAt, deleted, lag, operationId } = found;
  const fields = { displayName: body.displayName ?? found.displayName, ...replacedFields(body) };
  const next = withExtras(fields, raw, found);
  return storedConversations.parse({ id, ...next, version, createdAt, updatedAt, deleted, lag, operationId });
}

/** Returns `found` after a patch. Absent fields stay, null sets the default, and a channel is replaced as a whole. */
export function patched(found: StoredConversations, raw: unknown, body: PatchBody): StoredConversations {
  const { displayName, channelSettings, statusCallbacks, ...rest } = body;
  const { intelligenceConfigurationIds, memoryExtractionEnabled, ...plain } = rest;
  const changes = {
    ...plain,
    // A configuration always has a name. What null does to it is not documented.
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
