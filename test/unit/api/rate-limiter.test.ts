import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MAX_CONCURRENT_REQUESTS, RateLimiter } from "../../../api/http/rateLimiter";

const START = 1_700_000_000_300;
const WINDOW_MS = 1000;
const LATENCY_MS = 8;

/** Time that passes as fast as what happens in it. */
class Clock {
  now = START;
  readonly #due: { at: number; wake: () => void }[] = [];

  until(at: number): Promise<void> {
    return new Promise((wake) => this.#due.push({ at, wake }));
  }

  async run(): Promise<void> {
    for (;;) {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      const next = this.#due.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) return;
      this.#due.splice(this.#due.indexOf(next), 1);
      this.now = next.at;
      next.wake();
    }
  }
}

/** An API with a limit for each second, in virtual time; `pauseOf` is what a 429 announces. */
async function storm(calls: number, rate: number, pauseOf: (now: number, call: number) => number) {
  const clock = new Clock();
  const limiter = new RateLimiter();
  const requests = new Map<number, number>();
  let done = 0;
  let early = 0;
  let ended = START;
  const opensAt = { announced: 0 };
  const call = async (number: number) => {
    for (let again = false; ; again = true) {
      await limiter.acquire(again, undefined);
      for (let reserved = Number.NEGATIVE_INFINITY; limiter.isPausedAt(reserved); await clock.until(reserved))
        reserved = limiter.reserve(clock.now);
      const sent = clock.now;
      if (sent < opensAt.announced) early++;
      await clock.until(clock.now + LATENCY_MS);
      const window = Math.floor(clock.now / WINDOW_MS);
      const used = (requests.get(window) ?? 0) + 1;
      requests.set(window, used);
      limiter.release();
      if (used <= rate) {
        limiter.accepted(sent);
        done++;
        ended = clock.now;
        return;
      }
      const resume = clock.now + pauseOf(clock.now, number);
      limiter.refused(sent, clock.now, resume);
      opensAt.announced = Math.max(opensAt.announced, resume);
    }
  };
  const all = Promise.all(Array.from({ length: calls }, (_, number) => call(number)));
  await clock.run();
  await all;
  const sent = [...requests.values()].reduce((sum, count) => sum + count, 0);
  return { done, early, sent, ratio: ((ended - START) * rate) / calls / 1000 };
}

describe("a storm of calls against a limit of requests per second", () => {
  const toTheEnd = (now: number) => WINDOW_MS - (now % WINDOW_MS);
  const pauses: Record<string, (now: number, call: number) => number> = {
    "a second (Retry-After)": () => WINDOW_MS,
    "the end of the second (X-RateLimit-Reset)": toTheEnd,
    "the one to half of the calls and the other to the others": (now, call) =>
      call % 2 === 0 ? WINDOW_MS : toTheEnd(now),
  };
  for (const rate of [5, 20, 100]) {
    for (const [name, pauseOf] of Object.entries(pauses)) {
      it(`of ${rate}, announcing ${name}: all come through, none early, in 1.3 × the time and the requests`, async (t) => {
        const { done, early, sent, ratio } = await storm(400, rate, pauseOf);
        t.diagnostic(`${ratio.toFixed(2)} × the time, ${(sent / 400).toFixed(2)} × the requests`);
        assert.deepEqual([done, early], [400, 0]);
        assert.ok(ratio <= 1.3, `${ratio}`);
        assert.ok(sent <= 400 * 1.3, `${sent}`);
      });
    }
  }
});

describe("the rate limiter", () => {
  it("stands open as long as nothing was refused", () => {
    const limiter = new RateLimiter();
    assert.deepEqual(
      Array.from({ length: 100 }, () => limiter.reserve(START)),
      Array(100).fill(START),
    );
  });

  it("lets nothing out before the announced moment, whatever was reserved, and one by one after it", () => {
    const limiter = new RateLimiter();
    const reserved = limiter.reserve(START);
    for (let n = 0; n < 10; n++) limiter.accepted(START + n * 100);
    limiter.refused(START + 900, START + 1000, START + 5000);
    assert.ok(limiter.isPausedAt(reserved));
    const slots = [limiter.reserve(START + 1000), limiter.reserve(START + 1000), limiter.reserve(START + 1000)];
    assert.equal(slots[0], START + 5000);
    assert.ok((slots[1] ?? 0) > (slots[0] ?? 0) && (slots[2] ?? 0) > (slots[1] ?? 0), `${slots}`);
    assert.ok(!limiter.isPausedAt(START + 5000));
  });

  it("does not open sooner for an earlier moment that is announced later", () => {
    const limiter = new RateLimiter();
    limiter.refused(START, START + 10, START + 5000);
    limiter.refused(START, START + 20, START + 1000);
    assert.equal(limiter.reserve(START + 30), START + 5000);
  });

  it("is never slower than a request a second, even if nothing was let through", () => {
    const limiter = new RateLimiter();
    limiter.refused(START, START, START + 250_000);
    const slots = Array.from({ length: MAX_CONCURRENT_REQUESTS }, () => limiter.reserve(START));
    assert.ok((slots.at(-1) ?? 0) - START <= 250_000 + MAX_CONCURRENT_REQUESTS * 1000, `${slots}`);
  });

  it("forgets the limit in time: after some minutes without a refusal it is as good as open", () => {
    const limiter = new RateLimiter();
    for (let n = 0; n < 5; n++) limiter.accepted(START + n * 100);
    limiter.refused(START + 500, START + 500, START + 1000);
    const later = START + 10 * 60_000;
    const slots = Array.from({ length: 100 }, () => limiter.reserve(later));
    assert.ok((slots.at(-1) ?? 0) - later < 1000 * 10, `${(slots.at(-1) ?? 0) - later}`);
  });
});

describe("the places of the rate limiter", () => {
  const full = async () => {
    const limiter = new RateLimiter();
    for (let n = 0; n < MAX_CONCURRENT_REQUESTS; n++) await limiter.acquire(false, undefined);
    return limiter;
  };

  it("are given in turn, to what was refused before first", async () => {
    const limiter = await full();
    const order: string[] = [];
    const waiting = [
      limiter.acquire(false, undefined).then(() => order.push("first")),
      limiter.acquire(false, undefined).then(() => order.push("second")),
      limiter.acquire(true, undefined).then(() => order.push("refused")),
    ];
    for (let n = 0; n < 3; n++) limiter.release();
    await Promise.all(waiting);
    assert.deepEqual(order, ["refused", "first", "second"]);
  });

  it("are not lost on one who no longer waits", async () => {
    const limiter = await full();
    const abort = new AbortController();
    const cancelled = limiter.acquire(false, abort.signal);
    const next = limiter.acquire(false, undefined);
    abort.abort();
    await assert.rejects(cancelled);
    limiter.release();
    await next;
    await assert.rejects(limiter.acquire(false, abort.signal));
  });
});
