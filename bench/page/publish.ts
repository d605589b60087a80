import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readMeasured } from "../kit/measured";
import { pageOf, partsOf } from "./page";
import { plotOf } from "./plot";

const ROOT = join(__dirname, "..", "..");
const PLOT = join("bench", "results.svg");
const PAGE = join("docs", "performance.md");
/** Plot that the page shows. */
const PAGE_PLOT = join("docs", "performance.svg");

/**
 * Draws `bench/results.svg`, and fills in the page once all parts that it shows are measured. Returns a sentence about what was written.
 * `isWhole`: false after a quick run, whose figures the page does not show.
 */
export function publish(isWhole: boolean): string {
  const { parts, trials } = readMeasured();
  const plot = plotOf(isWhole ? parts : trials);
  writeFileSync(join(ROOT, PLOT), plot);
  const page = readFileSync(join(ROOT, PAGE), "utf8");
  const missing = partsOf(page).filter((name) => parts[name] === undefined);
  if (!isWhole) return `Wrote bench/results.json and ${PLOT}. ${PAGE} shows runs without --quick and --sizes only.`;
  if (missing.length > 0)
    return `Wrote bench/results.json and ${PLOT}. ${PAGE} stays as it is until these parts are measured too: npm run bench -- ${missing.join(" ")}`;
  writeFileSync(join(ROOT, PAGE), pageOf(page, parts));
  writeFileSync(join(ROOT, PAGE_PLOT), plot);
  return `Wrote bench/results.json, ${PLOT}, ${PAGE} and ${PAGE_PLOT}.`;
}
