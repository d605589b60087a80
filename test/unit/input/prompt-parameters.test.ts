import assert from "node:assert/strict";
import { test } from "node:test";
import { fitsType, parameterFailures, promptRemarks } from "../../../provider/operators/promptParameters";
import { UNKNOWN } from "../../../provider/values/unknown";

const text = { type: "STRING" };

const REMARKS: [title: string, prompt: unknown, parameters: unknown, remarks: string[]][] = [
  ["neither", "Say it.", undefined, []],
  ["both", "In {{parameters.a}} and {{ parameters.b }}, {{parameters.a}}.", { a: text, b: text }, []],
  ["names of any letters", "{{parameters.first-name}} {{ parameters.größe }}", { "first-name": text, größe: text }, []],
  ["not declared", "In {{parameters.a}}.", {}, ["prompt has {{parameters.a}}, which parameters does not declare."]],
  [
    "not declared, but inherited by every object",
    "{{parameters.constructor}}",
    {},
    ["prompt has {{parameters.constructor}}, which parameters does not declare."],
  ],
  ["not in the prompt", "Say it.", { a: text }, ["prompt does not use parameters.a."]],
  [
    "each the other",
    "{{parameters.b}}",
    { a: text },
    ["prompt has {{parameters.b}}, which parameters does not declare.", "prompt does not use parameters.a."],
  ],
  [
    "many",
    "Say it.",
    Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`p${at}`, text])),
    ["prompt does not use parameters.p0, parameters.p1, parameters.p2 and 47 more."],
  ],
  ["another kind of place", "{{input}} {parameters.a} {{parameters}}", undefined, []],
  ["knowledge, which has no place", "Say it.", { k: { type: "KNOWLEDGE_BASE_AND_SOURCE_IDS" } }, []],
  ["a prompt that is not known yet", UNKNOWN, { a: text }, []],
  ["parameters that are not known yet", "{{parameters.a}}", UNKNOWN, []],
  ["a parameter that is not known yet", "{{parameters.b}}", { a: UNKNOWN }, []],
];

for (const [title, prompt, parameters, expected] of REMARKS) {
  test(`a prompt and its parameters: ${title}`, () =>
    assert.deepEqual(promptRemarks({ prompt, parameters }), expected));
}

test("a default is of its parameter's type", () => {
  const failures = (parameters: unknown) =>
    parameterFailures({ parameters }).map(({ property, reason }) => `${property} ${reason}`);
  assert.deepEqual(failures({ n: { type: "INTEGER", default: 3 } }), []);
  assert.deepEqual(failures({ n: { type: "INTEGER", default: UNKNOWN } }), []);
  assert.match(failures({ n: { type: "INTEGER", default: 1.5 } }).join(), /^parameters\.n\.default must be a whole/);
  const knowledge = { k: { type: "KNOWLEDGE_BASE_AND_SOURCE_IDS", default: "a:b" } };
  assert.match(failures(knowledge).join(), /^parameters\.k\.default is not for knowledge/);
});

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
