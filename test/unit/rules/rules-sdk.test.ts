import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { LanguageOperator } from "../../../sdk/languageOperator";
import { withOperatorIds } from "../../../sdk/rules";

const ID = `intelligence_operator_${"0".repeat(26)}`;

before(() =>
  pulumi.runtime.setMocks({
    newResource: ({ inputs }) => ({ id: ID, state: inputs }),
    call: () => ({}),
  }),
);

const plain = <T>(value: T): Promise<unknown> =>
  new Promise((resolve) => {
    pulumi.output(value).apply(resolve);
  });
const long = async (rules: unknown) => JSON.parse(JSON.stringify(await plain(withOperatorIds(rules))));
const operator = (parameters?: Record<string, { type: "STRING" }>) =>
  new LanguageOperator("o", { displayName: "o", outputFormat: "TEXT", prompt: "p", ...(parameters && { parameters }) });

test("an operator of the program is named by its id, with what it declares; an id stays as it is written", async () => {
  const own = operator({ a: { type: "STRING" } });
  const bare = operator();
  const declares = { a: { type: "STRING" } };
  const rules = [
    {
      name: "r",
      operators: [ID, own, bare, { id: ID, version: 2 }, { id: own.id, version: 3, parameters: { a: "b" } }],
    },
  ];
  const wanted = [
    {
      name: "r",
      operators: [
        ID,
        { id: ID, __declares: declares },
        { id: ID, __declares: {} },
        { id: ID, version: 2 },
        { id: ID, version: 3, parameters: { a: "b" }, __declares: declares },
      ],
    },
  ];
  assert.deepEqual(await long(rules), wanted);

  await test("behind an output or a promise, at any depth", async () => {
    const { operators } = rules[0] ?? {};
    // An id in an output of an output is a text like any other by the time it is known.
    const last = { id: ID, version: 3, parameters: { a: "b" } };
    const expected = [{ name: "r", operators: [...(wanted[0]?.operators.slice(0, -1) ?? []), last] }];
    assert.deepEqual(await long(pulumi.output(rules)), expected);
    assert.deepEqual(await long(Promise.resolve(rules)), expected);
    assert.deepEqual(await long([pulumi.output({ name: "r", operators: Promise.resolve(operators) })]), expected);
    assert.deepEqual(await long([{ operators: [own.id] }]), [{ operators: [ID] }]);
  });
});

test("what is no rule stays as it is, for the check to name", async () => {
  assert.equal(withOperatorIds(undefined), undefined);
  assert.equal(withOperatorIds("rules"), "rules");
  assert.deepEqual(await long([null, 5, { operators: "x" }, { operators: [7, null] }]), [
    null,
    5,
    { operators: "x" },
    { operators: [7, null] },
  ]);
});
