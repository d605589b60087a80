import assert from "node:assert/strict";
import { test } from "node:test";
import { bench, refused } from "../../kit/emulator";
import { CONFIGURATIONS, full, LAG, withConfiguration } from "./kit";

const everything = {
  channelSettings: {
    WHATSAPP: {
      captureRules: [{ from: "whatsapp:+15550100000", to: "*", metadata: { callType: "PSTN" } }],
      statusTimeouts: { inactive: 1, closed: 2 },
    },
    CHAT: { statusTimeouts: { closed: 5 }, captureRules: [] },
  },
  statusCallbacks: [{ url: "https://example.com/a", method: "GET" }],
  memoryExtractionEnabled: true,
  conversationsV1Bridge: { serviceId: `IS${"0".repeat(32)}` },
};

test("every field that can be written comes back as it was written, channels in their order", async (t) => {
  const { now } = await withConfiguration(t, {}, everything);
  const seen = await now();
  for (const [name, value] of Object.entries(everything)) assert.deepEqual(seen[name], value, name);
  assert.deepEqual(Object.keys(seen.channelSettings), ["WHATSAPP", "CHAT"]);
});

test("the server adds what was left out of a channel, a rule and a callback", async (t) => {
  const { now } = await withConfiguration(
    t,
    {},
    {
      channelSettings: { SMS: {}, VOICE: { statusTimeouts: null, captureRules: [{ from: "*", to: "1" }] } },
      statusCallbacks: [{ url: "https://example.com" }],
    },
  );
  const { channelSettings, statusCallbacks } = await now();
  assert.deepEqual(channelSettings, {
    SMS: { statusTimeouts: null, captureRules: [] },
    VOICE: { statusTimeouts: null, captureRules: [{ from: "*", to: "1", metadata: {} }] },
  });
  assert.deepEqual(statusCallbacks, [{ url: "https://example.com", method: "POST" }]);
});

test("null is taken where the documents declare it, and nowhere else", async (t) => {
  const { call, path, patch, now } = await withConfiguration(t, {}, everything);
  const names = ["displayName", "description", "statusCallbacks", "intelligenceConfigurationIds"];
  names.push("memoryExtractionEnabled", "conversationsV1Bridge");
  assert.equal((await patch(Object.fromEntries(names.map((name) => [name, null])))).status, 202);
  const seen = await now();
  assert.deepEqual(
    names.map((name) => seen[name]),
    ["Front desk", null, [], [], false, null],
  );
  for (const name of names) {
    const json = full({ channelSettings: {}, [name]: null });
    refused(await call("POST", CONFIGURATIONS, { json }), 400, 20001, new RegExp(`^${name}: `));
    refused(await call("PUT", path, { json }), 400, 20001, new RegExp(`^${name}: `));
  }
});

test("a memory store that does not exist is accepted", async (t) => {
  const { patch, now } = await withConfiguration(t);
  assert.equal((await patch({ memoryStoreId: "mem_store_00000000000000000000000000" })).status, 202);
  assert.equal((await now()).memoryStoreId, "mem_store_00000000000000000000000000");
});

const hidden = {
  traitExtractionStrategyIds: ["a"],
  observationExtractionStrategyIds: [],
  redactionConfigurationId: "r",
};

test("members without a write field survive a patch, and a put drops them even where it repeats them", async (t) => {
  const { admin, call, id, path, patch, now } = await withConfiguration(t);
  assert.equal((await admin("PATCH", `/objects/${id}`, { fields: hidden })).status, 200);
  await patch({ description: "new", traitExtractionStrategyIds: ["b"] });
  const seen = await now();
  for (const [name, value] of Object.entries(hidden)) assert.deepEqual(seen[name], value, name);
  await call("PUT", path, { json: full({ channelSettings: {}, ...hidden }) });
  for (const name of Object.keys(hidden)) assert.ok(!(name in (await now())), name);
});

test("a channel and members that the documents do not know can be there, are kept by a patch, and by a put that repeats them", async (t) => {
  const { admin, call, id, path, patch, now } = await withConfiguration(t, {}, { channelSettings: { SMS: {} } });
  const video = { statusTimeouts: null, captureRules: [], quality: "high" };
  const fields = { channelSettings: { SMS: { priority: 3 }, VIDEO: video }, workflows: [{ flowId: "f" }] };
  await admin("PATCH", `/objects/${id}`, { fields, bumpVersion: false });
  await patch({ channelSettings: { CHAT: {} } });
  const seen = await now();
  assert.deepEqual([seen.workflows, seen.channelSettings.VIDEO], [fields.workflows, video]);
  assert.deepEqual([Object.keys(seen.channelSettings), seen.version], [["SMS", "VIDEO", "CHAT"], 2]);

  const { createdAt, updatedAt, version, id: _, conversationsV1Bridge, ...json } = seen;
  assert.equal((await call("PUT", path, { json })).status, 202);
  const again = await now();
  assert.deepEqual([again.workflows, again.channelSettings.VIDEO], [fields.workflows, video]);
  await patch({ channelSettings: { VIDEO: null } });
  assert.deepEqual(Object.keys((await now()).channelSettings), ["SMS", "CHAT"]);
  await call("PUT", path, { json: full({ channelSettings: {} }) });
  assert.ok(!("workflows" in (await now())));
});

test("an operation is PENDING, then RUNNING, then COMPLETED", async (t) => {
  const c = await withConfiguration(t, { lagMs: LAG });
  const answer = await c.patch({ description: "new" });
  const status = async () => (await c.operation(answer)).status;
  assert.equal(await status(), "PENDING");
  c.emulator.advance(LAG / 2);
  assert.equal(await status(), "RUNNING");
  c.emulator.advance(LAG / 2);
  assert.equal(await status(), "COMPLETED");
});

test("a planned failure ends the next write, of any kind, and changes nothing", async (t) => {
  const c = await withConfiguration(t);
  for (const write of [
    () => c.patch({ description: "new" }),
    () => c.call("PUT", c.path, { json: full({ channelSettings: {}, description: "new" }) }),
    () => c.call("DELETE", c.path),
  ]) {
    const before = await c.now();
    assert.equal((await c.admin("POST", "/operations", { detail: "no luck" })).status, 201);
    const { status, error } = await c.operation(await write());
    assert.deepEqual([status, error.detail], ["FAILED", "no luck"]);
    assert.deepEqual(await c.now(), before);
  }
  await c.admin("POST", "/operations", {});
  const created = await c.call("POST", CONFIGURATIONS, { json: full() });
  assert.equal((await c.operation(created)).status, "FAILED");
  assert.equal((await c.call("GET", CONFIGURATIONS)).body.configurations.length, 1);
  await c.admin("POST", "/operations", {});
  await c.admin("POST", "/reset");
  assert.equal((await c.operation(await c.call("POST", CONFIGURATIONS, { json: full() }))).status, "COMPLETED");
});

test("a planned failure that is none is refused", async (t) => {
  const { admin } = await bench(t);
  refused(await admin("POST", "/operations", { outcome: "COMPLETED" }), 400, 20001, /^outcome: /);
});
