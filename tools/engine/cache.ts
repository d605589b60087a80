import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { excerpt, parseVersion } from "./findEngine";

const WORK_PREFIX = ".unfinished-";
const DAY = 24 * 60 * 60 * 1_000;

/** Returns the folder of the Automation API's `PulumiCommand.install`, with a subfolder per version. It does not depend on `PULUMI_HOME`. */
export function cacheRoot(): string {
  return join(homedir(), ".pulumi", "versions");
}

/**
 * Installs an engine: `fill` writes it into a new folder and returns its version, and the folder is then moved to the place of that version
 * in one step. An interrupted run leaves no incomplete installation, and of two concurrent processes the second uses the installation of
 * the first. An existing installation is kept if it is usable (`isUsable`). Returns the folder.
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
    if (!version) throw new Error(`expected the version of a new engine, but got: ${excerpt(answer)}`);
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

/** Moves a folder to a place, unless another process has put one there. */
export function moveUnlessTaken(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Deletes folders that are older than a day, which is longer than any build. They are from processes that were killed. */
function removeAbandoned(): void {
  for (const name of readdirSync(cacheRoot()).filter((entry) => entry.startsWith(WORK_PREFIX))) {
    const folder = join(cacheRoot(), name);
    const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    if (changed !== undefined && Date.now() - changed > DAY) rmSync(folder, { recursive: true, force: true });
  }
}
