import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EmulatorOptions } from "../../../../emulator/index";
import { type Answer, bench, refused } from "../../kit/emulator";

const STORES = "/v1/ControlPlane/Stores";
const LAG = 4000;
const ABSENT = `mem_store_0${"z".repeat(25)}`;

/** The API of Memory on the address of its own host. */
async function memory(t: TestContext, options: EmulatorOptions = {}) {
  const b = await bench(t, options);
  const call = (method: string, path: string, json?: unknown, headers: Record<string, string> = {}) =>
    b.call(method, path, { host: "memory", ...(json !== undefined && { json }), headers });
  const create = (displayName: string, extra: Record<string, unknown> = {}) =>
    call("POST", STORES, { displayName, ...extra });
  const operation = (of: Answer) => call("GET", of.body.statusUrl);
  const made = async (displayName: string, extra: Record<string, unknown> = {}) => {
    const { body } = await operation(await create(displayName, extra));
    const path = `${STORES}/${body.result.id}`;
    return { id: String(body.result.id), path, now: async () => (await call("GET", path)).body };
  };
  const ids = async (query = ""): Promise<string[]> => (await call("GET", `${STORES}${query}`)).body.stores;
  return { ...b, call, create, operation, made, ids };
}

test("a create answers 202 without an id, and its operation names the store", async (t) => {
  const { emulator, call, create, operation } = await memory(t);
  const answer = await create("customers", { description: "who calls" });
  const operationId = answer.headers.get("operation-id");
  const statusUrl = `${emulator.memoryUrl}/v1/ControlPlane/Operations/${operationId}`;
  assert.equal(answer.status, 202);
  assert.deepEqual(Object.keys(answer.body), ["message", "statusUrl"]);
  assert.deepEqual([answer.body.statusUrl, answer.headers.get("location")], [statusUrl, statusUrl]);
  assert.equal(answer.headers.get("retry-after"), "0");

  const told = await operation(answer);
  assert.equal(told.headers.get("operation-id"), operationId);
  const { createdAt, completedAt, ...rest } = told.body;
  const { id } = rest.result;
  assert.deepEqual(rest, { operationId, status: "COMPLETED", statusUrl, result: { type: "RESOURCE_ID", id } });
  assert.match(id, /^mem_store_[0-7][0-9a-z]{25}$/);

  const { intelligenceServiceId, dataAsOf, ...store } = (await call("GET", `${STORES}/${id}`)).body;
  assert.deepEqual(store, { id, displayName: "customers", description: "who calls", status: "ACTIVE", version: 1 });
  assert.match(intelligenceServiceId, /^GA[0-9a-f]{32}$/);
  assert.match(dataAsOf, /Z$/);
});

test("with a lag the operation is over before the store is ACTIVE, and no write is taken until then", async (t) => {
  const { emulator, call, create, operation, ids } = await memory(t, { lagMs: LAG });
  const created = await create("customers");
  assert.equal(created.headers.get("retry-after"), "4");
  const [id] = await ids();
  const path = `${STORES}/${id}`;
  const seen = async () => {
    const [op, store] = [(await operation(created)).body, (await call("GET", path)).body];
    return [op.status, "result" in op, store.status, store.intelligenceServiceId === null];
  };
  assert.deepEqual(await seen(), ["PENDING", false, "QUEUED", true]);
  emulator.advance(LAG / 2);
  assert.deepEqual(await seen(), ["RUNNING", false, "QUEUED", true]);
  refused(await call("PATCH", path, { description: "x" }), 400, 520042, /QUEUED/);
  emulator.advance(LAG / 2);
  assert.deepEqual(await seen(), ["COMPLETED", true, "PROVISIONING", true]);
  refused(await call("DELETE", path), 400, 520042, /PROVISIONING/);
  emulator.advance(LAG);
  assert.deepEqual(await seen(), ["COMPLETED", true, "ACTIVE", false]);
});

test("a patch changes only what is present, adds one to the version, and shows late", async (t) => {
  const { emulator, call, create, operation, ids } = await memory(t, { lagMs: LAG });
  await create("customers", { description: "old" });
  const path = `${STORES}/${(await ids())[0]}`;
  emulator.advance(2 * LAG);
  const now = async () => {
    const { displayName, description, version } = (await call("GET", path)).body;
    return [displayName, description, version];
  };
  const patched = await call("PATCH", path, { description: "new" });
  assert.equal(patched.status, 202);
  assert.deepEqual(await now(), ["customers", "old", 1]);
  for (const late of [await call("PATCH", path, { description: "x" }), await call("DELETE", path)]) {
    refused(late, 409, 20409, /pending/);
  }
  emulator.advance(LAG);
  assert.deepEqual((await operation(patched)).body.result, { type: "RESOURCE_ID", id: path.slice(STORES.length + 1) });
  assert.deepEqual(await now(), ["customers", "new", 2]);
  await call("PATCH", path, { displayName: "callers" });
  emulator.advance(LAG);
  assert.deepEqual(await now(), ["callers", "new", 3]);
});

