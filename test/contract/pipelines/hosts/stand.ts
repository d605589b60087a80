import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { z } from "zod";

/** Number of the only pull request. */
export const PULL = 4711;
export const TOKEN = "glpat-verysecret";

/** A comment or an issue. */
export interface Post {
  id: number;
  body: string;
  author: string;
  isDeleted?: boolean;
  /** Of an issue. */
  title?: string;
  state?: "opened" | "closed";
}

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
}
/** A status and what is sent with it: JSON, or a page where it is text. */
export type Answer = [number, unknown];

/** Stand-in of the API of one host, on this machine. */
export interface Stand {
  /** Variables that the host sets in a pipeline of the pull request, and the token. */
  env: Record<string, string>;
  /** Characters that a comment may have. */
  limit: number;
  /** Id of the owner of the token. */
  me: string;
  comments: Post[];
  issues: Post[];
  /** Requests, as `METHOD path`. */
  asked: string[];
  /** Answers to give in place of the next ones, to requests of a method: a status, or none for a lost connection. */
  failing: { method: string; status?: number }[];
  /** Token that the host knows. */
  token: string;
  add(to: Post[], body: string, author?: string): Post;
}

/** Starts one. `routes` gives the answers, and `env` the environment. Ends with the test. */
export async function startStand(
  t: TestContext,
  given: Pick<Stand, "limit" | "me">,
  routes: (stand: Stand, request: Request) => Answer,
  env: (url: string) => Record<string, string>,
): Promise<Stand> {
  let count = 0;
  const stand: Stand = {
    ...given,
    env: {},
    comments: [],
    issues: [],
    asked: [],
    failing: [],
    token: TOKEN,
    add: (to, body, author = stand.me) => {
      const post = { id: ++count, body, author };
      to.push(post);
      return post;
    },
  };
  const server = createServer(async (request, response) => {
    const at = stand.failing.findIndex(({ method }) => method === request.method);
    const [failure] = at === -1 ? [] : stand.failing.splice(at, 1);
    const asked = await read(request);
    stand.asked.push(`${asked.method} ${asked.path}`);
    if (failure !== undefined && failure.status === undefined) return void request.socket.destroy();
    const [status, body] =
      failure?.status === undefined ? routes(stand, asked) : [failure.status, { message: "later" }];
    response.writeHead(status, { "retry-after": "0" }).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  stand.env = env(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return stand;
}

async function read(request: IncomingMessage): Promise<Request> {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
  const body: unknown = JSON.parse((await text(request)) || "{}");
  return { method: request.method ?? "", path: pathname, query: searchParams, headers: request.headers, body };
}

/** A page of a list: `size` is the name of the parameter, and `usual` how many there are without it. */
export function pageOf<T>(list: readonly T[], query: URLSearchParams, size: string, usual: number): T[] {
  const most = Math.min(Number(query.get(size) ?? usual), 100);
  const from =
    (z.coerce
      .number()
      .int()
      .min(1)
      .parse(query.get("page") ?? 1) -
      1) *
    most;
  return list.slice(from, from + most);
}
