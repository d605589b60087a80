import assert from "node:assert/strict";
import { test } from "node:test";
import { configured, newProvider } from "../../../engine/kit/classes";
import { CONFIGURATIONS, ownOperator } from "../../../engine/kit/stand";
import { bench } from "../../kit/emulator";

test("a version that somebody pinned while both sides wrote the same description is a conflict", async (t) => {
  const made = await bench(t);
  const operator = await ownOperator(made);
  const provider = configured(newProvider("IntelligenceConfiguration"), made);
  const declared = (description: string) => ({
    displayName: "live",
    description,
    rules: [{ operators: [{ id: operator }], triggers: [{ on: "CONVERSATION_END" }], actions: [] }],
  });
  const { inputs } = await provider.check({}, declared("one"));
  const { id, outs } = await provider.create(inputs);

  const path = `${CONFIGURATIONS}/${id}`;
  const live = (await made.call("GET", path)).body;
  const pinned = { ...live.rules[0], operators: [{ id: operator, version: 1 }] };
  const edit = { displayName: "live", description: "two", rules: [pinned] };
  assert.equal((await made.call("PUT", path, { json: edit })).status, 200);

  const next = await provider.check(inputs, declared("two"));
  await assert.rejects(
    provider.update(id, outs, next.inputs),
    /was changed in the account.*rules\S*operators\[0\]\.version/s,
  );
  assert.equal((await made.call("GET", path)).body.rules[0].operators[0].version, 1, "the pin is still there");
});
