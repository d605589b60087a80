import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { excerpt, parseVersion } from "./findEngine";

const WORK_PREFIX = ".unfinished-";
const DAY = 24 * 60 * 60 * 1_000;

/** Where the Automation API's `PulumiCommand.install` keeps one folder per version. `PULUMI_HOME` does not move it. */
export function cacheRoot(): string {
  return join(homedir(), ".pulumi", "versions");
}

/**
 * Fills a new folder with `fill`, which answers with the version it has put there, and then moves it to that version's place
 * in one step: an interrupted run leaves no half installation, and of two processes that do the same at once the second
 * adopts what the first has put there. `isUsable` says whether what already lies there can be kept. Returns the folder.
 */
export async function publish(
  fill: (folder: string) => Promise<string>,
  isUsable: (folder: string) => Promise<boolean>,
): Promise<string> {
  mkdirSync(cacheRoot(), { recursive: true });
  removeAbandoned();
  const work = mkdtempSync(join(cacheRoot(), WORK_PREFIX));
  const clean = () => rmSync(work, { recursive: true, force: true });
  process.once("exit", clean);
  try {
    const fresh = join(work, "fresh");
    mkdirSync(fresh);
    const answer = await fill(fresh);
    const version = parseVersion(answer);
    if (!version) throw new Error(`expected the version of a new engine, got: ${excerpt(answer)}`);
    const target = join(cacheRoot(), version.join("."));
    if (!(await isUsable(target))) {
      if (existsSync(target)) renameSync(target, join(work, "replaced"));
      moveUnlessTaken(fresh, target);
    }
    return target;
  } finally {
    process.off("exit", clean);
    clean();
  }
}

function moveUnlessTaken(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Only a killed process leaves its folder behind; a day is longer than any build takes. */
function removeAbandoned(): void {
  for (const name of readdirSync(cacheRoot()).filter((entry) => entry.startsWith(WORK_PREFIX))) {
    const folder = join(cacheRoot(), name);
    const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    if (changed !== undefined && Date.now() - changed > DAY) rmSync(folder, { recursive: true, force: true });
  }
}
