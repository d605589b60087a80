import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { type Answer, bench, refused } from "../../kit/emulator";
import { CONFIGURATIONS, full, LAG, withConfiguration } from "./kit";

const ID = "mem_store_01k9zd8m3qe5v7w2x4y6a8b0c1";
const sms = { statusTimeouts: { inactive: 10, closed: 60 }, captureRules: [{ from: "*", to: "+15550100000" }] };
const kept = { ...sms, captureRules: [{ from: "*", to: "+15550100000", metadata: {} }] };

test("a create answers 202 with where to look, and the configuration comes with every field", async (t) => {
  const { emulator, created, id, now } = await withConfiguration(t);
  const operationId = created.headers.get("operation-id");
  const statusUrl = `${emulator.url}/v2/ControlPlane/Operations/${operationId}`;
  assert.deepEqual(created.body, { statusUrl, related: { configurationId: id } });
  assert.deepEqual([created.headers.get("location"), created.headers.get("retry-after")], [statusUrl, "0"]);
  const { createdAt, updatedAt, ...rest } = await now();
  assert.equal(createdAt, updatedAt);
  assert.deepEqual(rest, {
    ...full(),
    id,
    channelSettings: {},
    statusCallbacks: [],
    intelligenceConfigurationIds: [],
    memoryExtractionEnabled: false,
    conversationsV1Bridge: null,
    version: 1,
  });
});

test("with a lag an operation is pending, and what it does shows when it is completed", async (t) => {
  const c = await withConfiguration(t, { lagMs: LAG });
  assert.equal(c.created.headers.get("retry-after"), "5");
  const made = await c.operation(c.created);
  assert.deepEqual(Object.keys(made), ["operationId", "status", "createdAt", "completedAt", "statusUrl", "related"]);
  assert.deepEqual([made.status, made.related], ["COMPLETED", { configurationId: c.id }]);

  const patched = await c.patch({ displayName: "Back office" });
  const pending = await c.operation(patched);
  assert.deepEqual([pending.status, "completedAt" in pending], ["PENDING", false]);
  assert.equal((await c.now()).displayName, "Front desk");
  c.emulator.advance(LAG);
  assert.equal((await c.operation(patched)).status, "COMPLETED");
  const { displayName, version } = await c.now();
  assert.deepEqual([displayName, version], ["Back office", 2]);

  const deleted = await c.call("DELETE", c.path);
  assert.deepEqual([deleted.status, deleted.body.related.configurationId], [202, c.id]);
  assert.equal((await c.now()).displayName, "Back office");
  c.emulator.advance(LAG);
  for (const method of ["GET", "DELETE"]) refused(await c.call(method, c.path), 404, 20404, /not found/);
  refused(await c.patch({}), 404, 20404, /not found/);
  assert.deepEqual((await c.call("GET", CONFIGURATIONS)).body.configurations, []);
});

test("while a create goes on there is nothing to see", async (t) => {
  const { call } = await bench(t, { lagMs: LAG });
  const created = await call("POST", CONFIGURATIONS, { json: full() });
  refused(await call("GET", `${CONFIGURATIONS}/${created.body.related.configurationId}`), 404, 20404, /not found/);
  assert.deepEqual((await call("GET", CONFIGURATIONS)).body.configurations, []);
});

test("a second write on an object whose first one is pending is 409 and names the configuration", async (t) => {
  const c = await withConfiguration(t, { lagMs: LAG });
  assert.equal((await c.patch({ description: "first" })).status, 202);
  for (const late of [
    await c.patch({ description: "second" }),
    await c.call("DELETE", c.path),
    await c.call("PUT", c.path, { json: full({ channelSettings: {} }) }),
  ]) {
    refused(late, 409, 20409, /pending/);
    assert.equal(late.headers.get("x-conflicting-resource-id"), c.id);
  }
  c.emulator.advance(LAG);
  assert.equal((await c.now()).description, "first");
  assert.equal((await c.patch({ description: "second" })).status, 202);
});

