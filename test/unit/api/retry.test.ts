import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  type Attempt,
  decide,
  type Effect,
  type Failure,
  MAX_ATTEMPTS,
  MAX_RATE_LIMIT_WAIT_MS,
  MAX_UNAVAILABLE_WAIT_MS,
  mayStillRun,
  type NetworkCause,
} from "../../../api/http/retry";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const EFFECTS: Effect[] = ["read", "create", "update", "delete"];
const DELAY_CAP_MS = 10_000;

const status = (code: number, fromTwilio = true): Failure => ({ type: "status", status: code, fromTwilio });
const network = (cause: NetworkCause): Failure => ({ type: "network", cause });
const limited = (headers: { retryAfter?: string; rateLimitReset?: string } = {}): Failure => ({
  type: "status",
  status: 429,
  fromTwilio: true,
  ...headers,
});

const attempt = (over: Partial<Attempt> & Pick<Attempt, "effect" | "failure">): Attempt => ({
  attempt: 1,
  elapsedMs: 0,
  now: NOW,
  random: 0,
  ...over,
});

const actions = (failure: Failure, number = 1) =>
  Object.fromEntries(
    EFFECTS.map((effect) => {
      const decision = decide(attempt({ effect, failure, attempt: number }));
      return [effect, decision.action === "recover" && decision.last ? "last recover" : decision.action];
    }),
  );

const SAFE_ONLY = { read: "retry", create: "recover", update: "recover", delete: "retry" };
const ALL = { read: "retry", create: "retry", update: "retry", delete: "retry" };
const NEVER = { read: "stop", create: "stop", update: "stop", delete: "stop" };
const LAST_RECOVER = { read: "stop", create: "last recover", update: "last recover", delete: "stop" };

describe("what is decided by effect and failure", () => {
  const rows: [string, Failure, Record<string, string>][] = [
    ...[500, 501, 502, 503, 504, 599].map((code): [string, Failure, typeof ALL] => [
      `${code}`,
      status(code),
      SAFE_ONLY,
    ]),
    ["a dropped connection", network("dropped"), SAFE_ONLY],
    ["a timeout", network("timeout"), SAFE_ONLY],
    ["an answer that is too large", network("oversized"), LAST_RECOVER],
    ["an answer without end", network("endless"), LAST_RECOVER],
    ["an error of the client's own", network("internal"), LAST_RECOVER],
    ["a body that is not as documented", { type: "body" }, SAFE_ONLY],
    ["a refused connection", network("refused"), ALL],
    ["429", limited(), ALL],
    ["a certificate that is not trusted", network("untrusted"), NEVER],
    ["a cancelled request", network("cancelled"), NEVER],
    ...[301, 302, 304, 307, 308].map((code): [string, Failure, typeof ALL] => [`${code}`, status(code), NEVER]),
    ["404 that Twilio did not send", status(404, false), SAFE_ONLY],
    ["403 that Twilio did not send", status(403, false), NEVER],
    ...[400, 401, 403, 404, 405, 409, 412, 413, 415, 422].map((code): [string, Failure, typeof ALL] => [
      `${code}`,
      status(code),
      NEVER,
    ]),
  ];
  for (const [name, failure, expected] of rows) {
    it(name, () => {
      assert.deepEqual(actions(failure), expected);
      assert.deepEqual(actions(failure, MAX_ATTEMPTS - 1), expected);
    });
  }

  for (const [name, failure, expected] of rows.filter(([name]) => name !== "429")) {
    it(`${name} ends after ${MAX_ATTEMPTS} attempts, of which the last is not left open either`, () =>
      assert.deepEqual(actions(failure, MAX_ATTEMPTS), expected.create?.endsWith("recover") ? LAST_RECOVER : NEVER));
  }

  it("429 does not end by the number of attempts", () => assert.deepEqual(actions(limited(), 1000), ALL));
});

