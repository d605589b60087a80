import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readMeasured } from "../kit/measured";
import { pageOf } from "./page";
import { plotOf } from "./plot";

const ROOT = join(__dirname, "..", "..");
const PLOT = join("bench", "results.svg");
const PAGE = join("docs", "performance.md");
/** Plot that the page shows. */
const PAGE_PLOT = join("docs", "performance.svg");

/**
 * Draws `bench/results.svg`, and fills in the page with the parts that are measured. Returns a sentence about what was written.
 * `isWhole`: false after a quick run, whose figures the page does not show.
 */
export function publish(isWhole: boolean): string {
  const { parts, trials } = readMeasured();
  const plot = plotOf(isWhole ? parts : trials);
  writeFileSync(join(ROOT, PLOT), plot);
  if (!isWhole) return `Wrote bench/results.json and ${PLOT}. ${PAGE} shows runs without --quick and --sizes only.`;
  writeFileSync(join(ROOT, PAGE), pageOf(readFileSync(join(ROOT, PAGE), "utf8"), parts));
  writeFileSync(join(ROOT, PAGE_PLOT), plot);
  return `Wrote bench/results.json, ${PLOT}, ${PAGE} and ${PAGE_PLOT}.`;
}
