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
  const object = (name: string, facts: string[], open = "") => [
    `<details${open}><summary>+ new: rule <code>${name}</code></summary>`,
    "",
    ...facts,
    "",
    "</details>",
  ];
  const head = "### 2 changes";
  const [a, b] = [object("a", ["- runs", "- gone"]), object("b", ["- stays"])];
  const picture = ["```mermaid", "flowchart TD", "```"];
  const stamp = "Commit 0123abc · [run](https://github.example/1) · 2026-11-01 10:00 UTC";
  github.add(github.comments, { body: review(head, ...a, ...b, ...picture, "", stamp).replaceAll("\n", "\r\n") });
  github.add(github.comments, { body: review("- forged"), user: { login: "mallory" } });
  const compared = async (...lines: string[]) => (await publish("compare", review(...lines))).output;
  const same = await compared(...b, ...object("a", ["- gone", "- runs"], " open"), head);
  assert.match(same, /^The \[review in pull request #4711\]\(https:\S+\) says the same\.\n/);
  const other = await compared(head, ...object("a", ["- runs", "- runs", "- sends ~~~~~ to b"]), ...b);
  assert.equal(
    other.replace(/\(https:\S+\)/, "()"),
    "**This differs from the [review in pull request #4711]().** Lines with - were there, lines with + are new:\n\n" +
      "~~~~~~diff\n- + new: rule `a`: - gone\n+ + new: rule `a`: - runs\n+ + new: rule `a`: - sends ~~~~~ to b\n~~~~~~\n\n",
  );
  const swapped = await compared(head, ...object("b", ["- runs", "- gone"]), ...object("a", ["- stays"]));
  assert.match(swapped, /^\*\*This differs/);
  assert.match(await compared(head, ...object("a", ["- runs", "- gone<code and more>"]), ...b), /^\*\*This differs/);
  assert.deepEqual(
    github.asked.filter((one) => !/^GET |graphql/.test(one)),
    [],
  );
});

test("a plan that no pull request brought is said to be reviewed by nobody", async (t) => {
  const { publish } = await deployed(t, []);
  assert.match((await publish("compare", review("### one"))).output, /nobody has reviewed this change/);
});

test("an overview of all stacks is named where the stack has no review of its own", async (t) => {
  const { publish, github } = await deployed(t);
  github.add(github.comments, { body: "<!-- twilio-intelligence review: care/%2A -->\n### 3 stacks\n" });
  const { output } = await publish("compare", review("### one"));
  assert.match(output, /has an \[overview of all stacks\]\(https:\S+\), which is not compared/);
});

test("a pull request to another branch that has the commit too is not told how the update ended", async (t) => {
  const { publish, github, env } = await deployed(t);
  env.GITHUB_REF_NAME = "main";
  github.brought[SHA] = [{ number: PULL, merged_at: "2026-11-01", base: { ref: "release" } }];
  assert.match((await publish("outcome", outcome("failed"), "--open")).output, /^created/);
  assert.deepEqual([github.comments.length, github.issues.length], [0, 1]);
  github.brought[SHA] = [{ number: PULL, merged_at: "2026-11-01", base: { ref: "main" } }];
  await publish("outcome", outcome("failed"), "--open");
  assert.deepEqual([github.comments.length, github.issues.length], [1, 1]);
});
