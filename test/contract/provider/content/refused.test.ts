import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import Ajv2020 from "ajv/dist/2020";
import fc from "fast-check";
import type { KindName } from "../../../../provider/catalogue";
import { checked, LANGUAGE_OPERATORS, newProvider } from "../../../engine/kit/classes";
import { bench, SENTIMENT } from "../../kit/emulator";
import { broken, schema, schemaWith } from "./arbitraries";

type Values = Record<string, unknown>;

/** Refusals and warnings of a preview for an object with this content. */
async function preview(t: TestContext) {
  const made = await bench(t);
  return (kind: KindName, args: Values) => checked(newProvider(kind), made, args);
}

const withSchema = (outputSchema: unknown): Values => ({
  displayName: "x",
  prompt: "x",
  outputFormat: "JSON",
  outputSchema,
});
const withResults = (json_result_schema: unknown): Values => ({
  friendlyName: "x",
  operatorType: "GenerativeJSON",
  config: { prompt: "x", json_result_schema },
});
const generative = (config: Values): Values => ({ friendlyName: "x", operatorType: "Generative", config });
const text = (more: Values): Values => ({ displayName: "x", prompt: "x", outputFormat: "TEXT", ...more });
const rules = (more: Values): Values => ({
  displayName: "x",
  rules: [{ operators: [{ id: SENTIMENT }], triggers: [], ...more }],
});

/** An oracle that is no part of this package. */
function isJsonSchema(value: object): boolean {
  const ajv = new Ajv2020({ strict: false, logger: false, validateFormats: false });
  try {
    return ajv.validateSchema(value) === true && ajv.compile(value) !== undefined;
  } catch {
    return false;
  }
}

test("a schema is refused where it is no JSON Schema, and only there", { timeout: 120_000 }, async (t) => {
  const say = await preview(t);
  const any = fc.oneof(schema, schemaWith(broken));
  await fc.assert(
    fc.asyncProperty(any, async (one) => {
      const isValid = isJsonSchema(one);
      for (const [kind, args] of [
        ["LanguageOperator", withSchema(one)],
        ["CustomOperator", withResults(one)],
      ] as const) {
        const { refused, warnings } = await say(kind, args);
        assert.equal(refused.length === 0, isValid, refused.join("\n"));
        assert.ok(warnings.length <= 1, "one line an operator");
      }
    }),
    { numRuns: 150 },
  );
});

const OUTSIDE: [title: string, one: object][] = [
  ["oneOf", { oneOf: [{ type: "string" }, { type: "null" }] }],
  ["allOf", { allOf: [{ type: "null" }] }],
  ["free names", { type: "object", additionalProperties: { type: "number" } }],
  ["a reference to another host", { $ref: "https://example.com/x.json" }],
  ["a property that may be absent", { type: "string" }],
];

for (const [title, one] of OUTSIDE) {
  test(`outside of what Twilio lists: ${title} is one short warning, in a preview and in the next`, async (t) => {
    const say = await preview(t);
    const root = { type: "object", properties: { a: one, b: one, c: one, d: one, e: one } };
    for (const [kind, args] of [
      ["LanguageOperator", withSchema(root)],
      ["CustomOperator", withResults(root)],
    ] as const) {
      const { refused, warnings } = await say(kind, args);
      assert.deepEqual(refused, []);
      assert.equal(warnings.length, 1);
      assert.ok((warnings[0] ?? "").length < 700, warnings[0]);
    }
  });
}

test("one resource that is checked twice in a run is warned about once", async (t) => {
  const made = await bench(t);
  const provider = newProvider("LanguageOperator");
  const args = text({ prompt: "{{parameters.a}}" });
  assert.equal((await checked(provider, made, args)).warnings.length, 1);
  assert.equal((await checked(provider, made, args)).warnings.length, 0);
});

const KINDS = { LanguageOperator: text, CustomOperator: generative, IntelligenceConfiguration: rules };

