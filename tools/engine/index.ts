import { type Engine, searchEngine } from "./findEngine";
import { build } from "./goBuild";
import { install } from "./install";
import { cached, onPath } from "./probe";
import { type Progress, terminalProgress } from "./progress";

export { type Engine, EngineUnavailable, type Source } from "./findEngine";
export { type Progress, terminalProgress } from "./progress";

/**
 * Finds or installs a `pulumi` that can run this project's programs: on the `PATH`, in the per-user cache, from the official installation,
 * or built with Go. Later calls find an installed engine in the cache. Prints progress only if it takes long. Throws `EngineUnavailable`.
 */
export async function ensureEngine(progress: Progress = terminalProgress()): Promise<Engine> {
  return searchEngine({
    onPath,
    cached,
    install: () => install(progress),
    build: () => build(progress),
  });
}
