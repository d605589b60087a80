const { client, pages, required } = require("./api.js");

/**
 * Notes of a merge request and issues of a project on GitLab. Reads GITLAB_TOKEN (a project access token with the scope `api`: the job's own
 * token cannot write notes), and what GitLab sets in a pipeline.
 */
module.exports = (number) => {
  const call = client({
    url: required("CI_API_V4_URL"),
    headers: { "private-token": required("GITLAB_TOKEN") },
    hint: "GITLAB_TOKEN needs the scope api and the role Reporter",
  });
  const { CI_MERGE_REQUEST_PROJECT_ID, CI_MERGE_REQUEST_PROJECT_URL, CI_MERGE_REQUEST_IID, CI_JOB_URL } = process.env;
  const request = () => {
    const iid = number ?? CI_MERGE_REQUEST_IID;
    if (!iid) throw new Error("this pipeline has no merge request: set one with --number");
    return `merge_requests/${iid}`;
  };
  // A pipeline of a merge request can run in a fork, and the merge request is in the other project.
  const project = `/projects/${CI_MERGE_REQUEST_PROJECT_ID || required("CI_PROJECT_ID")}`;
  const page = CI_MERGE_REQUEST_PROJECT_URL || process.env.CI_PROJECT_URL;
  const urlOf = (id) => `${page}/-/${request()}#note_${id}`;

  const comments = {
    async *list() {
      for await (const { id, body, author, system } of pages(call, `${project}/${request()}/notes`))
        if (!system) yield { id, body, author: String(author?.id), url: urlOf(id) };
    },
    create: async (body) => urlOf((await call("POST", `${project}/${request()}/notes`, { body })).id),
    update: (id, body) => call("PUT", `${project}/${request()}/notes/${id}`, { body }),
  };

  const issues = {
    async *list() {
      for await (const one of pages(call, `${project}/issues?state=opened`))
        yield { id: one.iid, body: one.description, author: String(one.author?.id), url: one.web_url };
    },
    create: async (description, title) => (await call("POST", `${project}/issues`, { title, description })).web_url,
    update: (id, description, isClosed) =>
      call("PUT", `${project}/issues/${id}`, { description, ...(isClosed && { state_event: "close" }) }),
  };

  return {
    name: "GitLab",
    /** Characters of a note (docs.gitlab.com/api/notes). An issue may have more. */
    limit: 1_000_000,
    /** A line that begins with a slash can be a quick action such as `/merge`, and the text holds what the account has. */
    markdown: (text) => text.replaceAll(/^\//gm, " /"),
    commit: process.env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA || process.env.CI_COMMIT_SHA,
    run: CI_JOB_URL,
    author: async () => String((await call("GET", "/user")).id),
    comments,
    issues,
  };
};
