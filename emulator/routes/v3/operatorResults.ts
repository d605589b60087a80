import { Hono } from "hono";
import { z } from "zod";
import { type ApiEnv, allow } from "../../http/access";
import { notFound } from "../../http/envelope";
import { listV3 } from "../../http/listResponse";
import type { Seed } from "../../seed/seedSchema";
import type { Kind } from "../../store/collection";
import type { Store } from "../../store/store";
import { type OperatorResult, operatorResult } from "../../values/responses";

const storedResult = operatorResult.omit({ accountId: true }).extend({
  /** Time from which the result is visible, in ms. */
  from: z.number(),
  /** Time until which the result is visible, in ms. Results outlive their conversation for a while. */
  until: z.number().optional(),
});
export type StoredOperatorResult = z.infer<typeof storedResult>;

export const operatorResultKind: Kind<StoredOperatorResult> = {
  kind: "operator-result",
  schema: storedResult,
  id: ({ id }) => id,
  touch: (stored) => stored,
};

/** Whether a result is visible at `now`. */
export const isVisible = ({ from, until = Number.POSITIVE_INFINITY }: StoredOperatorResult, now: Date): boolean =>
  from <= now.getTime() && now.getTime() < until;

/** Adds the results of a seed that do not exist yet. */
export function populateOperatorResults(store: Store, { operatorResults }: Seed): void {
  for (const { accountId, ...given } of operatorResults) {
    store.collection(operatorResultKind).insertMissing({ ...given, from: 0 });
  }
}

/** Routes of `/v3/OperatorResults`. */
export function operatorResults(store: Store): Hono<ApiEnv> {
  const all = store.collection(operatorResultKind);
  const isShown = (stored: StoredOperatorResult): boolean => isVisible(stored, store.now());
  const find = (id: string): StoredOperatorResult => {
    const found = all.get(id);
    if (found === undefined || !isShown(found)) throw notFound(`The operator result ${id}`);
    return found;
  };
  const view = ({ from, until, ...fields }: StoredOperatorResult): OperatorResult => ({
    accountId: store.account.accountSid,
    ...fields,
  });

  const path = "/v3/OperatorResults";
  return new Hono<ApiEnv>()
    .get(path, allow("operator-results", "list"), (c) => {
      const { conversationId, intelligenceConfigurationId, operatorId } = c.req.query();
      const fits = (stored: StoredOperatorResult): boolean =>
        isShown(stored) &&
        (conversationId ?? stored.conversationId) === stored.conversationId &&
        (intelligenceConfigurationId ?? stored.intelligenceConfiguration.id) === stored.intelligenceConfiguration.id &&
        (operatorId ?? stored.operator.id) === stored.operator.id;
      return c.json(listV3(c.req.url, (from, size) => all.page(from, size, fits), view));
    })
    .get(`${path}/:id`, allow("operator-results", "read"), (c) => c.json(view(find(c.req.param("id")))))
    .delete(`${path}/:id`, allow("operator-results", "delete"), (c) => {
      all.delete(find(c.req.param("id")).id);
      return c.body(null, 204);
    });
}
