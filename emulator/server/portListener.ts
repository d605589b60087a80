import type { Server } from "node:http";

export const LOOPBACK_HOST = "127.0.0.1";

const REOPEN_RETRY_MS = 100;

/** A listening port that can be closed for a while. */
export class PortListener {
  readonly #server: Server;
  #port = 0;
  #reopening: NodeJS.Timeout | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  /** The port that it listens on. */
  get port(): number {
    return this.#port;
  }

  /** Listens on `port`, or on any free port for 0. Rejects with the system's error if the port is not available. */
  open(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, LOOPBACK_HOST, () => {
        this.#server.off("error", reject);
        // Another program can take the port while it is closed. Try again until it is free.
        this.#server.on("error", () => this.#reopenIn(REOPEN_RETRY_MS));
        const address = this.#server.address();
        this.#port = address !== null && typeof address === "object" ? address.port : port;
        resolve();
      });
    });
  }

  /** Closes all connections and refuses new ones for `seconds`. */
  refuse(seconds: number): void {
    this.#server.close();
    this.#server.closeAllConnections();
    this.#reopenIn(seconds * 1000);
  }

  close(): Promise<void> {
    clearTimeout(this.#reopening);
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #reopenIn(ms: number): void {
    clearTimeout(this.#reopening);
    this.#reopening = setTimeout(() => this.#server.listen(this.#port, LOOPBACK_HOST), ms);
  }
}
