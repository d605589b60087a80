import { Hono } from "hono";
import { z } from "zod";
import { operatorTypes as provided } from "../../builtin/builtInOperatorTypes";
import { type ApiEnv, allow } from "../../http/access";
import { notFound } from "../../http/envelope";
import { listV2 } from "../../http/listResponse";
import type { Kind } from "../../store/collection";
import type { Store } from "../../store/store";
import { type OperatorType, operatorType } from "../../values/responses";
import { isoTimestamp } from "../../values/timestamp";

const storedType = operatorType.omit({ url: true }).extend({ supported_languages: z.array(z.string()) });
export type StoredType = z.infer<typeof storedType>;

export const typeKind: Kind<StoredType> = {
  kind: "operator-type",
  schema: storedType,
  id: ({ sid }) => sid,
  uniqueName: ({ name }) => name,
  touch: (stored, now) => ({ ...stored, date_updated: isoTimestamp(now) }),
};

/** Adds the built-in operator types. */
export function populateOperatorTypes(store: Store): void {
  for (const type of provided) store.collection(typeKind).insertMissing(storedType.parse(type));
}

/** Routes of `/v2/OperatorTypes`: read only, by SID or name. */
export function operatorTypes(store: Store): Hono<ApiEnv> {
  const all = store.collection(typeKind);
  const view =
    (url: string) =>
    (stored: StoredType): OperatorType => ({
      ...stored,
      url: `${new URL(url).origin}/v2/OperatorTypes/${stored.sid}`,
    });
  return new Hono<ApiEnv>()
    .get("/v2/OperatorTypes", allow("operator-types", "list"), (c) => {
      const language = c.req.query("LanguageCode");
      const fits = (type: StoredType) => language === undefined || type.supported_languages.includes(language);
      return c.json(listV2(c.req.url, "operator_types", (from, size) => all.page(from, size, fits), view(c.req.url)));
    })
    .get("/v2/OperatorTypes/:sid", allow("operator-types", "read"), (c) => {
      const sid = c.req.param("sid");
      const found = all.get(sid) ?? all.named(sid);
      if (found === undefined) throw notFound(`The operator type ${sid}`);
      return c.json(view(c.req.url)(found));
    });
}
