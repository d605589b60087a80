import { availableParallelism, cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { saveMeasured } from "./kit/measured";
import { targetTable } from "./kit/targetTable";
import { publish } from "./page/publish";
import type { Settings } from "./part";
import { PARTS } from "./parts";

const USAGE = `Usage: npm run bench -- [--quick] [--runs N] [--sizes N,N…] [part …]
Parts: ${Object.keys(PARTS).join(", ")}. Without --quick and --sizes, the figures go into docs/performance.md too.`;

/** Parts of a quick run, in their order, and the seconds after which nothing further begins: a busy machine takes longer. */
const QUICK = { parts: ["load", "scale", "rate", "program", "reads"], seconds: 75 };

/*
 * `npm run bench`: measures the parts of `parts.ts`, one after the other, or those that are named: `npm run bench -- review push`. Prints each,
 * writes the results to bench/results.json and bench/results.svg, and to docs/performance.md.
 */
async function main(args: string[]): Promise<void> {
  if (args.includes("--help")) {
    console.log(USAGE);
    return;
  }
  const { names, settings } = read(args);
  const machine = { node: process.version, processor: cpus()[0]?.model.trim() ?? "", cores: availableParallelism() };
  for (const name of names) {
    const measure = PARTS[name];
    if (measure === undefined) continue;
    if (settings.isLate()) {
      console.log(`${name} is left out, because this quick run is late. Measure it with: npm run bench -- ${name}\n`);
      continue;
    }
    console.error(`Measuring ${name} …`);
    const load = loadavg()[0] ?? Number.NaN;
    const part = await measure(settings).catch(failed);
    if (part === undefined) continue;
    console.log(`\n${part.lines.join("\n")}\n${targetTable(part.targets ?? [])}\nLoad before it: ${load.toFixed(1)}\n`);
    saveMeasured(name, { ...part, load, machine, measuredAt: new Date().toISOString(), settings });
  }
  console.log(`On ${machine.cores} cores (${machine.processor}), Node ${machine.node}.`);
  console.log(publish(isWhole(settings)));
}

/** Whether the figures are those that the page describes. */
const isWhole = ({ isQuick, sizes }: Settings): boolean => !isQuick && sizes === undefined;

function read(args: string[]): { names: readonly string[]; settings: Settings } {
  const { values, positionals } = parseArgs({
    args,
    options: { quick: { type: "boolean", default: false }, runs: { type: "string" }, sizes: { type: "string" } },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined)
    throw new Error(`There is no part ${unknown} to measure. Name some of: ${Object.keys(PARTS).join(", ")}.`);
  const runs = values.runs === undefined ? (values.quick ? 1 : 3) : count(values.runs);
  const sizes = values.sizes?.split(",").map(count);
  const all = values.quick && positionals.length === 0 ? QUICK.parts : Object.keys(PARTS);
  const isLate = () => values.quick && performance.now() / 1000 > QUICK.seconds;
  const names = all.filter((name) => positionals.length === 0 || positionals.includes(name));
  return { names, settings: { isQuick: values.quick, runs, sizes, isLate } };
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${text} is no whole number of 1 or more.\n${USAGE}`);
  return value;
}

/** A part that fails does not take the others with it. */
function failed(error: unknown): undefined {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch(failed);
