import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { measureImports } from "./imports";
import { measureLife } from "./life";
import type { Part } from "./part";
import { measurePush } from "./push/push";
import { raceWindow } from "./raceWindow";
import { measureReview } from "./review";

/*
 * `npm run bench`: measures the parts below, one after the other, or those that are named: `npm run bench -- review push`. Prints each, and
 * writes the results to bench/results.json.
 */
const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  life: measureLife,
  imports: measureImports,
  window: raceWindow,
  review: measureReview,
  push: measurePush,
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined)
    throw new Error(`There is no part ${unknown} to measure. Name some of: ${Object.keys(PARTS).join(", ")}.`);
  const results: Record<string, unknown> = {};
  for (const [name, measure] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.error(`Measuring ${name} …`);
    const load = loadavg()[0] ?? Number.NaN;
    const part = await measure();
    console.log(`${part.lines.join("\n")}\nLoad before it: ${load.toFixed(1)}\n`);
    results[name] = { load, ...part };
  }
  const machine = { node: process.version, processor: cpus()[0]?.model ?? "", cores: availableParallelism() };
  console.log(`On ${machine.cores} cores (${machine.processor}), Node ${machine.node}.`);
  writeFileSync(join(__dirname, "results.json"), `${JSON.stringify({ machine, ...results }, undefined, 2)}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
