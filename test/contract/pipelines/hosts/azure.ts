import type { TestContext } from "node:test";
import { z } from "zod";
import { type Answer, type Post, PULL, type Request, type Stand, startStand, TOKEN } from "./stand";

const THREADS = `/acme/care%20centre/_apis/git/repositories/r-1/pullRequests/${PULL}/threads`;
const LIMIT = 150_000;

const content = z.string().max(LIMIT);
const thread = z.strictObject({
  comments: z.tuple([z.strictObject({ parentCommentId: z.literal(0), content, commentType: z.literal("text") })]),
});
const comment = z.strictObject({ content });

/** Threads of a pull request on Azure DevOps, as its REST API answers. A wrong token gets the page to sign in, with a 203. */
export const startAzure = (t: TestContext): Promise<Stand> =>
  startStand(t, { limit: LIMIT, me: "b5b0" }, answer, (url) => ({
    TF_BUILD: "True",
    SYSTEM_COLLECTIONURI: `${url}/acme/`,
    SYSTEM_TEAMPROJECT: "care centre",
    BUILD_REPOSITORY_ID: "r-1",
    BUILD_REPOSITORY_NAME: "infra",
    BUILD_BUILDID: "77",
    BUILD_SOURCEVERSION: "merge",
    SYSTEM_PULLREQUEST_PULLREQUESTID: String(PULL),
    SYSTEM_PULLREQUEST_SOURCECOMMITID: "0123abc",
    SYSTEM_ACCESSTOKEN: TOKEN,
  }));

function answer(stand: Stand, { method, path, query, headers, body }: Request): Answer {
  if (headers.authorization !== `Bearer ${stand.token}`) return [203, "<html>Sign in to your account</html>"];
  if (path === "/acme/_apis/connectionData") {
    if (query.get("api-version") !== "7.1-preview.1") return [400, { message: "The version is in preview." }];
    return [200, { authenticatedUser: { id: stand.me, providerDisplayName: "care centre Build Service" } }];
  }
  if (!path.startsWith(THREADS)) return [404, { message: "The resource cannot be found." }];
  if (query.get("api-version") !== "7.1") return [400, { message: "No api-version was supplied." }];
  const rest = path.slice(THREADS.length);
  if (method === "GET" && rest === "")
    return [200, { value: stand.comments.map(threadOf), count: stand.comments.length }];
  if (method === "POST" && rest === "") {
    const read = thread.safeParse(body);
    if (!read.success) return [400, { message: read.error.message }];
    return [200, threadOf(stand.add(stand.comments, read.data.comments[0].content))];
  }
  const [, id] = /^\/(\d+)\/comments\/1$/.exec(rest) ?? [];
  const found = stand.comments.find((one) => one.id === Number(id));
  const read = comment.safeParse(body);
  if (method !== "PATCH" || found === undefined) return [404, { message: "The thread does not exist." }];
  if (!read.success) return [400, { message: read.error.message }];
  if (found.author !== stand.me) return [403, { message: "TF401027: You need permission." }];
  return [200, Object.assign(found, { body: read.data.content })];
}

const threadOf = ({ id, body, author, isDeleted }: Post) => ({
  id,
  isDeleted: false,
  comments: [{ id: 1, parentCommentId: 0, content: body, author: { id: author }, isDeleted: isDeleted === true }],
});
