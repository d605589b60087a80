import assert from "node:assert/strict";
import { test } from "node:test";
import { type Contest, enumerate } from "../../faults/virtual/interleavings";

const CONTESTS: Contest[] = [
  // The server holds no If-Match, and the answer to one of the two writes is lost.
  {
    name: "live",
    ifMatch: "ignored",
    onConflict: "fail",
    commands: [["up"], ["up"]],
    fault: { fault: "drop-after", nth: 4 },
  },
  // Two that overwrite each other.
  { name: "support", ifMatch: "enforced", onConflict: "overwrite", commands: [["up"], ["up"]], fault: undefined },
];

for (const contest of CONTESTS) {
  test(`a writer that replaces an unseen version is told, in every order of two writers of ${contest.name}`, async () => {
    const broken: string[] = [];
    let orders = 0;
    await enumerate(contest, (found) => {
      orders++;
      broken.push(...found);
    });
    assert.deepEqual(broken, []);
    assert.ok(orders > 1);
  });
}