test("an Idempotency-Key gives the first answer again for 24 hours, also while the operation is pending", async (t) => {
  const c = await withConfiguration(t, { lagMs: LAG });
  const headers = { "idempotency-key": randomUUID() };
  const create = () => c.call("POST", CONFIGURATIONS, { json: full({ displayName: "twice" }), headers });
  const [first, again] = [await create(), await create()];
  assert.deepEqual([again.status, again.body], [202, first.body]);
  assert.equal(again.headers.get("operation-id"), first.headers.get("operation-id"));
  c.emulator.advance(24 * 3600 * 1000 - 1000);
  assert.deepEqual((await create()).body, first.body);
  c.emulator.advance(1000);
  assert.notDeepEqual((await create()).body, first.body);
  c.emulator.advance(LAG);
  assert.equal((await c.call("GET", CONFIGURATIONS)).body.configurations.length, 3);
});

test("an Idempotency-Key covers patches and deletes, is not used up by a refusal, and stands for one request", async (t) => {
  const c = await withConfiguration(t);
  const headers = { "idempotency-key": randomUUID() };
  refused(await c.patch({ displayName: "" }, headers), 400, 20001, /^displayName/);
  const first = await c.patch({ displayName: "new" }, headers);
  assert.deepEqual((await c.patch({ displayName: "new" }, headers)).body, first.body);
  assert.equal((await c.now()).version, 2);
  refused(await c.patch({ displayName: "newer" }, headers), 400, 20001, /^Idempotency-Key: .*another request/);
  refused(await c.patch({}, { "idempotency-key": "once" }), 400, 20001, /^Idempotency-Key: must be a UUID/);
  const remove = () =>
    c.call("DELETE", c.path, { headers: { "idempotency-key": "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11" } });
  const gone = await remove();
  assert.deepEqual((await remove()).body, gone.body);
});

const channel = (setting: unknown) => ({ channelSettings: { SMS: setting } });
const bad: [string, Record<string, unknown>, RegExp][] = [
  ["a displayName of 33 characters", { displayName: "x".repeat(33) }, /^displayName: /],
  ["a displayName with a full stop", { displayName: "a.b" }, /^displayName: /],
  ["a description of 513 characters", { description: "x".repeat(513) }, /^description: /],
  ["an unknown grouping", { conversationGroupingType: "GROUP_BY_MOOD" }, /^conversationGroupingType: /],
  ["an empty memoryStoreId", { memoryStoreId: "" }, /^memoryStoreId: /],
  ["six ids", { intelligenceConfigurationIds: Array(6).fill("a") }, /^intelligenceConfigurationIds: /],
  ["three callbacks", { statusCallbacks: Array(3).fill({ url: "https://example.com" }) }, /^statusCallbacks: /],
  ["a channel that is no object", { channelSettings: { SMS: 1 } }, /^channelSettings\.SMS: /],
  ["a bridge without a service", { conversationsV1Bridge: {} }, /^conversationsV1Bridge\.serviceId: /],
  [
    "a bridge to what is no SID",
    { conversationsV1Bridge: { serviceId: "IS12" } },
    /^conversationsV1Bridge\.serviceId: /,
  ],
  ["a timeout of 0", channel({ statusTimeouts: { closed: 0 } }), /^channelSettings\.SMS\.statusTimeouts\.closed: /],
  ["a negative timeout", channel({ statusTimeouts: { inactive: -5 } }), /^channelSettings\.SMS\.statusTimeouts\.in/],
  [
    "half a minute",
    channel({ statusTimeouts: { inactive: 0.5 } }),
    /^channelSettings\.SMS\.statusTimeouts\.inactive: /,
  ],
  ["a channel that is none", { channelSettings: { FAX: {} } }, /^channelSettings\.FAX: must be one of VOICE, /],
  ["101 capture rules", channel({ captureRules: Array(101).fill({ from: "*", to: "1" }) }), /SMS\.captureRules: /],
  ["a capture rule without to", channel({ captureRules: [{ from: "*" }] }), /captureRules\[0\]\.to: /],
  ["an ftp callback", { statusCallbacks: [{ url: "ftp://example.com" }] }, /^statusCallbacks\[0\]\.url: .*HTTPS/],
  ["a plain http callback", { statusCallbacks: [{ url: "http://example.com" }] }, /^statusCallbacks\[0\]\.url: /],
  ["a callback to this machine", { statusCallbacks: [{ url: "https://127.0.0.1/x" }] }, /^statusCallbacks\[0\]\.url: /],
  [
    "a callback by PUT",
    { statusCallbacks: [{ url: "https://a.example", method: "PUT" }] },
    /^statusCallbacks\[0\]\.meth/,
  ],
];
for (const [what, extra, message] of bad) {
  test(`${what} is refused with 400, on POST, PUT and PATCH`, async (t) => {
    const { call, path, patch, now } = await withConfiguration(t);
    refused(await call("POST", CONFIGURATIONS, { json: full(extra) }), 400, 20001, message);
    refused(await call("PUT", path, { json: full({ channelSettings: {}, ...extra }) }), 400, 20001, message);
    refused(await patch(extra), 400, 20001, message);
    assert.equal((await now()).version, 1);
  });
}

