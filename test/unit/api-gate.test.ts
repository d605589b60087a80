import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Gate, PLACES } from "../../api/gate";

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
  const gate = new Gate();
  const requests = new Map<number, number>();
  let done = 0;
  let early = 0;
  let ended = START;
  const opensAt = { announced: 0 };
  const call = async (number: number) => {
    for (let again = false; ; again = true) {
      await gate.enter(again, undefined);
      for (let reserved = Number.NEGATIVE_INFINITY; gate.isShutAt(reserved); await clock.until(reserved))
        reserved = gate.reserve(clock.now);
      const sent = clock.now;
      if (sent < opensAt.announced) early++;
      await clock.until(clock.now + LATENCY_MS);
      const window = Math.floor(clock.now / WINDOW_MS);
      const used = (requests.get(window) ?? 0) + 1;
      requests.set(window, used);
      gate.leave();
      if (used <= rate) {
        gate.passed(sent);
        done++;
        ended = clock.now;
        return;
      }
      const resume = clock.now + pauseOf(clock.now, number);
      gate.refused(sent, clock.now, resume);
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

describe("the gate", () => {
  it("stands open as long as nothing was refused", () => {
    const gate = new Gate();
    assert.deepEqual(
      Array.from({ length: 100 }, () => gate.reserve(START)),
      Array(100).fill(START),
    );
  });

  it("lets nothing out before the announced moment, whatever was reserved, and one by one after it", () => {
    const gate = new Gate();
    const reserved = gate.reserve(START);
    for (let n = 0; n < 10; n++) gate.passed(START + n * 100);
    gate.refused(START + 900, START + 1000, START + 5000);
    assert.ok(gate.isShutAt(reserved));
    const slots = [gate.reserve(START + 1000), gate.reserve(START + 1000), gate.reserve(START + 1000)];
    assert.equal(slots[0], START + 5000);
    assert.ok((slots[1] ?? 0) > (slots[0] ?? 0) && (slots[2] ?? 0) > (slots[1] ?? 0), `${slots}`);
    assert.ok(!gate.isShutAt(START + 5000));
  });

  it("does not open sooner for an earlier moment that is announced later", () => {
    const gate = new Gate();
    gate.refused(START, START + 10, START + 5000);
    gate.refused(START, START + 20, START + 1000);
    assert.equal(gate.reserve(START + 30), START + 5000);
  });

  it("is never slower than a request a second, even if nothing was let through", () => {
    const gate = new Gate();
    gate.refused(START, START, START + 250_000);
    const slots = Array.from({ length: PLACES }, () => gate.reserve(START));
    assert.ok((slots.at(-1) ?? 0) - START <= 250_000 + PLACES * 1000, `${slots}`);
  });

  it("forgets the limit in time: after some minutes without a refusal it is as good as open", () => {
    const gate = new Gate();
    for (let n = 0; n < 5; n++) gate.passed(START + n * 100);
    gate.refused(START + 500, START + 500, START + 1000);
    const later = START + 10 * 60_000;
    const slots = Array.from({ length: 100 }, () => gate.reserve(later));
    assert.ok((slots.at(-1) ?? 0) - later < 1000 * 10, `${(slots.at(-1) ?? 0) - later}`);
  });
});

describe("the places behind the gate", () => {
  const full = async () => {
    const gate = new Gate();
    for (let n = 0; n < PLACES; n++) await gate.enter(false, undefined);
    return gate;
  };

  it("are given in turn, to what was refused before first", async () => {
    const gate = await full();
    const order: string[] = [];
    const waiting = [
      gate.enter(false, undefined).then(() => order.push("first")),
      gate.enter(false, undefined).then(() => order.push("second")),
      gate.enter(true, undefined).then(() => order.push("refused")),
    ];
    for (let n = 0; n < 3; n++) gate.leave();
    await Promise.all(waiting);
    assert.deepEqual(order, ["refused", "first", "second"]);
  });

  it("are not lost on one who no longer waits", async () => {
    const gate = await full();
    const abort = new AbortController();
    const cancelled = gate.enter(false, abort.signal);
    const next = gate.enter(false, undefined);
    abort.abort();
    await assert.rejects(cancelled);
    gate.leave();
    await next;
    await assert.rejects(gate.enter(false, abort.signal));
  });
});
