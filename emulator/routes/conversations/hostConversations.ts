import { Hono } from "hono";
import type { z } from "zod";
import type { ApiOptions } from "../../apiOptions";
import { type ApiEnv, allow } from "../../http/access";
import { ApiError, invalid, notFound } from "../../http/envelope";
import { listV3 } from "../../http/listResponse";
import { choicesOf } from "../../http/query";
import { readJson } from "../../http/requestBody";
import type { Collection } from "../../store/collection";
import type { Store } from "../../store/store";
import { type Json, json } from "../../values/json";
import { isoTimestamp } from "../../values/timestamp";
import { configurationKind } from "../v3/configurations";
import { operatorResultKind } from "../v3/operatorResults";
import {
  conversationBody,
  conversationPatch,
  conversationReplacement,
  type OwnConfiguration,
  status,
} from "./conversationBodies";
import {
  conversationKind,
  findConversation,
  HIDDEN_CONFIGURATION,
  type Hosted,
  hostedOf,
  isGone,
  type Participant,
  requireOpen,
  type StoredConversation,
  withHosted,
} from "./conversationStore";
import { ConversationsOperations } from "./conversationsOperations";
import { newParticipant } from "./participants";
import { conversationsKind, conversationsView, visibleConversations } from "./storedConversations";

/** Members of a Conversations configuration that a conversation keeps from its creation. */
const SNAPSHOT = [
  ...["conversationGroupingType", "memoryStoreId", "memoryExtractionEnabled", "channelSettings"],
  ...["statusCallbacks", "intelligenceConfigurationIds"],
];

/** Returns what two conversations of one configuration must not have in common, or undefined if nothing. */
function groupOf({ configuration, participants }: Pick<Hosted, "configuration" | "participants">): string | undefined {
  const grouping = configuration.conversationGroupingType;
  const isProfile = grouping === "GROUP_BY_PROFILE";
  const own: Participant[] = isProfile ? participants.filter(({ type }) => type === "CUSTOMER") : participants;
  const isTyped = grouping === "GROUP_BY_PARTICIPANT_ADDRESSES_AND_CHANNEL_TYPE";
  const keys = own.flatMap(({ addresses }) =>
    addresses.map(({ channel, address }) => (isTyped ? `${channel} ${address}` : address)),
  );
  return keys.length === 0 ? undefined : JSON.stringify([...new Set(keys)].sort());
}

/** Throws 409 if another open conversation of the same Conversations configuration has the same participants. */
function requireFreeGroup(all: Collection<StoredConversation>, hosted: Hosted, now: Date): void {
  const group = groupOf(hosted);
  if (group === undefined || hosted.configurationId === null) return;
  const [other] = all.filter((stored) => {
    const there = stored.hosted;
    if (there === undefined || stored.status === "CLOSED" || isGone(stored, now)) return false;
    return there.configurationId === hosted.configurationId && groupOf(there) === group;
  });
  if (other === undefined) return;
  throw new ApiError(409, 20409, `The conversation ${other.id} with these participants is open`, {
    "x-conflicting-resource-id": other.id,
  });
}

const definedIn = (given: object): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value == null ? [] : [[name, json.parse(value)]])),
  );

