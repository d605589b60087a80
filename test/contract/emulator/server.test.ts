import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmulator } from "../../../emulator/index";
import { type Answer, bench, rule } from "../kit/emulator";

const SERVICES = "/v2/Services";
const CONFIGURATIONS = "/v3/ControlPlane/Configurations";

test("the API key and the account's token are credentials; anything else is 401, 20003 in the version's envelope", async (t) => {
  const { emulator, call } = await bench(t);
  const { accountSid, authToken, apiKey, apiSecret } = emulator;
  assert.match(`${accountSid} ${apiKey} ${authToken}`, /^AC[0-9a-f]{32} SK[0-9a-f]{32} [0-9a-f]{32}$/);
  assert.equal(apiSecret.length, 32);
  assert.equal((await call("GET", SERVICES)).status, 200);
  assert.equal((await call("GET", SERVICES, { as: `${accountSid}:${authToken}` })).status, 200);

  for (const as of [null, `${apiKey}:wrong`, `${accountSid}:${apiSecret}`, `${apiKey}:${authToken}`, "", ":", "x"]) {
    const v2 = await call("GET", SERVICES, { as });
    assert.deepEqual([v2.status, v2.body.code, v2.body.status], [401, 20003, 401]);
    const v3 = await call("GET", CONFIGURATIONS, { as });
    assert.deepEqual([v3.status, v3.body.code, v3.body.httpStatusCode], [401, 20003, 401]);
  }
  assert.equal((await call("GET", SERVICES, { as: null, headers: { authorization: "Bearer x" } })).status, 401);
});

test("a restricted key may do what it lists; the rest is 403, 70051 with the permission that is missing", async (t) => {
  const { call, admin } = await bench(t);
  const permission = "/twilio/intelligence/services/create";
  const made = await admin("POST", "/keys", { permissions: [permission] });
  assert.equal(made.status, 201);
  const as = `${made.body.apiKey}:${made.body.apiSecret}`;
  assert.equal((await call("POST", SERVICES, { form: { UniqueName: "a" }, as })).status, 201);
  const v2 = await call("GET", SERVICES, { as });
  assert.deepEqual([v2.status, v2.body.code], [403, 70051]);
  assert.match(v2.body.message, /\/twilio\/intelligence\/services\/list$/);
  const v3 = await call("DELETE", `${CONFIGURATIONS}/x`, { as });
  assert.deepEqual([v3.status, v3.body.code], [403, 70051]);
  assert.match(v3.body.message, /\/twilio\/intelligence\/configurations\/delete$/);
  assert.equal((await admin("DELETE", `/keys/${made.body.apiKey}`)).status, 204);
  assert.equal((await call("POST", SERVICES, { form: { UniqueName: "b" }, as })).status, 401, "it is revoked");
});

test("a read-only key lists and reads everything, and writes nothing", async (t) => {
  const { call, admin } = await bench(t);
  const { body } = await admin("POST", "/keys", { readOnly: true });
  const as = `${body.apiKey}:${body.apiSecret}`;
  assert.equal((await call("GET", SERVICES, { as })).status, 200);
  assert.equal((await call("GET", CONFIGURATIONS, { as })).status, 200);
  assert.equal((await call("POST", SERVICES, { form: { UniqueName: "a" }, as })).status, 403);
  assert.equal((await call("POST", CONFIGURATIONS, { json: { displayName: "x", rules: [] }, as })).status, 403);
});

test("an unknown path or method is 404 in the envelope of its version", async (t) => {
  const { call } = await bench(t);
  for (const [method, path] of [
    ["GET", "/v2/Nothing"],
    ["PATCH", SERVICES],
    ["GET", "/"],
    ["GET", "/v2/Services/"],
  ] as const) {
    const { status, body } = await call(method, path);
    assert.deepEqual([status, body.code, body.status], [404, 20404, 404]);
  }
  for (const [method, path] of [
    ["GET", "/v3/Nothing"],
    ["PATCH", `${CONFIGURATIONS}/x`],
    ["GET", "/v3"],
  ] as const) {
    const { status, body } = await call(method, path);
    assert.deepEqual([status, body.code, body.httpStatusCode], [404, 20404, 404]);
  }
});

test("a body of more than 1 MiB is 413 in the envelope of its version", async (t) => {
  const { call } = await bench(t);
  const v2 = await call("POST", SERVICES, { form: { UniqueName: "x".repeat(1_100_000) } });
  assert.deepEqual([v2.status, v2.body.status], [413, 413]);
  const v3 = await call("POST", CONFIGURATIONS, { json: { displayName: "x".repeat(1_100_000) } });
  assert.deepEqual([v3.status, v3.body.httpStatusCode], [413, 413]);
});

test("beyond the rate the answer is 429, 20429, v2 with Retry-After, v3 with X-RateLimit-Reset, and nothing is processed", async (t) => {
  const { call } = await bench(t, { rate: 1 });
  const many = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      i % 2 === 0
        ? call("POST", SERVICES, { form: { UniqueName: `n${i}` } })
        : call("POST", CONFIGURATIONS, { json: { displayName: `n${i}`, rules: [] } }),
    ),
  );
  const limited = many.filter(({ status }) => status === 429);
  assert.ok(limited.length > 0);
  for (const { headers, body } of limited) {
    assert.equal(body.code, 20429);
    assert.ok("httpStatusCode" in body ? headers.has("x-ratelimit-reset") : headers.get("retry-after") === "1");
  }
  const patiently = async (path: string): Promise<Answer> => {
    const answer = await call("GET", path);
    return answer.status === 429 ? sleep(100).then(() => patiently(path)) : answer;
  };
  const { services } = (await patiently(SERVICES)).body;
  const { items } = (await patiently(CONFIGURATIONS)).body;
  assert.equal(services.length + items.length, many.length - limited.length);
});

