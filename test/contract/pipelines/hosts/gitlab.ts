import type { TestContext } from "node:test";
import { z } from "zod";
import { type Answer, type Post, PULL, pageOf, type Request, type Stand, startStand, TOKEN } from "./stand";

const PROJECT = "/api/v4/projects/17";
const NOTES = `${PROJECT}/merge_requests/${PULL}/notes`;
const ISSUES = `${PROJECT}/issues`;

interface Read {
  description: string;
  title?: string | undefined;
  state_event?: "close" | undefined;
}
const note = z.strictObject({ body: z.string().max(1_000_000) }).transform(({ body }): Read => ({ description: body }));
const issue = z
  .strictObject({
    title: z.string().optional(),
    description: z.string().max(1_048_576),
    state_event: z.literal("close").optional(),
  })
  .transform((one): Read => one);

/** Quick actions that GitLab would take: lines of a note or a description that begin with a slash. */
const QUICK_ACTION = /^\/\w+/m;

/** GitLab's notes of a merge request and issues, as its REST API answers. Refuses a text that would be taken for a quick action. */
export const startGitLab = (t: TestContext): Promise<Stand> =>
  startStand(t, { limit: 1_000_000, me: "7" }, answer, (url) => ({
    GITLAB_CI: "true",
    CI_API_V4_URL: `${url}/api/v4`,
    CI_PROJECT_ID: "17",
    CI_PROJECT_URL: `${url}/team/infra`,
    CI_MERGE_REQUEST_PROJECT_ID: "17",
    CI_MERGE_REQUEST_PROJECT_URL: `${url}/team/infra`,
    CI_MERGE_REQUEST_IID: String(PULL),
    CI_COMMIT_SHA: "0123abc",
    CI_JOB_URL: `${url}/team/infra/-/jobs/77`,
    GITLAB_TOKEN: TOKEN,
  }));

function answer(stand: Stand, request: Request): Answer {
  const { method, path, query, headers, body } = request;
  if (headers["private-token"] !== stand.token) return [401, { message: "401 Unauthorized" }];
  if (path === "/api/v4/user" && method === "GET") return [200, { id: Number(stand.me), username: "project_17_bot" }];
  const list = path.startsWith(NOTES) ? stand.comments : path.startsWith(ISSUES) ? stand.issues : undefined;
  if (list === undefined) return [404, { error: "404 Not Found" }];
  const isNote = list === stand.comments;
  const shown = (one: Post): object => (isNote ? noteOf(one) : issueOf(one));
  const id = Number(/\/(\d+)$/.exec(path.slice(isNote ? NOTES.length : ISSUES.length))?.[1]);
  if (method === "GET" && Number.isNaN(id)) {
    const state = query.get("state");
    const some = list.filter((one) => state === null || (one.state ?? "opened") === state);
    return [200, pageOf(some, query, "per_page", 20).map(shown)];
  }
  const read = (isNote ? note : issue).safeParse(body);
  if (!read.success) return [400, { message: { body: read.error.issues.map(({ message }) => message) } }];
  const { description, title, state_event: event } = read.data;
  if (QUICK_ACTION.test(description)) return [418, { message: `quick action: ${QUICK_ACTION.exec(description)}` }];
  if (method === "POST" && Number.isNaN(id)) {
    const made = Object.assign(stand.add(list, description), { title, state: "opened" as const });
    return [201, shown(made)];
  }
  const found = list.find((one) => one.id === id);
  if (method !== "PUT" || found === undefined) return [404, { message: "404 Not found" }];
  if (found.author !== stand.me) return [403, { message: "403 Forbidden" }];
  return [200, shown(Object.assign(found, { body: description, ...(event && { state: "closed" as const }) }))];
}

const noteOf = ({ id, body, author }: Post) => ({ id, body, author: { id: Number(author) }, system: author === "0" });
const issueOf = ({ id, body, author, title, state }: Post) => ({
  id: id + 1000,
  iid: id,
  title,
  state,
  description: body,
  author: { id: Number(author) },
  web_url: `https://gitlab.example/issues/${id}`,
});
