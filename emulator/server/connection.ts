import type { Writable } from "node:stream";

/** The connection that a request came through, as far as faults deal with it. */
export interface Connection {
  /** Aborted once the connection is closed. */
  readonly gone: AbortSignal;
  /** Closes the connection without an answer. */
  destroy(): void;
  /** Sends the headers and half of the body, then closes the connection. */
  cut(answer: Response, body: Buffer): void;
  /** Makes the port refuse connections for a while. */
  refuse(seconds: number): void;
}

/** A request and its answer, as Node has them. */
interface Exchange {
  incoming: { socket: { destroy(): unknown } };
  outgoing: Writable & { writeHead(status: number, headers: Record<string, string | number>): unknown };
}

/** Returns the connection of a request that came through a socket. */
export function socketConnection({ incoming, outgoing }: Exchange, refuse: Connection["refuse"]): Connection {
  return {
    get gone() {
      const closed = new AbortController();
      if (outgoing.closed) closed.abort();
      else outgoing.once("close", () => closed.abort());
      return closed.signal;
    },
    destroy: () => {
      incoming.socket.destroy();
    },
    cut: (answer, body) => {
      outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), "content-length": body.length });
      outgoing.write(body.subarray(0, body.length / 2), () => incoming.socket.destroy());
    },
    refuse,
  };
}
