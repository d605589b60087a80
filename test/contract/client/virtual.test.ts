import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HttpTransport, type Transport, TransportError } from "../../../api/http/transport";
import type { Emulator, Fault } from "../../../emulator/index";
import { faultName } from "../../../emulator/server/faults";
import { sequence } from "../../faults/random/sequence";
import { liveVirtually } from "../../faults/random/virtually";
import { ORIGIN, VirtualTransport } from "../../faults/virtual/transport";
import { World } from "../../faults/virtual/world";
import { bench, rule } from "../kit/emulator";

const SERVICES = "/v2/Services";
const CONFIGURATIONS = "/v3/ControlPlane/Configurations";
/** The port stays shut for so long that the second request finds it so. */
const SHUT_S = 0.5;
/** A server that is still at work when the test has ended. */
const LATE_S = 3600;
/** For the transport over sockets: a silence has to end some time. */
const TIMEOUT_MS = 300;

/** Returns the outcome of each request as the client sees it, without ids and times, which differ between emulators. */
async function outcomes(transport: Transport, emulator: Pick<Emulator, "setFaults" | "requests">, fault: Fault) {
  emulator.setFaults([fault]);
  const told: unknown[] = [];
  // Where the text is cut depends on the length of addresses.
  const most = fault.fault === "malformed-json" ? 40 : undefined;
  const json = { "content-type": "application/json" };
  const form = { "content-type": "application/x-www-form-urlencoded" };
  for (const request of [
    { method: "GET", path: SERVICES },
    { method: "POST", path: SERVICES, headers: form, body: "UniqueName=a" },
    {
      method: "POST",
      path: CONFIGURATIONS,
      headers: json,
      body: JSON.stringify({ displayName: "a", rules: [rule()] }),
    },
    { method: "GET", path: `${CONFIGURATIONS}?pageSize=5` },
  ] as const) {
    told.push(
      await transport.send(request).then(
        ({ status, headers, text }) => [
          status,
          headers["content-type"],
          headers["retry-after"],
          shapeOf(text).slice(0, most),
        ],
        (error) => (error instanceof TransportError ? error.reason : error),
      ),
    );
  }
  return { told, log: emulator.requests().map(({ method, path, status, body }) => [method, path, status, body]) };
}

/** A text without ids, times and addresses. */
const shapeOf = (text: string): string =>
  text
    .replaceAll(/\b(AC|GA)[0-9a-f]{32}\b|_[0-9a-z]{26}\b/g, "ID")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:]+Z/g, "TIME")
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "URL");

for (const fault of faultName.options) {
  test(`${fault}: the client in this process is told the same as over sockets`, async (t) => {
    const planned: Fault = {
      fault,
      times: 3,
      ...(fault === "refuse" && { times: 1, seconds: SHUT_S }),
      ...(fault.startsWith("late") && { seconds: LATE_S }),
    };
    const { emulator } = await bench(t);
    const { url: baseUrl, apiKey: username, apiSecret: password } = emulator;
    const limits = fault === "silence" ? { timeoutMs: TIMEOUT_MS } : {};
    const sockets = new HttpTransport({ baseUrl, username, password, userAgent: "tests/1", ...limits });
    const world = new World(1, {});
    const { api, schedule } = world;
    const here = new VirtualTransport({ api, schedule, username: api.apiKey, password: api.apiSecret });
    const there = await outcomes(sockets, emulator, planned);
    assert.deepEqual(await schedule.run(() => outcomes(here, api, planned)), there);
  });
}

test("a request that is cancelled, and one whose answer is too slow", async () => {
  const { api, schedule } = new World(1, { latencyMs: 40_000 });
  const here = new VirtualTransport({ api, schedule, username: api.apiKey, password: api.apiSecret });
  const send = (signal?: AbortSignal) => here.send({ method: "GET", path: SERVICES, signal });
  const reason = (call: Promise<unknown>) => call.catch((error: TransportError) => error.reason);
  const told = schedule.run(async () => [await reason(send(schedule.deadline(10_000))), await reason(send())]);
  assert.deepEqual(await told, ["cancelled", "timeout"]);
  assert.equal(here.origin(), ORIGIN);
});

test("a life sends the same requests again, byte for byte, and another one does not", async () => {
  const requestsOf = async (seed: number) => {
    const lives = fc.sample(sequence, { seed, numRuns: 12 });
    const lived: unknown[] = [];
    for (const one of lives) lived.push((await liveVirtually(one)).requests);
    return JSON.stringify(lived);
  };
  const first = await requestsOf(7);
  assert.equal(await requestsOf(7), first);
  assert.notEqual(await requestsOf(8), first);
  assert.ok(first.length > 10_000);
});
