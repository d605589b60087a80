import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuild } from "../../tools/build";
import { ensureEngine } from "../../tools/engine";
import { PACKAGE_FOLDER } from "../engine/kit/harness";
import { cells as all } from "./all";
import { runApart } from "./apart";
import { isPackage } from "./build";
import { type Cell, type Outcome, runCells } from "./cell";
import { withInstalled } from "./installed";
import { recoveries } from "./recoveries";
import { recoveryTableOf, tableOf } from "./table";

const USAGE =
  "Usage: npm run test:faults -- [--seed N] [--package TARBALL] [part of a cell's group or name … | !part …]";

/** How often it is said how far it has come, in ms. */
const PROGRESS_MS = 10_000;

/**
 * What `npm run test:faults` runs: every cell, or those whose `group: name` contains one of the arguments, and none of those that
 * begin with `!`. Prints the table of them, then every broken promise, and how often each recovery path was taken. Exits with 1 when a
 * promise is broken, when none ran, and when all ran and a recovery path was never taken.
 *
 * With `--package`, the cells run on another build: all that need nothing of a package but its classes and the providers that a state names.
 */
async function main(args: string[]): Promise<void> {
  const { filters, seed, tarball } = read(args);
  if (tarball !== undefined) return runOn(tarball, ["--seed", String(seed), ...filters]);
  const runnable = isPackage ? all.filter(({ isOfSources }) => !isOfSources) : all;
  const cells = selected(runnable, filters);
  if (cells.length === 0) throw new Error(`No cell's name contains ${filters.join(" or ")}.`);
  for (const name of Object.keys(process.env)) if (name.startsWith("TWILIO_")) delete process.env[name];
  const isEngineNeeded = cells.some(({ load }) => load === "engine");
  await Promise.all([ensureBuild(), isEngineNeeded && provideEngine()]);
  say(`${cells.length} cells, seed ${seed}`);

  const started = Date.now();
  const cpu = process.cpuUsage();
  const logs = mkdtempSync(join(tmpdir(), "faults-"));
  const logFile = join(logs, "requests.log");
  process.env.TWILIO_INTELLIGENCE_LOG = logFile;
  const outcomes = await withProgress(cells, seed);
  const taken = recoveries(logFile);
  rmSync(logs, { recursive: true });
  say(`\n${tableOf(outcomes)}\n`);
  if (!isPackage) say(`${recoveryTableOf(taken)}\n`);
  for (const { cell, broken } of outcomes) for (const line of broken) say(`BROKEN ${titleOf(cell)}: ${line}`);
  const failed = outcomes.filter(({ broken }) => broken.length > 0).length;
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = ((user + system) / 1e6).toFixed(1);
  say(`${outcomes.length - failed} of ${outcomes.length} cells passed in ${minutes} minutes, seed ${seed}.`);
  say(`The cells in this process took ${seconds} CPU-seconds.`);
  const untaken = isPackage || cells.length < all.length ? [] : [...taken].filter(([, count]) => count === 0);
  for (const [path] of untaken) say(`NEVER TAKEN: ${path}`);
  if (failed + untaken.length > 0) process.exitCode = 1;
}

function selected(cells: readonly Cell[], filters: readonly string[]): Cell[] {
  const wanted = filters.filter((filter) => !filter.startsWith("!"));
  const unwanted = filters.filter((filter) => filter.startsWith("!")).map((filter) => filter.slice(1));
  return cells
    .filter((cell) => wanted.length === 0 || wanted.some((filter) => titleOf(cell).includes(filter)))
    .filter((cell) => !unwanted.some((filter) => titleOf(cell).includes(filter)));
}

const titleOf = ({ group, name }: Cell): string => `${group}: ${name}`;

/** The cells are made for one build, so they run in a process that knows it from its beginning. */
const runOn = (tarball: string, args: string[]): Promise<void> =>
  withInstalled(tarball, async (folder) => {
    const child = fork(__filename, args, { env: { ...process.env, [PACKAGE_FOLDER]: folder } });
    const [code] = await once(child, "exit");
    process.exitCode = code ?? 1;
  });

interface Arguments {
  filters: string[];
  seed: number;
  tarball: string | undefined;
}

function read(args: string[]): Arguments {
  const options = { seed: { type: "string" }, package: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed has to be a whole number. ${USAGE}`);
  return { filters: positionals, seed, tarball: values.package };
}

async function provideEngine(): Promise<void> {
  const engine = await ensureEngine();
  say(`Engine: pulumi ${engine.version} (${engine.bin})`);
  process.env.PULUMI_ENGINE_BIN = engine.bin;
  process.env.PATH = [engine.path, process.env.PATH].join(delimiter);
}

/** Says now and then how far it has come, and at once what did not hold. */
async function withProgress(cells: Cell[], seed: number): Promise<Outcome[]> {
  let ended = 0;
  let broken = 0;
  const timer = setInterval(() => say(`… ${ended} of ${cells.length} cells done, ${broken} broken`), PROGRESS_MS);
  try {
    const done = (outcome: Outcome) => {
      ended++;
      if (outcome.broken.length === 0) return;
      broken++;
      say(`broken: ${titleOf(outcome.cell)}: ${outcome.broken[0]?.split("\n")[0]}`);
    };
    const apart = cells.filter(({ load }) => load === "computes");
    const here = cells.filter(({ load }) => load !== "computes");
    return (await Promise.all([runCells(here, seed, { done }), runApart(apart, seed, done)])).flat();
  } finally {
    clearInterval(timer);
  }
}

const say = (line: string): unknown => process.stdout.write(`${line}\n`);

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