/** Content that, by every source, the API accepts. Suspicious content gives one warning. */
const ACCEPTED: [title: string, kind: keyof typeof KINDS, more: Values, warning?: RegExp][] = [
  [
    "a parameter that the prompt does not use",
    "LanguageOperator",
    { parameters: { a: { type: "STRING" } } },
    /prompt does not use parameters\.a\./,
  ],
  ["a parameter that is not declared", "LanguageOperator", { prompt: "{{parameters.a}}" }, /does not declare/],
  [
    "names of parameters with any letters",
    "LanguageOperator",
    {
      prompt: "{{parameters.first-name}}{{parameters.größe}}{{parameters.a b}}",
      parameters: { "first-name": { type: "STRING" }, größe: { type: "STRING" }, "a b": { type: "STRING" } },
    },
  ],
  ["a description of two lines", "LanguageOperator", { description: "One.\nTwo.\r\n\tThree." }],
  [
    "a description of a parameter of two lines",
    "LanguageOperator",
    { prompt: "{{parameters.a}}", parameters: { a: { type: "STRING", description: "One.\nTwo." } } },
  ],
  ["a long prompt", "LanguageOperator", { prompt: "x".repeat(65_537) }, /prompt has 65,537 characters/],
  ["a prompt of 65,536 characters", "LanguageOperator", { prompt: "x".repeat(65_536) }],
  ["an empty example", "LanguageOperator", { trainingExamples: [{ input: "", output: "" }] }],
  ["further members of a config", "CustomOperator", { prompt: "x", temperature: 1 }, /config\.temperature: Twilio doc/],
  ["a rule on demand", "IntelligenceConfiguration", { triggers: [] }],
  [
    "a rule that leaves out when it runs",
    "IntelligenceConfiguration",
    { triggers: undefined },
    /rules\[0\]: triggers is left out/,
  ],
  [
    "a long script",
    "IntelligenceConfiguration",
    { operators: [{ id: SENTIMENT, parameters: { s: "x".repeat(20_000) } }] },
    /not checked/,
  ],
];

for (const [title, kind, more, warning] of ACCEPTED) {
  test(`accepted, because nobody says that it is refused: ${title}`, async (t) => {
    const { refused, warnings } = await (await preview(t))(kind, KINDS[kind](more));
    assert.deepEqual(refused, []);
    assert.equal(warnings.length, warning === undefined ? 0 : 1, warnings.join("\n"));
    if (warning !== undefined) assert.match(warnings[0] ?? "", warning);
  });
}

test("a description of two lines is taken as it is", async (t) => {
  const made = await bench(t);
  const json = text({ description: "One.\nTwo." });
  assert.equal((await made.call("POST", LANGUAGE_OPERATORS, { json })).body.description, "One.\nTwo.");
});

/** Content that exceeds a documented limit. */
const DOCUMENTED: [title: string, config: Values, reason: RegExp][] = [
  ["a prompt over 4,000 characters", { prompt: "x".repeat(4001) }, /^config\.prompt must have at most 4000 characters/],
  ["no prompt", {}, /^config\.prompt is required/],
  ["an example without an output", { prompt: "x", examples: [{ input: "x" }] }, /^config\.examples\[0\]\.output/],
];

for (const [title, config, reason] of DOCUMENTED) {
  test(`refused by a documented limit, in the preview and by the emulator: ${title}`, async (t) => {
    const made = await bench(t);
    const { refused } = await checked(newProvider("CustomOperator"), made, generative(config));
    assert.equal(refused.length, 1);
    assert.match(refused[0] ?? "", reason);
    const form = { FriendlyName: "x", OperatorType: "Generative", Config: JSON.stringify(config) };
    assert.equal((await made.call("POST", "/v2/Operators/Custom", { form })).status, 400);
  });
}

test("a prompt of 4,000 characters is accepted, however many units they take", async (t) => {
  const made = await bench(t);
  const config = { prompt: "👩".repeat(4000) };
  assert.deepEqual(await checked(newProvider("CustomOperator"), made, generative(config)), {
    refused: [],
    warnings: [],
  });
  const form = { FriendlyName: "x", OperatorType: "Generative", Config: JSON.stringify(config) };
  assert.equal((await made.call("POST", "/v2/Operators/Custom", { form })).status, 202);
});

/** Schemas over the limits of v2, which the emulator has too. */
const OVER: [title: string, json_result_schema: Values][] = [
  ["a root that is no object", { type: "array" }],
  ["a keyword", { type: "object", properties: { a: { type: "string", format: "date" } } }],
  [
    "101 properties",
    { type: "object", properties: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`p${at}`, {}])) },
  ],
  ["501 values", { type: "object", properties: { a: { enum: Array.from({ length: 501 }, (_, at) => at) } } }],
  [
    "6 levels",
    Array.from({ length: 6 }).reduce<Values>((a) => ({ type: "object", properties: { a } }), { type: "null" }),
  ],
];

for (const [title, one] of OVER) {
  test(`a result schema over a documented limit is refused in the preview and by the emulator: ${title}`, async (t) => {
    const made = await bench(t);
    assert.equal((await checked(newProvider("CustomOperator"), made, withResults(one))).refused.length, 1);
    const Config = JSON.stringify({ prompt: "x", json_result_schema: one });
    const form = { FriendlyName: "x", OperatorType: "GenerativeJSON", Config };
    assert.equal((await made.call("POST", "/v2/Operators/Custom", { form })).status, 400);
  });
}
