import { type Context, Hono } from "hono";
import { z } from "zod";
import {
  type ConversationsConfiguration,
  channelSetting,
  conversationsBody,
  conversationsConfiguration,
} from "../../api/wire/conversations/configuration";
import { type ApiEnv, allow } from "../access";
import type { ApiOptions } from "../app";
import { iso, readJson } from "../body";
import type { Collection, Kind } from "../collection";
import { ApiError, notFound } from "../envelope";
import { newTtid } from "../ids";
import { lagFrom, lagOf, shown } from "../lag";
import { Operations } from "../operations";
import { listV3 } from "../paging";
import type { Store } from "../store";
import { configurationKind } from "./configurations";

const settings = z.record(z.string(), channelSetting);
const content = conversationsConfiguration.omit({ accountId: true }).extend({
  channelSettings: settings,
  statusCallbacks: conversationsBody.shape.statusCallbacks.unwrap().unwrap(),
  intelligenceConfigurationIds: z.array(z.string()),
  memoryExtractionEnabled: z.boolean(),
  conversationsV1Bridge: conversationsBody.shape.conversationsV1Bridge,
  version: z.int().min(1),
  /** Whether it is gone, once its lag is over. */
  deleted: z.boolean(),
});
type Content = z.infer<typeof content>;
const storedConversations = content.extend({
  lag: lagOf(content),
  /** The newest operation on it, which goes on for as long as its lag. */
  operationId: z.string(),
});
export type StoredConversations = z.infer<typeof storedConversations>;

const touch = (stored: StoredConversations, now: Date): StoredConversations => ({
  ...stored,
  version: stored.version + 1,
  updatedAt: iso(now),
});

export const conversationsKind: Kind<StoredConversations> = {
  kind: "conversations-configuration",
  schema: storedConversations,
  id: ({ id }) => id,
  touch,
};

/** The configuration as the API shows it at `now`. */
export function shownConversations(stored: StoredConversations, now: Date): Content | undefined {
  const seen = shown<Content>(stored, now);
  return seen?.deleted ? undefined : seen;
}

const replacement = conversationsBody.partial({ displayName: true }).extend({ channelSettings: settings });
const { displayName, conversationGroupingType, memoryStoreId, description } = conversationsBody.shape;
const patch = z
  .object({
    ...conversationsBody.shape,
    displayName: displayName.optional(),
    conversationGroupingType: conversationGroupingType.optional(),
    memoryStoreId: memoryStoreId.optional(),
    description: description.nullish(),
    channelSettings: z.record(z.string(), channelSetting.nullable()).nullish(),
  })
  .partial();

/** What a full write says; what it leaves out gets its default. */
const fields = (body: z.infer<typeof replacement>) => ({
  description: body.description,
  conversationGroupingType: body.conversationGroupingType,
  memoryStoreId: body.memoryStoreId,
  channelSettings: body.channelSettings,
  statusCallbacks: body.statusCallbacks ?? [],
  intelligenceConfigurationIds: body.intelligenceConfigurationIds ?? [],
  memoryExtractionEnabled: body.memoryExtractionEnabled ?? false,
  conversationsV1Bridge: body.conversationsV1Bridge ?? null,
});

/** `found` with what a patch says: an absent field stays, null puts it back to its default. */
function patched(found: StoredConversations, body: z.infer<typeof patch>): StoredConversations {
  const { channelSettings, statusCallbacks, intelligenceConfigurationIds, memoryExtractionEnabled, ...rest } = body;
  const present = Object.entries(rest).filter(([, value]) => value !== undefined);
  const merged = Object.entries({ ...found.channelSettings, ...channelSettings }).filter(([, one]) => one !== null);
  return storedConversations.parse({
    ...found,
    ...Object.fromEntries(present),
    ...(channelSettings !== undefined && {
      channelSettings: channelSettings === null ? {} : Object.fromEntries(merged),
    }),
    ...(statusCallbacks !== undefined && { statusCallbacks: statusCallbacks ?? [] }),
    ...(intelligenceConfigurationIds !== undefined && {
      intelligenceConfigurationIds: intelligenceConfigurationIds ?? [],
    }),
    ...(memoryExtractionEnabled !== undefined && { memoryExtractionEnabled: memoryExtractionEnabled ?? false }),
  });
}

const conflict = (message: string, with_: string): ApiError =>
  new ApiError(409, 20409, message, { "x-conflicting-resource-id": with_ });

/** One Conversations configuration for each V1 Service. */
function requireFreeBridge(all: Collection<StoredConversations>, next: Content): void {
  const serviceId = next.conversationsV1Bridge?.serviceId;
  if (serviceId === undefined) return;
  const [holder] = all.filter(
    (other) => other.id !== next.id && !other.deleted && other.conversationsV1Bridge?.serviceId === serviceId,
  );
  if (holder !== undefined) throw conflict(`The bridge to ${serviceId} belongs to ${holder.id}`, holder.id);
}