test("what is required: four fields on POST, the memory store among them, and channelSettings on PUT", async (t) => {
  const { call, path } = await withConfiguration(t);
  for (const name of ["displayName", "description", "conversationGroupingType", "memoryStoreId"]) {
    const json = full({ [name]: undefined });
    refused(await call("POST", CONFIGURATIONS, { json }), 400, 20001, new RegExp(`^${name}: `));
  }
  refused(await call("PUT", path, { json: full() }), 400, 20001, /^channelSettings: /);
  const put = await call("PUT", path, { json: full({ channelSettings: {}, displayName: undefined }) });
  assert.equal(put.status, 202);
});

test("a put replaces everything but an omitted name", async (t) => {
  const { call, path, now } = await withConfiguration(
    t,
    {},
    { memoryExtractionEnabled: true, statusCallbacks: [{ url: "https://example.com" }] },
  );
  await call("PUT", path, {
    json: full({ displayName: undefined, description: "new", channelSettings: { SMS: sms } }),
  });
  const seen = await now();
  assert.deepEqual(
    [seen.displayName, seen.description, seen.memoryExtractionEnabled, seen.statusCallbacks, seen.version],
    ["Front desk", "new", false, [], 2],
  );
  assert.deepEqual(seen.channelSettings, { SMS: kept });
});

test("a patch changes only what it holds; null puts a field back, and removes a channel", async (t) => {
  const { patch, now, intelligence } = await withConfiguration(
    t,
    {},
    { channelSettings: { SMS: sms, VOICE: {} }, memoryExtractionEnabled: true },
  );
  const before = await now();
  const id = await intelligence();
  await patch({ intelligenceConfigurationIds: [id] });
  const { version, updatedAt, ...attached } = await now();
  assert.deepEqual(
    { ...attached, updatedAt: before.updatedAt, version: 1 },
    { ...before, intelligenceConfigurationIds: [id] },
  );
  assert.deepEqual([version, typeof updatedAt], [2, "string"]);

  await patch({ channelSettings: { SMS: null, CHAT: {} }, memoryExtractionEnabled: null, description: null });
  const seen = await now();
  assert.deepEqual(
    [Object.keys(seen.channelSettings).toSorted(), seen.memoryExtractionEnabled],
    [["CHAT", "VOICE"], false],
  );
  assert.deepEqual([seen.description, seen.intelligenceConfigurationIds], [null, [id]]);
  await patch({ intelligenceConfigurationIds: null, channelSettings: { CHAT: null, VOICE: null } });
  const cleared = await now();
  assert.deepEqual([cleared.intelligenceConfigurationIds, cleared.channelSettings], [[], {}]);
  for (const name of ["memoryStoreId", "channelSettings", "conversationGroupingType"]) {
    refused(await patch({ [name]: null }), 400, 20001, new RegExp(`^${name}: `));
  }
});

