const { readFileSync } = require("node:fs");
const { client, pages, required } = require("./api.js");

/**
 * Comments of a pull request and issues of a repository on GitHub and GitHub Enterprise. Reads GITHUB_TOKEN, and what GitHub sets in a
 * workflow.
 */
module.exports = (number) => {
  const { GITHUB_API_URL: api = "https://api.github.com", GITHUB_GRAPHQL_URL: graphql, GITHUB_SHA: sha } = process.env;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = process.env;
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${required("GITHUB_TOKEN")}`,
    "x-github-api-version": "2022-11-28",
  };
  const hint = "GITHUB_TOKEN needs the permission pull-requests: write for comments, issues: write for issues";
  const call = client({ url: `${api}/repos/${required("GITHUB_REPOSITORY")}`, headers, hint });
  const query = client({ url: graphql ?? `${api.replace(/\/v3$/, "")}/graphql`, headers, hint, isRepeatable: true });
  const { pull_request: request } = event();
  const comments = () => {
    const of = number ?? request?.number;
    if (of === undefined) throw new Error("this event has no pull request: set one with --number");
    return `/issues/${of}/comments`;
  };

  async function* all(path) {
    // A pull request is an issue too.
    for await (const { id, number, body, user, html_url, pull_request } of pages(call, path))
      if (pull_request === undefined) yield { id, number, body, author: user?.login, url: html_url };
  }

  return {
    name: "GitHub",
    limit: 65_536,
    markdown: (text) => text,
    // On a pull request, GITHUB_SHA is a merge that nobody knows.
    commit: request?.head?.sha ?? sha,
    run: server && run && `${server}/${repository}/actions/runs/${run}`,
    /** The login of the token's owner: of a job's own token, of a GitHub App or of a person. */
    author: async () => {
      const answer = await query("POST", "", { query: "{ viewer { login } }" }).catch(() => undefined);
      return answer?.data?.viewer?.login ?? "github-actions[bot]";
    },
    /** Number of the pull request that brought the commit; undefined if somebody pushed it. */
    merged: async () => {
      const of = await call("GET", `/commits/${required("GITHUB_SHA")}/pulls`);
      // The commit can be part of a pull request to another branch too.
      const { GITHUB_REF_NAME: branch } = process.env;
      const done = of.filter(({ merged_at, base }) => merged_at != null && (!branch || base?.ref === branch));
      return (done.find(({ merge_commit_sha }) => merge_commit_sha === sha) ?? done[0])?.number;
    },
    comments: {
      list: () => all(comments()),
      create: async (body) => (await call("POST", comments(), { body })).html_url,
      update: (id, body) => call("PATCH", `/issues/comments/${id}`, { body }),
    },
    issues: {
      async *list() {
        for await (const one of all("/issues?state=open")) yield { ...one, id: one.number };
      },
      create: async (body, title) => (await call("POST", "/issues", { title, body })).html_url,
      update: (id, body, isClosed) =>
        call("PATCH", `/issues/${id}`, { body, ...(isClosed && { state: "closed", state_reason: "completed" }) }),
    },
  };
};

function event() {
  const path = process.env.GITHUB_EVENT_PATH;
  return path ? JSON.parse(readFileSync(path, "utf8")) : {};
}
