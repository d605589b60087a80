import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { marked, type Token } from "marked";
import { readPreview } from "../../../../cli/review/preview/preview";
import { COMMENT_MAX, HOSTS, type Host, LAYOUTS } from "../../../../cli/review/render/layout";
import { markdown } from "../../../../cli/review/render/markdown";
import { reviewOf } from "../../../../cli/review/review";
import { CASES } from "../../../golden/review/cases";
import { printed, step } from "../kit";

const GOLDEN = join(__dirname, "../../../golden/review");
const commentFor = (preview: string, host: Host) => markdown(reviewOf(readPreview(preview), LAYOUTS[host].max), host);
const comments = (host: Host) =>
  CASES.map(({ name }) => ({ name, comment: commentFor(readFileSync(join(GOLDEN, `${name}.json`), "utf8"), host) }));

const PICTURE = /<details><summary>Picture:[\s\S]*?<\/details>\n\n?|… and \d+ more pictures?.*\n\n?/g;

test("GitLab gets the comment of GitHub, and Azure DevOps the same without pictures, which it does not draw", () => {
  const github = comments("github");
  assert.ok(github.some(({ comment }) => comment.includes("```mermaid")));
  assert.deepEqual(comments("gitlab"), github);
  const withoutPictures = github.map(({ name, comment }) => ({
    name,
    comment: `${comment.replaceAll(PICTURE, "").trimEnd()}\n`,
  }));
  assert.deepEqual(comments("azure"), withoutPictures);
});

/** Every token of a text, also those within others. */
const tokensOf = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap((token) => [
    token,
    ...tokensOf("tokens" in token && token.tokens ? token.tokens : []),
    ...tokensOf(token.type === "list" ? token.items : []),
  ]);

test("the comment for Bitbucket holds neither HTML nor pictures, and no code block within a list", () => {
  for (const { name, comment } of comments("bitbucket")) {
    const body = comment.slice(comment.indexOf("\n"));
    const tokens = tokensOf(marked.lexer(body));
    assert.deepEqual(
      tokens.filter(({ type }) => type === "html").map(({ raw }) => raw),
      [],
      name,
    );
    assert.doesNotMatch(body, /```mermaid/, name);
    assert.doesNotMatch(body, /^ +```/m, name);
    // Python-Markdown takes an item with two spaces for one of the list itself.
    for (const [indent = ""] of body.matchAll(/^ +(?=- )/gm)) assert.equal(indent.length % 4, 0, name);
  }
});

test("the comment for Bitbucket says what that for GitHub says", () => {
  const words = (comment: string) => {
    const text = comment
      .replaceAll(PICTURE, "")
      .replaceAll(/<\/?code>/g, "`")
      .replaceAll(/<\/?(?:details|summary)\b[^>]*>|^#### |^<!-- .* -->$/gm, "")
      .replaceAll("&#96;", "ˋ")
      .replaceAll(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)));
    return text.split(/\s+/).join(" ").trim();
  };
  const bitbucket = new Map(comments("bitbucket").map(({ name, comment }) => [name, comment]));
  for (const { name, comment } of comments("github")) assert.equal(words(bitbucket.get(name) ?? ""), words(comment));
});

test("a comment for a host fits there, and says which text it does not show in full", () => {
  const lines = Array.from({ length: 1200 }, (_, at) => `line ${at} of the prompt`);
  const preview = printed([
    step(
      "LanguageOperator",
      "long",
      "update",
      { displayName: "a", prompt: "old" },
      { displayName: "a", prompt: lines.join("\n") },
    ),
  ]);
  for (const host of HOSTS) {
    const comment = commentFor(preview, host);
    assert.ok(Buffer.byteLength(comment) <= LAYOUTS[host].max, host);
    assert.equal(comment.includes("R058"), host === "bitbucket", host);
    assert.match(comment, /line 500 of the prompt/, host);
    assert.equal([...comment.matchAll(/^ *```/gm)].length % 2, 0, host);
  }
  assert.ok(LAYOUTS.bitbucket.max < COMMENT_MAX);
});
