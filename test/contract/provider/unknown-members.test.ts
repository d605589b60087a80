import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { newProvider } from "../../engine/kit/classes";
import { CONFIGURATIONS, SENTIMENT, SUMMARY } from "../../engine/kit/stand";
import { Stack } from "../../faults/matrix/stack";
import { bench } from "../kit/emulator";

const args = (description: string, ...operators: object[]) => ({
  displayName: "live",
  description,
  rules: [{ name: "r", operators, triggers: [{ on: "COMMUNICATION", parameters: { count: 2 } }] }],
});

test("members of a rule's operators and triggers that this release does not know survive an update, each with its own", async (t) => {
  for (const method of ["log", "warn"] as const) t.mock.method(console, method, () => undefined);
  const made = await bench(t);
  const stack = new Stack(() => newProvider("IntelligenceConfiguration"), made);
  const [summary, sentiment] = [{ id: SUMMARY }, { id: SENTIMENT, parameters: {} }];
  await stack.up(args("one", summary, sentiment));
  const path = `${CONFIGURATIONS}/${stack.entry?.id}`;
  const [rule] = (await made.call("GET", path)).body.rules;
  const rules = [
    {
      ...rule,
      priority: 1,
      operators: rule.operators.map((one: object, at: number) => ({ ...one, temperature: at })),
      triggers: [{ on: "COMMUNICATION", window: { s: 5 }, parameters: { count: 2, channels: ["SMS"] } }],
    },
  ];
  const edit = { fields: { rules }, bumpVersion: false };
  assert.equal((await made.admin("PATCH", `/objects/${stack.entry?.id}`, edit)).status, 200);

  made.emulator.clearRequests();
  await stack.up(args("two", sentiment, summary));
  const put = made.emulator.requests().find(({ method }) => method === "PUT");
  const { description, rules: sent } = z.object({ description: z.string(), rules: z.array(z.any()) }).parse(put?.body);
  const [after] = sent;
  const temperatures = after.operators.map(({ id, temperature }: Record<string, unknown>) => [id, temperature]);
  assert.deepEqual([description, after.priority], ["two", 1]);
  assert.deepEqual(temperatures, [
    [SENTIMENT, 1],
    [SUMMARY, 0],
  ]);
  assert.deepEqual(after.triggers, rules[0]?.triggers);
  assert.equal(await stack.differs(args("two", sentiment, summary)), false);
});