describe("whether the server may still be working on the request", () => {
  const rows: [string, Failure, boolean][] = [
    ["a timeout", network("timeout"), true],
    ["an answer without end", network("endless"), true],
    ["an answer that is too large", network("oversized"), false],
    ["an error of the client's own", network("internal"), false],
    ["a dropped connection", network("dropped"), false],
    ["a refused connection", network("refused"), false],
    ["a body that is not as documented", { type: "body" }, false],
    ["502", status(502), true],
    ["504", status(504), true],
    ["503 of Twilio's own", status(503), false],
    ["503 of something else", status(503, false), true],
    ["500", status(500, false), false],
    ["404 of Twilio's own", status(404), false],
    ["404 of something else", status(404, false), true],
    ["429", limited(), false],
  ];
  for (const [name, failure, expected] of rows) it(name, () => assert.equal(mayStillRun(failure), expected));
});

describe("how long a rate-limited request waits", () => {
  const rows: [string, Parameters<typeof limited>[0], number][] = [
    ["Retry-After in seconds", { retryAfter: "7" }, 7000],
    ["Retry-After in parts of a second", { retryAfter: "0.5" }, 500],
    ["Retry-After as an HTTP date", { retryAfter: "Sun, 01 Mar 2026 12:00:30 GMT" }, 30_000],
    ["Retry-After as a date that has passed", { retryAfter: "Sun, 01 Mar 2026 11:00:00 GMT" }, 0],
    ["Retry-After that is no time", { retryAfter: "soon" }, 0],
    ["an empty Retry-After", { retryAfter: "" }, 0],
    ["a reset in seconds since 1970", { rateLimitReset: String(NOW / 1000 + 12) }, 12_000],
    ["a reset in ms since 1970", { rateLimitReset: String(NOW + 2500) }, 2500],
    ["a reset as a duration in seconds", { rateLimitReset: "9" }, 9000],
    ["a reset that has passed, in s", { rateLimitReset: String(NOW / 1000 - 60) }, 0],
    ["a reset that has passed, in ms", { rateLimitReset: String(NOW - 60) }, 0],
    ["a reset that is no number", { rateLimitReset: "tomorrow" }, 0],
    ["both: Retry-After counts", { retryAfter: "3", rateLimitReset: "40" }, 3000],
    ["Retry-After that is no time, with a reset", { retryAfter: "soon", rateLimitReset: "4" }, 4000],
    ["neither", {}, 0],
  ];
  for (const [name, headers, delayMs] of rows) {
    it(name, () => {
      for (const effect of EFFECTS) {
        assert.deepEqual(decide(attempt({ effect, failure: limited(headers) })), { action: "retry", delayMs });
      }
    });
  }

  it("is what was asked to the ms, whatever the jitter", () => {
    const decision = decide(attempt({ effect: "create", failure: limited({ retryAfter: "7" }), random: 0.5 }));
    assert.deepEqual(decision, { action: "retry", delayMs: 7000 });
  });

  it("grows where what was asked was too little before", () => {
    const waits = [1, 2, 3, 5].map((number) => {
      const failure = limited({ retryAfter: "1" });
      const decision = decide(attempt({ effect: "create", failure, attempt: number, random: 0.5 }));
      return decision.action === "retry" && decision.delayMs;
    });
    assert.deepEqual(waits, [1000, 1000, 1000, 3200]);
  });

  it("stops where the wait would go beyond its patience", () => {
    const failure = limited({ retryAfter: "10" });
    const at = (elapsedMs: number) => decide(attempt({ effect: "read", failure, elapsedMs })).action;
    assert.equal(at(MAX_RATE_LIMIT_WAIT_MS - 10_000), "retry");
    assert.equal(at(MAX_RATE_LIMIT_WAIT_MS - 9_999), "stop");
  });

  for (const rateLimitReset of ["301", String(NOW / 1000 + 301), String(NOW + 301_000), "9".repeat(400)]) {
    it(`backs off where the reset is as far away as ${rateLimitReset.slice(0, 20)}`, () => {
      const decision = decide(attempt({ effect: "read", failure: limited({ rateLimitReset }), random: 0.5 }));
      assert.deepEqual(decision, { action: "retry", delayMs: 200 });
    });
  }

  for (const headers of [{ retryAfter: "301" }, { retryAfter: "9".repeat(400) }]) {
    it(`stops at once on ${JSON.stringify(headers).slice(0, 40)}`, () =>
      assert.deepEqual(decide(attempt({ effect: "read", failure: limited(headers) })), { action: "stop" }));
  }
});

