import assert from "node:assert/strict";
import { test } from "node:test";
import { bench, rule, SENTIMENT } from "../kit/emulator";

/** Keys that no sorting leaves as they are. */
const schema = {
  properties: {
    reasoning: { description: "first", type: "string" },
    verdict: { type: "object", properties: { z: { type: "string" }, a: { enum: ["y", "x"], type: "string" } } },
  },
  type: "object",
};

/** The same as the server stores it: every property is required, and there are no others. */
const closed = JSON.stringify({
  properties: {
    reasoning: schema.properties.reasoning,
    verdict: { ...schema.properties.verdict, additionalProperties: false, required: ["z", "a"] },
  },
  type: "object",
  additionalProperties: false,
  required: ["reasoning", "verdict"],
});

test("an output schema comes back in the order of its keys, and so does every version of it", async (t) => {
  const { call } = await bench(t);
  const path = "/v3/ControlPlane/Operators";
  const json = { prompt: "x", outputSchema: schema, outputFormat: "JSON", displayName: "x" };
  const { body } = await call("POST", path, { json });
  assert.equal(JSON.stringify(body.outputSchema), closed);
  assert.equal(JSON.stringify((await call("GET", `${path}/${body.id}`)).body.outputSchema), closed);
  assert.equal(JSON.stringify((await call("GET", `${path}/${body.id}/Versions/1`)).body.outputSchema), closed);
});

test("a put that only changes the order of keys changes the order", async (t) => {
  const { call } = await bench(t);
  const path = "/v3/ControlPlane/Operators";
  const body = (names: string[]) => ({
    displayName: "x",
    prompt: "x",
    outputFormat: "JSON",
    outputSchema: { type: "object", properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])) },
  });
  const { id } = (await call("POST", path, { json: body(["b", "a"]) })).body;
  const put = await call("PUT", `${path}/${id}`, { json: body(["a", "b"]) });
  assert.deepEqual(Object.keys(put.body.outputSchema.properties), ["a", "b"]);
});

test("parameters of a rule, and the config of a v2 operator, keep the order of their keys", async (t) => {
  const { call } = await bench(t);
  const parameters = { tone: "calm", depth: { z: 1, b: [{ y: 1, c: 2 }] }, abc: 1 };
  const rules = [rule({ operators: [{ id: SENTIMENT, parameters }] })];
  const made = await call("POST", "/v3/ControlPlane/Configurations", { json: { displayName: "x", rules } });
  assert.equal(JSON.stringify(made.body.rules[0].operators[0].parameters), JSON.stringify(parameters));

  const Config = JSON.stringify({ prompt: "x", json_result_schema: schema, examples: [] });
  const form = { FriendlyName: "x", OperatorType: "GenerativeJSON", Config };
  const operator = await call("POST", "/v2/Operators/Custom", { form });
  assert.equal(operator.status, 202, operator.body.message);
  const { body } = await call("GET", `/v2/Operators/Custom/${operator.body.sid}`);
  const json_result_schema = JSON.parse(closed);
  assert.equal(JSON.stringify(body.config), JSON.stringify({ prompt: "x", json_result_schema, examples: [] }));
});
