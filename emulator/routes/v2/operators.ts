import { Hono } from "hono";
import { z } from "zod";
import { availability } from "../../../api/wire/v2/operator";
import { FRIENDLY_NAME_MAX } from "../../../api/wire/v2/service";
import type { ApiOptions } from "../../apiOptions";
import { preBuiltOperators } from "../../builtin/preBuiltOperators";
import { type ApiEnv, allow } from "../../http/access";
import { invalid, notFound } from "../../http/envelope";
import { etag, requireVersion } from "../../http/etag";
import { listV2 } from "../../http/listResponse";
import { choice } from "../../http/query";
import { readForm } from "../../http/requestBody";
import type { Collection, Kind } from "../../store/collection";
import { lagFrom, lagSchema, visibleAt } from "../../store/lag";
import type { Store } from "../../store/store";
import { closedConfig } from "../../values/closedSchema";
import { json, parseJson } from "../../values/json";
import { type Operator, operator } from "../../values/responses";
import { firstMismatch } from "../../values/schemaMismatch";
import { isoTimestamp } from "../../values/timestamp";
import { type StoredType, typeKind } from "./operatorTypes";
import { serviceKind } from "./services";

const content = operator.omit({ account_sid: true, url: true }).extend({
  friendly_name: z.string(),
  operator_type: z.string(),
  date_created: z.string(),
  date_updated: z.string(),
  /** Whether it is a custom operator of the account. */
  custom: z.boolean(),
  /** Languages of the operator. No answer of the API shows them. */
  languages: z.array(z.string()),
});
type Content = z.infer<typeof content>;
const storedOperator = content.extend({ lag: lagSchema(content) });
export type StoredOperator = z.infer<typeof storedOperator>;

export const operatorKind: Kind<StoredOperator> = {
  kind: "operator",
  schema: storedOperator,
  id: ({ sid }) => sid,
  touch: (stored, now) => ({ ...stored, version: stored.version + 1, date_updated: isoTimestamp(now) }),
};

/** Returns the operator as the API shows it at `now`. */
export const visibleOperator = (stored: StoredOperator, now: Date): StoredOperator | undefined =>
  visibleAt<Content>(stored, now);

/** Adds the pre-built operators. */
export function populateOperators(store: Store): void {
  const all = store.collection(operatorKind);
  for (const built of preBuiltOperators)
    all.insertMissing(storedOperator.parse({ ...built, custom: false, lag: null }));
}

const config = z.string().transform((text, ctx) => {
  try {
    return json.parse(parseJson(text));
  } catch {
    ctx.addIssue("must be JSON");
    return z.NEVER;
  }
});
const update = z.object({
  FriendlyName: z
    .string()
    .min(1, "must not be empty")
    .refine((name) => [...name].length <= FRIENDLY_NAME_MAX, `must have at most ${FRIENDLY_NAME_MAX} characters`),
  Config: config,
});
const creation = update.extend({ OperatorType: z.string() });

function configurableType(types: Collection<StoredType>, name: string): StoredType {
  const type = types.named(name);
  if (type?.configurable) return type;
  throw invalid(
    `OperatorType: ${type === undefined ? "there is no" : "custom operators cannot have the"} type ${name}`,
  );
}

/** Returns a config as the server stores it. Throws 400 if it does not fit its type. */
function fitting(type: StoredType, sent: z.infer<typeof config>): z.infer<typeof config> {
  const wrong = firstMismatch(type.config_schema, sent, "Config");
  if (wrong !== undefined) throw invalid(wrong);
  return type.name === "GenerativeJSON" ? closedConfig(sent) : sent;
}

function created(store: Store, type: StoredType, sent: z.infer<typeof creation>, now: Date): Content {
  return {
    sid: store.ids.sid("LY"),
    friendly_name: sent.FriendlyName,
    description: null,
    author: store.account.accountSid,
    operator_type: type.name,
    version: 1,
    availability: "public",
    config: sent.Config,
    date_created: isoTimestamp(now),
    date_updated: isoTimestamp(now),
    custom: true,
    languages: type.supported_languages,
  };
}