describe("how long a server that is not available is waited for", () => {
  const unavailable = (retryAfter: string): Failure => ({ type: "status", status: 503, fromTwilio: true, retryAfter });
  const decided = (retryAfter: string, effect: Effect, random = 0) =>
    decide(attempt({ effect, failure: unavailable(retryAfter), random }));

  it("as long as it asks, and no shorter than the backoff", () => {
    assert.deepEqual(decided("7", "read", 0.5), { action: "retry", delayMs: 7000 });
    assert.deepEqual(decided("0", "read", 0.5), { action: "retry", delayMs: 200 });
    assert.deepEqual(decided("Sun, 01 Mar 2026 12:00:30 GMT", "delete"), { action: "retry", delayMs: 30_000 });
    assert.deepEqual(decided("7", "create"), { action: "recover", delayMs: 7000, last: false });
  });

  it("not at all where it asks for more than a minute: then a write is looked for once, and the error says how long", () => {
    const seconds = String(MAX_UNAVAILABLE_WAIT_MS / 1000 + 1);
    for (const effect of ["read", "delete"] as const) assert.deepEqual(decided(seconds, effect), { action: "stop" });
    for (const effect of ["create", "update"] as const)
      assert.deepEqual(decided(seconds, effect, 0.5), { action: "recover", delayMs: 200, last: true });
    assert.equal(decided(String(MAX_UNAVAILABLE_WAIT_MS / 1000), "read").action, "retry");
  });
});

describe("the wait, whatever happens", () => {
  const effect = fc.constantFrom(...EFFECTS);
  const number = fc.integer({ min: 1, max: 10_000 });
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const cap = (n: number) => Math.min(DELAY_CAP_MS, 200 * 2 ** n);

  it("lies between what was asked and the backoff", () => {
    fc.assert(
      fc.property(effect, number, random, fc.integer({ min: 0, max: 280 }), (effect, number, random, seconds) => {
        const failure = limited({ retryAfter: String(seconds) });
        const decision = decide(attempt({ effect, failure, attempt: number, random }));
        assert.ok(decision.action === "retry");
        assert.ok(decision.delayMs >= seconds * 1000);
        assert.ok(decision.delayMs <= Math.max(seconds * 1000, cap(number)));
      }),
    );
  });

  it("uses the whole range of the backoff", () => {
    const delays = [0, 0.25, 0.5, 0.999999].map((random) => {
      const decision = decide(attempt({ effect: "read", failure: status(500), attempt: 3, random }));
      return decision.action === "stop" ? undefined : decision.delayMs;
    });
    assert.deepEqual(delays, [0, 400, 800, 1600]);
  });

  it("is a number of ms from 0 to the patience, for any headers", () => {
    const text = fc.oneof(
      fc.string(),
      fc.integer().map(String),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    const failure = fc.oneof(
      fc.record({ retryAfter: text, rateLimitReset: text }, { requiredKeys: [] }).map(limited),
      fc.integer({ min: 100, max: 599 }).map(status),
      fc
        .constantFrom<NetworkCause>(
          "refused",
          "dropped",
          "timeout",
          "untrusted",
          "oversized",
          "endless",
          "internal",
          "cancelled",
        )
        .map(network),
    );
    fc.assert(
      fc.property(effect, failure, number, random, fc.nat(400_000), (effect, failure, number, random, elapsedMs) => {
        const decision = decide(attempt({ effect, failure, attempt: number, random, elapsedMs }));
        if (decision.action === "stop") return;
        assert.ok(decision.delayMs >= 0 && decision.delayMs <= MAX_RATE_LIMIT_WAIT_MS, `${decision.delayMs}`);
      }),
      { numRuns: 1000 },
    );
  });
});