test("the ETag is opaque, and If-Match takes it as it was sent and nothing else", async (t) => {
  const { call, made } = await memory(t);
  const { path } = await made("customers");
  const etag = async () => (await call("GET", path)).headers.get("etag") ?? "";
  const first = await etag();
  assert.match(first, /^"[A-Za-z0-9+/]+=*"$/);
  assert.ok(first.length <= 100);
  assert.equal((await call("PATCH", path, { description: "new" }, { "if-match": first })).status, 202);
  assert.notEqual(await etag(), first);
  for (const stale of [first, (await etag()).replaceAll('"', ""), '"2"', "2"]) {
    refused(await call("PATCH", path, { description: "newer" }, { "if-match": stale }), 412, 20412, /has changed/);
  }
  const long = { "if-match": `"${"x".repeat(100)}"` };
  refused(await call("PATCH", path, { description: "newer" }, long), 400, 20001, /^If-Match: /);
  assert.equal((await call("PATCH", path, {}, { "if-match": "*" })).status, 202);
  assert.equal((await call("DELETE", path, undefined, { "if-match": first })).status, 202);
});

const bad: [string, Record<string, unknown>, RegExp][] = [
  ["a name with a space", { displayName: "a b" }, /^displayName: /],
  ["a name with an underscore", { displayName: "a_b" }, /^displayName: /],
  ["an empty name", { displayName: "" }, /^displayName: /],
  ["a name of 65 characters", { displayName: "x".repeat(65) }, /^displayName: /],
  ["a name of null", { displayName: null }, /^displayName: /],
  ["an empty description", { description: "" }, /^description: /],
  ["a description of null", { description: null }, /^description: /],
  ["a description of 129 characters", { description: "x".repeat(129) }, /^description: /],
];
for (const [what, extra, message] of bad) {
  test(`${what} is refused with 400, on POST and PATCH`, async (t) => {
    const { call, made } = await memory(t);
    const { path, now } = await made("customers");
    refused(await call("POST", STORES, { displayName: "other", ...extra }), 400, 20001, message);
    refused(await call("PATCH", path, extra), 400, 20001, message);
    assert.equal((await now()).version, 1);
  });
}

test("a name of 64 and a description of 128 characters are accepted, on POST and PATCH", async (t) => {
  const { call, made } = await memory(t);
  const longest = { displayName: "x".repeat(64), description: "x".repeat(128) };
  const { path, now } = await made(longest.displayName, { description: longest.description });
  assert.equal((await now()).description, longest.description);
  assert.equal((await call("PATCH", path, longest)).status, 202);
  assert.equal((await now()).version, 2);
});

test("a name is there once: 20001 on POST, 520045 on PATCH; it is free again when its store is gone", async (t) => {
  const { emulator, call, create, ids } = await memory(t, { lagMs: LAG });
  refused(await call("POST", STORES, { description: "x" }), 400, 20001, /^displayName: /);
  for (const name of ["one", "two"]) await create(name);
  const [two, one] = await ids();
  refused(await create("one"), 400, 20001, /already exists/);
  emulator.advance(2 * LAG);
  refused(await call("PATCH", `${STORES}/${two}`, { displayName: "one" }), 400, 520045, /in use/);
  await call("PATCH", `${STORES}/${one}`, { displayName: "three" });
  for (const name of ["one", "three"]) refused(await create(name), 400, 20001, /already exists/);
  emulator.advance(LAG);
  assert.equal((await create("one")).status, 202);
  await call("DELETE", `${STORES}/${two}`);
  refused(await create("two"), 400, 20001, /already exists/);
  emulator.advance(LAG);
  assert.equal((await create("two")).status, 202);
});

test("an account has at most 15 stores", async (t) => {
  const { call, create, ids } = await memory(t);
  for (let n = 1; n <= 15; n++) assert.equal((await create(`store-${n}`)).status, 202);
  refused(await create("store-16"), 400, 520044, /15/);
  await call("DELETE", `${STORES}/${(await ids())[0]}`);
  assert.equal((await create("store-16")).status, 202);
});

test("a list holds ids alone, newest first, in pages of at most 100", async (t) => {
  const { call, made, ids } = await memory(t);
  const all: string[] = [];
  for (const name of ["a", "b", "c"]) all.push((await made(name)).id);
  assert.deepEqual(await ids(), all.toReversed());
  assert.deepEqual(await ids("?orderBy=ASC"), all);
  const first = (await call("GET", `${STORES}?pageSize=2`)).body;
  const { nextToken, ...meta } = first.meta;
  assert.deepEqual([first.stores, meta], [[all[2], all[1]], { key: "stores", pageSize: 2 }]);
  const second = (await call("GET", `${STORES}?pageSize=2&pageToken=${nextToken}`)).body;
  assert.deepEqual([second.stores, "nextToken" in second.meta], [[all[0]], false]);
  const back = (await call("GET", `${STORES}?pageSize=2&pageToken=${second.meta.previousToken}`)).body;
  assert.deepEqual(back.stores, first.stores);
  for (const query of ["?pageSize=101", "?pageSize=0", "?orderBy=desc"]) {
    assert.equal((await call("GET", `${STORES}${query}`)).body.code, 20001, query);
  }
});

