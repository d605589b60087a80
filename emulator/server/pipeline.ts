import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { ApiError, errorResponse, notFound, tooLarge } from "../http/envelope";
import { accountOf, type EmulatedAccount } from "./accounts";
import type { Address } from "./addresses";
import type { FaultPlan } from "./faults";
import { injectFault } from "./injectFault";
import { pause } from "./pause";
import type { RequestLog } from "./requestLog";

const BODY_MAX = 1024 * 1024;

export interface PipelineOptions {
  /** At least one. */
  accounts: [EmulatedAccount, ...EmulatedAccount[]];
  log: RequestLog;
  faults: FaultPlan;
  latencyMs: number;
  /** Difference between the emulator's clock and this machine's, in ms. */
  clockMs: number;
}

/** A request with its connection and the address that it was sent to. */
export interface PipelineBindings extends HttpBindings {
  address: Address;
  /** Makes the port of this address refuse connections for a while. */
  refuse: (seconds: number) => void;
}

/** Creates the handler in front of the APIs: size limit, request log, faults, latency. None of them apply to the admin path. */
export function createPipeline({
  accounts,
  log,
  faults,
  latencyMs,
  clockMs,
}: PipelineOptions): Hono<{ Bindings: PipelineBindings }> {
  const pipeline = new Hono<{ Bindings: PipelineBindings }>();
  pipeline.all("/__emulator/*", (c) => {
    const sid = c.req.query("account") ?? accounts[0].store.account.accountSid;
    const account = accounts.find(({ store }) => store.account.accountSid === sid);
    return account?.admin.fetch(c.req.raw) ?? errorResponse("", notFound(`The account ${sid}`));
  });
  pipeline.all("*", async (c) => {
    const { method, path, url, raw } = c.req;
    const body = await readBody(raw);
    const { address } = c.env;
    const entry = log.add(address, method, url.slice(new URL(url).origin.length), raw.headers, body);
    const answer = async (): Promise<Response> => {
      if (body === undefined) return errorResponse(path, tooLarge(BODY_MAX));
      const withBody = method !== "GET" && method !== "HEAD" && body.length > 0;
      const { apis } = accountOf(accounts, accounts[0], c.req.header("authorization"));
      return apis[address].fetch(new Request(url, { method, headers: raw.headers, ...(withBody && { body }) }));
    };
    const fault = faults.next(method, path);
    const sent = fault === undefined ? await answer() : await injectFault(fault, { ...c.env, path, answer });
    if (latencyMs > 0) await pause(c.env.outgoing, latencyMs);
    entry.status = sent === undefined ? 0 : sent.status;
    if (clockMs !== 0) sent?.headers.set("date", new Date(Date.now() + clockMs).toUTCString());
    return sent ?? RESPONSE_ALREADY_SENT;
  });
  // Only requests that cannot be parsed fail here: a method such as TRACE, an aborted body.
  pipeline.onError((error, c) =>
    errorResponse(c.req.path, new ApiError(400, 20001, `The request cannot be read: ${error.message}`)),
  );
  return pipeline;
}

/** Reads the whole body. Returns undefined if it is larger than `BODY_MAX`. */
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
