import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "../../../provider/catalogue";
import { handedSchema } from "../../../provider/table/body";
import { withoutNulls } from "../../../provider/table/nulls";
import type { Values } from "../../../provider/values/json";

const strip = (kind: keyof typeof catalogue, values: Values) =>
  withoutNulls(handedSchema(catalogue[kind].resource), values);

test("null in an optional member of a rule, at any depth, means that it is not declared", () => {
  const rule = (version: null | undefined, count: null | undefined) => ({
    operators: [{ id: "intelligence_operator_1", ...(version === null && { version }) }],
    triggers: [{ on: "COMMUNICATION", parameters: { ...(count === null && { count }) } }],
  });
  assert.deepEqual(
    strip("IntelligenceConfiguration", { displayName: "a", description: null, rules: [rule(null, null)] }),
    {
      displayName: "a",
      rules: [rule(undefined, undefined)],
    },
  );
});

test("null where a value is required stays, so that the check names it", () => {
  const values = { displayName: null, rules: [{ operators: [{ id: null }], triggers: [{ on: null }] }] };
  assert.deepEqual(strip("IntelligenceConfiguration", values), values);
});

test("null in JSON of the program's own is content", () => {
  const outputSchema = { anyOf: [{ type: "string" }, { const: null }], enum: ["a", null], default: null };
  const values = {
    displayName: "a",
    outputSchema,
    trainingExamples: [{ input: "a", output: JSON.parse('{"verdict":null}') }],
  };
  assert.deepEqual(strip("LanguageOperator", values), values);
  const operator = { id: "intelligence_operator_1", parameters: { note: null } };
  const rules = [{ operators: [operator], triggers: [] }];
  assert.deepEqual(strip("IntelligenceConfiguration", { displayName: "a", rules }), { displayName: "a", rules });
});
