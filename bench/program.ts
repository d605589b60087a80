import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { startEmulator } from "../emulator/index";
import { createProject } from "../test/engine/kit/harness";
import { configFor } from "../test/engine/kit/stack-files";
import { type Column, tableOf } from "./kit/markdown";
import { operate, WITHOUT_CHECKPOINTS } from "./kit/operate";
import { Progress } from "./kit/progress";
import type { Target } from "./kit/target";
import { type Part, type Settings, type Spread, spreadOf, spreadText } from "./part";
import { markedProgram } from "./scale/programs";

/** Most of the ratio to the null class. */
const RATIO_MAX = 1.1;

const CLASSES = ["own", "null"] as const;
type Class = (typeof CLASSES)[number];

/** Writes what the program's process has used between the program's mark and its exit into a file. */
const PROBE = `
globalThis.benchMark = () => {
  const read = () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    return { wallMs: performance.now(), cpuMs: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 };
  };
  const before = read();
  process.once("exit", () => {
    const used = Object.entries(read()).map(([name, value]) => [name, value - before[name]]);
    require("node:fs").writeFileSync(process.env.BENCH_USED, JSON.stringify(Object.fromEntries(used)));
  });
};`;

const used = z.object({ wallMs: z.number(), cpuMs: z.number(), megabytes: z.number() });
type Used = z.infer<typeof used>;

interface Row {
  figure: string;
  own: Spread;
  null: Spread;
  ratio: Spread;
}

/**
 * Measures what a resource costs in the process of the program: this package's class over a class that declares the same outputs and does
 * nothing else. Both are created by the same provider.
 */
export async function measureProgram({ isQuick, runs, sizes }: Settings): Promise<Part> {
  const objects = Math.max(...(sizes ?? [isQuick ? 100 : 300]));
  const rounds = isQuick ? 1 : Math.max(5, runs);
  const progress = new Progress("program", rounds * CLASSES.length);
  const all: Record<Class, Used>[] = [];
  for (let round = 1; round <= rounds; round++) {
    const measure = (one: Class) =>
      progress.step(`${one} class, ${objects} objects, round ${round}`, () => usedBy(one, objects));
    const [first, second] = [
      await measure(round % 2 === 1 ? "own" : "null"),
      await measure(round % 2 === 1 ? "null" : "own"),
    ];
    all.push(round % 2 === 1 ? { own: first, null: second } : { own: second, null: first });
  }
  return partOf(all, objects);
}

/** Returns the use per resource. */
async function usedBy(one: Class, objects: number): Promise<Used> {
  const emulator = await startEmulator();
  const project = await createProject({ program: markedProgram(one, objects), config: configFor(emulator) });
  try {
    const [probe, file] = [join(project.root, "probe.js"), join(project.root, "used.json")];
    writeFileSync(probe, PROBE);
    const env = { NODE_OPTIONS: `--require ${JSON.stringify(probe)}`, BENCH_USED: file };
    await operate(project, "up", { ...WITHOUT_CHECKPOINTS, ...env });
    const { wallMs, cpuMs, megabytes } = used.parse(JSON.parse(readFileSync(file, "utf8")));
    return { wallMs: wallMs / objects, cpuMs: cpuMs / objects, megabytes: megabytes / objects };
  } finally {
    project.dispose();
    await emulator.close();
  }
}

function partOf(all: readonly Record<Class, Used>[], objects: number): Part {
  const rowOf = (figure: string, of: (used: Used) => number): Row => ({
    figure,
    own: spreadOf(all.map((round) => of(round.own))),
    null: spreadOf(all.map((round) => of(round.null))),
    ratio: spreadOf(all.map((round) => of(round.own) / of(round.null))),
  });
  const [wall, cpu] = [rowOf("wall, ms", ({ wallMs }) => wallMs), rowOf("CPU, ms", ({ cpuMs }) => cpuMs)];
  const rows = [wall, cpu, rowOf("memory, MB", ({ megabytes }) => megabytes)];
  const targets = [wall, cpu].map(
    ({ figure, ratio }): Target => ({
      measure: `program, per resource of ${objects}, ${figure.replace(", ms", "")}, over a null class`,
      value: ratio,
      counts: "median",
      most: RATIO_MAX,
      unit: "×",
    }),
  );
  const title = `\`up\` of ${objects} Services, after a first one, ${all.length} rounds, min / median / max:`;
  return { lines: [title, "", tableOf(COLUMNS, rows)], results: rows, targets };
}

const COLUMNS: readonly Column<Row>[] = [
  ["process of the program, per resource", ({ figure }) => figure],
  ["this package", ({ own }) => spreadText(own, 2)],
  ["null class", (row) => spreadText(row.null, 2)],
  ["ratio", ({ ratio }) => spreadText(ratio, 2)],
];
