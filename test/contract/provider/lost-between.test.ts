import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fault } from "../../../emulator/index";
import { type Contest, enumerate } from "../../faults/virtual/interleavings";

const CONTESTS: { contest: Contest; faults: Fault["fault"][] }[] = [
  // The server holds no If-Match, and the answer to one of the requests is lost.
  {
    contest: { name: "live", ifMatch: "ignored", onConflict: "fail", commands: [["up"], ["up"]] },
    faults: ["drop-after"],
  },
  // Two that overwrite each other.
  {
    contest: { name: "support", ifMatch: "enforced", onConflict: "overwrite", commands: [["up"], ["up"]] },
    faults: [],
  },
];

for (const { contest, faults } of CONTESTS) {
  test(`a writer that replaces an unseen version is told, in every order of two writers of ${contest.name}`, async () => {
    const broken: string[] = [];
    let orders = 0;
    const each = (found: string[]) => {
      orders++;
      broken.push(...found);
    };
    await enumerate(contest, each, faults);
    assert.deepEqual(broken, []);
    assert.ok(orders > 1);
  });
}