test("a delete is 202 and shows late; then everything is 404 with 520041", async (t) => {
  const { emulator, call, create, operation, ids } = await memory(t, { lagMs: LAG });
  await create("customers");
  const path = `${STORES}/${(await ids())[0]}`;
  emulator.advance(2 * LAG);
  const deleted = await call("DELETE", path);
  assert.equal(deleted.status, 202);
  assert.equal((await call("GET", path)).status, 200);
  emulator.advance(LAG);
  assert.equal((await operation(deleted)).body.status, "COMPLETED");
  for (const method of ["GET", "DELETE"]) refused(await call(method, path), 404, 520041, /not found/);
  refused(await call("PATCH", path, {}), 404, 520041, /not found/);
  assert.deepEqual(await ids(), []);
});

test("an id of another form is 400 with 520049, an unknown one 404 with 520041, and there is no PUT", async (t) => {
  const { call, made } = await memory(t);
  refused(await call("GET", `${STORES}/customers`), 400, 520049, /is not the id/);
  refused(await call("GET", `${STORES}/${ABSENT}`), 404, 520041, /not found/);
  refused(await call("GET", `${STORES}/${ABSENT.replace("store", "service")}`), 404, 520041, /not found/);
  refused(await call("PUT", (await made("a")).path, { displayName: "b" }), 404, 20404, /not found/);
  refused(await call("GET", "/v1/ControlPlane/Operations/none"), 404, 20404, /operation none/);
});

test("an operation of one host is not one of the other", async (t) => {
  const { call, create } = await memory(t);
  const id = (await create("customers")).headers.get("operation-id");
  assert.equal((await call("GET", `/v1/ControlPlane/Operations/${id}`)).status, 200);
  assert.equal((await call("GET", `/v2/ControlPlane/Operations/${id}`)).status, 404);
});

test("a planned failure ends the next operation as FAILED or CANCELLED, with its code, and no store is made", async (t) => {
  const { admin, create, operation, ids } = await memory(t);
  await admin("POST", "/operations", { code: 520042, detail: "no room" });
  await admin("POST", "/operations", { outcome: "CANCELLED" });
  const { body: failed } = await operation(await create("a"));
  assert.deepEqual([failed.status, failed.error.code, failed.error.detail], ["FAILED", 520042, "no room"]);
  assert.deepEqual(Object.keys(failed.error), ["type", "title", "code", "detail"]);
  const { body: cancelled } = await operation(await create("b"));
  assert.deepEqual([cancelled.status, "error" in cancelled, "result" in cancelled], ["CANCELLED", false, false]);
  assert.deepEqual(await ids(), []);
});

test("the admin path changes a store behind the program's back, to FAILED too, which only a delete mends", async (t) => {
  const { admin, call, made } = await memory(t);
  const { id, path, now } = await made("customers");
  const before = (await call("GET", path)).headers.get("etag") ?? "";
  await admin("PATCH", `/objects/${id}`, { fields: { description: "by hand" } });
  assert.deepEqual([(await now()).description, (await now()).version], ["by hand", 2]);
  refused(await call("PATCH", path, { description: "ours" }, { "if-match": before }), 412, 20412, /has changed/);
  await admin("PATCH", `/objects/${id}`, { fields: { status: "FAILED" }, bumpVersion: false });
  assert.equal((await now()).status, "FAILED");
  refused(await call("PATCH", path, { description: "ours" }), 400, 520042, /FAILED/);
  assert.equal((await call("DELETE", path)).status, 202);
});

test("errors are in the classic envelope, a form is refused, and a restricted key needs the permission", async (t) => {
  const { admin, call } = await bench(t);
  refused(await call("POST", STORES, { form: { displayName: "a" } }), 415, 20422, /application\/json/);
  const { body: key } = await admin("POST", "/keys", { permissions: ["/twilio/memory/stores/list"] });
  const as = `${key.apiKey}:${key.apiSecret}`;
  assert.equal((await call("GET", STORES, { as })).status, 200);
  const refusal = await call("POST", STORES, { as, json: { displayName: "a" } });
  refused(refusal, 403, 70051, /\/twilio\/memory\/stores\/create/);
  assert.deepEqual(Object.keys(refusal.body), ["code", "message", "more_info", "status"]);
});
