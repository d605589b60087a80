import assert from "node:assert/strict";
import { it } from "node:test";
import { newProvider } from "../../engine/kit/classes";
import { prepare } from "../../faults/matrix/kind";
import { KINDS } from "../../faults/matrix/kinds";
import { Stack } from "../../faults/matrix/stack";
import { bench } from "../kit/emulator";

for (const kind of KINDS) {
  it(`the fault matrix lets the reads of every operation of a ${kind.name} fail that reads`, async (t) => {
    t.mock.method(console, "log", () => undefined);
    t.mock.method(console, "warn", () => undefined);
    const made = await bench(t);
    const given = await prepare(made);
    const goals = {
      create: () => stack.up(kind.args(given)),
      update: kind.updated && (() => stack.up(kind.updated?.(given))),
      replace: kind.replaced && (() => stack.up(kind.replaced?.(given))),
      delete: () => stack.up(),
    };
    const stack = new Stack(() => newProvider(kind.name), made);
    const reading: string[] = [];
    for (const [operation, act] of Object.entries(goals)) {
      if (act === undefined) continue;
      if (operation !== "create") await stack.up(kind.args(given));
      made.emulator.clearRequests();
      await act();
      if (made.emulator.requests().some(({ method }) => method === "GET")) reading.push(operation);
      await stack.up();
    }
    assert.deepEqual([...kind.looks], reading);
  });
}