test("the request log tells method, path with query, status, headers and the parsed body, and no credential", async (t) => {
  const { emulator, call, admin } = await bench(t);
  await call("POST", SERVICES, { form: { UniqueName: "a b" } });
  await call("POST", CONFIGURATIONS, { json: { displayName: "x", rules: [rule()] }, headers: { "If-Match": "1" } });
  await call("GET", `${SERVICES}?PageSize=7`);
  const seen = emulator.requests();
  assert.deepEqual(
    seen.map(({ method, path, status, body }) => [method, path, status, body]),
    [
      ["POST", SERVICES, 201, { UniqueName: "a b" }],
      ["POST", CONFIGURATIONS, 201, { displayName: "x", rules: [rule()] }],
      ["GET", `${SERVICES}?PageSize=7`, 200, null],
    ],
  );
  assert.equal(seen[1]?.headers["if-match"], "1");
  const text = JSON.stringify(seen);
  for (const secret of [emulator.apiSecret, "authorization", "Basic "]) assert.ok(!text.includes(secret));
  assert.deepEqual((await admin("GET", "/requests")).body, seen);
  await admin("DELETE", "/requests");
  assert.deepEqual(emulator.requests(), []);
});

test("reset empties data, keys, log and faults, and keeps the account", async (t) => {
  const { emulator, call, admin } = await bench(t);
  await call("POST", SERVICES, { form: { UniqueName: "a" } });
  const { body: key } = await admin("POST", "/keys", { readOnly: true });
  emulator.setFaults([{ fault: "500", nth: 99 }]);
  assert.equal((await admin("POST", "/reset")).status, 204);
  assert.deepEqual(emulator.requests(), []);
  assert.deepEqual((await admin("GET", "/faults")).body, []);
  assert.deepEqual((await call("GET", SERVICES)).body.services, []);
  assert.equal((await call("GET", SERVICES, { as: `${key.apiKey}:${key.apiSecret}` })).status, 401);
});

test("the console's door changes stored fields, with a new version or behind its back", async (t) => {
  const { call, admin } = await bench(t);
  const { body: made } = await call("POST", SERVICES, { form: { UniqueName: "a" } });
  const patched = await admin("PATCH", `/objects/${made.sid}`, { fields: { data_logging: true } });
  assert.equal(patched.status, 200);
  let seen = (await call("GET", `${SERVICES}/${made.sid}`)).body;
  assert.deepEqual([seen.data_logging, seen.version], [true, 2]);
  await admin("PATCH", `/objects/${made.sid}`, { fields: { friendly_name: "quiet" }, bumpVersion: false });
  seen = (await call("GET", `${SERVICES}/${made.sid}`)).body;
  assert.deepEqual([seen.friendly_name, seen.version], ["quiet", 2]);
});

test("the console's door refuses what does not fit, another id and what is not there", async (t) => {
  const { call, admin } = await bench(t);
  const { body: made } = await call("POST", SERVICES, { form: { UniqueName: "a" } });
  const patch = (fields: unknown, id = made.sid) => admin("PATCH", `/objects/${id}`, { fields });
  assert.match((await patch({ data_logging: "on" })).body.message, /^data_logging: /);
  assert.match((await patch({ sid: `GA${"0".repeat(32)}` })).body.message, /id/);
  assert.equal((await patch({}, "GA0")).status, 404);
  assert.equal((await admin("PATCH", `/objects/${made.sid}`, { colour: 1 })).status, 400);
});

test("the admin path refuses browsers and foreign host names", async (t) => {
  const { emulator } = await bench(t);
  const status = async (headers: Record<string, string>): Promise<number | undefined> =>
    (await answered(httpRequest(`${emulator.url}/__emulator/reset`, { method: "POST", headers }))).statusCode;
  const { port } = new URL(emulator.url);
  assert.equal(await status({ origin: "http://localhost:3000" }), 403);
  assert.equal(await status({ origin: "null" }), 403);
  assert.equal(await status({ host: `rebound.example.com:${port}` }), 403);
  assert.equal(await status({ host: `127.0.0.1.example.com:${port}` }), 403);
  assert.equal(await status({ host: `localhost:${port}` }), 204);
});

test("an unknown admin path is 404", async (t) => {
  const { admin } = await bench(t);
  assert.equal((await admin("GET", "/nothing")).status, 404);
});

test("latency holds the answer back, not the work, and a client that gives up ends the wait", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "emulator-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const db = join(dir, "account.db");
  const slow = await bench(t, { db, latencyMs: 600_000 });
  const swift = await bench(t, { db });
  const patience = new AbortController();
  const waiting = slow.call("POST", SERVICES, { form: { UniqueName: "a" }, signal: patience.signal });
  while ((await swift.call("GET", SERVICES)).body.services.length === 0) await sleep(10);
  patience.abort();
  await assert.rejects(waiting, { name: "AbortError" });
});

test("a busy port is an error that says so", async (t) => {
  const { emulator } = await bench(t);
  const port = Number(new URL(emulator.url).port);
  await assert.rejects(startEmulator({ port }), /cannot listen on port \d+: .*EADDRINUSE/);
});

test("closing ends connections that are kept alive, and may be done twice", async (t: TestContext) => {
  const { emulator, call } = await bench(t);
  await call("GET", SERVICES);
  await emulator.close();
  await assert.rejects(fetch(emulator.url));
  await emulator.close();
});

async function answered(request: ClientRequest): Promise<IncomingMessage> {
  request.end();
  const [response]: IncomingMessage[] = await once(request, "response");
  assert.ok(response);
  response.resume();
  return response;
}
