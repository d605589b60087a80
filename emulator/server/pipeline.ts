import { getPath } from "hono/utils/url";
import { ApiError, errorResponse, notFound, tooLarge } from "../http/envelope";
import type { Machine } from "../machine";
import { accountOf, type EmulatedAccount } from "./accounts";
import type { Address } from "./addresses";
import type { Connection } from "./connection";
import type { FaultPlan } from "./faults";
import { injectFault } from "./injectFault";
import { pause } from "./pause";
import type { LoggedRequest, RequestLog } from "./requestLog";

const BODY_MAX = 1024 * 1024;

export interface PipelineOptions {
  /** At least one. */
  accounts: [EmulatedAccount, ...EmulatedAccount[]];
  log: RequestLog;
  faults: FaultPlan;
  latencyMs: number;
  /** Difference between the emulator's clock and the machine's, in ms. */
  clockMs: number;
  machine: Machine;
  process: Process;
}

/** Has the API process a request that the log has, and returns the answer. A fault can have it processed twice, or change the answer. */
export type Process = (entry: LoggedRequest, answer: () => Promise<Response>) => Promise<Response>;

/** Answers a request to an address. `undefined` if a fault has used the connection itself. */
export type Respond = (request: Request, address: Address, connection: Connection) => Promise<Response | undefined>;

/** Creates the handler in front of the APIs: size limit, request log, faults, latency. None of them apply to the admin path. */
export function createPipeline(options: PipelineOptions): Respond {
  const { accounts } = options;
  return async (request, address, connection) => {
    const path = getPath(request);
    try {
      if (!path.startsWith("/__emulator/")) return await respond(options, request, path, address, connection);
      const sid = new URL(request.url).searchParams.get("account") ?? accounts[0].store.account.accountSid;
      const account = accounts.find(({ store }) => store.account.accountSid === sid);
      return account?.admin.fetch(request) ?? errorResponse("", notFound(`The account ${sid}`));
    } catch (error) {
      // Only requests that cannot be parsed fail here: a method such as TRACE, an aborted body.
      const reason = error instanceof Error ? error.message : String(error);
      return errorResponse(path, new ApiError(400, 20001, `The request cannot be read: ${reason}`));
    }
  };
}

async function respond(
  { accounts, log, faults, latencyMs, clockMs, machine, process }: PipelineOptions,
  request: Request,
  path: string,
  address: Address,
  connection: Connection,
): Promise<Response | undefined> {
  const { method, url, headers } = request;
  const body = await readBody(request);
  const entry = log.add(address, method, url.slice(new URL(url).origin.length), headers, body);
  const answer = async (): Promise<Response> => {
    if (body === undefined) return errorResponse(path, tooLarge(BODY_MAX));
    const withBody = method !== "GET" && method !== "HEAD" && body.length > 0;
    const { apis } = accountOf(accounts, accounts[0], headers.get("authorization") ?? undefined);
    const answered = async () => apis(address).fetch(new Request(url, { method, headers, ...(withBody && { body }) }));
    return process(entry, answered);
  };
  const fault = faults.next(method, path);
  const sent = fault && (await injectFault(fault, { path, connection, machine, answer }));
  const response = fault === undefined ? await answer() : sent;
  if (latencyMs > 0) await pause(machine, connection, latencyMs);
  entry.status = response === undefined ? 0 : response.status;
  if (clockMs !== 0) response?.headers.set("date", new Date(machine.now() + clockMs).toUTCString());
  return response;
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
