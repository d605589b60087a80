const { client, required } = require("./api.js");

const VERSION = "api-version=7.1";

/**
 * Threads of a pull request on Azure DevOps, one for each comment. Reads SYSTEM_ACCESSTOKEN (the job's own token, which a step has to map),
 * and what Azure Pipelines sets.
 */
module.exports = (number = process.env.SYSTEM_PULLREQUEST_PULLREQUESTID) => {
  const collection = required("SYSTEM_COLLECTIONURI").replace(/\/?$/, "/");
  const call = client({
    url: collection,
    headers: { authorization: `Bearer ${required("SYSTEM_ACCESSTOKEN")}` },
    hint: "The build service needs the permission to contribute to pull requests of this repository",
  });
  if (!number) throw new Error("this pipeline has no pull request: set one with --number");
  const project = encodeURIComponent(required("SYSTEM_TEAMPROJECT"));
  const threads = `${project}/_apis/git/repositories/${required("BUILD_REPOSITORY_ID")}/pullRequests/${number}/threads`;
  const urlOf = (thread) =>
    `${collection}${project}/_git/${encodeURIComponent(required("BUILD_REPOSITORY_NAME"))}/pullrequest/${number}?discussionId=${thread}`;

  const comments = {
    async *list() {
      const { value } = await call("GET", `${threads}?${VERSION}`);
      for (const { id, isDeleted, comments: [first] = [] } of value) {
        if (isDeleted || first === undefined || first.isDeleted) continue;
        yield { id: `${id}/comments/${first.id}`, body: first.content, author: first.author?.id, url: urlOf(id) };
      }
    },
    // Without a status: an active thread can hold the merge back until somebody resolves it.
    create: async (content) =>
      urlOf(
        (
          await call("POST", `${threads}?${VERSION}`, {
            comments: [{ parentCommentId: 0, content, commentType: "text" }],
          })
        ).id,
      ),
    update: (id, content) => call("PATCH", `${threads}/${id}?${VERSION}`, { content }),
  };

  return {
    name: "Azure DevOps",
    /** Characters of a comment. Microsoft documents no limit; Atlantis cuts at this one (its azuredevops client), and a review is shorter. */
    limit: 150_000,
    markdown: (text) => text,
    // On a pull request, BUILD_SOURCEVERSION is a merge that nobody knows.
    commit: process.env.SYSTEM_PULLREQUEST_SOURCECOMMITID || process.env.BUILD_SOURCEVERSION,
    run: process.env.BUILD_BUILDID && `${collection}${project}/_build/results?buildId=${process.env.BUILD_BUILDID}`,
    author: async () => (await call("GET", "_apis/connectionData?api-version=7.1-preview.1")).authenticatedUser.id,
    comments,
  };
};
