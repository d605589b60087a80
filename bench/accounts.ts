import { availableParallelism, cpus } from "node:os";
import { startEmulator } from "../emulator/index";
import { type Fleet, fleetOn } from "../test/engine/kit/fleet";
import { type Column, tableOf } from "./kit/markdown";
import { Progress } from "./kit/progress";
import { type Part, type Settings, type Spread, spreadOf, spreadText } from "./part";
import { ownProgram } from "./scale/programs";

const OBJECTS = 20;
const LATENCY_MS = 50;
/** Share of the CPU time in use from which on more engines cannot be faster. */
const CPU_BOUND = 0.85;

const OPERATIONS = ["first up", "up without changes"] as const;

interface Sample {
  engines: number;
  operation: (typeof OPERATIONS)[number];
  seconds: number;
  /** Share of the CPU time of all cores that was in use, by whatever ran on the machine. */
  busy: number;
}

/** Measures `examples/many-accounts`: the throughput over the number of engines at a time, and what bounds it. */
export async function measureAccounts({ isQuick, runs, sizes }: Settings): Promise<Part> {
  const accounts = Math.max(...(sizes ?? [isQuick ? 4 : 50]));
  const cores = availableParallelism();
  const atATime = isQuick ? [cores] : [1, cores, 2 * cores];
  const progress = new Progress("accounts", runs * atATime.length);
  const samples: Sample[] = [];
  for (let run = 0; run < runs; run++)
    for (const engines of run % 2 === 0 ? atATime : atATime.toReversed()) {
      const name = `${accounts} accounts, ${engines} engines at a time, run ${run + 1}`;
      samples.push(...(await progress.step(name, () => deployTwice(accounts, engines))));
    }
  return partOf(samples, accounts, atATime);
}

async function deployTwice(accounts: number, engines: number): Promise<Sample[]> {
  const releases: (() => unknown)[] = [];
  try {
    const emulator = await startEmulator({ accounts, latencyMs: LATENCY_MS });
    releases.push(() => emulator.close());
    const names = emulator.accounts.map((_, at) => `account${at + 1}`);
    const scope = { after: (release: () => unknown) => void releases.push(release) };
    const fleet = await fleetOn(scope, emulator, names, ownProgram(OBJECTS));
    const samples: Sample[] = [];
    for (const operation of OPERATIONS) samples.push({ engines, operation, ...(await deploy(fleet, engines)) });
    return samples;
  } finally {
    for (const release of releases.toReversed()) await release();
  }
}

async function deploy(fleet: Fleet, engines: number): Promise<Pick<Sample, "seconds" | "busy">> {
  const [before, start] = [cpuTime(), performance.now()];
  const { code, lines, stderr } = await fleet.deploy(["--engines", String(engines)]);
  const [after, seconds] = [cpuTime(), (performance.now() - start) / 1000];
  if (code !== 0) throw new Error(`The accounts were not deployed:\n${lines.join("\n")}\n${stderr}`);
  return { seconds, busy: (after.busy - before.busy) / (after.all - before.all) };
}

/** CPU time of all cores since the machine started, in ms. */
function cpuTime(): { busy: number; all: number } {
  const all = cpus().map(({ times: { user, nice, sys, idle, irq } }) => ({ busy: user + nice + sys + irq, idle }));
  const busy = all.reduce((sum, one) => sum + one.busy, 0);
  return { busy, all: busy + all.reduce((sum, { idle }) => sum + idle, 0) };
}

interface Row {
  operation: string;
  engines: number;
  seconds: Spread;
  objectsPerSecond: Spread;
  busy: Spread;
  bound: "CPU" | "engines at a time";
}

function partOf(samples: readonly Sample[], accounts: number, atATime: readonly number[]): Part {
  const rows = OPERATIONS.flatMap((operation) =>
    atATime.map((engines): Row => {
      const all = samples.filter((one) => one.operation === operation && one.engines === engines);
      const busy = spreadOf(all.map((one) => one.busy));
      return {
        operation,
        engines,
        seconds: spreadOf(all.map(({ seconds }) => seconds)),
        objectsPerSecond: spreadOf(all.map(({ seconds }) => (accounts * OBJECTS) / seconds)),
        busy,
        bound: busy.median >= CPU_BOUND ? "CPU" : "engines at a time",
      };
    }),
  );
  const title = `\`examples/many-accounts\` with ${accounts} accounts of ${OBJECTS} Services each, a latency of ${LATENCY_MS} ms, and state in files, min / median / max:`;
  return { lines: [title, "", tableOf(COLUMNS, rows)], results: rows };
}

const COLUMNS: readonly Column<Row>[] = [
  ["operation", ({ operation }) => operation],
  ["engines at a time", ({ engines }) => String(engines)],
  ["s", ({ seconds }) => spreadText(seconds, 1)],
  ["objects/s", ({ objectsPerSecond }) => spreadText(objectsPerSecond, 1)],
  [
    "CPU in use",
    ({ busy }) => `${spreadText({ min: busy.min * 100, median: busy.median * 100, max: busy.max * 100 }, 0)} %`,
  ],
  ["bound by", ({ bound }) => bound],
];
