import fc from "fast-check";
import { type Bench, bench } from "../../contract/kit/emulator";
import { type Cell, PASSED, type Run, type Verdict } from "../cell";
import type { Commands } from "./commands";
import { Engine } from "./engine";
import { Life } from "./life";
import { Modelled } from "./modelled";
import { type Sequence, sequence } from "./sequence";

/** What keeps the state of the stacks of some cells. */
interface Keeper {
  group: string;
  load: Cell["load"];
  /** Cells, and sequences in each of them. */
  cells: number;
  sequences: number;
  /** How many of the cells `npm test` runs too. */
  shared: number;
  on(run: Run, made: Bench): Promise<Commands>;
}

const KEEPERS: Keeper[] = [
  {
    group: "random sequences",
    load: "waits",
    cells: 20,
    sequences: 20,
    shared: 4,
    on: async (_run, made) => new Modelled(made),
  },
  { group: "random sequences, real engine", load: "engine", cells: 20, sequences: 1, shared: 0, on: Engine.on },
];

/** The path of one sequence that failed, as the failure printed it: with the same seed, that one alone is run. */
const PATH = process.env.RANDOM_PATH;

async function lives(run: Run, { on, group, sequences }: Keeper, name: string, offset: number): Promise<Verdict> {
  const seed = run.seed + offset;
  const property = fc.asyncProperty(sequence, (one) => live(run, on, one));
  const details = await fc.check(property, { seed, numRuns: sequences, ...(PATH !== undefined && { path: PATH }) });
  if (!details.failed) return PASSED;
  const { counterexamplePath, errorInstance } = details;
  const broken = [
    `${errorInstance instanceof Error ? errorInstance.message : String(errorInstance)}`,
    `after ${JSON.stringify(details.counterexample)}`,
    `again: RANDOM_PATH=${counterexamplePath} npm run test:faults -- --seed ${run.seed} "${group}: ${name}"`,
  ];
  return { ...PASSED, lostUpdates: /^LOST/m.test(broken[0] ?? "") ? 1 : 0, broken };
}

/** One sequence, on an emulator of its own. */
async function live(run: Run, on: Keeper["on"], one: Sequence): Promise<void> {
  const made = await bench(run, { ifMatch: one.ifMatch });
  try {
    const broken = await new Life(run, made, await on(run, made), one).through();
    if (broken.length > 0) throw new Error(broken.join("\n"));
  } finally {
    await made.emulator.close();
  }
}

export const cells: Cell[] = KEEPERS.flatMap((keeper) =>
  Array.from({ length: keeper.cells }, (_, offset) => {
    const lived = keeper.sequences === 1 ? "1 life" : `${keeper.sequences} lives`;
    const name = `${lived}, ${String(offset + 1).padStart(2, "0")}`;
    return {
      group: keeper.group,
      name,
      share: offset < keeper.shared,
      load: keeper.load,
      run: (run: Run) => lives(run, keeper, name, offset),
    };
  }),
);
