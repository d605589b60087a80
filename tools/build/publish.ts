import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Moves the files of a build over those of the last one, each at once, and then removes what the build does not have. */
export function publish(fresh: string, dist: string): void {
  mkdirSync(dist, { recursive: true });
  const entries = readdirSync(fresh, { withFileTypes: true });
  for (const entry of entries) {
    const [from, to] = [join(fresh, entry.name), join(dist, entry.name)];
    if (entry.isDirectory()) publish(from, to);
    else renameSync(from, to);
  }
  const names = new Set(entries.map(({ name }) => name));
  for (const name of readdirSync(dist)) {
    if (!names.has(name)) rmSync(join(dist, name), { recursive: true, force: true });
  }
}
