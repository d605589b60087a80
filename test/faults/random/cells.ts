import fc from "fast-check";
import { bench } from "../../contract/emulator";
import { type Cell, PASSED, type Run, type Verdict } from "../cell";
import { Life } from "./life";
import { type Sequence, sequence } from "./sequence";

/** Cells, and sequences in each of them. */
const CELLS = 20;
const SEQUENCES = 20;
/** How many of the cells `npm test` runs too. */
const SHARED = 4;

/** The path of one sequence that failed, as the failure printed it: with the same seed, that one alone is run. */
const PATH = process.env.RANDOM_PATH;

async function lives(run: Run, offset: number): Promise<Verdict> {
  const seed = run.seed + offset;
  const property = fc.asyncProperty(sequence, (one) => live(run, one));
  const details = await fc.check(property, { seed, numRuns: SEQUENCES, ...(PATH !== undefined && { path: PATH }) });
  if (!details.failed) return PASSED;
  const { counterexamplePath, errorInstance } = details;
  const broken = [
    `${errorInstance instanceof Error ? errorInstance.message : String(errorInstance)}`,
    `after ${JSON.stringify(details.counterexample)}`,
    `again: RANDOM_PATH=${counterexamplePath} npm run test:faults -- --seed ${run.seed} "random sequences: ${nameOf(offset)}"`,
  ];
  return { ...PASSED, lostUpdates: /^LOST/m.test(broken[0] ?? "") ? 1 : 0, broken };
}

/** One sequence, on an emulator of its own. */
async function live(run: Run, one: Sequence): Promise<void> {
  const made = await bench(run, { ifMatch: one.ifMatch });
  try {
    const broken = await new Life(run, made, one).through();
    if (broken.length > 0) throw new Error(broken.join("\n"));
  } finally {
    await made.emulator.close();
  }
}

const nameOf = (offset: number) => `${SEQUENCES} lives, ${String(offset + 1).padStart(2, "0")}`;

export const cells: Cell[] = Array.from({ length: CELLS }, (_, offset) => ({
  group: "random sequences",
  name: nameOf(offset),
  share: offset < SHARED,
  load: "waits",
  run: (run) => lives(run, offset),
}));
