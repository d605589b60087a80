import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startEmulator } from "../emulator/index";
import { configFor } from "../test/engine/kit/stack-files";
import { ensureBuild } from "../tools/build";
import { type Column, tableOf } from "./kit/markdown";
import { Progress } from "./kit/progress";
import type { Target } from "./kit/target";
import { type Part, type Settings, type Spread, spreadOf, spreadText } from "./part";

const PROVIDER = "pulumi-twilio-intelligence/provider";
const PROVIDER_LOADED = "provider";
/** Most CPU ms to load the provider. */
const MS_MAX = 90;

/** Program that does with the provider what the host does for its first object. */
const FIRST_CREATE = `
const { Service } = require("${PROVIDER}");
const settings = JSON.parse(process.env.BENCH_SETTINGS);
Service.configure({ config: { get: (key) => settings[key] } });
const inputs = { uniqueName: "loaded-" + process.pid, friendlyName: "Loaded" };
Service.check({}, inputs).then((checked) => Service.create(checked.inputs)).then(() => process.exit());`;

/** Programs by name. The first one is subtracted from the others. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "empty process": "",
  "undici and zod": 'require("undici"); require("zod");',
  [PROVIDER_LOADED]: `require("${PROVIDER}");`,
  "provider and a first create": FIRST_CREATE,
};

const REPORT = `process.once("exit", () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  require("node:fs").writeSync(1, String((userCPUTime + systemCPUTime) / 1000));
});`;

interface Row {
  program: string;
  /** With Node's compile cache, filled by an earlier process. */
  isCached: boolean;
  /** CPU ms over the empty process of the same run. */
  cpuMs: Spread;
}

/** CPU ms of each program, without and with the compile cache. */
type Round = Record<"plain" | "cached", Record<string, number>>;

/**
 * Measures the CPU time that a new Node process needs to load the provider, over a process that loads nothing. The row with a first create
 * shows what is only loaded later.
 */
export async function measureLoad({ isQuick, runs }: Settings): Promise<Part> {
  await ensureBuild();
  const emulator = await startEmulator();
  const cache = mkdtempSync(join(tmpdir(), "twilio-intelligence-cache-"));
  const config = Object.entries(configFor(emulator)).map(([key, value]) => [
    key,
    typeof value === "string" ? value : value.secret,
  ]);
  const settings = { BENCH_SETTINGS: JSON.stringify(Object.fromEntries(config)) };
  // A run takes a fraction of a second, and one figure is far from the next.
  const rounds = isQuick ? 3 : Math.max(11, runs);
  const names = Object.keys(PROGRAMS);
  const progress = new Progress("load", rounds + 1);
  try {
    const all: Round[] = [];
    for (let round = 0; round <= rounds; round++)
      all.push(
        await progress.step(`round ${round}`, async () => ({
          plain: await cpuOfEach({ ...process.env, ...settings, NODE_COMPILE_CACHE: undefined }),
          cached: await cpuOfEach({ ...process.env, ...settings, NODE_COMPILE_CACHE: cache }),
        })),
      );
    // The first round fills the caches.
    const measured = all.slice(1);
    const rows = (["plain", "cached"] as const).flatMap((how) =>
      names.slice(1).map((program): Row => {
        const cpuMs = overEmpty(
          measured.map((round) => round[how]),
          program,
        );
        return { program, isCached: how === "cached", cpuMs };
      }),
    );
    return partOf(rows, rounds);
  } finally {
    rmSync(cache, { recursive: true, force: true });
    await emulator.close();
  }
}

const overEmpty = (rounds: readonly Record<string, number>[], program: string): Spread =>
  spreadOf(rounds.map((round) => (round[program] ?? Number.NaN) - (round["empty process"] ?? Number.NaN)));

/** Runs each program in a process of its own, and returns the CPU ms. */
async function cpuOfEach(env: NodeJS.ProcessEnv): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const [name, program] of Object.entries(PROGRAMS)) {
    const child = spawn(process.execPath, ["-e", REPORT + program], {
      cwd: __dirname,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
    if (code !== 0) throw new Error(`The process that loads "${name}" ended with ${code}.`);
    all[name] = Number(output);
  }
  return all;
}

const COLUMNS: readonly Column<Row>[] = [
  ["loaded", ({ program }) => program],
  ["compile cache", ({ isCached }) => (isCached ? "yes" : "no")],
  ["CPU ms over an empty process", ({ cpuMs }) => spreadText(cpuMs, 0)],
];

function partOf(rows: readonly Row[], rounds: number): Part {
  const targets = rows
    .filter(({ program }) => program === PROVIDER_LOADED)
    .map(
      ({ isCached, cpuMs }): Target => ({
        measure: `load of the provider over an empty process, CPU, ${isCached ? "with" : "without"} Node's compile cache`,
        value: cpuMs,
        counts: "median",
        most: MS_MAX,
        unit: "ms",
      }),
    );
  return { lines: [`${rounds} rounds, min / median / max:`, "", tableOf(COLUMNS, rows)], results: rows, targets };
}
