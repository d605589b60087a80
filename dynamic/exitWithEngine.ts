import { connect } from "node:net";
import { engineAddress } from "./hostProcess";

/** Delay before the host connects to its engine again after the connection was closed, in ms. */
const PACE_MS = 250;

let isWatching = false;

/**
 * Exits the dynamic host once the engine that started it is gone. The engine ends its hosts itself unless it is killed; a host that
 * lived on would continue its retries and waits, against the next run. The host's parent does not tell: Pulumi's launcher is a shell that
 * outlives the engine too. The engine's address, the host's first argument, does. Does nothing outside a dynamic host.
 */
export function exitWithEngine(): void {
  const address = engineAddress();
  if (isWatching || address === undefined) return;
  isWatching = true;
  const port = address.lastIndexOf(":") + 1;
  watch(address.slice(0, Math.max(0, port - 1)) || "127.0.0.1", Number(address.slice(port)));
}

/** Holds a connection to the engine. One that the engine closes, because nothing is sent on it, is opened again. */
function watch(host: string, port: number): void {
  const socket = connect({ host, port });
  socket.unref();
  // Only a socket that is read notices its end.
  socket.resume();
  socket.on("error", (error) => {
    if ("code" in error && error.code === "ECONNREFUSED") process.exit(1);
  });
  socket.on("close", () => setTimeout(watch, PACE_MS, host, port).unref());
}
