import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../emulator/index";
import { createProject, type Project } from "../test/engine/kit/harness";
import { configFor } from "../test/engine/kit/stack-files";
import { measureRaceWindow } from "./raceWindow";

/*
 * `npm run bench`: measures create, update, refresh and destroy of a stack with N objects, on the real engine and the emulator. Half of the
 * objects are Services, half are Configurations with one rule. Prints a table, and writes the results to bench/results.json.
 */
const SIZES = [1, 100];
const IMPORTS = 5;
const PACKAGE = "pulumi-twilio-intelligence";
const OPERATOR = "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn";

interface Measured {
  operation: string;
  objects: number;
  seconds: number;
  requests: number;
  requestsPerObject: number;
  /** Average size of an object's entry in the state after the operation, as JSON without indentation. */
  stateBytesPerObject: number;
}

const programOf = (objects: number, round: string) => `
const { IntelligenceConfiguration, Service } = require("${PACKAGE}");
for (let at = 0; at < ${objects}; at++) {
  if (at % 2 === 0) new Service("service-" + at, { uniqueName: "service-" + at, friendlyName: "${round}", autoRedaction: true });
  else new IntelligenceConfiguration("configuration-" + at, {
    displayName: "configuration-" + at,
    description: "${round}",
    rules: [{
      name: "summary",
      operators: [{ id: "${OPERATOR}" }],
      triggers: [{ on: "CONVERSATION_END" }],
      actions: [{ url: "https://example.com/summaries" }],
    }],
  });
}`;

/** Code in the host that writes its peak memory to a file regularly, because the engine kills the host without notice. */
const MEMORY_PROBE = `
if (process.argv.some((arg) => arg.includes("dynamic-provider"))) {
  const { readFileSync, writeFileSync } = require("node:fs");
  setInterval(() => {
    let peak = 0;
    try { peak = Number(readFileSync(process.env.BENCH_MEMORY, "utf8")); } catch {}
    writeFileSync(process.env.BENCH_MEMORY, String(Math.max(peak, process.resourceUsage().maxRSS)));
  }, 100).unref();
}`;

async function measure(objects: number): Promise<{ rows: Measured[]; hostMegabytes: number }> {
  const emulator = await startEmulator();
  const project = await createProject({ program: programOf(objects, "one"), config: configFor(emulator) });
  try {
    return await measureLife(objects, project, emulator);
  } finally {
    project.dispose();
    await emulator.close();
  }
}

async function measureLife(objects: number, project: Project, emulator: Emulator) {
  const [probe, peak] = [join(project.root, "probe.js"), join(project.root, "peak")];
  writeFileSync(probe, MEMORY_PROBE);
  const env = { NODE_OPTIONS: `--require ${JSON.stringify(probe)}`, BENCH_MEMORY: peak };
  const rows: Measured[] = [];
  const step = async (operation: string, run: () => Promise<unknown>) => {
    emulator.clearRequests();
    const start = performance.now();
    await run();
    const seconds = (performance.now() - start) / 1000;
    const requests = emulator.requests().length;
    const stateBytesPerObject = Math.round(Buffer.byteLength(entriesOf(project).join("")) / objects);
    rows.push({ operation, objects, seconds, requests, requestsPerObject: requests / objects, stateBytesPerObject });
  };
  await step("create", () => project.up({ env }));
  await step("up without changes", () => project.up({ env }));
  project.write(programOf(objects, "two"));
  await step("update", () => project.up({ env }));
  await step("refresh", () => project.refresh({ env }));
  await step("destroy", () => project.destroy({ env }));
  return { rows, hostMegabytes: existsSync(peak) ? Number(readFileSync(peak, "utf8")) / 1024 : Number.NaN };
}

const entriesOf = (project: Project) =>
  project
    .state()
    .resources.filter(({ type }) => type.includes(":dynamic/"))
    .map((entry) => JSON.stringify(entry));

/** Returns the time of a `require` in a new process, in ms. `after` is loaded first and does not count. */
function importMilliseconds(specifier: string, after: string): number {
  const program = `
    require(${JSON.stringify(after)});
    const start = performance.now();
    require(${JSON.stringify(specifier)});
    console.log(performance.now() - start);`;
  const times = Array.from({ length: IMPORTS }, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", program], {
      cwd: __dirname,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return Number(stdout);
  });
  return times.sort((a, b) => a - b)[Math.floor(IMPORTS / 2)] ?? Number.NaN;
}

const COLUMNS: [string, (row: Measured) => string][] = [
  ["operation", ({ operation }) => operation],
  ["objects", ({ objects }) => String(objects)],
  ["seconds", ({ seconds }) => seconds.toFixed(1)],
  ["requests", ({ requests }) => String(requests)],
  ["per object", ({ requestsPerObject }) => requestsPerObject.toFixed(2)],
  [
    "state bytes per object",
    ({ operation, stateBytesPerObject }) => (operation === "destroy" ? "" : String(stateBytesPerObject)),
  ],
];

/** Returns the rows as a Markdown table. */
function tableOf(rows: Measured[]): string {
  const cells = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row)))];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(cells[0] ?? []), rule, ...cells.slice(1).map(line)].join("\n");
}

async function main(): Promise<void> {
  const rows: Measured[] = [];
  const hostMegabytes: Record<string, number> = {};
  for (const objects of SIZES) {
    console.error(`Measuring ${objects} objects …`);
    const measured = await measure(objects);
    rows.push(...measured.rows);
    hostMegabytes[objects] = Math.round(measured.hostMegabytes);
  }
  const imports = {
    "@pulumi/pulumi": importMilliseconds("@pulumi/pulumi", "node:fs"),
    [PACKAGE]: importMilliseconds(PACKAGE, "@pulumi/pulumi"),
    [`${PACKAGE}/provider`]: importMilliseconds(`${PACKAGE}/provider`, "node:fs"),
  };
  const window = await measureRaceWindow();
  const machine = { node: process.version, processor: cpus()[0]?.model ?? "", cores: availableParallelism() };
  console.log(`${tableOf(rows)}\n`);
  console.log(
    `Import, median of ${IMPORTS}: ${Object.entries(imports)
      .map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`)
      .join(", ")}`,
  );
  console.log(
    `Peak memory of the provider's host process: ${Object.entries(hostMegabytes)
      .map(([n, mb]) => `${mb} MB with ${n} objects`)
      .join(", ")}`,
  );
  console.log(
    `Time between the read and the put of a Configuration, on loopback: median ${window.medianMs.toFixed(1)} ms, 99 % under ${window.p99Ms.toFixed(1)} ms`,
  );
  console.log(`On ${machine.cores} cores (${machine.processor}), Node ${machine.node}.`);
  const results = { machine, rows, importMilliseconds: imports, hostMegabytes, window };
  writeFileSync(join(__dirname, "results.json"), `${JSON.stringify(results, undefined, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
