import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import ts from "typescript";
import { namedRules } from "../../../cli/export/plan/namedRules";
import { Names, variableOf, wordsOf } from "../../../cli/export/plan/names";

const SEED = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);

test("a name becomes its words: without accents, marks and signs", () => {
  const expected = {
    "Customer calls": ["customer", "calls"],
    "customerCalls2 (EMEA)": ["customer", "calls2", "emea"],
    Überwachung: ["uberwachung"],
    "2nd-line_support": ["2nd", "line", "support"],
    客服: ["客服"],
    "📞 !": [],
  };
  for (const [name, words] of Object.entries(expected)) assert.deepEqual(wordsOf(name), words, name);
});

test("a name that cannot stand alone gets the kind in front, and one that is gone a number", () => {
  const names = new Names(["services"]);
  const given = ["Support", "support!", "", "2nd line", "class", "services"].map((one) => names.give([one], "Service"));
  assert.deepEqual(given, ["support", "support-2", "service", "service-2nd-line", "service-class", "services-2"]);
  assert.equal(variableOf("service-2nd-line"), "service2ndLine");
});

test(`names are variables that a module can declare, and no two are the same (seed ${SEED})`, () => {
  const title = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom(
      "a b",
      "a-b",
      "aB",
      "ab",
      "a b 2",
      "await",
      "import",
      "undefined",
      "Object",
      "__proto__",
      "ﬁ",
      "ß",
      "İ",
    ),
  );
  fc.assert(
    fc.property(fc.array(title, { maxLength: 40 }), (titles) => {
      const names = new Names();
      const variables = titles.map((one) => variableOf(names.give([one], "Service")));
      assert.equal(new Set(variables).size, titles.length);
      const source = variables.map((one, at) => `export const ${one} = ${at};\n`).join("");
      const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
      const { diagnostics } = ts.transpileModule(source, { compilerOptions: options, reportDiagnostics: true });
      assert.deepEqual(
        diagnostics?.map(({ messageText }) => messageText),
        [],
        source,
      );
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("rules are named after what they run, with when and a number where they have to be", () => {
  const rule = (on: string | undefined, ...ids: string[]) => ({
    operators: ids.map((id) => ({ id })),
    triggers: on === undefined ? [] : [{ on }],
  });
  const titles: Record<string, string> = { a: "Call summary", b: "Sentiment", c: "x ".repeat(60) };
  const rules = [
    rule("CONVERSATION_END", "a"),
    rule("COMMUNICATION", "a"),
    rule("COMMUNICATION", "a"),
    rule("COMMUNICATION", "a", "b"),
    rule("COMMUNICATION", "c", "c"),
    rule("COMMUNICATION", "c", "c"),
    rule(undefined, "a", "b", "gone"),
    rule(undefined, "gone"),
  ];
  const names = namedRules(rules, (id) => titles[id]).map(({ name }) => String(name));
  const long = "x-x-x-x-x-x-x-x-x-x-x-x-x-x";
  assert.deepEqual(names, [
    "call-summary-at-end",
    "call-summary-live",
    "call-summary-live-2",
    "call-summary-and-sentiment",
    `${long.slice(0, 27)}-and-${long.slice(0, 27)}`,
    `${long.slice(0, 27)}-and-${long.slice(0, 27)}-2`,
    "call-summary-and-2-more",
    "operator",
  ]);
  for (const name of names) assert.ok(name.length <= 64, name);
});
