import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { createEmulatedApi } from "../../../emulator/emulatedApi";
import type { Fault } from "../../../emulator/index";
import { thisMachine } from "../../../emulator/machine";
import { type Answer, bench, rule } from "../kit/emulator";

const SERVICES = "/v2/Services";
const CONFIGURATIONS = "/v3/ControlPlane/Configurations";

test("a fault hits the nth matching request, as many times as it says, and no other", async (t) => {
  const { call } = await bench(t, {
    faults: [{ method: "get", path: "^/v2/Services$", nth: 2, times: 2, fault: "503" }],
  });
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) {
    assert.equal((await call("GET", CONFIGURATIONS)).status, 200);
    assert.equal((await call("GET", `${SERVICES}/GA1`)).status, 404);
    statuses.push((await call("GET", `${SERVICES}?PageSize=${i + 1}`)).status);
  }
  assert.deepEqual(statuses, [200, 503, 503, 200, 200]);
});

const refusals: [Fault, number, number][] = [
  [{ fault: "429", retryAfterSeconds: 7 }, 429, 20429],
  [{ fault: "429-no-retry-after" }, 429, 20429],
  [{ fault: "500" }, 500, 20500],
  [{ fault: "503" }, 503, 20503],
];
for (const [fault, status, code] of refusals) {
  test(`${fault.fault}: the envelope of the version, and nothing is processed`, async (t) => {
    const { call } = await bench(t, { faults: [{ ...fault, method: "POST", times: 2 }] });
    const v2 = await call("POST", SERVICES, { form: { UniqueName: "a" } });
    assert.deepEqual([v2.status, v2.body.status, v2.body.code], [status, status, code]);
    const v3 = await call("POST", CONFIGURATIONS, { json: { displayName: "a", rules: [] } });
    assert.deepEqual([v3.status, v3.body.httpStatusCode, v3.body.code], [status, status, code]);
    assert.deepEqual((await call("GET", SERVICES)).body.services, []);
    assert.deepEqual((await call("GET", CONFIGURATIONS)).body.items, []);
    const retryAfter = fault.fault === "429" ? "7" : null;
    assert.deepEqual([v2.headers.get("retry-after"), v3.headers.get("retry-after")], [retryAfter, retryAfter]);
    assert.equal(v3.headers.has("x-ratelimit-reset"), status === 429);
  });
}

test("html: a gateway's page with 502, and nothing is processed", async (t) => {
  const { call } = await bench(t, { faults: [{ fault: "html" }] });
  const { status, headers, body } = await call("POST", SERVICES, { form: { UniqueName: "a" } });
  assert.equal(status, 502);
  assert.match(headers.get("content-type") ?? "", /^text\/html/);
  assert.match(body, /^<!doctype html>/);
  assert.deepEqual((await call("GET", SERVICES)).body.services, []);
});

const lost: [Fault["fault"], number][] = [
  ["drop-before", 0],
  ["drop-after", 1],
  ["cut", 1],
];
for (const [fault, made] of lost) {
  test(`${fault}: the client gets no whole answer, and ${made} object is made`, async (t) => {
    const { emulator, call } = await bench(t, { faults: [{ fault }] });
    await assert.rejects(call("POST", SERVICES, { form: { UniqueName: "a" } }));
    assert.equal(emulator.requests()[0]?.status, 0);
    assert.equal((await call("GET", SERVICES)).body.services.length, made);
  });
}

test("cut: the status and the header of the whole answer arrive", async (t) => {
  const { emulator } = await bench(t, { faults: [{ fault: "cut" }] });
  const response = await fetch(`${emulator.url}${SERVICES}`);
  assert.equal(response.status, 401);
  assert.ok(Number(response.headers.get("content-length")) > 0);
  await assert.rejects(response.text());
});

