import assert from "node:assert/strict";
import { test } from "node:test";
import { rule } from "../../kit/emulator";
import { client } from "./kit";

test("Twilio's SDK creates, reads, updates, lists and deletes Services", async (t) => {
  const { services } = (await client(t)).sdk.intelligence.v2;
  const made = await services.create({ uniqueName: "calls", autoRedaction: true, friendlyName: "Calls" });
  assert.deepEqual([made.version, made.autoRedaction, made.languageCode], [1, true, "en-US"]);
  const read = await services(made.sid).fetch();
  assert.deepEqual([read.friendlyName, read.dateCreated], ["Calls", made.dateCreated]);
  const updated = await services(made.sid).update({ ifMatch: "1", mediaRedaction: true });
  assert.deepEqual([updated.version, updated.mediaRedaction], [2, true]);
  for (let i = 0; i < 4; i++) await services.create({ uniqueName: `n${i}` });
  const names = (await services.list({ pageSize: 2 })).map((s) => s.uniqueName);
  assert.deepEqual(names, ["calls", "n0", "n1", "n2", "n3"]);
  assert.equal((await services(made.sid).removeWithHttpInfo()).body, true);
  await assert.rejects(services(made.sid).fetch(), { status: 404, code: 20404 });
});

test("Twilio's SDK sees a version conflict of a Service as its RestException", async (t) => {
  const { services } = (await client(t)).sdk.intelligence.v2;
  const { sid } = await services.create({ uniqueName: "calls" });
  await services(sid).update({ friendlyName: "first" });
  await assert.rejects(services(sid).update({ ifMatch: "1", friendlyName: "second" }), { status: 412, code: 20412 });
});

test("Twilio's SDK creates, reads, updates, lists and deletes Configurations", async (t) => {
  const { configurations } = (await client(t)).sdk.intelligence.v3;
  const made = await configurations.create({ displayName: "calls", rules: [rule()] });
  assert.ok(made.id && made.rules);
  assert.equal(made.version, 1);
  const read = await configurations(made.id).fetch();
  assert.deepEqual(read.rules, made.rules);
  const body = { displayName: "calls", description: "now with one", rules: made.rules };
  const updated = await configurations(made.id).update(body, { "If-Match": "1" });
  assert.deepEqual([updated.version, updated.description], [2, "now with one"]);
  assert.equal(updated.rules?.[0]?.id, made.rules[0]?.id);
  for (let i = 0; i < 4; i++) await configurations.create({ displayName: `n${i}`, rules: [] });
  const names = (await configurations.list({ pageSize: 2 })).map((c) => c.displayName);
  assert.deepEqual(names, ["calls", "n0", "n1", "n2", "n3"]);
  assert.equal(await configurations(made.id).remove(), true);
  await assert.rejects(configurations(made.id).fetch(), { status: 404, code: 20404 });
});

test("Twilio's SDK sees a version conflict of a Configuration as its RestException", async (t) => {
  const { configurations } = (await client(t)).sdk.intelligence.v3;
  const { id } = await configurations.create({ displayName: "calls", rules: [] });
  assert.ok(id);
  const late = configurations(id).update({ displayName: "late", rules: [] }, { "If-Match": "7" });
  await assert.rejects(late, { status: 412, code: 95411 });
});
