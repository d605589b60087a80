import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createAdmin } from "./admin";
import { createApi } from "./app";
import { type Fault, FaultPlan } from "./faults";
import { createGate } from "./gate";
import { type LoggedRequest, RequestLog } from "./log";
import { provide } from "./provide";
import { loadSeed, type SeedInput } from "./seed";
import { Store } from "./store";

export type { Fault } from "./faults";
export type { LoggedRequest } from "./log";
export type { SeedInput } from "./seed";

const HOST = "127.0.0.1";

export interface EmulatorOptions {
  /** Port on 127.0.0.1; 0, the default, takes any free one. */
  port?: number;
  /** SQLite file; in memory when absent. The same file gives the same account, key and data again. */
  db?: string;
  /** Every answer of the API is held back for this long. Default 0. */
  latencyMs?: number;
  /** Requests per second for the account; what exceeds it gets 429. No limit when absent. */
  rate?: number;
  /** Whether a put of a v3 Configuration honours `If-Match`. Services and operators always do. Default `enforced`. */
  ifMatch?: "enforced" | "ignored";
  /** Whether a put keeps a v3 Configuration live. Default `live`. */
  put?: "live" | "inactive";
  /** Whether attaching and detaching an operator makes a new version of the v2 Service. Default `bump`. */
  attachments?: "bump" | "keep";
  /** How long what was answered with 202 takes to show, in ms on the emulator's clock. Default 0: at once. */
  lagMs?: number;
  /** How long a transcript takes from `queued` to its end, in ms on the emulator's clock. Default 200. */
  transcriptMs?: number;
  /** What transcripts, conversations and results hold: JSON, or the path of a file with it. Default: a small built-in one. */
  seed?: SeedInput | string;
  faults?: Fault[];
}

/** A running emulator. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  accountSid: string;
  apiKey: string;
  apiSecret: string;
  authToken: string;
  /** The requests to the API so far, oldest first, at most the last 10,000. */
  requests(): LoggedRequest[];
  clearRequests(): void;
  /** Empties data, restricted keys, request log and faults; keeps the account, and loads the seed again. */
  reset(): void;
  /** Puts the emulator's clock ahead, so that nothing has to be waited for. */
  advance(ms: number): void;
  /** Replaces all faults. Throws when one of them is not valid. */
  setFaults(faults: Fault[]): void;
  /** Ends every connection and closes the database; a second call does nothing. */
  close(): Promise<void>;
}

/** Starts an emulator. Rejects with an Error that says why when the port or the database cannot be had. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { ifMatch = "enforced", put = "live", attachments = "bump", lagMs = 0, transcriptMs = 200 } = options;
  const { latencyMs = 0, rate } = options;
  const log = new RequestLog();
  const faults = new FaultPlan();
  faults.set(options.faults ?? []);
  const seed = loadSeed(options.seed);
  const store = new Store(options.db);
  provide(store, seed);
  const reset = () => {
    store.reset();
    provide(store, seed);
    log.clear();
    faults.set([]);
  };
  const behaviour = { ifMatch, put, attachments, lagMs, transcriptMs, seed };
  const api = createApi(store, { ...behaviour, ...(rate !== undefined && { rate }) });
  const admin = createAdmin({ store, log, faults, reset });
  const refuse = (seconds: number) => door.refuse(seconds);
  const gate = createGate({ api, admin, log, faults, latencyMs, refuse });
  // The emulator also runs inside the processes of tests, whose own Request and Response must stay as they are.
  const door = new FrontDoor(createServer(getRequestListener(gate.fetch, { overrideGlobalObjects: false })));
  const port = await door.open(options.port ?? 0).catch((error: unknown) => {
    store.close();
    throw error;
  });
  return {
    url: `http://${HOST}:${port}`,
    ...store.account,
    requests: () => log.all(),
    clearRequests: () => log.clear(),
    reset,
    advance: (ms) => store.advance(ms),
    setFaults: (list) => faults.set(list),
    close: async () => {
      await door.close();
      store.close();
    },
  };
}

const REOPEN_RETRY_MS = 100;

/** The listening port, which can be shut for a while. */
class FrontDoor {
  readonly #server: Server;
  #port = 0;
  #reopening: NodeJS.Timeout | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  open(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(new Error(`cannot listen on port ${port}: ${error.message}`));
      this.#server.once("error", fail);
      this.#server.listen(port, HOST, () => {
        this.#server.off("error", fail);
        // Only a port that another program took while it was shut: wait for it.
        this.#server.on("error", () => this.#reopenIn(REOPEN_RETRY_MS));
        const address = this.#server.address();
        this.#port = address !== null && typeof address === "object" ? address.port : port;
        resolve(this.#port);
      });
    });
  }

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
    this.#reopening = setTimeout(() => this.#server.listen(this.#port, HOST), ms);
  }
}
