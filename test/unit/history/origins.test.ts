import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { probableOrigins, provenOrigins } from "../../../cli/history/origins";
import type { Update } from "../../../cli/history/updates";

const DAY = "2026-11-27T";

/** An update that ran from `start` to `end`, on one day. */
const update = (start: string, end: string | null, more: Partial<Update> = {}): Update => ({
  number: null,
  kind: "update",
  result: "succeeded",
  startedAt: `${DAY}${start}Z`,
  endedAt: end && `${DAY}${end}Z`,
  commit: null,
  dirty: false,
  message: null,
  changed: true,
  ...more,
});

const at = (...times: string[]) => times.map((time, index) => ({ version: index + 1, createdAt: `${DAY}${time}Z` }));

/** The origins by time, as `from` or the place of the update among the updates. */
function byTime(times: string[], all: Update[], truncated = false, recordedVersion = times.length) {
  const origins = probableOrigins(at(...times), recordedVersion, { all, truncated });
  return times.map((_, index) => {
    const { from, update } = origins.get(index + 1) ?? {};
    return update ? all.indexOf(update) : from;
  });
}

test("an update has at most one version of an object: of two in one second with its end, the earlier", () => {
  assert.deepEqual(byTime(["10:00:05", "10:00:05"], [update("10:00:00", "10:00:05")]), [0, "probably-other"]);
});

test("two updates that follow each other within the tolerance have a version each", () => {
  const all = [update("10:00:06", "10:00:09"), update("10:00:00", "10:00:04")];
  assert.deepEqual(byTime(["10:00:03", "10:00:08"], all), [1, 0]);
});

test("of two updates within one second, the first has the first version", () => {
  const all = [update("10:00:01", "10:00:02"), update("10:00:00", "10:00:01")];
  for (const times of [
    ["10:00:01", "10:00:01"],
    ["10:00:00", "10:00:01"],
    ["10:00:01", "10:00:02"],
  ]) {
    assert.deepEqual(byTime(times, all), [1, 0], String(times));
  }
});

test("whatever the times, no later version is of an earlier update", () => {
  const second = (at: number) => `10:00:${String(at).padStart(2, "0")}`;
  const seconds = (count: number) => fc.array(fc.nat(40), { minLength: count, maxLength: count });
  fc.assert(
    fc.property(seconds(6), seconds(8), (created, edges) => {
      const times = created.toSorted((a, b) => a - b).map(second);
      const [a, b, c, d, e, f, g, h] = edges.toSorted((a, b) => b - a).map(second);
      const all = [
        update(b ?? "", a ?? ""),
        update(d ?? "", c ?? ""),
        update(f ?? "", e ?? ""),
        update(h ?? "", g ?? ""),
      ];
      const places = byTime(times, all).filter((place) => typeof place === "number");
      assert.deepEqual(
        places,
        [...new Set(places)].toSorted((a, b) => b - a),
      );
    }),
  );
});

test("clocks that differ by 5 seconds are tolerated, and not by more", () => {
  const all = [update("10:00:10", "10:00:12")];
  assert.deepEqual(byTime(["10:00:05"], all), [0]);
  assert.deepEqual(byTime(["10:00:04"], all), ["probably-other"]);
  assert.deepEqual(byTime(["10:00:18"], all), [0]);
  assert.deepEqual(byTime(["10:00:19"], all), ["probably-other"]);
});

test("a refresh, and an update that changed nothing, make no version", () => {
  for (const more of [{ kind: "refresh" }, { changed: false }]) {
    assert.deepEqual(byTime(["10:00:02"], [update("10:00:00", "10:00:04", more)]), ["probably-other"]);
  }
});

test("a running update can have made what is created since it began", () => {
  assert.deepEqual(byTime(["10:00:02"], [update("10:00:00", null)]), [0]);
});

test("what is older than the known updates is unknown only if there can be older ones", () => {
  const all = [update("10:00:00", "10:00:04")];
  assert.deepEqual(byTime(["09:00:00"], all, true), ["unknown"]);
  assert.deepEqual(byTime(["09:00:00"], all, false), ["probably-other"]);
});

test("a version that is newer than the state's is not by this stack, even in the time of an update", () => {
  assert.deepEqual(byTime(["10:00:02", "10:00:03"], [update("10:00:00", "10:00:04")], false, 1), [0, "other"]);
});

test("a version without a date is unknown by time, and known by states", () => {
  const [own] = [update("10:00:00", "10:00:04")];
  const versions = [{ version: 1, createdAt: null }];
  const updates = { all: [own], truncated: false };
  assert.equal(probableOrigins(versions, 1, updates).get(1)?.from, "unknown");
  assert.deepEqual(provenOrigins(versions, [{ version: 1, update: own, outputs: {} }], updates).get(1), {
    from: "update",
    update: own,
  });
});

test("an update that recorded a version which was there a minute before it began has not made it", () => {
  const own = update("10:02:00", "10:02:04");
  const from = (time: string) =>
    provenOrigins(at(time), [{ version: 1, update: own, outputs: {} }], { all: [own], truncated: false }).get(1);
  assert.deepEqual(from("10:00:59"), { from: "other", update: own });
  assert.deepEqual(from("10:01:00"), { from: "update", update: own });
});
