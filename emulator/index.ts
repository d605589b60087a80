import { getRequestListener } from "@hono/node-server";
import { loadSeed } from "./seed/seed";
import type { SeedInput } from "./seed/seedSchema";
import { openAccount, openStores } from "./server/accounts";
import { type ListenerOf, openAddresses } from "./server/addresses";
import { createAdmin } from "./server/admin";
import { type Fault, FaultPlan } from "./server/faults";
import { createPipeline } from "./server/pipeline";
import { populate } from "./server/populate";
import { type LoggedRequest, RequestLog } from "./server/requestLog";
import type { Account } from "./store/store";

export type { SeedInput } from "./seed/seedSchema";
export type { Fault } from "./server/faults";
export type { LoggedRequest } from "./server/requestLog";

export interface EmulatorOptions {
  /** Port of `url` on 127.0.0.1; the addresses of the three hosts take the next three. 0, the default, takes four free ones. */
  port?: number;
  /** SQLite file; in memory when absent. The same file gives the same account, key and data again. Account 2 is in `NAME-2.db`, and so on. */
  db?: string;
  /** Number of accounts, each with its own credentials and objects. Default 1. */
  accounts?: number;
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
  /** Address that serves all hosts at once: `http://127.0.0.1:PORT`, without a slash at the end. */
  url: string;
  /** Address of `intelligence.twilio.com`: it refuses the paths of other hosts, as the two below do. */
  intelligenceUrl: string;
  /** Address of `conversations.twilio.com`. */
  conversationsUrl: string;
  /** Address of `memory.twilio.com`. */
  memoryUrl: string;
  accountSid: string;
  apiKey: string;
  apiSecret: string;
  authToken: string;
  /** All accounts; the four fields above are of the first one. */
  accounts: Account[];
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
  const { latencyMs = 0, rate, accounts = 1 } = options;
  const log = new RequestLog();
  const faults = new FaultPlan();
  faults.set(options.faults ?? []);
  const seed = loadSeed(options.seed);
  const behaviour = { ifMatch, put, attachments, lagMs, transcriptMs, seed, ...(rate !== undefined && { rate }) };
  const stores = openStores(accounts, options.db, behaviour);
  const reset = () => {
    for (const store of stores) {
      store.reset();
      populate(store, seed);
    }
    log.clear();
    faults.set([]);
  };
  const advance = (ms: number) => {
    for (const store of stores) store.advance(ms);
  };
  const [first, ...others] = stores.map((store) =>
    openAccount(store, behaviour, createAdmin({ store, log, faults, reset, advance })),
  );
  if (first === undefined) throw new Error("an emulator has at least one account");
  const pipeline = createPipeline({ accounts: [first, ...others], log, faults, latencyMs });
  const listenerOf: ListenerOf = (address, refuse) =>
    getRequestListener((request, env) => pipeline.fetch(request, { ...env, address, refuse }), {
      // The emulator also runs inside the processes of tests, whose own Request and Response must stay as they are.
      overrideGlobalObjects: false,
    });
  const { urls, close } = await openAddresses(listenerOf, options.port ?? 0).catch((error: unknown) => {
    for (const store of stores) store.close();
    throw error;
  });
  return {
    url: urls.all,
    intelligenceUrl: urls.intelligence,
    conversationsUrl: urls.conversations,
    memoryUrl: urls.memory,
    ...first.store.account,
    accounts: stores.map(({ account }) => account),
    requests: () => log.all(),
    clearRequests: () => log.clear(),
    reset,
    advance,
    setFaults: (list) => faults.set(list),
    close: async () => {
      await close();
      for (const store of stores) store.close();
    },
  };
}
