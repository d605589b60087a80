import { strict as assert } from "node:assert";
import { createRequire } from "node:module";
import { test } from "node:test";
import fc from "fast-check";
import { marked } from "marked";
import { COMMENT_MAX } from "../../../cli/review/render/layout";
import { markdown } from "../../../cli/review/render/markdown";
import { reviewText } from "../../../cli/review/render/reviewText";
import { OPERATOR, recordedRule, reviewed, rule, rulesChange, step } from "./kit";

// Its types would bring the globals of a browser into every file.
const { JSDOM } = createRequire(__filename)("jsdom");

/** Pieces that mean something in Markdown, in HTML, on GitHub, or in the picture. */
const PIECES = [
  "|",
  "`",
  "```",
  "~~~",
  "<b>",
  "</details>",
  "<img src=x onerror=alert(1)>",
  "<!--",
  "-->",
  "@octocat",
  "#123",
  "![i](https://evil.example/i.png)",
  "[l](javascript:alert(1))",
  "https://evil.example",
  "**",
  "__",
  "~~",
  "\\",
  "\n",
  "\r\n",
  "# h",
  "- l",
  "1. l",
  "> q",
  "&lt;",
  "$x$",
  ":tada:",
  "end",
  '"',
  "'",
  ";",
  "]",
  "}",
  "\u2028",
  "🚨",
  "‮",
  "x".repeat(200),
  "\\|",
  "---",
  "\t",
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 8 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(""))
  // The engine knows no resource without a name.
  .filter((name) => name !== "");

/** A change in which everything that a program can name is named so. */
const review = (name: string) =>
  reviewed(
    [
      rulesChange(
        [recordedRule({ name })],
        [
          rule({ name, operators: [{ id: OPERATOR, version: 9, parameters: { [name]: name } }], triggers: [] }),
          rule({ name: `${name}2` }),
        ],
      ),
      step(
        "Service",
        name,
        "update",
        { uniqueName: "a", friendlyName: "a", webhookUrl: "https://a.example" },
        { uniqueName: name, friendlyName: name, webhookUrl: "http://b.example" },
      ),
      step(
        "LanguageOperator",
        `${name}o`,
        "update",
        { displayName: "a", prompt: "a b c" },
        {
          displayName: name,
          prompt: `a ${name} c`,
          outputSchema: { properties: { [name]: { type: name, enum: [name] } } },
        },
      ),
      step("CustomOperator", `${name}c`, "delete", { friendlyName: name, operatorType: name, config: {} }),
    ],
    { diagnostics: [{ severity: "warning", message: name }] },
  );

const ALLOWED = new Set([
  "H3",
  "H4",
  "P",
  "TABLE",
  "THEAD",
  "TBODY",
  "TR",
  "TH",
  "TD",
  "STRONG",
  "CODE",
  "PRE",
  "UL",
  "LI",
  "DETAILS",
  "SUMMARY",
  "SUB",
  "HR",
]);

/** Of each form of a comment, the fold-outs and headings that it has for four objects and a picture. */
const PARTS = { github: { details: 5, h4: 0 }, bitbucket: { details: 0, h4: 4 } };

test("nothing that a program names becomes a link, an image, a mention, a reference or markup of the comment", () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom("github", "bitbucket"), (name, host) => {
      const html = marked.parse(markdown(review(name), host), { async: false, gfm: true });
      const { body } = new JSDOM(html).window.document;
      const tags = [...body.querySelectorAll("*")].map(({ tagName }) => tagName);
      assert.deepEqual(
        tags.filter((tag) => !ALLOWED.has(tag)),
        [],
      );
      for (const code of [...body.querySelectorAll("code")]) code.remove();
      assert.doesNotMatch(body.textContent, /@octocat|#123|evil|alert|onerror|octocat/);
      for (const [part, count] of Object.entries({ ...PARTS[host], h3: 1 }))
        assert.equal(body.querySelectorAll(part).length, count, part);
    }),
    { seed: 6, numRuns: 100 },
  );
});

test("every comment begins with the marker of its stack, whatever is in it, and fits", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const comment = markdown(review(name));
      assert.ok(comment.startsWith("<!-- twilio-intelligence review: contact-centre/dev -->\n"));
      assert.ok(Buffer.byteLength(comment) <= COMMENT_MAX);
    }),
    { seed: 7, numRuns: 30 },
  );
});

test("text for a terminal holds no control characters but line ends, and no colours unless they are asked for", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      assert.doesNotMatch(reviewText(review(`\u001b[31m${name}`), false), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }),
    { seed: 8, numRuns: 50 },
  );
});