/** `/v2/Conversations` of the Conversations host. */
export function hostConversations(store: Store, options: ApiOptions): Hono<ApiEnv> {
  const all = store.collection(conversationKind);
  const configurations = store.collection(conversationsKind);
  const intelligence = store.collection(configurationKind);
  const results = store.collection(operatorResultKind);
  const operations = new ConversationsOperations(store, options);

  const view = (stored: StoredConversation) => {
    const { configurationId, configuration, metadata, participants } = hostedOf(stored);
    const { id, createdAt, updatedAt } = stored;
    const accountId = store.account.accountSid;
    const named = { name: stored.name ?? null, status: stored.status };
    return { id, accountId, configurationId, ...named, createdAt, updatedAt, configuration, participants, metadata };
  };
  const find = (id: string | undefined) => findConversation(all, id, store.now());
  /** Returns the settings of a new conversation. Throws 404 for a Conversations configuration, 400 for an Intelligence Configuration that does not exist. */
  const settings = (configurationId: string | null, own: OwnConfiguration): Record<string, Json> => {
    const found = configurationId === null ? undefined : configurations.get(configurationId);
    const seen = found && visibleConversations(found, store.now());
    if (configurationId !== null && seen === undefined) throw notFound(`The configuration ${configurationId}`);
    const inherited = Object.entries(seen === undefined ? {} : Object(conversationsView(seen)));
    const snapshot = Object.fromEntries(inherited.filter(([name]) => SNAPSHOT.includes(name)));
    const missing = (own.intelligenceConfigurationIds ?? []).find((id) => intelligence.get(id) === undefined);
    if (missing !== undefined) {
      throw invalid(`configuration.intelligenceConfigurationIds: there is no Intelligence Configuration ${missing}`);
    }
    return { ...definedIn(snapshot), ...definedIn(own) };
  };
  const pinned = (ids: string[]): Hosted["pinned"] => {
    if (options.conversationVersions === "live") return undefined;
    return Object.fromEntries(ids.flatMap((id) => intelligence.get(id) ?? []).map((one) => [one.id, one]));
  };
  const change = (id: string | undefined, body: z.infer<typeof conversationPatch>): StoredConversation => {
    const found = find(id);
    requireOpen(found);
    const before = hostedOf(found);
    const callbacks = body.configuration?.statusCallbacks;
    const hosted: Hosted = {
      ...before,
      ...(body.metadata !== undefined && { metadata: body.metadata ?? {} }),
      ...(callbacks !== undefined && {
        configuration: { ...before.configuration, statusCallbacks: json.parse(callbacks ?? []) },
      }),
    };
    const named = {
      ...found,
      status: body.status ?? found.status,
      ...(body.name !== undefined && { name: body.name }),
    };
    const next = withHosted(named, hosted, store.now());
    all.update(next);
    return next;
  };

  const path = "/v2/Conversations";
  return new Hono<ApiEnv>()
    .post(path, allow("conversations", "create", "conversations"), async (c) => {
      const { body } = await readJson(c, conversationBody);
      const now = store.now();
      const configurationId = body.configurationId ?? null;
      const configuration = settings(configurationId, body.configuration ?? {});
      const linked = configuration.intelligenceConfigurationIds;
      const ids = Array.isArray(linked) ? linked.map(String) : [];
      const created: StoredConversation = {
        id: store.ids.ttid("conv_conversation", now),
        name: body.name ?? null,
        status: "ACTIVE",
        createdAt: isoTimestamp(now),
        updatedAt: isoTimestamp(now),
        intelligenceConfigurationIds: ids,
        conversationConfigurationId: HIDDEN_CONFIGURATION,
        ...{ channels: [], channelIds: [], participants: [], operatorResultIds: [] },
      };
      const hosted: Hosted = {
        configurationId,
        configuration,
        pinned: pinned(ids),
        metadata: body.metadata ?? {},
        participants: (body.participants ?? []).map((one) => newParticipant(store, one)),
        communications: [],
        goneFrom: null,
      };
      requireFreeGroup(all, hosted, now);
      const stored = withHosted(created, hosted, now);
      all.insert(stored);
      return c.json(view(stored), 201);
    })
    .get(path, allow("conversations", "list", "conversations"), (c) => {
      const query = new URL(c.req.url).searchParams;
      const wanted: string[] = choicesOf(query, "status", status);
      const channelId = query.get("channelId");
      const fits = (stored: StoredConversation): boolean =>
        !isGone(stored, store.now()) &&
        (wanted.length === 0 || wanted.includes(stored.status)) &&
        (channelId === null || stored.channelIds.includes(channelId));
      return c.json(listV3(c.req.url, (from, size) => all.page(from, size, fits), view, "conversations"));
    })
    .get(`${path}/:id`, allow("conversations", "read", "conversations"), (c) => c.json(view(find(c.req.param("id")))))
    .put(`${path}/:id`, allow("conversations", "update", "conversations"), async (c) => {
      const { body } = await readJson(c, conversationReplacement);
      return c.json(
        view(change(c.req.param("id"), { ...body, name: body.name ?? null, metadata: body.metadata ?? {} })),
      );
    })
    .patch(`${path}/:id`, allow("conversations", "update", "conversations"), async (c) => {
      const { body } = await readJson(c, conversationPatch);
      return c.json(view(change(c.req.param("id"), body)));
    })
    .delete(`${path}/:id`, allow("conversations", "delete", "conversations"), (c) =>
      operations.accept(c, null, () => {
        const found = find(c.req.param("id"));
        return {
          subjectId: found.id,
          failure: null,
          apply: ({ failure, until }) => {
            if (failure !== null) return;
            all.update({ ...found, hosted: { ...hostedOf(found), goneFrom: until } });
            // The results disappear later than the conversation.
            for (const result of results.filter(({ conversationId }) => conversationId === found.id)) {
              results.update({ ...result, until: until + options.lagMs });
            }
          },
        };
      }),
    );
}
