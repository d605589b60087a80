/** Interval at which the host checks for its engine, in ms. */
const PACE_MS = 500;

const HOST = /[\\/]dynamic-provider([\\/]index\.js)?$/;

let isWatching = false;

/**
 * Exits the dynamic host once the engine that started it is gone. The engine ends its hosts itself unless it is killed; a host that
 * lived on would go on with retries and waits, against the next run. Does nothing outside a dynamic host.
 */
export function exitWithEngine(): void {
  if (isWatching || !HOST.test(process.argv[1] ?? "")) return;
  isWatching = true;
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(1);
  }, PACE_MS).unref();
}