test("malformed-json: processed, with a body that does not parse", async (t) => {
  const { emulator, call } = await bench(t, { faults: [{ method: "POST", fault: "malformed-json" }] });
  await assert.rejects(call("POST", SERVICES, { form: { UniqueName: "a" } }), SyntaxError);
  assert.equal(emulator.requests()[0]?.status, 201);
  assert.equal((await call("GET", SERVICES)).body.services.length, 1);
});

test("wrong-shape: processed, with JSON of another shape", async (t) => {
  const { call } = await bench(t, { faults: [{ method: "POST", fault: "wrong-shape" }] });
  const { status, body } = await call("POST", SERVICES, { form: { UniqueName: "a" } });
  assert.deepEqual([status, Object.keys(body), body.data[0].unique_name], [201, ["data"], "a"]);
});

test("duplicate: processed twice, answered with the second answer", async (t) => {
  const { call } = await bench(t, { faults: [{ method: "POST", times: 2, fault: "duplicate" }] });
  assert.equal((await call("POST", CONFIGURATIONS, { json: { displayName: "a", rules: [] } })).status, 201);
  assert.equal((await call("GET", CONFIGURATIONS)).body.items.length, 2);
  assert.equal((await call("POST", SERVICES, { form: { UniqueName: "a" } })).status, 400);
  assert.equal((await call("GET", SERVICES)).body.services.length, 1);
});

test("silence: no answer until the client gives up, and nothing is processed", async (t) => {
  const { emulator, call } = await bench(t, { faults: [{ fault: "silence" }] });
  const patience = new AbortController();
  const waiting = call("POST", SERVICES, { form: { UniqueName: "a" }, signal: patience.signal });
  while (emulator.requests().length === 0) await sleep(10);
  patience.abort();
  await assert.rejects(waiting, { name: "AbortError" });
  assert.deepEqual((await call("GET", SERVICES)).body.services, []);
});

test("silence with seconds: then the connection ends without an answer", async (t) => {
  const { call } = await bench(t, { faults: [{ fault: "silence", seconds: 0.1 }] });
  await assert.rejects(call("GET", SERVICES), /fetch failed/);
});

test("refuse: the connection ends, and the port refuses the next ones", async (t) => {
  const { call } = await bench(t, { faults: [{ fault: "refuse", seconds: 60 }] });
  await assert.rejects(call("GET", SERVICES));
  await assert.rejects(call("GET", SERVICES), (error: Error) => /ECONNREFUSED/.test(String(error.cause)));
});

test("refuse: when its seconds are over the port serves the data it had", async (t) => {
  const { call } = await bench(t, { faults: [{ nth: 2, fault: "refuse", seconds: 0.1 }] });
  await call("POST", SERVICES, { form: { UniqueName: "a" } });
  await assert.rejects(call("GET", SERVICES));
  const patiently = (): Promise<Answer> => call("GET", SERVICES).catch(() => sleep(20).then(patiently));
  const { body } = await patiently();
  assert.deepEqual(
    body.services.map((s: { unique_name: string }) => s.unique_name),
    ["a"],
  );
});

test("an emulator that refuses or keeps silent can be closed", async (t) => {
  for (const fault of ["refuse", "silence"] as const) {
    const { emulator, call } = await bench(t, { faults: [{ fault, ...(fault === "refuse" && { seconds: 60 }) }] });
    const waiting = call("GET", SERVICES).catch(() => "ended");
    while (emulator.requests().length === 0) await sleep(10);
    await emulator.close();
    assert.equal(await waiting, "ended");
  }
});

test("the admin path replaces the faults and is never hit by them", async (t) => {
  const { call, admin } = await bench(t, { faults: [{ fault: "500", times: 100 }] });
  assert.equal((await call("GET", SERVICES)).status, 500);
  const put = await admin("PUT", "/faults", [{ fault: "503" }]);
  assert.deepEqual([put.status, put.body[0].fault, put.body[0].nth, put.body[0].times], [200, "503", 1, 1]);
  assert.equal((await call("GET", SERVICES)).status, 503);
  assert.equal((await call("GET", SERVICES)).status, 200);
});

