import assert from "node:assert/strict";
import { test } from "node:test";
import { configured, newProvider } from "../../engine/kit/classes";
import { bench } from "../emulator";

test("an error repeats no value of a secret property, whoever says it", async (t) => {
  const made = await bench(t);
  const provider = configured(newProvider("Service"), made);
  const news = { uniqueName: "hidden-name", friendlyName: "hidden words", __secret: ["uniqueName", "friendlyName"] };
  const { id, outs } = await provider.create(news);
  const taken = await provider.create(news).catch(String);
  assert.match(String(taken), /Could not create Service "\*\*\*": Service GA\w+, created .* has this uniqueName/);

  made.emulator.setFaults([{ method: "POST", fault: "500", times: 9 }]);
  const changed = { ...news, friendlyName: "other hidden words" };
  const failed = await Promise.allSettled([provider.create(news), provider.update(id, outs, changed)]);
  for (const one of failed) {
    assert.ok(one.status === "rejected");
    assert.match(String(one.reason), /Could not (create|update) Service/);
    assert.doesNotMatch(String(one.reason), /hidden/);
  }
});
