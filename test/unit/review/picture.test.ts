import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import fc from "fast-check";
import { readPreview } from "../../../cli/review/preview/preview";
import { reviewOf } from "../../../cli/review/review";
import { CASES } from "../../golden/review/cases";
import { OPERATOR, OTHER, recordedRule, reviewed, rule, rulesChange } from "./kit";

/** The parser that GitHub draws with. It looks for a page when it is loaded. */
let parse: (text: string) => Promise<unknown>;
before(async () => {
  const { JSDOM } = createRequire(__filename)("jsdom");
  const { window } = new JSDOM("");
  Object.assign(globalThis, { window, document: window.document });
  const { default: mermaid } = await import("mermaid");
  parse = (text) => mermaid.parse(text);
});

const pictures = (name: string) =>
  reviewOf(readPreview(readFileSync(join(__dirname, "../../golden/review", `${name}.json`), "utf8"))).objects.flatMap(
    ({ picture }) => picture ?? [],
  );

test("the parser refuses what is no picture, so that the other tests mean something", async () => {
  await assert.rejects(parse('flowchart LR\n  a["x'));
});

test("every picture of the golden comments is valid", async () => {
  const all = CASES.flatMap(({ name }) => pictures(name));
  assert.ok(all.length >= 10);
  for (const picture of all) await parse(picture);
});

const nasty = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    "end",
    "graph",
    "subgraph",
    "style",
    "click",
    "default",
    '"',
    "`x`",
    "a;b",
    "[x]",
    "(x)",
    "{x}",
    "x]]",
    "#quot;",
    "&amp;",
    "<script>",
    "%% x",
    "a-->b",
    "🚨🚨",
    "緊急",
    "x".repeat(200),
    "\\",
    "|",
    "%%{init: {}}%%",
    "---",
    "o--o",
    ":::newPart",
    "1. x",
    "- x",
    "# x",
    "\n",
    "\u202e",
  ),
);

test("a picture is valid whatever rules, operators and webhooks are called", async () => {
  const url = fc
    .webUrl({ withQueryParameters: true, withFragments: true })
    .map((one) => one.replace(/^http:/, "https:"));
  await fc.assert(
    fc.asyncProperty(nasty, nasty, url, nasty, async (name, other, hook, id) => {
      const review = reviewed([
        rulesChange(
          [recordedRule({ name }), recordedRule({ name: `${name}-gone`, operators: [{ id: OTHER }, { id }] })],
          [
            rule({
              name,
              operators: [{ id }, { id: OPERATOR, version: 9 }],
              triggers: [{ on: other }],
              actions: [{ url: hook }],
            }),
          ],
        ),
      ]);
      const [picture] = review.objects.flatMap(({ picture }) => picture ?? []);
      assert.ok(picture !== undefined);
      await parse(picture);
    }),
    { seed: 6, numRuns: 40 },
  );
});

test("what is new, gone and changed is said in words, with lines of its own, besides the colour", () => {
  const [picture = ""] = reviewed([
    rulesChange(
      [recordedRule(), recordedRule({ name: "old", operators: [{ id: OTHER }] })],
      [
        rule({ triggers: [{ on: "COMMUNICATION", parameters: { count: 2 } }] }),
        rule({ name: "young", operators: [{ id: `${OTHER}x` }], triggers: [{ on: "CONVERSATION_END" }], actions: [] }),
      ],
    ),
  ]).objects.flatMap(({ picture }) => picture ?? []);
  assert.match(picture, /\["NEW rule young"\]/);
  assert.match(picture, /\["REMOVED rule old"\]/);
  assert.match(picture, /\["CHANGED rule watch"\]/);
  assert.match(picture, /"CHANGED<br\/>on every 2nd message or utterance<br\/>was every 4th"/);
  assert.match(picture, /==>/);
  assert.match(picture, /-\.->/);
  assert.match(picture, /gonePart .*stroke-dasharray/);
});

test("a Configuration of which no rule changes has no picture", () => {
  const { objects } = reviewed([rulesChange([recordedRule()], [rule()])]);
  assert.deepEqual(
    objects.map(({ picture }) => picture),
    [undefined],
  );
});
