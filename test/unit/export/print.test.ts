import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";
import fc from "fast-check";
import { format } from "prettier";
import ts from "typescript";
import { printValue } from "../../../cli/export/write/code";

const SEED = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const check = { seed: SEED, numRuns: 300 };

/** What the compiler makes of an expression. */
function evaluated(expression: string): unknown {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, alwaysStrict: true };
  const { outputText, diagnostics } = ts.transpileModule(`export const value = ${expression};\n`, {
    compilerOptions: options,
    reportDiagnostics: true,
  });
  assert.deepEqual(
    diagnostics?.map(({ messageText }) => messageText),
    [],
    expression,
  );
  const context = { exports: { value: undefined } };
  vm.runInNewContext(outputText, context);
  return JSON.parse(JSON.stringify(context.exports.value));
}

/** What breaks out of strings, templates, lines and comments, next to ordinary words. */
const PIECES = ["`", "$" + "{", "}", "\\", '"', "'", "\n", "\r", "\r\n", "\t", " ", "  \n", "\u2028", "\u2029", "\0"];
const HIDDEN = ["\u202e", "\ufeff", "\ud800", "\udc00", "*/", "//", "é", "客服", "-", "word", "0"];
const pieces = fc.array(fc.constantFrom(...PIECES, ...HIDDEN), { maxLength: 12 }).map((all) => all.join(""));
const anyText = fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 60 }), fc.constant("👩‍💻 नमस्ते"));
const words = fc
  .array(fc.constantFrom("the", "customer", "asked", '"quoted"', "it's", "{{parameters.x}}", "\n"), { maxLength: 30 })
  .map((all) => all.join(" "));
const names = fc.constantFrom(
  "id",
  "on",
  "type",
  "prompt",
  "description",
  "a-b",
  "1",
  "__proto__",
  "class",
  "é",
  "客服",
);

const jsonOf = (text: fc.Arbitrary<string>) =>
  fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: "small" },
      text,
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (Object.is(one, -0) ? 0 : one)),
      fc.constant(null),
      fc.array(tie("json"), { maxLength: 5 }),
      fc.array(fc.integer(), { maxLength: 40 }),
      fc.array(fc.tuple(fc.oneof(names, text), tie("json")), { maxLength: 5 }).map((all) => Object.fromEntries(all)),
    ),
  })).json;

test(`every text is in the program as it is in the account (seed ${SEED})`, () => {
  fc.assert(
    fc.property(anyText, (one) => {
      assert.equal(evaluated(printValue(one)), one);
    }),
    check,
  );
});

test(`every JSON value is in the program as it is in the account (seed ${SEED})`, () => {
  fc.assert(
    fc.property(jsonOf(anyText), (one) => {
      assert.deepEqual(evaluated(printValue(one)), JSON.parse(JSON.stringify(one)));
    }),
    check,
  );
});

test(`Prettier leaves what is printed as it is (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(names, jsonOf(fc.oneof(words, pieces)), { maxKeys: 4 }), async (one) => {
      const printed = `new Service("name", ${printValue(one)});\n`;
      assert.equal(await format(printed, { parser: "typescript" }), printed);
    }),
    check,
  );
});
