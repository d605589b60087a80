import { Hono } from "hono";
import { z } from "zod";
import { operatorSid, publicKeySid } from "../../../api/wire/ids";
import {
  DEFAULT_LANGUAGE_CODE,
  FRIENDLY_NAME_MAX,
  type Service,
  service,
  webhookHttpMethod,
} from "../../../api/wire/v2/service";
import { type ApiEnv, allow } from "../../http/access";
import { invalid, notFound } from "../../http/envelope";
import { etag, requireVersion } from "../../http/etag";
import { listV2 } from "../../http/listResponse";
import { readForm } from "../../http/requestBody";
import type { Collection, Kind } from "../../store/collection";
import type { Store } from "../../store/store";
import { isoTimestamp } from "../../values/timestamp";

const storedService = service.omit({ account_sid: true, url: true, read_only_attached_operator_sids: true }).extend({
  unique_name: z.string(),
  auto_redaction: z.boolean(),
  media_redaction: z.boolean(),
  version: z.int().min(1),
  date_created: z.string(),
  date_updated: z.string(),
  /** Attached operators, each with the time from which it is visible (ms). */
  attached: z.array(z.object({ operator_sid: operatorSid, from: z.number() })),
});
export type StoredService = z.infer<typeof storedService>;

const flag = z.enum(["true", "false"], { error: "must be true or false" }).transform((text) => text === "true");
const text = z.string().transform((value) => (value === "" ? null : value));
/** Schema of a field that an empty value clears. Other values must match `schema`. */
const clearable = <T extends z.ZodType>(schema: T) => z.union([z.literal("").transform(() => null), schema]);

const form = z
  .object({
    UniqueName: z.string().min(1, "must not be empty"),
    FriendlyName: text.refine((value) => value === null || [...value].length <= FRIENDLY_NAME_MAX, {
      error: `must have at most ${FRIENDLY_NAME_MAX} characters`,
    }),
    AutoTranscribe: flag,
    DataLogging: flag.refine((on) => !on, "cannot be switched on by the API, only in the Console"),
    AutoRedaction: flag,
    MediaRedaction: flag,
    WebhookUrl: text,
    WebhookHttpMethod: clearable(webhookHttpMethod),
    EncryptionCredentialSid: clearable(publicKeySid),
  })
  .partial();

const creation = form.required({ UniqueName: true }).extend({
  LanguageCode: text.transform((code) => code ?? DEFAULT_LANGUAGE_CODE).optional(),
});

/** Field of the answer for a field of the form: `webhook_url` for `WebhookUrl`. */
const answerField = (name: string): string => name.replaceAll(/(?<!^)[A-Z]/g, "_$&").toLowerCase();

/** Returns `base` with the fields of a form. Absent fields stay, empty fields become null. */
function apply(base: StoredService, sent: z.infer<typeof form>): StoredService {
  const present = Object.entries(sent).filter(([, value]) => value !== undefined);
  return storedService.parse({
    ...base,
    ...Object.fromEntries(present.map(([name, value]) => [answerField(name), value])),
  });
}

/** Checks the Service after the whole change. Throws 400 if its fields contradict each other or its name is in use. */
function requireConsistent(services: Collection<StoredService>, next: StoredService): void {
  if (next.media_redaction && !next.auto_redaction) {
    throw invalid("MediaRedaction: cannot be on while AutoRedaction is off");
  }
  const holder = services.named(next.unique_name);
  if (holder !== undefined && holder.sid !== next.sid) {
    throw invalid(`UniqueName: another Service of this account has the name ${next.unique_name}`);
  }
}

function newService(store: Store, sent: z.infer<typeof creation>): StoredService {
  const now = store.now();
  const defaults: StoredService = {
    sid: store.ids.sid("GA"),
    unique_name: sent.UniqueName,
    friendly_name: null,
    language_code: DEFAULT_LANGUAGE_CODE,
    auto_redaction: false,
    media_redaction: false,
    auto_transcribe: false,
    data_logging: false,
    webhook_url: null,
    webhook_http_method: null,
    encryption_credential_sid: null,
    attached: [],
    version: 1,
    date_created: isoTimestamp(now),
    date_updated: isoTimestamp(now),
  };
  return apply(defaults, sent);
}

const touch = (stored: StoredService, now: Date): StoredService => ({
  ...stored,
  version: stored.version + 1,
  date_updated: isoTimestamp(now),
});

export const serviceKind: Kind<StoredService> = {
  kind: "service",
  schema: storedService,
  id: ({ sid }) => sid,
  uniqueName: ({ unique_name }) => unique_name,
  touch,
};

/** Returns the operators whose attachment is visible at `now`. */
export const attachedSids = ({ attached }: StoredService, now: Date): string[] =>
  attached.filter(({ from }) => from <= now.getTime()).map(({ operator_sid }) => operator_sid);

/** Routes of `/v2/Services`. */
export function services(store: Store): Hono<ApiEnv> {
  const all = store.collection(serviceKind);
  const find = (sid: string): StoredService => {
    const found = all.get(sid);
    if (found === undefined) throw notFound(`The Service ${sid}`);
    return found;
  };
  const view =
    (url: string) =>
    (stored: StoredService): Service => {
      const { attached, ...fields } = stored;
      return {
        account_sid: store.account.accountSid,
        ...fields,
        read_only_attached_operator_sids: attachedSids(stored, store.now()),
        url: `${new URL(url).origin}/v2/Services/${stored.sid}`,
      };
    };

  return new Hono<ApiEnv>()
    .post("/v2/Services", allow("services", "create"), async (c) => {
      const created = newService(store, await readForm(c, creation));
      requireConsistent(all, created);
      all.insert(created);
      return c.json(view(c.req.url)(created), 201, { etag: etag(created.version) });
    })
    .get("/v2/Services", allow("services", "list"), (c) =>
      c.json(listV2(c.req.url, "services", (from, size) => all.page(from, size), view(c.req.url))),
    )
    .get("/v2/Services/:sid", allow("services", "read"), (c) => {
      const found = find(c.req.param("sid"));
      return c.json(view(c.req.url)(found), 200, { etag: etag(found.version) });
    })
    .post("/v2/Services/:sid", allow("services", "update"), async (c) => {
      const sent = await readForm(c, form);
      const found = find(c.req.param("sid"));
      const updated = touch(apply(found, sent), store.now());
      requireConsistent(all, updated);
      requireVersion(c.req.header("if-match"), found.version, 20412, `the Service ${found.sid}`);
      all.update(updated);
      return c.json(view(c.req.url)(updated), 200, { etag: etag(updated.version) });
    })
    .delete("/v2/Services/:sid", allow("services", "delete"), (c) => {
      if (!all.delete(c.req.param("sid"))) throw notFound(`The Service ${c.req.param("sid")}`);
      return c.body(null, 204);
    });
}
