import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import type { ApiEnv } from "./access";
import { ApiError, errorResponse, tooLarge } from "./envelope";
import type { FaultPlan } from "./faults";
import type { RequestLog } from "./log";
import { misbehave } from "./misbehave";
import { pause } from "./pause";

const BODY_MAX = 1024 * 1024;

export interface GateOptions {
  api: Hono<ApiEnv>;
  admin: Hono;
  log: RequestLog;
  faults: FaultPlan;
  latencyMs: number;
  refuse: (seconds: number) => void;
}

/** What lies between the network and the API: size limit, request log, faults, latency. The admin path passes it by. */
export function createGate({
  api,
  admin,
  log,
  faults,
  latencyMs,
  refuse,
}: GateOptions): Hono<{ Bindings: HttpBindings }> {
  const gate = new Hono<{ Bindings: HttpBindings }>();
  gate.route("/__emulator", admin);
  gate.all("*", async (c) => {
    const { method, path, url, raw } = c.req;
    const body = await readBody(raw);
    const entry = log.add(method, url.slice(new URL(url).origin.length), raw.headers, body ?? new Uint8Array());
    const answer = async (): Promise<Response> => {
      if (body === undefined) return errorResponse(path, tooLarge(BODY_MAX));
      const withBody = method !== "GET" && method !== "HEAD" && body.length > 0;
      return api.fetch(new Request(url, { method, headers: raw.headers, ...(withBody && { body }) }));
    };
    const fault = faults.next(method, path);
    const sent = fault === undefined ? await answer() : await misbehave(fault, { ...c.env, path, answer, refuse });
    if (latencyMs > 0) await pause(c.env.outgoing, latencyMs);
    entry.status = sent === undefined ? 0 : sent.status;
    return sent ?? RESPONSE_ALREADY_SENT;
  });
  // Left to fail here is only what cannot be made into a request at all: a method such as TRACE, an aborted body.
  gate.onError((error, c) =>
    errorResponse(c.req.path, new ApiError(400, 20001, `The request cannot be read: ${error.message}`)),
  );
  return gate;
}

/** The whole body, or undefined when it is larger than allowed. */
async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > BODY_MAX) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