/** `/v2/ControlPlane/Configurations` and `/v2/ControlPlane/Operations` of Conversations. */
export function conversationsConfigurations(store: Store, options: ApiOptions): Hono<ApiEnv> {
  const all = store.collection(conversationsKind);
  const intelligence = store.collection(configurationKind);
  const operations = new Operations(store, options);

  const find = (id: string): StoredConversations => {
    const found = all.get(id);
    if (found === undefined || (found.lag === null && found.deleted)) throw notFound(`The configuration ${id}`);
    return found;
  };
  /** The object of a write: it must exist, and no other write on it may be going on. */
  const free = (id: string): StoredConversations => {
    const found = find(id);
    if (found.lag !== null && store.now().getTime() < found.lag.until) {
      throw conflict(`The operation ${found.operationId} on ${id} is still pending`, found.operationId);
    }
    if (found.deleted) throw notFound(`The configuration ${id}`);
    return { ...found, lag: null };
  };
  const view = ({ deleted, lag, operationId, ...fields }: Content): ConversationsConfiguration => ({
    accountId: store.account.accountSid,
    ...fields,
  });
  const lag = (before: Content | null) => lagFrom<Content>(store.now(), options.lagMs, before);
  /** Why a write cannot be done: an id that it adds is of no Intelligence Configuration. */
  const obstacle = (before: string[], after: string[]): string | null => {
    const missing = after.find((id) => !before.includes(id) && intelligence.get(id) === undefined);
    return missing === undefined
      ? null
      : `intelligenceConfigurationIds: there is no Intelligence Configuration ${missing}`;
  };
  const replace = (c: Context, raw: unknown, found: StoredConversations, changed: StoredConversations): Response => {
    requireFreeBridge(all, changed);
    const detail = obstacle(found.intelligenceConfigurationIds, changed.intelligenceConfigurationIds);
    const next = detail === null ? touch(changed, store.now()) : found;
    return operations.begin(c, raw, { configurationId: found.id, detail }, (operationId) =>
      all.update({ ...next, lag: lag(found), operationId }),
    );
  };

  const path = "/v2/ControlPlane/Configurations";
  return new Hono<ApiEnv>()
    .post(path, allow("configurations", "create", "conversations"), async (c) => {
      const { raw, body } = await readJson(c, conversationsBody);
      const repeated = operations.repeated(c, raw);
      if (repeated !== undefined) return repeated;
      const now = store.now();
      const made: Content = {
        id: newTtid("conv_configuration", now),
        displayName: body.displayName,
        ...fields({ ...body, channelSettings: body.channelSettings ?? {} }),
        version: 1,
        createdAt: iso(now),
        updatedAt: iso(now),
        deleted: false,
      };
      requireFreeBridge(all, made);
      const detail = obstacle([], made.intelligenceConfigurationIds);
      return operations.begin(c, raw, { configurationId: made.id, detail }, (operationId) => {
        if (detail === null) all.insert({ ...made, lag: lag(null), operationId });
      });
    })
    .get(path, allow("configurations", "list", "conversations"), (c) => {
      const store_ = c.req.query("memoryStoreId");
      const now = store.now();
      const fits = (stored: StoredConversations): boolean => {
        const seen = shownConversations(stored, now);
        return seen !== undefined && (store_ ?? seen.memoryStoreId) === seen.memoryStoreId;
      };
      const show = (stored: StoredConversations) => view(shownConversations(stored, now) ?? stored);
      return c.json(listV3(c.req.url, (from, size) => all.page(from, size, fits), show, "configurations"));
    })
    .get(`${path}/:id`, allow("configurations", "read", "conversations"), (c) => {
      const seen = shownConversations(find(c.req.param("id")), store.now());
      if (seen === undefined) throw notFound(`The configuration ${c.req.param("id")}`);
      return c.json(view(seen));
    })
    .put(`${path}/:id`, allow("configurations", "update", "conversations"), async (c) => {
      const { raw, body } = await readJson(c, replacement);
      const repeated = operations.repeated(c, raw);
      if (repeated !== undefined) return repeated;
      const found = free(c.req.param("id"));
      const name = body.displayName ?? found.displayName;
      return replace(c, raw, found, storedConversations.parse({ ...found, ...fields(body), displayName: name }));
    })
    .patch(`${path}/:id`, allow("configurations", "update", "conversations"), async (c) => {
      const { raw, body } = await readJson(c, patch);
      const repeated = operations.repeated(c, raw);
      if (repeated !== undefined) return repeated;
      const found = free(c.req.param("id"));
      return replace(c, raw, found, patched(found, body));
    })
    .delete(`${path}/:id`, allow("configurations", "delete", "conversations"), (c) => {
      const repeated = operations.repeated(c, null);
      if (repeated !== undefined) return repeated;
      const found = free(c.req.param("id"));
      return operations.begin(c, null, { configurationId: found.id, detail: null }, (operationId) =>
        all.update({ ...found, deleted: true, lag: lag(found), operationId }),
      );
    })
    .get("/v2/ControlPlane/Operations/:id", allow("operations", "read", "conversations"), (c) =>
      c.json(operations.read(c.req.url, c.req.param("id"))),
    );
}
