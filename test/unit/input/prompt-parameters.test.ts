import assert from "node:assert/strict";
import { test } from "node:test";
import { fitsType, promptFailures } from "../../../provider/operators/promptParameters";
import { UNKNOWN } from "../../../provider/values/unknown";

const refusals = (prompt: unknown, parameters?: unknown) =>
  promptFailures({ prompt, parameters }).map(({ property, reason }) => `${property} ${reason}`);
const text = { type: "STRING" };

const CASES: [title: string, prompt: unknown, parameters: unknown, refused: RegExp[]][] = [
  ["neither", "Say it.", undefined, []],
  ["both", "In {{parameters.a}} and {{ parameters.b }}, {{parameters.a}}.", { a: text, b: text }, []],
  ["not declared", "In {{parameters.a}}.", {}, [/^parameters\.a is not declared/]],
  [
    "not declared, but inherited by every object",
    "{{parameters.constructor}}",
    {},
    [/^parameters\.constructor is not/],
  ],
  ["not in the prompt", "Say it.", { a: text }, [/^prompt does not have \{\{parameters\.a\}\}/]],
  ["each the other", "{{parameters.b}}", { a: text }, [/^parameters\.b is not declared/, /^prompt does not have/]],
  ["another kind of place", "{{input}} {parameters.a} {{parameters}}", undefined, []],
  ["knowledge, which has no place", "Say it.", { k: { type: "KNOWLEDGE_BASE_AND_SOURCE_IDS" } }, []],
  ["a prompt that is not known yet", UNKNOWN, { a: text }, []],
  ["parameters that are not known yet", "{{parameters.a}}", UNKNOWN, []],
  ["a parameter that is not known yet", "{{parameters.b}}", { a: UNKNOWN }, []],
  ["a default", "{{parameters.n}}", { n: { type: "INTEGER", default: 3 } }, []],
  [
    "a default of another type",
    "{{parameters.n}}",
    { n: { type: "INTEGER", default: 1.5 } },
    [/^parameters\.n\.default must be a whole/],
  ],
  ["a default that is not known yet", "{{parameters.n}}", { n: { type: "INTEGER", default: UNKNOWN } }, []],
  [
    "a default for knowledge",
    "Say it.",
    { k: { type: "KNOWLEDGE_BASE_AND_SOURCE_IDS", default: "a:b" } },
    [/^parameters\.k\.default is not for knowledge/],
  ],
];

for (const [title, prompt, parameters, expected] of CASES) {
  test(`a prompt and its parameters: ${title}`, () => {
    const found = refusals(prompt, parameters);
    assert.equal(found.length, expected.length, found.join("\n"));
    for (const [at, pattern] of expected.entries()) assert.match(found[at] ?? "", pattern);
  });
}

test("a value is of a parameter's type, or it is not", () => {
  const values = ["text", 1, 1.5, true, "a:b", ["a:b", "c:d"], ["a:b", "c"], { a: 1 }];
  const fitting = (type: string) => values.filter((value) => fitsType(type, value));
  assert.deepEqual(fitting("STRING"), ["text", "a:b"]);
  assert.deepEqual(fitting("INTEGER"), [1]);
  assert.deepEqual(fitting("NUMBER"), [1, 1.5]);
  assert.deepEqual(fitting("BOOLEAN"), [true]);
  assert.deepEqual(fitting("KNOWLEDGE_BASE_AND_SOURCE_IDS"), ["a:b", ["a:b", "c:d"]]);
  assert.deepEqual(fitting("A_TYPE_OF_NEXT_YEAR"), values);
});
