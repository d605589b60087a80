import { once } from "node:events";
import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** Waits for `ms` (forever if undefined), but at most until the connection of `outgoing` closes. */
export async function pause(outgoing: Writable, ms: number | undefined): Promise<void> {
  if (outgoing.closed) return;
  const rest = new AbortController();
  const gone = once(outgoing, "close", rest);
  await Promise.race(ms === undefined ? [gone] : [gone, sleep(ms, undefined, rest)]);
  rest.abort();
}
