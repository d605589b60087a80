import { fork } from "node:child_process";
import { join } from "node:path";
import type { RecoveryPath } from "../../api/recovery";
import { cells as all } from "./all";
import type { Cell, Outcome, Verdict } from "./cell";
import { taken } from "./recoveries";

/** What the other process is to run: cells by their places in the list of all. */
export interface Task {
  seed: number;
  places: number[];
}

/** A cell that has ended there. */
export interface Ended {
  place: number;
  verdict: Verdict;
}

/** What the other process has counted, at its end. */
export interface Totals {
  recoveries: [RecoveryPath, number][];
}

/**
 * Runs cells in a process of their own: they compute without a pause, and the emulators of the other cells answer in this one.
 *
 * @throws Error where that process ends before all cells have.
 */
export async function runApart(
  cells: readonly Cell[],
  seed: number,
  done: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  if (cells.length === 0) return [];
  const outcomes: Outcome[] = [];
  const child = fork(join(__dirname, "computing.ts"));
  child.on("message", (message: Ended | Totals) => {
    if ("recoveries" in message) {
      for (const [path, times] of message.recoveries) taken(path, times);
      return;
    }
    const cell = all[message.place];
    if (cell === undefined) throw new Error(`there is no cell ${message.place}`);
    const outcome = { ...message.verdict, cell };
    outcomes.push(outcome);
    done(outcome);
  });
  child.send({ seed, places: cells.map((cell) => all.indexOf(cell)) } satisfies Task);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (outcomes.length < cells.length) throw new Error(`The process that computes ended with ${code} before its cells.`);
  return outcomes;
}
