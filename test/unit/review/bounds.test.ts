import { strict as assert } from "node:assert";
import { test } from "node:test";
import { readPreview } from "../../../cli/review/preview/preview";
import { COMMENT_MAX } from "../../../cli/review/render/layout";
import { markdown } from "../../../cli/review/render/markdown";
import { reviewJson } from "../../../cli/review/render/reviewJson";
import { headline, reviewOf } from "../../../cli/review/review";
import { printed, reviewed, rule, rulesChange, type StepLike, sealed, step, urn } from "./kit";

const many = (number: number): StepLike[] =>
  Array.from({ length: number }, (_, at) =>
    at % 5 === 0
      ? {
          ...rulesChange([rule()], [rule({ triggers: [{ on: "CONVERSATION_END" }] })]),
          urn: urn("IntelligenceConfiguration", `team-${at}`),
        }
      : step(
          "LanguageOperator",
          `op-${at}-${"緊".repeat(100)}`,
          "update",
          { displayName: "a", prompt: "a ".repeat(500) },
          { displayName: "b", prompt: "b ".repeat(500) },
        ),
  );

test("a comment fits on GitHub however large the change is, tells the worst first, and counts the rest", () => {
  const steps = [...many(300), step("Service", "calls", "delete", { uniqueName: "calls" })];
  const comment = markdown(reviewed(steps));
  assert.ok(Buffer.byteLength(comment) <= COMMENT_MAX, String(Buffer.byteLength(comment)));
  assert.match(comment, /… and \d+ more objects: \d+ updated/);
  assert.match(comment, /… and \d+ more pictures/);
  assert.ok(comment.indexOf("− deleted: Service <code>calls") < comment.indexOf("~ updated:"));
  const listed = [...comment.matchAll(/^<details.*[−~] \w+: [^0-9]|^- `(?:op|team)-/gm)].length;
  const left = Number(/… and (\d+) more objects/.exec(comment)?.[1]);
  assert.equal(listed + left, steps.length);
});

test("every block that a bounded comment opens is closed", () => {
  const comment = markdown(reviewed(many(150)));
  assert.equal([...comment.matchAll(/<details/g)].length, [...comment.matchAll(/<\/details>/g)].length);
  assert.equal([...comment.matchAll(/^ *```/gm)].length % 2, 0);
});

test("one object that alone is larger than a comment leaves a comment that fits", () => {
  const rules = Array.from({ length: 5 }, (_, at) =>
    rule({
      name: `r${at}`,
      operators: Array.from({ length: 5 }, (_, o) => ({
        id: `intelligence_operator_${o}`,
        parameters: Object.fromEntries(Array.from({ length: 500 }, (_, p) => [`p${p}`, "x".repeat(500)])),
      })),
    }),
  );
  const comment = markdown(
    reviewed([
      rulesChange(
        rules.map((one) => ({ ...one, operators: [{ id: "x" }] })),
        rules,
      ),
    ]),
  );
  assert.ok(Buffer.byteLength(comment) <= COMMENT_MAX);
});

test("a comment has room for 25 risks, 25 changes of an object and 10 warnings, and counts those beyond", () => {
  const review = reviewed([step("Service", "calls", "delete", { uniqueName: "calls" })]);
  const filled = (risks: number, facts: number, warnings: number) => {
    const fill = <T>(list: readonly T[], count: number): T[] => Array(count).fill(list[0]);
    const objects = review.objects.map((one) => ({ ...one, facts: fill(one.facts, facts) }));
    return markdown({
      ...review,
      objects,
      risks: fill(review.risks, risks),
      warnings: Array(warnings).fill("careful"),
    });
  };
  assert.doesNotMatch(filled(25, 25, 10), /more/);
  assert.deepEqual(filled(26, 26, 11).match(/… and .*/g), [
    "… and 1 more risks: 1 high",
    "… and 1 more changes",
    "… and 1 more",
  ]);
});

test("no change leaves a comment with the same marker, so that an old one is brought up to date", () => {
  const comment = markdown(reviewed([]));
  assert.match(
    comment,
    /^<!-- twilio-intelligence review: contact-centre\/dev -->\n### Twilio Intelligence: no changes\n/,
  );
});

test("a preview that fails is told as failed, without what it saw of a part of the program", () => {
  const review = reviewed([step("Service", "calls", "delete", { uniqueName: "calls" })], {
    diagnostics: [{ severity: "error", message: "error: no such property\n" }],
  });
  assert.equal(headline(review), "the preview failed");
  assert.deepEqual([review.objects, review.risks], [[], []]);
  assert.match(markdown(review), /error: no such property/);
});

test("what the engine adds to its output in a later release does not matter, and what is no preview is refused", () => {
  assert.equal(
    reviewOf(readPreview(printed([{ ...rulesChange([], []), op: "same" }], { later: 1 }))).objects.length,
    0,
  );
  assert.equal(
    reviewOf(readPreview('{"steps":[{"op":"later","urn":"urn:pulumi:a::b::c::d","newState":{"later":1}}]}')).objects
      .length,
    0,
  );
  assert.throws(() => readPreview("Previewing update (dev)"), /not the output of `pulumi preview --json`/);
  assert.throws(() => readPreview('{"steps":[]}\n{"steps":[]}'), /not one JSON object/);
  assert.throws(
    () => readPreview('{"sequence":0,"timestamp":1,"preludeEvent":{}}'),
    /not the output of `pulumi preview --json`/,
  );
});

test("a replacement that the engine tells in three steps is told once", () => {
  const [before, after] = [
    { uniqueName: "calls", languageCode: "en-US" },
    { uniqueName: "calls", languageCode: "es-MX" },
  ];
  const { objects } = reviewed([
    step("Service", "calls", "delete-replaced", before),
    step("Service", "calls", "replace", before, after),
    step("Service", "calls", "create-replacement", before, after),
  ]);
  assert.deepEqual(
    objects.map(({ item }) => item.operation),
    ["replace"],
  );
});

test("secrets stay hidden where the engine was told to show them, or prints them as objects", () => {
  const operator = (prompt: unknown) => ({
    __secret: ["prompt"],
    displayName: "Wording",
    outputFormat: "TEXT",
    prompt,
  });
  const secret = sealed({ plaintext: '"hush"' });
  for (const [from, to] of [
    ["hush one", "hush two"],
    [secret, secret],
  ]) {
    const review = reviewed([step("LanguageOperator", "wording", "update", operator(from), operator(to))]);
    for (const text of [markdown(review), reviewJson(review)]) assert.doesNotMatch(text, /hush/);
    assert.deepEqual(
      review.risks.map(({ id }) => id),
      ["R026"],
    );
  }
});

test("JSON names its version, and what it says is told by docs/review.md", () => {
  const value = JSON.parse(reviewJson(reviewed([rulesChange([rule()], [rule({ triggers: [] })])])));
  assert.equal(value.version, 1);
  assert.deepEqual(Object.keys(value), [
    "version",
    "project",
    "stack",
    "marker",
    "status",
    "headline",
    "liveChanges",
    "changes",
    "risk",
    "empty",
    "counts",
    "others",
    "complete",
    "risks",
    "objects",
    "warnings",
    "errors",
  ]);
  assert.deepEqual(Object.keys(value.risks[0]), ["id", "level", "title", "reason", "urn", "text"]);
  assert.deepEqual(Object.keys(value.objects[0]), [
    "urn",
    "kind",
    "name",
    "title",
    "operation",
    "changes",
    "takesEffect",
    "picture",
  ]);
});
