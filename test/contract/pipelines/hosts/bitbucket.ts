import type { TestContext } from "node:test";
import { z } from "zod";
import { type Answer, type Post, PULL, pageOf, type Request, type Stand, startStand, TOKEN } from "./stand";

const COMMENTS = `/2.0/repositories/team/infra/pullrequests/${PULL}/comments`;
const LIMIT = 32_767;
/** Address of the user whose API token it is. An access token of the repository is sent without one. */
export const EMAIL = "bot@example.com";

const comment = z.strictObject({
  content: z.strictObject({
    raw: z.string().min(1).max(LIMIT, "Please enter a non-empty value less than 32768 characters"),
  }),
});
const refused = (status: number, message: string): Answer => [status, { type: "error", error: { message } }];

/** Comments of a pull request on Bitbucket Cloud, as its REST API answers. */
export const startBitbucket = (t: TestContext): Promise<Stand> =>
  startStand(t, { limit: LIMIT, me: "{u-7}" }, answer, (url) => ({
    BITBUCKET_BUILD_NUMBER: "77",
    BITBUCKET_API_URL: `${url}/2.0`,
    BITBUCKET_REPO_FULL_NAME: "team/infra",
    BITBUCKET_PR_ID: String(PULL),
    BITBUCKET_COMMIT: "0123abc",
    BITBUCKET_TOKEN: TOKEN,
  }));

function answer(stand: Stand, { method, path, query, headers, body }: Request): Answer {
  const basic = `Basic ${Buffer.from(`${EMAIL}:${stand.token}`).toString("base64")}`;
  if (headers.authorization !== `Bearer ${stand.token}` && headers.authorization !== basic)
    return refused(401, "Token is invalid, expired, or not supported for this endpoint.");
  if (path === "/2.0/user") return [200, { uuid: stand.me, display_name: "infra" }];
  if (!path.startsWith(COMMENTS)) return refused(404, "Resource not found");
  const rest = path.slice(COMMENTS.length);
  if (method === "GET" && rest === "") {
    const values = pageOf(stand.comments, query, "pagelen", 10).map(shown);
    const isLast = values.length === 0 || values.at(-1)?.id === stand.comments.at(-1)?.id;
    const page = Number(query.get("page") ?? 1);
    return [200, { values, page, ...(!isLast && { next: `https://api.bitbucket.example${path}?page=${page + 1}` }) }];
  }
  const read = comment.safeParse(body);
  if (!read.success) return refused(400, read.error.issues.map(({ message }) => message).join());
  const { raw } = read.data.content;
  if (method === "POST" && rest === "") return [201, shown(stand.add(stand.comments, raw))];
  const found = stand.comments.find((one) => `/${one.id}` === rest);
  if (method !== "PUT" || found === undefined) return refused(404, "Resource not found");
  if (found.author !== stand.me) return refused(403, "You cannot edit this comment.");
  return [200, shown(Object.assign(found, { body: raw }))];
}

const shown = ({ id, body, author, isDeleted }: Post) => ({
  id,
  deleted: isDeleted === true,
  content: { raw: body, markup: "markdown" },
  user: { uuid: author },
  links: { html: { href: `https://bitbucket.example/${id}` } },
});
