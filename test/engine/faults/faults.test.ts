import assert from "node:assert/strict";
import { test } from "node:test";
import { cells } from "../../faults/all";
import { runCells } from "../../faults/cell";
import { tableOf } from "../../faults/table";

/** Fixed, so that a failure here is one that can be seen again; `npm run test:faults` draws another each time. */
const SEED = 1;

/** In turn, like the rest of `npm test`: the machine may be small. */
const AT_A_TIME = { quick: 8, computes: 1, waits: 16, engine: 1 };

test("nothing is lost, made twice or left behind when requests fail: the share of the fault table", async (t) => {
  const outcomes = await runCells(
    cells.filter(({ share }) => share),
    SEED,
    { atATime: AT_A_TIME },
  );
  const passed = outcomes.filter(({ broken }) => broken.length === 0).length;
  t.diagnostic(`${outcomes.length} of ${cells.length} cells run, ${passed} passed\n${tableOf(outcomes)}`);
  for (const { cell, broken } of outcomes) {
    await t.test(`${cell.group}: ${cell.name}`, () => assert.deepEqual(broken, []));
  }
});
