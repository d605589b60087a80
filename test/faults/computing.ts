import { cells as all } from "./all";
import type { Ended, Task, Totals } from "./apart";
import { type Outcome, runCells } from "./cell";
import { takenHere } from "./recoveries";

/** The process that `runApart` starts: runs the cells that it is sent, sends back each as it ends, and exits. */
process.once("message", async ({ seed, places }: Task) => {
  const cells = places.flatMap((place) => all[place] ?? []);
  const done = ({ cell, ...verdict }: Outcome) => process.send?.({ place: all.indexOf(cell), verdict } satisfies Ended);
  await runCells(cells, seed, { done });
  const { user, system } = process.cpuUsage();
  process.stdout.write(`Cells that compute took ${((user + system) / 1e6).toFixed(1)} CPU-seconds.\n`);
  process.send?.({ recoveries: takenHere() } satisfies Totals, () => process.disconnect());
});
