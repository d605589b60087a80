import { type Context, Hono } from "hono";
import type { ApiOptions } from "../../apiOptions";
import { type ApiEnv, allow } from "../../http/access";
import { ApiError, invalid, notFound } from "../../http/envelope";
import { listV3 } from "../../http/listResponse";
import { readJson } from "../../http/requestBody";
import type { Collection } from "../../store/collection";
import { lagFrom } from "../../store/lag";
import type { OperationFailure } from "../../store/operationFailure";
import type { Store } from "../../store/store";
import { isoTimestamp } from "../../values/timestamp";
import { configurationKind } from "../v3/configurations";
import { createBody, patchBody, replaceBody } from "./conversationsBodies";
import { ConversationsOperations, type PlannedWrite } from "./conversationsOperations";
import {
  type ConversationsContent,
  conversationsKind,
  conversationsView,
  patched,
  replaced,
  replacedFields,
  requireChannels,
  type StoredConversations,
  touched,
  visibleConversations,
} from "./storedConversations";

const MEMORY_STORE_ID = /^mem_(store|service)_[0-7][0-9a-z]{25}$/;

const conflict = (message: string, existing: string): ApiError =>
  new ApiError(409, 20409, message, { "x-conflicting-resource-id": existing });

/** Throws 409 if another Conversations configuration bridges to the same V1 Service. */
function requireFreeBridge(all: Collection<StoredConversations>, next: ConversationsContent): void {
  const serviceId = next.conversationsV1Bridge?.serviceId;
  if (serviceId === undefined) return;
  const [holder] = all.filter(
    (other) => other.id !== next.id && !other.deleted && other.conversationsV1Bridge?.serviceId === serviceId,
  );
  if (holder !== undefined) throw conflict(`The V1 Service ${serviceId} is already bridged by ${holder.id}`, holder.id);
}

/** Limit of an account, from Twilio's notes. */
const CONFIGURATIONS_MAX = 10;

/** Throws 400 if the account has as many configurations as it can have. */
function requireRoom(all: Collection<StoredConversations>): void {
  if (all.filter(({ deleted }) => !deleted).length < CONFIGURATIONS_MAX) return;
  throw invalid(`An account can have at most ${CONFIGURATIONS_MAX} configurations`);
}