test("an operation that would attach what does not exist fails, and changes nothing", async (t) => {
  const c = await withConfiguration(t);
  const id = await c.intelligence();
  const answer = await c.patch({ displayName: "new", intelligenceConfigurationIds: [id, "intelligence_none"] });
  assert.equal(answer.status, 202);
  const { status, error, statusUrl } = await c.operation(answer);
  assert.equal(status, "FAILED");
  assert.deepEqual(Object.keys(error), ["type", "title", "status", "detail", "instance"]);
  assert.match(error.detail, /intelligence_none/);
  assert.equal(error.instance, statusUrl);
  const { displayName, version } = await c.now();
  assert.deepEqual([displayName, version], ["Front desk", 1]);

  const create = await c.call("POST", CONFIGURATIONS, {
    json: full({ intelligenceConfigurationIds: ["intelligence_none"] }),
  });
  assert.equal((await c.operation(create)).status, "FAILED");
  refused(await c.call("GET", `${CONFIGURATIONS}/${create.body.related.configurationId}`), 404, 20404, /not found/);
});

test("an attached configuration can be deleted, and its id may stay", async (t) => {
  const c = await withConfiguration(t);
  const [gone, other] = [await c.intelligence(), await c.intelligence()];
  await c.patch({ intelligenceConfigurationIds: [gone] });
  assert.equal((await c.call("DELETE", `/v3/ControlPlane/Configurations/${gone}`)).status, 204);
  const answer = await c.patch({ intelligenceConfigurationIds: [gone, other] });
  assert.equal((await c.operation(answer)).status, "COMPLETED");
});

test("one configuration has the bridge to a V1 Service; another is 409 and told which", async (t) => {
  const bridge = { conversationsV1Bridge: { serviceId: `IS${"a".repeat(32)}` } };
  const { call, id, path } = await withConfiguration(t, {}, bridge);
  const second = await call("POST", CONFIGURATIONS, { json: full(bridge) });
  refused(second, 409, 20409, /bridge/);
  assert.equal(second.headers.get("x-conflicting-resource-id"), id);
  await call("DELETE", path);
  assert.equal((await call("POST", CONFIGURATIONS, { json: full(bridge) })).status, 202);
});

test("a list has the key configurations, is cut by token, and filtered by memory store", async (t) => {
  const { call } = await withConfiguration(t);
  for (const n of [2, 3])
    await call("POST", CONFIGURATIONS, { json: full({ displayName: `n${n}`, memoryStoreId: ID }) });
  const names = (page: Answer) => page.body.configurations.map((one: { displayName: string }) => one.displayName);
  const first = await call("GET", `${CONFIGURATIONS}?pageSize=2`);
  const { nextToken, ...meta } = first.body.meta;
  assert.deepEqual([names(first), meta], [["Front desk", "n2"], { key: "configurations", pageSize: 2 }]);
  assert.deepEqual(names(await call("GET", `${CONFIGURATIONS}?pageSize=2&pageToken=${nextToken}`)), ["n3"]);
  assert.deepEqual(names(await call("GET", `${CONFIGURATIONS}?memoryStoreId=${ID}`)), ["n2", "n3"]);
  refused(await call("GET", `${CONFIGURATIONS}?memoryStoreId=other`), 400, 20001, /^memoryStoreId: /);
});

test("errors are in the classic envelope, an unknown operation is 404, and no rate headers come", async (t) => {
  const { call, created } = await withConfiguration(t);
  const answer = await call("GET", "/v2/ControlPlane/Operations/none");
  assert.deepEqual(Object.keys(answer.body), ["code", "message", "more_info", "status"]);
  refused(answer, 404, 20404, /operation none/);
  assert.equal(created.headers.get("x-rate-limit-limit"), null);
});
