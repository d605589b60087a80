import { strict as assert } from "node:assert";
import { test } from "node:test";
import { plainText } from "../../../cli/review/phrase";
import { UNKNOWN_TEXT as UNKNOWN } from "../../../dynamic/host";
import { OPERATOR, OTHER, reviewed, rule, rulesChange, type StepLike, step, urn } from "./kit";

const facts = (...steps: StepLike[]): string[] =>
  reviewed(steps).objects.flatMap(({ facts }) => facts.map(({ say }) => plainText(say).replaceAll("**", "")));

const every = (count?: number) => [{ on: "COMMUNICATION", ...(count && { parameters: { count } }) }];

const RULES: [does: string, from: Record<string, unknown>, to: Record<string, unknown>, says: string[]][] = [
  [
    "a pinned version",
    { operators: [{ id: OPERATOR, version: 3 }] },
    { operators: [{ id: OPERATOR, version: 4 }] },
    [`rule "watch": now runs "${OPERATOR}" fixed to version 4 (was 3)`],
  ],
  [
    "another operator",
    { operators: [{ id: OPERATOR }] },
    { operators: [{ id: OTHER }], name: "watch" },
    [`rule "watch": runs "${OTHER}" instead of "${OPERATOR}"`],
  ],
  [
    "one operator more",
    { operators: [{ id: OPERATOR }] },
    { operators: [{ id: OPERATOR }, { id: OTHER, version: 2 }] },
    [`rule "watch": also runs "${OTHER}", fixed to version 2,`],
  ],
  [
    "a parameter",
    { operators: [{ id: OPERATOR, parameters: { tone: "formal" } }] },
    { operators: [{ id: OPERATOR, parameters: { tone: "warm" } }] },
    [`rule "watch": parameter "tone" of "${OPERATOR}" is "warm" (was "formal")`],
  ],
  [
    "how often it runs",
    { triggers: every(5) },
    { triggers: every(2) },
    ['rule "watch": runs on every 2nd message or utterance (was every 5th): 2.5 × as often'],
  ],
  [
    "another event",
    { triggers: [{ on: "CONVERSATION_END" }] },
    { triggers: every() },
    [
      'rule "watch": runs on every message and utterance (was when the conversation ends): about 20 × as often, in a conversation of 20 messages or utterances',
    ],
  ],
  [
    "the host of a webhook",
    { actions: [{ url: "https://a.example/x" }] },
    { actions: [{ url: "https://b.example/x" }] },
    [
      'rule "watch": webhook host for results changes from "a.example" to "b.example", which nothing in this stack sends data to today',
    ],
  ],
  [
    "a credential in a webhook, which stays hidden",
    { actions: [{ url: "https://a.example/x?key=1" }] },
    { actions: [{ url: "https://a.example/x?key=2" }] },
    ['rule "watch": the webhook for results changes in a redacted part: "https://a.example/x?key=[secret]"'],
  ],
  [
    "memory",
    {},
    { context: { memory: { enabled: true } } },
    [`rule "watch": operators get Twilio's memory of the customer`],
  ],
];

for (const [does, from, to, says] of RULES) {
  test(`a rule that changes ${does} is told so`, () => {
    assert.deepEqual(facts(rulesChange([rule(from)], [rule(to)])), says);
  });
}

test("what the server writes in other words is no change", () => {
  const before = rule({
    triggers: every(),
    actions: [{ type: "WEBHOOK", method: "POST", url: "https://a.example/x" }],
    context: {},
  });
  const after = rule({
    triggers: every(1),
    actions: [{ url: "https://a.example/x" }],
    operators: [{ id: OPERATOR, version: 3, parameters: {} }],
  });
  assert.deepEqual(facts(rulesChange([before], [after])), ["is written again, but no declared property changes"]);
});

test("a rule that moves is told as moved, not as changed, and a rule without a name by its place", () => {
  const [a, b, c] = [
    rule({ name: "a" }),
    rule({ name: "b", operators: [{ id: OTHER }] }),
    rule({ name: undefined, operators: [{ id: `${OTHER}c` }] }),
  ];
  assert.deepEqual(facts(rulesChange([a, b], [b, a])), [
    'rule "a" moves from position 1 to 2 (its effect does not change)',
  ]);
  assert.deepEqual(facts(rulesChange([a, b, c], [a, b])).length, 1);
  assert.match(facts(rulesChange([a, b, c], [a, b]))[0] ?? "", /^rule 3 is removed/);
});

test("a rule under another name that does the same is no change: the name is the program's own", () => {
  assert.deepEqual(facts(rulesChange([rule({ name: "old" })], [rule({ name: "old", __key: "old" })])), [
    "is written again, but no declared property changes",
  ]);
});

test("an operator that does not exist yet goes by its name in the program, found by the parameters that it takes", () => {
  const operator = (name: string, parameters: object) =>
    step("LanguageOperator", name, "create", undefined, {
      displayName: name,
      outputFormat: "TEXT",
      prompt: "x",
      parameters,
    });
  const told = facts(
    operator("plain", {}),
    operator("urgency", { trade: { type: "STRING", required: true } }),
    step(
      "IntelligenceConfiguration",
      "support",
      "create",
      undefined,
      {
        displayName: "Support",
        rules: [
          rule({
            operators: [
              { id: UNKNOWN, parameters: { trade: "plumber" } },
              { id: UNKNOWN, version: UNKNOWN },
            ],
          }),
        ],
      },
      { rules: [urn("LanguageOperator", "plain"), urn("LanguageOperator", "urgency")] },
    ),
  );
  assert.ok(
    told.some((one) =>
      one.includes('runs "urgency", "plain", fixed to the version that this update creates, on every 4th'),
    ),
    told.join("\n"),
  );
});

test("an answer's shape is compared property by property, without what the server writes over", () => {
  const operator = (properties: object, more: object = {}) => ({
    displayName: "Promises",
    outputFormat: "JSON",
    prompt: "x",
    outputSchema: { type: "object", properties, ...more },
  });
  const told = facts(
    step(
      "LanguageOperator",
      "promises",
      "update",
      operator({
        a: { type: "string", enum: ["x", "y"] },
        b: { type: "array", items: { type: "object", properties: { c: { type: "string" } } } },
      }),
      operator(
        {
          a: { type: "string", enum: ["x", "z"] },
          b: { type: "array", items: { type: "object", properties: { c: { type: "number" } } } },
          d: { type: "boolean" },
        },
        { required: ["a"], additionalProperties: false },
      ),
    ),
  );
  assert.deepEqual(told.slice(0, 3), [
    'the answer: "a" may also be "z" and is no longer "y"',
    'the answer: "b[].c" is "number" (was "string")',
    'the answer has a new property "d": "boolean"',
  ]);
});
