import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "../tools/build";
import { type Part, type Spread, secondsText, spreadOf, targetText } from "./part";
import { previewOf } from "./preview/previewOf";

const MAIN = join(__dirname, "..", "dist", "cli", "main.js");
const SIZES = [1000, 3000];
const RUNS = 5;
/** Most seconds and megabytes for 1,000 objects. */
const [SECONDS_MAX, MEGABYTES_MAX] = [2, 200];

interface Measured {
  objects: number;
  /** From the start of the process to its end. */
  seconds: Spread;
  cpuSeconds: Spread;
  peakMegabytes: Spread;
}

/** Runs the command in a process that prints its own use of resources when it ends. */
const PROBE = `
process.once("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  console.error(JSON.stringify({ megabytes: maxRSS / 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 }));
});`;

function measure(objects: number, folder: string): Measured {
  const [probe, file] = [join(folder, "probe.js"), join(folder, "preview.json")];
  writeFileSync(probe, PROBE);
  writeFileSync(file, previewOf(objects));
  const runs = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const args = ["--require", probe, MAIN, "review", file];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    const seconds = (performance.now() - start) / 1000;
    if (status !== 0) throw new Error(stderr);
    const used: { megabytes: number; cpu: number } = JSON.parse(stderr.trim().split("\n").at(-1) ?? "");
    return { seconds, ...used };
  });
  return {
    objects,
    seconds: spreadOf(runs.map(({ seconds }) => seconds)),
    cpuSeconds: spreadOf(runs.map(({ cpu }) => cpu)),
    peakMegabytes: spreadOf(runs.map(({ megabytes }) => megabytes)),
  };
}

/** Measures `twilio-intelligence review` of previews of a large stack, as it ships. */
export async function measureReview(): Promise<Part> {
  await ensureBuild();
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-bench-"));
  try {
    const all = SIZES.map((objects) => measure(objects, folder));
    return { lines: all.flatMap(linesOf), results: all };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function linesOf({ objects, seconds, cpuSeconds, peakMegabytes }: Measured): string[] {
  const targets = [targetText(seconds.median, SECONDS_MAX, "s"), targetText(peakMegabytes.max, MEGABYTES_MAX, "MB")];
  return [
    `review, ${objects.toLocaleString("en")} objects, ${RUNS} runs (min / median / max): ${secondsText(seconds)} (CPU ${secondsText(cpuSeconds)}), peak ${Math.round(peakMegabytes.max)} MB`,
    ...(objects === SIZES[0] ? [`  ${targets.join(", ")}`] : []),
  ];
}
