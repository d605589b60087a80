import fc from "fast-check";
import { type Bench, bench } from "../../contract/kit/emulator";
import { isPackage } from "../build";
import { type Cell, PASSED, type Run, type Verdict } from "../cell";
import { checkpointBefore } from "../crashes/checkpoint";
import type { Commands } from "./commands";
import { Engine } from "./engine";
import { Life } from "./life";
import { Modelled } from "./modelled";
import { type Sequence, sequence } from "./sequence";
import { liveVirtually } from "./virtually";

/** How the lives of some cells are lived. */
interface Manner {
  group: string;
  load: Cell["load"];
  /** Cells, and sequences in each of them. */
  cells: number;
  sequences: number;
  /** How many of the cells `npm test` runs too. */
  shared: number;
  isOfSources?: true;
  /** Lives through a sequence. Gives what does not hold in the end. */
  live(run: Run, one: Sequence): Promise<string[]>;
}

const MANNERS: Manner[] = [
  {
    group: "random lives",
    load: "computes",
    cells: 40,
    sequences: 250,
    shared: 1,
    isOfSources: true,
    live: async (_run, one) => (await liveVirtually(one)).broken,
  },
  // Over sockets and in real time, as the engine's are: a few, because they wait.
  {
    group: "random lives, sockets",
    load: "waits",
    cells: isPackage ? 4000 : 8,
    sequences: isPackage ? 1 : 20,
    shared: 1,
    live: (run, one) => liveOn(run, one, async (made) => new Modelled(made)),
  },
  {
    group: "random lives, real engine",
    load: "engine",
    cells: 20,
    sequences: 1,
    shared: 0,
    live: (run, one) => liveOn(run, one, (made) => Engine.on(run, made)),
  },
];

/** The path of one sequence that failed, as the failure printed it: with the same seed, that one alone is run. */
const PATH = process.env.RANDOM_PATH;

async function lives(run: Run, { live, group, sequences }: Manner, name: string, offset: number): Promise<Verdict> {
  const seed = run.seed + offset;
  const property = fc.asyncProperty(sequence, async (one) => {
    const broken = await live(run, one);
    if (broken.length > 0) throw new Error(broken.join("\n"));
  });
  // In real time a failure of another build would take minutes to shrink, and it is not mended here.
  const settings = { seed, numRuns: sequences, endOnFailure: isPackage, ...(PATH !== undefined && { path: PATH }) };
  const details = await fc.check(property, settings);
  if (!details.failed) return PASSED;
  const { counterexamplePath, errorInstance } = details;
  const broken = [
    `${errorInstance instanceof Error ? errorInstance.message : String(errorInstance)}`,
    `after ${JSON.stringify(details.counterexample)}`,
    `again: RANDOM_PATH=${counterexamplePath} npm run test:faults -- --seed ${run.seed} "${group}: ${name}"`,
  ];
  return { ...PASSED, lostUpdates: /^LOST/m.test(broken[0] ?? "") ? 1 : 0, broken };
}

/** One sequence on an emulator of its own that listens on ports, with two stacks that are made anew. */
async function liveOn(run: Run, one: Sequence, stackOn: (made: Bench) => Promise<Commands>): Promise<string[]> {
  const made = await bench(run, { ...one.behaviour, accounts: 2 });
  try {
    const commands: [Commands, Commands] = [await stackOn(made), await stackOn(made)];
    const gate = () => checkpointBefore(run, made.emulator.url);
    const atOnce = <T>(tasks: (() => Promise<T>)[]) => Promise.all(tasks.map((task) => task()));
    return await new Life({ made, commands, gate, atOnce }, one).through();
  } finally {
    await made.emulator.close();
  }
}

export const cells: Cell[] = MANNERS.flatMap((manner) =>
  Array.from({ length: manner.cells }, (_, offset) => {
    const lived = manner.sequences === 1 ? "1 life" : `${manner.sequences} lives`;
    const name = `${lived}, ${String(offset + 1).padStart(2, "0")}`;
    return {
      group: manner.group,
      name,
      share: offset < manner.shared,
      load: manner.load,
      ...(manner.isOfSources && { isOfSources: true }),
      run: (run: Run) => lives(run, manner, name, offset),
    };
  }),
);
