import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that a proxy passed on. Times as of `performance.now()`. */
export interface Passed {
  method: string;
  path: string;
  arrivedMs: number;
  /** Time at which the answer was sent. */
  answeredMs: number;
  status: number;
}

export interface TimedProxy {
  url: string;
  /** Answered requests, in the order of their answers. */
  passed: Passed[];
  close(): void;
}

/** Starts a server on this machine that passes requests on to another one and notes their times. */
export async function timedProxy(target: string): Promise<TimedProxy> {
  const passed: Passed[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = "GET", url = "/", headers } = incoming;
    const arrivedMs = performance.now();
    const forwarded = request(new URL(url, target), { method, headers }, (answer) => {
      const status = answer.statusCode ?? 502;
      outgoing.writeHead(status, answer.headers);
      answer.pipe(outgoing);
      outgoing.once("finish", () =>
        passed.push({ method, path: url, arrivedMs, answeredMs: performance.now(), status }),
      );
    });
    forwarded.once("error", () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    passed,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : Number.NaN;
