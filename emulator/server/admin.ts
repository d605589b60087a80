import { type Context, Hono } from "hono";
import { z } from "zod";
import { operatorStatus } from "../../api/wire/v3/operator";
import { ApiError, errorResponse, invalid, notFound } from "../http/envelope";
import { setVersionStatus } from "../routes/v3/languageOperators";
import { operationFailure } from "../store/operationFailure";
import type { Store } from "../store/store";
import { firstIssue, parseJson } from "../values/json";
import type { FaultPlan } from "./faults";
import type { RequestLog } from "./requestLog";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** One year. */
const CLOCK_STEP_MAX = 365 * 24 * 3600 * 1000;

const keyRequest = z.strictObject({
  permissions: z.array(z.string()).default([]),
  readOnly: z.boolean().default(false),
});
const versionRequest = z.strictObject({ status: operatorStatus });
const clockRequest = z.strictObject({ advanceMs: z.int().min(0).max(CLOCK_STEP_MAX) });
const patchRequest = z.strictObject({ fields: z.record(z.string(), z.json()), bumpVersion: z.boolean().default(true) });

export interface AdminOptions {
  store: Store;
  log: RequestLog;
  faults: FaultPlan;
  reset: () => void;
  /** Advances the clock. */
  advance: (ms: number) => void;
}

/**
 * Creates the admin path. It needs no credentials, because only processes on this machine can reach a port of 127.0.0.1. A browser is
 * such a process, so requests with an `Origin` header, or with a `Host` header that does not name this machine, are refused.
 */
export function createAdmin({ store, log, faults, reset, advance }: AdminOptions): Hono {
  const admin = new Hono();
  admin.use(async (c, next) => {
    if (c.req.header("origin") !== undefined || !LOOPBACK.test(c.req.header("host") ?? "")) {
      throw new ApiError(403, 20403, "The admin path is for programs on this machine, not for browsers");
    }
    await next();
  });
  admin.get("/requests", (c) => c.json(log.all()));
  admin.delete("/requests", (c) => {
    log.clear();
    return c.body(null, 204);
  });
  admin.post("/reset", (c) => {
    reset();
    return c.body(null, 204);
  });
  admin.get("/faults", (c) => c.json(faults.all()));
  admin.put("/faults", async (c) => {
    faults.set(await body(c));
    return c.json(faults.all());
  });
  admin.post("/clock", async (c) => {
    advance(clockRequest.parse(await body(c)).advanceMs);
    return c.json({ now: store.now().toISOString() });
  });
  admin.post("/keys", async (c) => {
    const asked = keyRequest.parse(await body(c));
    const { sid, secret } = store.addKey(asked);
    return c.json({ apiKey: sid, apiSecret: secret, ...asked }, 201);
  });
  admin.delete("/keys/:sid", (c) => {
    store.deleteKey(c.req.param("sid"));
    return c.body(null, 204);
  });
  admin.post("/operations", async (c) => {
    const failure = operationFailure.parse(await body(c));
    store.planOperationFailure(failure);
    return c.json(failure, 201);
  });
  admin.get("/objects/:id", (c) => c.json(rawObject(store, c.req.param("id")).raw(c.req.param("id"))));
  admin.patch("/objects/:id", async (c) => {
    const { fields, bumpVersion } = patchRequest.parse(await body(c));
    return c.json(rawObject(store, c.req.param("id")).patch(c.req.param("id"), fields, bumpVersion));
  });
  admin.patch("/operators/:id/versions/:version", async (c) => {
    const { status } = versionRequest.parse(await body(c));
    return c.json(setVersionStatus(store, c.req.param("id"), Number(c.req.param("version")), status));
  });
  admin.all("*", (c) => errorResponse("", notFound(`${c.req.method} ${c.req.path}`)));
  admin.onError((error) => {
    if (error instanceof ApiError) return errorResponse("", error);
    // All other errors are caused by the request: invalid JSON, fields or names.
    return errorResponse("", invalid(error instanceof z.ZodError ? firstIssue(error) : error.message));
  });
  return admin;
}

function rawObject(store: Store, id: string) {
  const found = store.rawAccessTo(id);
  if (found === undefined) throw notFound(`The object ${id}`);
  return found;
}

async function body(c: Context): Promise<unknown> {
  const text = await c.req.text();
  return parseJson(text === "" ? "{}" : text);
}
