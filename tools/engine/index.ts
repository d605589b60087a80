import { type Engine, searchEngine } from "./findEngine";
import { build } from "./goBuild";
import { install } from "./install";
import { cached, onPath } from "./probe";
import { type Progress, terminalProgress } from "./progress";

export { type Engine, EngineUnavailable, type Source } from "./findEngine";
export { type Progress, terminalProgress } from "./progress";

/**
 * Finds a `pulumi` that can run this project's programs, or gets one: on the path, in the per-user cache, by the official
 * installation, or built with Go. What was obtained once is found in the cache from then on. Says nothing unless it takes long.
 * Throws `EngineUnavailable`.
 */
export async function ensureEngine(progress: Progress = terminalProgress()): Promise<Engine> {
  return searchEngine({
    onPath,
    cached,
    install: () => install(progress),
    build: () => build(progress),
  });
}
