const { client, required } = require("./api.js");

/**
 * Comments of a pull request on Bitbucket Cloud. Reads BITBUCKET_TOKEN (an access token of the repository, or with BITBUCKET_EMAIL an API token
 * of a user), and what Bitbucket sets in a pipeline.
 */
module.exports = (number = process.env.BITBUCKET_PR_ID) => {
  const { BITBUCKET_EMAIL: email, BITBUCKET_BUILD_NUMBER: build } = process.env;
  const token = required("BITBUCKET_TOKEN");
  const call = client({
    url: process.env.BITBUCKET_API_URL ?? "https://api.bitbucket.org/2.0",
    headers: {
      authorization: email ? `Basic ${Buffer.from(`${email}:${token}`).toString("base64")}` : `Bearer ${token}`,
    },
    hint: "BITBUCKET_TOKEN needs to write pull requests. If it cannot read its own account, set --author to the UUID of its user",
  });
  if (!number) throw new Error("this pipeline has no pull request: set one with --number");
  const repository = required("BITBUCKET_REPO_FULL_NAME");
  const path = `/repositories/${repository}/pullrequests/${number}/comments`;

  const comments = {
    async *list() {
      for (let at = 1; ; at++) {
        const { values, next } = await call("GET", `${path}?pagelen=100&page=${at}`);
        for (const { id, deleted, content, user, links } of values)
          if (!deleted) yield { id, body: content?.raw, author: user?.uuid, url: links?.html?.href };
        if (next === undefined) return;
      }
    },
    create: async (raw) => (await call("POST", path, { content: { raw } })).links?.html?.href,
    update: (id, raw) => call("PUT", `${path}/${id}`, { content: { raw } }),
  };

  return {
    name: "Bitbucket",
    /** Characters of a comment, which must be fewer than 32,768 (github.com/jfrog/frogbot/pull/647 has the words of the API). */
    limit: 32_767,
    /** Bitbucket shows HTML as text, also its comments. Nobody sees a link that nothing uses. */
    markdown: (text) => text.replace(/^<!-- (.+) -->\r?\n/, "[//]: # ($1)\n\n"),
    commit: process.env.BITBUCKET_COMMIT,
    run: build && `https://bitbucket.org/${repository}/pipelines/results/${build}`,
    author: async () => (await call("GET", "/user")).uuid,
    comments,
  };
};
