import { type Context, Hono } from "hono";
import { z } from "zod";
import type { ApiOptions } from "../../apiOptions";
import { type ApiEnv, allow } from "../../http/access";
import { ApiError, invalid } from "../../http/envelope";
import { listV3 } from "../../http/listResponse";
import { choice } from "../../http/query";
import { readJson } from "../../http/requestBody";
import { lagFrom } from "../../store/lag";
import type { Store } from "../../store/store";
import { MemoryOperations } from "./memoryOperations";
import {
  etagOf,
  type MemoryStoreContent,
  memoryStoreKind,
  memoryStoreView,
  type StoredMemoryStore,
  statusAt,
  touched,
  visibleMemoryStore,
} from "./storedMemoryStore";

/** Maximum number of stores of an account, from the OpenAPI. The limits page of the documentation still says 5. */
const STORES_MAX = 15;
const PAGE_SIZE_MAX = 100;
const IF_MATCH_MAX = 100;
const DISPLAY_NAME_MAX = 64;
const DESCRIPTION_MAX = 128;
const STORE_ID = /^mem_(store|service)_[0-7][0-9a-z]{25}$/;

const displayName = z
  .string()
  .min(1)
  .max(DISPLAY_NAME_MAX)
  .regex(/^[a-zA-Z0-9-]+$/, "can contain only letters, digits and -");
const description = z.string().min(1).max(DESCRIPTION_MAX).optional();
const createBody = z.object({ displayName, description });
const patchBody = z.object({ displayName: displayName.optional(), description });
const order = z.enum(["ASC", "DESC"]);

/** Throws 400 if `If-Match` is too long, 412 if it is not the store's ETag. */
function requireEtag(c: Context, stored: MemoryStoreContent): void {
  const sent = c.req.header("if-match")?.trim();
  if (sent === undefined || sent === "*") return;
  if (sent.length > IF_MATCH_MAX) throw invalid(`If-Match: is longer than ${IF_MATCH_MAX} characters`);
  if (sent !== etagOf(stored)) throw new ApiError(412, 20412, `The store ${stored.id} has changed since it was read`);
}

const notActive = (id: string, status: string): ApiError =>
  new ApiError(400, 520042, `The Memory Store ${id} is ${status}, not ACTIVE`);
const notThere = (id: string): ApiError => new ApiError(404, 520041, `The Memory Store ${id} was not found`);

/** `/v1/ControlPlane/Stores` and `/v1/ControlPlane/Operations` of Memory. */
export function memoryStores(store: Store, options: ApiOptions): Hono<ApiEnv> {
  const all = store.collection(memoryStoreKind);
  const operations = new MemoryOperations(store, options);

  const isLagging = ({ lag }: StoredMemoryStore): boolean => lag !== null && store.now().getTime() < lag.until;
  /** Finds the store of a request. Throws 400 for an id of another form, 404 for a store that the API does not show. */
  const find = (c: Context): { stored: StoredMemoryStore; seen: MemoryStoreContent } => {
    const id = c.req.param("id") ?? "";
    if (!STORE_ID.test(id)) throw new ApiError(400, 520049, `${id} is not the id of a Memory Store`);
    const stored = all.get(id);
    const seen = stored && visibleMemoryStore(stored, store.now());
    if (stored === undefined || seen === undefined) throw notThere(id);
    return { stored, seen };
  };
  /** Returns the store for a write. Throws 409 if another write of it is pending, 400 while it is provisioned. */
  const findWritable = (c: Context): StoredMemoryStore => {
    const { stored, seen } = find(c);
    if (isLagging(stored)) {
      throw new ApiError(409, 20409, `The operation ${stored.operationId} on ${stored.id} is still pending`);
    }
    const status = statusAt(seen, store.now());
    if (status === "QUEUED" || status === "PROVISIONING") {
      throw notActive(stored.id, status);
    }
    return { ...stored, lag: null };
  };
  /** Returns the stores that count for unique names and for the limit. A store whose deletion is pending still counts. */
  const existing = (): StoredMemoryStore[] => all.filter((one) => !one.deleted || isLagging(one));
  const isTaken = (name: string, by: string): boolean =>
    existing().some(
      (one) => one.id !== by && [one.displayName, isLagging(one) && one.lag?.before?.displayName].includes(name),
    );
  const lag = (before: MemoryStoreContent) => lagFrom<MemoryStoreContent>(store.now(), options.lagMs, before);

  const path = "/v1/ControlPlane/Stores";
  return new Hono<ApiEnv>()
    .post(path, allow("stores", "create", "memory"), async (c) => {
      const { body } = await readJson(c, createBody);
      if (isTaken(body.displayName, "")) throw invalid(`displayName: the store ${body.displayName} already exists`);
      if (existing().length >= STORES_MAX) {
        throw new ApiError(400, 520044, `The account has ${STORES_MAX} Memory Stores, which is the limit`);
      }
      const now = store.now();
      const created: MemoryStoreContent = {
        id: store.ids.ttid("mem_store", now),
        ...body,
        status: "ACTIVE",
        intelligenceServiceId: store.ids.sid("GA"),
        version: 1,
        provisionedFrom: now.getTime() + options.lagMs,
        readyAt: now.getTime() + 2 * options.lagMs,
        deleted: false,
      };
      return operations.accept(c, created.id, ({ operationId, failure }) => {
        if (failure === null) all.insert({ ...created, lag: null, operationId });
      });
    })
    .get(path, allow("stores", "list", "memory"), (c) => {
      const now = store.now();
      const by = choice(new URL(c.req.url).searchParams, "orderBy", order) ?? "DESC";
      const fits = (stored: StoredMemoryStore): boolean => visibleMemoryStore(stored, now) !== undefined;
      const page = listV3(
        c.req.url,
        (from, size) => all.page(from, size, fits, by),
        ({ id }) => id,
        "stores",
        PAGE_SIZE_MAX,
      );
      return c.json(page);
    })
    .get(`${path}/:id`, allow("stores", "read", "memory"), (c) => {
      const { seen } = find(c);
      return c.json(memoryStoreView(seen, store.now()), 200, { etag: etagOf(seen) });
    })
    .patch(`${path}/:id`, allow("stores", "update", "memory"), async (c) => {
      const { body } = await readJson(c, patchBody);
      const found = findWritable(c);
      if (found.status !== "ACTIVE") throw notActive(found.id, found.status);
      if (body.displayName !== undefined && isTaken(body.displayName, found.id)) {
        throw new ApiError(400, 520045, `displayName: the name ${body.displayName} is in use`);
      }
      requireEtag(c, found);
      return operations.accept(c, found.id, ({ operationId, failure }) => {
        const next =
          failure === null ? touched({ ...found, ...body, displayName: body.displayName ?? found.displayName }) : found;
        all.update({ ...next, lag: lag(found), operationId });
      });
    })
    .delete(`${path}/:id`, allow("stores", "delete", "memory"), (c) => {
      const found = findWritable(c);
      return operations.accept(c, found.id, ({ operationId, failure }) =>
        all.update({ ...found, deleted: failure === null, lag: lag(found), operationId }),
      );
    })
    .get("/v1/ControlPlane/Operations/:id", allow("operations", "read", "memory"), (c) =>
      operations.read(c, c.req.param("id")),
    );
}
