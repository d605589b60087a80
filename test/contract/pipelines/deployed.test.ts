import assert from "node:assert/strict";
import { test } from "node:test";
import { PULL, publisher } from "./publisher";

const SHA = "0123abc";
const outcome = (what: string) => `<!-- twilio-intelligence deployment: care/prod -->\n### the update ${what}\n`;
const review = (...lines: string[]) => ["<!-- twilio-intelligence review: care/prod -->", ...lines, ""].join("\n");

/** A workflow on the push of a commit that a pull request brought, or somebody. */
async function deployed(t: Parameters<typeof publisher>[0], pulls = [{ number: PULL, merged_at: "2026-11-01" }]) {
  const made = await publisher(t, {});
  made.env.GITHUB_SHA = SHA;
  made.github.brought[SHA] = pulls;
  return made;
}

test("how an update ended is a comment on the pull request that brought it, and each stack has one", async (t) => {
  const { github, publish } = await deployed(t);
  assert.match((await publish("outcome", outcome("failed"), "--open")).output, /^created/);
  assert.match((await publish("outcome", outcome("succeeded"), "--close")).output, /^updated.*\nno issue is open/);
  assert.deepEqual(
    github.comments.map(({ body }) => body),
    [outcome("succeeded")],
  );
  assert.deepEqual(github.issues, []);
});

test("without a pull request a failure is an issue, which the next success closes, also one of a pull request", async (t) => {
  const { github, publish } = await deployed(t, []);
  assert.match((await publish("outcome", outcome("failed"), "--open")).output, /^created/);
  assert.equal(github.issues[0]?.title, "The update of the Pulumi stack care/prod failed");
  github.brought[SHA] = [{ number: PULL, merged_at: "2026-11-02" }];
  assert.match((await publish("outcome", outcome("succeeded"), "--close")).output, /^created.*\nclosed/);
  assert.equal(github.issues[0]?.state, "closed");
});

test("of several pull requests with a commit it is the merged one that ends with it", async (t) => {
  const { github, publish } = await deployed(t);
  github.brought[SHA] = [
    { number: 1, merged_at: null },
    { number: 2, merged_at: "2026-11-01", merge_commit_sha: "another" },
    { number: PULL, merged_at: "2026-11-01", merge_commit_sha: SHA },
  ];
  assert.match((await publish("outcome", outcome("succeeded"), "--close")).output, /^created/);
  assert.equal(github.comments.length, 1);
});

test("a plan is compared with the review of the pull request, line by line, whatever the order and the markup", async (t) => {
  const { publish, github } = await deployed(t);
  const unknown = await publish("compare", review("### one"));
  assert.match(unknown.output, /Pull request #4711 has no review of this stack/);
  const before = ["### 1 change", "", "<details><summary>+ new: rule <code>a</code></summary>", "", "- runs", "- gone"];
  const picture = ["```mermaid", "flowchart TD", "```"];
  const stamp = "Commit 0123abc · [run](https://github.example/1) · 2026-11-01 10:00 UTC";
  github.add(github.comments, { body: review(...before, ...picture, "", stamp).replaceAll("\n", "\r\n") });
  github.add(github.comments, { body: review("- forged"), user: { login: "mallory" } });
  const same = await publish("compare", review(...before.toReversed(), "<details open>"));
  assert.match(same.output, /^The \[review in pull request #4711\]\(https:\S+\) says the same\.\n/);
  const other = await publish("compare", review(...before.slice(0, -1), "- runs", "- sends ~~~~~ to b"));
  assert.equal(
    other.output.replace(/\(https:\S+\)/, "()"),
    "**This differs from the [review in pull request #4711]().** Lines with - were there, lines with + are new:\n\n" +
      "~~~~~~diff\n- - gone\n+ - runs\n+ - sends ~~~~~ to b\n~~~~~~\n\n",
  );
  assert.deepEqual(
    github.asked.filter((one) => !/^GET |graphql/.test(one)),
    [],
  );
});

test("a plan that no pull request brought is said to be reviewed by nobody", async (t) => {
  const { publish } = await deployed(t, []);
  assert.match((await publish("compare", review("### one"))).output, /nobody has reviewed this change/);
});
