import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "../../../api/machine";
import { poll } from "../../../api/poll";
import { Turns } from "../../../provider/lifecycle/turns";

const PACE = { firstMs: 1, longestMs: 2, withinMs: 20 };

test("what is there at once is not waited for, and what comes is found", async () => {
  let looks = 0;
  assert.equal(await poll(async () => ({ done: ++looks }), { ...PACE, firstMs: 60_000 }, systemClock), 1);
  const third = await poll(
    async () => ({ done: ++looks === 4 ? "there" : undefined }),
    { ...PACE, withinMs: 60_000 },
    systemClock,
  );
  assert.deepEqual([third, looks], ["there", 4]);
  assert.equal(await poll(async () => ({ done: false }), PACE, systemClock), false);
});

test("the pause that a look asks for goes before one's own", async () => {
  let looks = 0;
  const slow = { firstMs: 60_000, longestMs: 60_000, withinMs: 120_000 };
  assert.equal(await poll(async () => ({ done: ++looks === 3 || undefined, pauseMs: 1 }), slow, systemClock), true);
});

test("once the time is over it has looked a last time, and gives nothing", async () => {
  let looks = 0;
  assert.equal(
    await poll(async () => ({ done: void looks++ }), { ...PACE, firstMs: 60_000, longestMs: 60_000 }, systemClock),
    undefined,
  );
  assert.equal(looks, 2);
});

test("an error ends it", async () => {
  await assert.rejects(
    poll(
      async () => {
        throw new Error("gone");
      },
      PACE,
      systemClock,
    ),
    /gone/,
  );
});

test("tasks of one key run one after another, whether or not one fails, and those of two keys at once", async () => {
  const log: string[] = [];
  const turns = new Turns();
  const task = (key: string, name: string, fails = false) =>
    turns.take(key, async () => {
      log.push(`+${name}`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`-${name}`);
      if (fails) throw new Error(name);
      return name;
    });
  const all = await Promise.allSettled([task("x", "a", true), task("x", "b"), task("y", "c")]);
  assert.deepEqual(
    all.map(({ status }) => status),
    ["rejected", "fulfilled", "fulfilled"],
  );
  assert.deepEqual(
    log.filter((entry) => !entry.endsWith("c")),
    ["+a", "-a", "+b", "-b"],
  );
  assert.ok(log.indexOf("+c") < log.indexOf("-a"));
});
