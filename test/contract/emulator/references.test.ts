import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { bench, refused } from "../kit/emulator";

const OPERATORS = "/v3/ControlPlane/Operators";
const CONFIGURATIONS = "/v3/ControlPlane/Configurations";
const text = { displayName: "mood", prompt: "How do they feel?", outputFormat: "TEXT" };

async function withOperator(t: TestContext, extra: Record<string, unknown> = {}) {
  const b = await bench(t);
  const created = await b.call("POST", OPERATORS, { json: { ...text, ...extra } });
  assert.equal(created.status, 201, created.body.message);
  const path = `${OPERATORS}/${created.body.id}`;
  const put = () => b.call("PUT", path, { json: text });
  return { ...b, created, path, put };
}

const parameters = {
  tone: { type: "STRING", required: true },
  depth: { type: "INTEGER" },
  share: { type: "NUMBER", required: true, default: 0.5 },
  loud: { type: "BOOLEAN" },
  source: { type: "KNOWLEDGE_BASE_AND_SOURCE_IDS" },
};

test("a configuration may use an own operator, with a version that there is and the parameters that it declares", async (t) => {
  const { call, created, put } = await withOperator(t, { parameters });
  const make = (reference: Record<string, unknown>) =>
    call("POST", CONFIGURATIONS, {
      json: { displayName: "x", rules: [{ operators: [{ id: created.body.id, ...reference }], actions: [] }] },
    });
  const given = { tone: "calm", depth: 3, share: 1, loud: false, source: "know_knowledgebase_1:know_knowledge_1" };
  assert.equal((await make({ parameters: given })).status, 201);
  assert.equal((await make({ version: 1, parameters: { tone: "calm" } })).status, 201);
  const wrong: [Record<string, unknown>, RegExp][] = [
    [{ version: 2, parameters: given }, /^rules\[0\]\.operators\[0\]\.version: .*no version 2/],
    [{}, /parameters\.tone: the operator requires/],
    [{ parameters: { ...given, other: 1 } }, /parameters\.other: the operator has no such parameter/],
    [{ parameters: { ...given, tone: 1 } }, /parameters\.tone: must be of type STRING/],
    [{ parameters: { ...given, depth: 1.5 } }, /parameters\.depth: must be of type INTEGER/],
    [{ parameters: { ...given, share: "1" } }, /parameters\.share: must be of type NUMBER/],
    [{ parameters: { ...given, loud: "yes" } }, /parameters\.loud: must be of type BOOLEAN/],
    [{ parameters: { ...given, source: "base" } }, /parameters\.source: must be of type KNOWLEDGE/],
  ];
  for (const [reference, message] of wrong) refused(await make(reference), 400, 20001, message);
  await put();
  assert.equal((await make({})).status, 201, "the newest version declares none");
  refused(await make({ version: 1 }), 400, 20001, /parameters\.tone/);
});

test("an operator that a configuration uses can be deleted; the configuration then cannot be put as it is", async (t) => {
  const { call, created, path } = await withOperator(t);
  const json = { displayName: "x", rules: [{ operators: [{ id: created.body.id }], actions: [] }] };
  const { body } = await call("POST", CONFIGURATIONS, { json });
  assert.equal((await call("DELETE", path)).status, 204);
  const again = await call("PUT", `${CONFIGURATIONS}/${body.id}`, { json: body });
  refused(again, 400, 70001, new RegExp(created.body.id));
});