/** `/v2/ControlPlane/Configurations` and `/v2/ControlPlane/Operations` of Conversations. */
export function conversationsConfigurations(store: Store, options: ApiOptions): Hono<ApiEnv> {
  const all = store.collection(conversationsKind);
  const intelligence = store.collection(configurationKind);
  const operations = new ConversationsOperations(store, options);

  const find = (id: string): StoredConversations => {
    const found = all.get(id);
    if (found === undefined || (found.lag === null && found.deleted)) throw notFound(`The configuration ${id}`);
    return found;
  };
  /** Returns the configuration for a write. Throws 404, or 409 if another write of it is pending. */
  const findWritable = (id: string): StoredConversations => {
    const found = find(id);
    if (found.lag !== null && store.now().getTime() < found.lag.until) {
      throw conflict(`The operation ${found.operationId} on ${id} is still pending`, id);
    }
    if (found.deleted) throw notFound(`The configuration ${id}`);
    return { ...found, lag: null };
  };
  const lag = (before: ConversationsContent | null) =>
    lagFrom<ConversationsContent>(store.now(), options.lagMs, before);
  /** Returns the failure of a write that adds the id of an Intelligence Configuration that does not exist. */
  const missingReference = (before: string[], after: string[]): OperationFailure | null => {
    const missing = after.find((id) => !before.includes(id) && intelligence.get(id) === undefined);
    if (missing === undefined) return null;
    const detail = `intelligenceConfigurationIds: there is no Intelligence Configuration ${missing}`;
    return { outcome: "FAILED", code: 20404, detail };
  };
  const update = (found: StoredConversations, changed: StoredConversations): PlannedWrite => {
    if (options.grouping === "immutable" && changed.conversationGroupingType !== found.conversationGroupingType) {
      throw invalid("conversationGroupingType: cannot be changed");
    }
    requireChannels(changed.channelSettings, found.channelSettings);
    requireFreeBridge(all, changed);
    return {
      subjectId: found.id,
      failure: missingReference(found.intelligenceConfigurationIds, changed.intelligenceConfigurationIds),
      apply: ({ operationId, failure }) => {
        const next = failure === null ? touched(changed, store.now()) : found;
        all.update({ ...next, lag: lag(found), operationId });
      },
    };
  };
  const deletion = (found: StoredConversations): PlannedWrite => ({
    subjectId: found.id,
    failure: null,
    apply: ({ operationId, failure }) =>
      all.update({ ...found, deleted: failure === null, lag: lag(found), operationId }),
  });

  const path = "/v2/ControlPlane/Configurations";
  const idOf = (c: Context): string => c.req.param("id") ?? "";
  return new Hono<ApiEnv>()
    .post(path, allow("configurations", "create", "conversations"), async (c) => {
      const { raw, body } = await readJson(c, createBody);
      return operations.accept(c, raw, () => {
        const now = store.now();
        const created: ConversationsContent = {
          id: store.ids.ttid("conv_configuration", now),
          displayName: body.displayName,
          ...replacedFields({ ...body, channelSettings: body.channelSettings ?? {} }),
          version: 1,
          createdAt: isoTimestamp(now),
          updatedAt: isoTimestamp(now),
          deleted: false,
        };
        if (options.conversationsLimit === "ten") requireRoom(all);
        requireChannels(created.channelSettings, {});
        requireFreeBridge(all, created);
        return {
          subjectId: created.id,
          failure: missingReference([], created.intelligenceConfigurationIds),
          apply: ({ operationId, failure }) => {
            if (failure === null) all.insert({ ...created, lag: lag(null), operationId });
          },
        };
      });
    })
    .get(path, allow("configurations", "list", "conversations"), (c) => {
      const filter = c.req.query("memoryStoreId");
      if (filter !== undefined && !MEMORY_STORE_ID.test(filter))
        throw invalid("memoryStoreId: is not the id of a Memory Store");
      const now = store.now();
      const fits = (stored: StoredConversations): boolean => {
        const seen = visibleConversations(stored, now);
        return seen !== undefined && (filter ?? seen.memoryStoreId) === seen.memoryStoreId;
      };
      const show = (stored: StoredConversations) => conversationsView(visibleConversations(stored, now) ?? stored);
      return c.json(listV3(c.req.url, (from, size) => all.page(from, size, fits), show, "configurations"));
    })
    .get(`${path}/:id`, allow("configurations", "read", "conversations"), (c) => {
      const seen = visibleConversations(find(idOf(c)), store.now());
      if (seen === undefined) throw notFound(`The configuration ${idOf(c)}`);
      return c.json(conversationsView(seen));
    })
    .put(`${path}/:id`, allow("configurations", "update", "conversations"), async (c) => {
      const { raw, body } = await readJson(c, replaceBody);
      return operations.accept(c, raw, () => {
        const found = findWritable(idOf(c));
        return update(found, replaced(found, raw, body));
      });
    })
    .patch(`${path}/:id`, allow("configurations", "update", "conversations"), async (c) => {
      if (options.conversationsPatch === "refused") throw new ApiError(405, 20004, "Method not allowed");
      const { raw, body } = await readJson(c, patchBody);
      return operations.accept(c, raw, () => {
        const found = findWritable(idOf(c));
        return update(found, patched(found, raw, body));
      });
    })
    .delete(`${path}/:id`, allow("configurations", "delete", "conversations"), (c) =>
      operations.accept(c, null, () => deletion(findWritable(idOf(c)))),
    )
    .get("/v2/ControlPlane/Operations/:id", allow("operations", "read", "conversations"), (c) =>
      c.json(operations.read(c.req.url, idOf(c))),
    );
}