/** Routes of `/v2/Operators`, `/v2/Operators/Custom` and `/v2/Operators/PreBuilt`. */
export function operators(store: Store, { lagMs }: ApiOptions): Hono<ApiEnv> {
  const all = store.collection(operatorKind);
  const types = store.collection(typeKind);
  const services = store.collection(serviceKind);
  const find = (sid: string, custom?: boolean): StoredOperator => {
    const found = all.get(sid);
    if (found !== undefined && (custom ?? found.custom) === found.custom) return found;
    throw notFound(`The operator ${sid}`);
  };
  const view =
    (url: string, under: string) =>
    ({ custom, languages, lag, ...fields }: StoredOperator): Operator => ({
      account_sid: custom ? store.account.accountSid : null,
      ...fields,
      url: `${new URL(url).origin}${under}/${fields.sid}`,
    });
  const list = (requestUrl: string, under: string, custom?: boolean) => {
    const { searchParams: query } = new URL(requestUrl);
    const wanted = choice(query, "Availability", availability);
    const language = query.get("LanguageCode");
    const now = store.now();
    const fits = (stored: StoredOperator): boolean => {
      const seen = visibleOperator(stored, now);
      if (seen === undefined || (custom ?? seen.custom) !== seen.custom) return false;
      return (wanted ?? seen.availability) === seen.availability && (!language || seen.languages.includes(language));
    };
    return listV2(
      requestUrl,
      "operators",
      (from, size) => all.page(from, size, fits),
      (stored) => view(requestUrl, under)(visibleOperator(stored, now) ?? stored),
    );
  };
  const read = (url: string, sid: string, under: string, custom?: boolean) => {
    const seen = visibleOperator(find(sid, custom), store.now());
    if (seen === undefined) throw notFound(`The operator ${sid}`);
    return view(url, under)(seen);
  };

  const CUSTOM = "/v2/Operators/Custom";
  const PRE_BUILT = "/v2/Operators/PreBuilt";
  const BOTH = "/v2/Operators";
  return new Hono<ApiEnv>()
    .post(CUSTOM, allow("custom-operators", "create"), async (c) => {
      const sent = await readForm(c, creation);
      const type = configurableType(types, sent.OperatorType);
      const Config = fitting(type, sent.Config);
      const now = store.now();
      const made = { ...created(store, type, { ...sent, Config }, now), lag: lagFrom<Content>(now, lagMs, null) };
      all.insert(made);
      return c.json(view(c.req.url, CUSTOM)(made), 202, { etag: etag(made.version) });
    })
    .get(CUSTOM, allow("custom-operators", "list"), (c) => c.json(list(c.req.url, CUSTOM, true)))
    .get(`${CUSTOM}/:sid`, allow("custom-operators", "read"), (c) => {
      const answer = read(c.req.url, c.req.param("sid"), CUSTOM, true);
      return c.json(answer, 200, { etag: etag(answer.version) });
    })
    .post(`${CUSTOM}/:sid`, allow("custom-operators", "update"), async (c) => {
      const sent = await readForm(c, update);
      const found = find(c.req.param("sid"), true);
      const type = types.named(found.operator_type);
      const config = type === undefined ? sent.Config : fitting(type, sent.Config);
      requireVersion(c.req.header("if-match"), found.version, 20412, `the operator ${found.sid}`);
      const now = store.now();
      const lag = lagFrom<Content>(now, lagMs, visibleOperator(found, now) ?? null);
      const updated = operatorKind.touch({ ...found, friendly_name: sent.FriendlyName, config, lag }, now);
      all.update(updated);
      return c.json(view(c.req.url, CUSTOM)(updated), 202, { etag: etag(updated.version) });
    })
    .delete(`${CUSTOM}/:sid`, allow("custom-operators", "delete"), (c) => {
      const { sid } = find(c.req.param("sid"), true);
      const [holder] = services.filter(({ attached }) => attached.some((one) => one.operator_sid === sid));
      if (holder !== undefined) throw invalid(`The operator ${sid} is attached to the Service ${holder.sid}`);
      all.delete(sid);
      return c.body(null, 204);
    })
    .get(PRE_BUILT, allow("prebuilt-operators", "list"), (c) => c.json(list(c.req.url, PRE_BUILT, false)))
    .get(`${PRE_BUILT}/:sid`, allow("prebuilt-operators", "read"), (c) =>
      c.json(read(c.req.url, c.req.param("sid"), PRE_BUILT, false)),
    )
    .get(BOTH, allow("operators", "list"), (c) => c.json(list(c.req.url, BOTH)))
    .get(`${BOTH}/:sid`, allow("operators", "read"), (c) => c.json(read(c.req.url, c.req.param("sid"), BOTH)));
}
