import { Hono } from "hono";
import { CREATED_SPAN_DAYS_MAX, channel, conversationStatus } from "../../../api/wire/v3/conversation";
import { type ApiEnv, allow } from "../../http/access";
import { invalid } from "../../http/envelope";
import { listV3 } from "../../http/listResponse";
import { choice, choicesOf, isBetween, timestamp } from "../../http/query";
import type { Seed } from "../../seed/seedSchema";
import type { Store } from "../../store/store";
import type { Conversation } from "../../values/responses";
import {
  conversationKind,
  findConversation,
  isGone,
  type StoredConversation,
} from "../conversations/conversationStore";
import { isVisible, operatorResultKind, type StoredOperatorResult } from "./operatorResults";

const DAY_MS = 24 * 3600 * 1000;

/** Adds the conversations of a seed that do not exist yet. */
export function populateConversations(store: Store, { conversations }: Seed): void {
  for (const { accountId, ...given } of conversations) store.collection(conversationKind).insertMissing(given);
}

/** Routes of `/v3/Conversations`: read only. */
export function conversations(store: Store): Hono<ApiEnv> {
  const all = store.collection(conversationKind);
  const results = store.collection(operatorResultKind);
  const visibleResults = (): StoredOperatorResult[] => {
    const now = store.now();
    return results.filter((result) => isVisible(result, now));
  };
  const view =
    (found: StoredOperatorResult[]) =>
    ({ hosted, ...stored }: StoredConversation): Conversation => {
      const own = found.filter(({ conversationId }) => conversationId === stored.id);
      const configurationIds = own.map(({ intelligenceConfiguration }) => intelligenceConfiguration.id);
      return {
        accountId: store.account.accountSid,
        ...stored,
        intelligenceConfigurationIds: [...new Set([...stored.intelligenceConfigurationIds, ...configurationIds])],
        operatorResultIds: [...new Set([...stored.operatorResultIds, ...own.map(({ id }) => id)])],
      };
    };
  /** Whether a list has a conversation: one of the Conversations host only with intelligence, linked or run (observed). */
  const isListed = (stored: StoredConversation, { intelligenceConfigurationIds }: Conversation): boolean =>
    !isGone(stored, store.now()) && (stored.hosted === undefined || intelligenceConfigurationIds.length > 0);
  const withoutCommunications = ({ communications, ...item }: Conversation) => item;

  const path = "/v3/Conversations";
  return new Hono<ApiEnv>()
    .get(path, allow("conversations", "list"), (c) => {
      const found = visibleResults();
      const show = view(found);
      const fits = filter(new URL(c.req.url).searchParams, found);
      const page = listV3(
        c.req.url,
        (from, size) => all.page(from, size, (stored) => isListed(stored, show(stored)) && fits(stored, show(stored))),
        (stored) => withoutCommunications(show(stored)),
      );
      return c.json(page);
    })
    .get(`${path}/:id`, allow("conversations", "read"), (c) => {
      const found = findConversation(all, c.req.param("id"), store.now());
      return c.json({ communications: [], ...view(visibleResults())(found) });
    });
}

/** Returns the filter of a list request. Throws 400. */
function filter(
  query: URLSearchParams,
  results: StoredOperatorResult[],
): (stored: StoredConversation, shown: Conversation) => boolean {
  const created = [timestamp(query, "createdAtAfter"), timestamp(query, "createdAtBefore")] as const;
  const [after, before] = created;
  if (after !== undefined && before !== undefined && before - after > CREATED_SPAN_DAYS_MAX * DAY_MS) {
    throw invalid(`createdAtAfter and createdAtBefore may span at most ${CREATED_SPAN_DAYS_MAX} days`);
  }
  const status = choice(query, "status", conversationStatus);
  const channels: string[] = choicesOf(query, "channels", channel);
  const channelId = query.get("channelId");
  const configuration = query.get("conversationConfigurationId");
  const intelligence = query.getAll("intelligenceConfigurationIds");
  const operators = query.getAll("operatorIds");
  const ran = new Set(
    results.filter(({ operator }) => operators.includes(operator.id)).map(({ conversationId }) => conversationId),
  );
  const isAnyOf = (wanted: string[], there: string[]): boolean =>
    wanted.length === 0 || wanted.some((one) => there.includes(one));
  return ({ hosted }, shown) =>
    isBetween(shown.createdAt, ...created) &&
    (status ?? shown.status) === shown.status &&
    isAnyOf(channels, shown.channels) &&
    (channelId === null || shown.channelIds.includes(channelId)) &&
    (configuration === null || (hosted?.configurationId ?? shown.conversationConfigurationId) === configuration) &&
    isAnyOf(intelligence, shown.intelligenceConfigurationIds) &&
    (operators.length === 0 || ran.has(shown.id));
}