test("a fault that is not valid is refused, and the old ones stay", async (t) => {
  const { emulator, admin } = await bench(t, { faults: [{ fault: "500" }] });
  const bad = [
    [{ fault: "melt" }],
    [{ fault: "500", nth: 0 }],
    [{ fault: "500", path: "(" }],
    [{ fault: "500", x: 1 }],
    {},
  ];
  for (const faults of bad) assert.equal((await admin("PUT", "/faults", faults)).status, 400);
  assert.throws(() => emulator.setFaults([{ fault: "500", path: "(" }]), /\[0\]\.path: must be a regular expression/);
  assert.equal((await admin("GET", "/faults")).body.length, 1);
});

test("html-404 and conflict-other: refused, by a gateway or for another reason than a version", async (t) => {
  const { call } = await bench(t, { faults: [{ fault: "html-404" }, { nth: 2, fault: "conflict-other" }] });
  const page = await call("POST", SERVICES, { form: { UniqueName: "a" } });
  assert.deepEqual([page.status, page.headers.get("content-type")], [404, "text/html; charset=utf-8"]);
  const conflict = await call("POST", SERVICES, { form: { UniqueName: "a" } });
  assert.deepEqual([conflict.status, conflict.body.code], [409, 20409]);
  assert.deepEqual((await call("GET", SERVICES)).body.services, []);
});

test("late-502: a gateway answers at once, and the request is processed later", async (t) => {
  const { call } = await bench(t, { faults: [{ method: "POST", fault: "late-502", seconds: 0.1 }] });
  assert.equal((await call("POST", SERVICES, { form: { UniqueName: "a" } })).status, 502);
  const services = async (): Promise<unknown[]> => {
    const { body } = await call("GET", SERVICES);
    return body.services.length > 0 ? body.services : sleep(20).then(services);
  };
  assert.equal((await services()).length, 1);
});

test("extra-members and unknown-action: a newer API answers, and stores nothing of that", async (t) => {
  const faults: Fault[] = [{ fault: "extra-members" }, { nth: 2, fault: "unknown-action" }];
  const { call } = await bench(t, { faults });
  const { body } = await call("POST", CONFIGURATIONS, { json: { displayName: "a", rules: [rule()] } });
  assert.ok("newerMember" in body && "newerMember" in body.rules[0].triggers[0]);
  const path = `${CONFIGURATIONS}/${body.id}`;
  assert.equal((await call("GET", path)).body.rules[0].actions[1].type, "NEWER");
  const plain = (await call("GET", path)).body;
  assert.deepEqual([plain.rules[0].actions.length, "newerMember" in plain], [1, false]);
});

test("a clock that is ahead shows in the dates and in the header", async (t) => {
  const clockMs = 3_600_000;
  const { call } = await bench(t, { clockMs });
  const { body, headers } = await call("POST", SERVICES, { form: { UniqueName: "a" } });
  for (const date of [body.date_created, headers.get("date")]) {
    const ahead = Date.parse(date) - Date.now();
    assert.ok(Math.abs(ahead - clockMs) < 60_000, date);
  }
});

test("late-502: an emulator that is closed first says nothing about the request", async (t) => {
  const errors = t.mock.method(console, "error", () => undefined);
  let process: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    process = resolve;
  });
  const machine = { ...thisMachine, wait: () => late };
  const api = createEmulatedApi({ faults: [{ method: "POST", fault: "late-502", seconds: 1 }] }, machine);
  const authorization = `Basic ${Buffer.from(`${api.apiKey}:${api.apiSecret}`).toString("base64")}`;
  const request = new Request("http://127.0.0.1:1/v2/Services", {
    method: "POST",
    headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
    body: "UniqueName=calls",
  });
  const connection = { gone: new AbortController().signal, destroy() {}, cut() {}, refuse() {} };
  assert.equal((await api.respond(request, "all", connection))?.status, 502);
  api.close();
  process();
  await setImmediate();
  assert.equal(errors.mock.callCount(), 0);
});
