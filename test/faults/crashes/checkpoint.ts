import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Scope } from "../cell";

/** Where a request is held: before it is processed, or once it is and before its answer is read. */
export type Boundary = "before" | "after";

/** Which request is held: the n-th, or else the first, of any or of this method whose path, with its query, matches. */
export interface Match {
  method?: string;
  path?: RegExp;
  nth?: number;
}

/** A request that waits. */
export interface Held {
  /** Breaks the connection off: the request is not passed on, or its answer is lost. */
  drop(): void;
  /** Lets it go on as if it had not been held; resolves when its answer has been given to whoever asked. */
  release(): Promise<void>;
}

/** A server in front of an emulator that passes everything on, and holds one request where it is told to. */
export interface Checkpoint {
  url: string;
  /** Resolves when a request is held; a second call forgets the first. */
  hold(match: Match, boundary: Boundary): Promise<Held>;
  /** Keeps every request that comes from now on until the promise has resolved. */
  wait(until: Promise<unknown>): void;
  /** Ends every connection, and takes no more. */
  close(): void;
}

interface Trap {
  match: Match;
  boundary: Boundary;
  caught: (held: Held) => void;
}

/** Ends with its scope. */
export async function checkpointBefore(scope: Scope, target: string): Promise<Checkpoint> {
  let trap: Trap | undefined;
  let matched = 0;
  let open: Promise<unknown> = Promise.resolve();
  /** Waits at a boundary if this request is the one; `false` when it is to be dropped. */
  const pass = async (
    { method = "", url = "" }: IncomingMessage,
    response: ServerResponse,
    boundary: Boundary,
  ): Promise<boolean> => {
    const set = trap;
    if (set?.boundary !== boundary) return true;
    const { match } = set;
    if ((match.method ?? method) !== method || match.path?.test(url) === false) return true;
    if (++matched < (match.nth ?? 1)) return true;
    trap = undefined;
    return new Promise((resolve) => {
      const release = () => {
        resolve(true);
        return new Promise<void>((over) => response.once("close", over));
      };
      set.caught({ drop: () => resolve(false), release });
    });
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    await open;
    if (!(await pass(request, response, "before"))) return void request.socket.destroy();
    const answer = await forward(target, request, body);
    const text = Buffer.from(await answer.arrayBuffer());
    if (!(await pass(request, response, "after"))) return void request.socket.destroy();
    response.writeHead(answer.status, headersOf(answer)).end(text);
  };
  // Where the emulator is not there, nobody answers.
  const server = createServer((request, response) => serve(request, response).catch(() => request.socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  scope.after(close);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hold: (match, boundary) =>
      new Promise((caught) => {
        matched = 0;
        trap = { match, boundary, caught };
      }),
    wait: (until) => {
      open = until;
    },
    close,
  };
}

function forward(target: string, { method = "GET", url = "/", headers }: IncomingMessage, body: Buffer) {
  const { host: _host, "content-length": _length, connection: _connection, ...rest } = headers;
  const given = Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]);
  // A connection that is kept can be closed by the server just as the next request leaves: a busy process loses that race.
  const sent: [string, string][] = [...given, ["connection", "close"]];
  return fetch(target + url, { method, headers: sent, ...(body.length > 0 && { body: new Uint8Array(body) }) });
}

function headersOf(answer: Response): Record<string, string> {
  const { connection: _connection, "transfer-encoding": _encoding, ...headers } = Object.fromEntries(answer.headers);
  return headers;
}
