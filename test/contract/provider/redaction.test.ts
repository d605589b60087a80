import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { configured, newProvider } from "../../engine/kit/classes";
import { listen } from "../kit/client";
import { bench } from "../kit/emulator";

test("an error repeats no value of a secret property, whoever says it", async (t) => {
  const made = await bench(t);
  const provider = configured(newProvider("Service"), made);
  const news = { uniqueName: "hidden-name", friendlyName: "hidden words", __secret: ["uniqueName", "friendlyName"] };
  const { id, outs } = await provider.create(news);
  const taken = await provider.create(news).catch(String);
  assert.match(String(taken), /Could not create Service "\*\*\*": Service GA\w+ has this uniqueName/);

  made.emulator.setFaults([{ method: "POST", fault: "500", times: 9 }]);
  const changed = { ...news, friendlyName: "other hidden words" };
  const failed = await Promise.allSettled([provider.create(news), provider.update(id, outs, changed)]);
  for (const one of failed) {
    assert.ok(one.status === "rejected");
    assert.match(String(one.reason), /Could not (create|update) Service/);
    assert.doesNotMatch(String(one.reason), /hidden/);
  }
});

test("a secret that the server repeats is redacted before its words are shortened: padded, of many lines, longer than a message", async (t) => {
  const secrets = [
    `begin ${"long-secret-".repeat(40)}end`,
    "first-line-of-it\nsecond-line-of-it",
    "   padded-on-both-sides   ",
  ];
  let answer = "";
  const server = createServer((_request, response) => {
    response.writeHead(400, { "content-type": "application/json" });
    response.end(JSON.stringify({ code: 20001, status: 400, message: answer }));
  });
  const baseUrl = await listen(server);
  t.after(() => server.close());
  const settings = new Map(Object.entries({ baseUrl, apiKey: "SK1", apiSecret: "key-of-the-api" }));
  const provider = newProvider("Service");
  provider.configure({ config: { get: (key) => settings.get(key.split(":")[1] ?? "") } });
  for (const secret of secrets) {
    for (const said of [secret, secret.trim(), secret.replaceAll("\n", " ")]) {
      answer = `FriendlyName ${said} is not allowed`;
      const news = { uniqueName: "calls", friendlyName: secret, __secret: ["friendlyName"] };
      const error = String(await provider.create(news).catch(String));
      assert.match(error, /FriendlyName +\*\*\* *(\*\*\*)? +is not allowed/);
      assert.doesNotMatch(error, /long-secret|line-of-it|padded/);
    }
  }
});
