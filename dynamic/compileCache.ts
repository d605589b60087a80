import { flushCompileCache, getCompileCacheDir } from "node:module";
import { engineAddress } from "./hostProcess";

/** Delay between two writes of what was loaded meanwhile, in ms. A write of nothing takes microseconds. */
const EVERY_MS = 1000;

let isKeeping = false;

/**
 * Writes what Node compiles to the folder in `NODE_COMPILE_CACHE`, for the next command. Node does so when a process exits, but the engine
 * kills its hosts without notice. Does nothing outside a dynamic host, or where the variable is not set.
 */
export function keepCompiled(): void {
  if (isKeeping || engineAddress() === undefined || getCompileCacheDir() === undefined) return;
  isKeeping = true;
  flushCompileCache();
  setInterval(flushCompileCache, EVERY_MS).unref();
}
