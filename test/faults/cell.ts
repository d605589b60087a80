import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { printed } from "./build";

/** What a cell gives back what it took with; a test's own context is one, so that `bench` and `stand` take either. */
export interface Scope {
  after(release: () => unknown): void;
}

/** What a cell runs in. */
export interface Run extends Scope {
  /** For whatever a cell draws at random: the same number gives the same run. */
  seed: number;
}

/** Result of a cell after it has converged. A count is absent if the cell does not measure it. */
export interface Verdict {
  /** Requests that the cell's faults applied to. */
  struck?: number;
  /** Objects of the same declared content as one that the state knows. */
  duplicates?: number;
  /** Objects that neither the state nor whoever made the account's other objects knows. */
  orphans?: number;
  /** Remote edits that vanished without being named. */
  lostUpdates?: number;
  /** What did not hold, one line each. Empty: the cell passed. */
  broken: string[];
}

/** One promise of the fault table. */
export interface Cell {
  /** The row of the table that it counts in. */
  group: string;
  /** Unique within its group. */
  name: string;
  /** Whether `npm test` runs it too. */
  share: boolean;
  /**
   * What it is made of, which decides how many run at a time: `quick`, all in this process; `computes`, the same, without a pause;
   * `waits`, the same, and asleep for nearly all of its time; `engine`, in processes of its own.
   */
  load: "quick" | "computes" | "waits" | "engine";
  /** It replaces parts inside the package, or compares with the docs of these sources: it runs on no other build. */
  isOfSources?: true;
  run(run: Run): Promise<Verdict>;
}

export const PASSED: Verdict = { broken: [] };

export interface Outcome extends Verdict {
  cell: Cell;
}

/** No cell may hold up all others: after this time, in ms, it has not kept its promise. */
const PATIENCE_MS = 15 * 60_000;

/** Runs a cell to its end, and gives back whatever it took. What it throws is a promise that is broken. */
export async function runCell(cell: Cell, seed: number): Promise<Outcome> {
  const releases: (() => unknown)[] = [];
  const patience = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`not done after ${PATIENCE_MS / 60_000} minutes`);
  });
  late.catch(() => undefined);
  const broken: string[] = [];
  let verdict = PASSED;
  try {
    verdict = await Promise.race([cell.run({ seed, after: (release) => releases.push(release) }), late]);
  } catch (error) {
    broken.push(`it threw: ${inspect(error)}`);
  }
  patience.abort();
  for (const release of releases.reverse()) {
    try {
      await release();
    } catch (error) {
      broken.push(`it could not be cleared away: ${String(error)}`);
    }
  }
  return { ...verdict, cell, broken: [...verdict.broken, ...broken] };
}

const AT_A_TIME: Record<Cell["load"], number> = { quick: 8, computes: 1, waits: 64, engine: 2 };

export interface RunOptions {
  /** How many cells of a load run at a time. */
  atATime?: Record<Cell["load"], number>;
  /** Hears of each cell as it ends. */
  done?: (outcome: Outcome) => void;
}

/** Runs cells, those of each load side by side. */
export async function runCells(
  cells: readonly Cell[],
  seed: number,
  { atATime = AT_A_TIME, done = () => undefined }: RunOptions = {},
): Promise<Outcome[]> {
  // What providers say on the way would bury what the cells say.
  const { log, warn } = console;
  console.log = console.warn = printed;
  const lanes = Object.entries(atATime).flatMap(([load, width]) => {
    const waiting = cells.filter((cell) => cell.load === load);
    return Array.from({ length: Math.min(width, waiting.length) }, () => lane(waiting, seed, done));
  });
  try {
    return (await Promise.all(lanes)).flat();
  } finally {
    Object.assign(console, { log, warn });
  }
}

/** Takes one cell after another from those that wait. */
async function lane(waiting: Cell[], seed: number, done: (outcome: Outcome) => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) {
    const outcome = await runCell(cell, seed);
    done(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}
