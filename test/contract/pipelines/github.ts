import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Scope } from "../../faults/cell";

const post = z.object({
  id: z.number(),
  number: z.number(),
  title: z.string().optional(),
  body: z.string().nullable(),
  state: z.string().default("open"),
  state_reason: z.string().optional(),
  user: z.object({ login: z.string() }),
  html_url: z.string(),
  pull_request: z.object({}).optional(),
});
export type Post = z.infer<typeof post>;

/** GitHub's issues and comments, as their REST API answers. */
export interface GitHub {
  url: string;
  token: string;
  /** Whose token it is. */
  login: string;
  /** Answers to give in place of the next ones, to requests of a method: a status, or none for a lost connection. */
  failing: { method: string; status?: number }[];
  comments: Post[];
  issues: Post[];
  /** Pull requests by the commits that they brought. */
  brought: Record<
    string,
    { number: number; merged_at: string | null; merge_commit_sha?: string; base?: { ref: string } }[]
  >;
  /** Requests, as `METHOD path`. */
  asked: string[];
  add(to: Post[], given: Partial<Post>): void;
}

const REPOSITORY = "/repos/team/infra";

/** Ends with the test. `pull` is the number of the only pull request. */
export async function startGitHub(t: Scope, pull: number): Promise<GitHub> {
  let count = 0;
  const github: GitHub = {
    url: "",
    token: "ghs_verysecret",
    login: "github-actions[bot]",
    failing: [],
    comments: [],
    issues: [],
    brought: {},
    asked: [],
    add: (to, given) => {
      const id = ++count;
      const common = { id, number: id, state: "open", user: { login: github.login } };
      to.push(post.parse({ ...common, body: "", html_url: `https://github.example/${id}`, ...given }));
    },
  };
  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
    github.asked.push(`${request.method} ${pathname.replace(REPOSITORY, "")}`);
    if (request.headers.authorization !== `Bearer ${github.token}`) return [401, { message: "Bad credentials" }];
    if (pathname === "/graphql") return [200, { data: { viewer: { login: github.login } } }];
    const [, sha] = /\/commits\/(\w+)\/pulls$/.exec(pathname) ?? [];
    if (sha !== undefined) return [200, github.brought[sha] ?? []];
    const body = z.looseObject({}).parse(JSON.parse((await text(request)) || "{}"));
    const [list, one] = placeOf(github, pathname.replace(REPOSITORY, ""), pull);
    if (list === undefined) return [404, { message: "Not Found" }];
    if (typeof body.body === "string" && body.body.length > 65_536) return [422, { message: "Body is too long" }];
    if (request.method === "GET") return [200, pageOf(list, searchParams)];
    if (request.method === "POST") {
      github.add(list, body);
      return [201, list.at(-1)];
    }
    const found = list.find(({ id }) => id === one);
    if (request.method !== "PATCH" || found === undefined) return [404, { message: "Not Found" }];
    return [200, Object.assign(found, body)];
  };
  const server = createServer(async (request, response) => {
    const at = github.failing.findIndex(({ method }) => method === request.method);
    const [failure] = at === -1 ? [] : github.failing.splice(at, 1);
    if (failure !== undefined && failure.status === undefined) return void request.socket.destroy();
    const [status, body] =
      failure?.status === undefined ? await answer(request) : [failure.status, { message: "later" }];
    const headers = { "content-type": "application/json", "retry-after": "0" };
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  github.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return github;
}

/** The list that a path is about, and the id of the one in it. */
function placeOf({ comments, issues }: GitHub, path: string, pull: number): [Post[]?, number?] {
  if (path === `/issues/${pull}/comments`) return [comments];
  if (path === "/issues") return [issues];
  const [, kind, id] = /^\/issues\/(comments\/)?(\d+)$/.exec(path) ?? [];
  return id === undefined ? [] : [kind ? comments : issues, Number(id)];
}

function pageOf(list: Post[], query: URLSearchParams): Post[] {
  const size = Math.min(Number(query.get("per_page") ?? 30), 100);
  const from = (Number(query.get("page") ?? 1) - 1) * size;
  const state = query.get("state");
  return list.filter((one) => state === null || one.state === state).slice(from, from + size);
}
