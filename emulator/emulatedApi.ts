import { type Behaviour, behaviourOf } from "./behaviour";
import { type Machine, thisMachine } from "./machine";
import { loadSeed } from "./seed/seed";
import type { SeedInput } from "./seed/seedSchema";
import { openAccount, openStores } from "./server/accounts";
import { createAdmin } from "./server/admin";
import { type Fault, FaultPlan } from "./server/faults";
import { createPipeline, type Process, type Respond } from "./server/pipeline";
import { populate } from "./server/populate";
import { type LoggedRequest, RequestLog } from "./server/requestLog";
import type { Account } from "./store/store";

/** Behaviour of an emulator. `twilio-intelligence emulator --help` prints the switches of `Behaviour`, with their values and defaults. */
export interface EmulatedApiOptions extends Partial<Behaviour> {
  /** SQLite file; in memory if absent. The same file gives the same account, key and data again. Account 2 uses `NAME-2.db`, and so on. */
  db?: string;
  /** Number of accounts, each with its own credentials and objects. Default 1. */
  accounts?: number;
  /** Delay of every answer of the API, in ms. Default 0. */
  latencyMs?: number;
  /** Maximum requests per second of an account. Further requests get 429. No limit if absent. */
  rate?: number;
  /** Delay until a write that was answered with 202 appears, in ms on the emulator's clock. Default 0: at once. */
  lagMs?: number;
  /** Time from `queued` to the final status of a transcript, in ms on the emulator's clock. Default 200. */
  transcriptMs?: number;
  /** Content of transcripts, conversations and results: JSON, or the path of a JSON file. Default: a small built-in seed. */
  seed?: SeedInput | string;
  /** Faults from the start. Default: none. */
  faults?: Fault[];
  /** Difference between the emulator's clock and this machine's, in ms: dates, ids, and the `Date` of every answer. Default 0. */
  clockMs?: number;
}

/** State of an emulator, and what a test does to it. */
export interface EmulatedAccounts {
  accountSid: string;
  apiKey: string;
  apiSecret: string;
  authToken: string;
  /** All accounts. The four fields above are those of the first account. */
  accounts: Account[];
  /** Returns the last 10,000 requests to the API, oldest first. */
  requests(): LoggedRequest[];
  clearRequests(): void;
  /** Deletes data, restricted keys, request log and faults, and loads the seed again. The account stays. */
  reset(): void;
  /** Advances the emulator's clock, so that a test does not have to wait. */
  advance(ms: number): void;
  /** Replaces all faults. Throws if a fault is invalid. */
  setFaults(faults: Fault[]): void;
  /** Returns the number of requests that the current faults have applied to. */
  struck(): number;
}

/** The API without ports: it answers requests in this process. */
export interface EmulatedApi extends EmulatedAccounts {
  respond: Respond;
  /** Returns an object of any account as it is stored. `undefined` if there is none. */
  stored(id: string): unknown;
  /** Closes the databases. */
  close(): void;
}

/** Creates the API of an emulator. Throws an Error that states the reason if the database is not available. */
export function createEmulatedApi(
  options: EmulatedApiOptions,
  machine: Machine = thisMachine,
  process: Process = (_entry, answer) => answer(),
): EmulatedApi {
  const { latencyMs = 0, lagMs = 0, transcriptMs = 200, rate, accounts = 1, clockMs = 0 } = options;
  const log = new RequestLog();
  const faults = new FaultPlan();
  faults.set(options.faults ?? []);
  const seed = loadSeed(options.seed);
  const api = { ...behaviourOf(options), lagMs, transcriptMs, seed, ...(rate !== undefined && { rate }) };
  const stores = openStores(accounts, options.db, api, machine);
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
  advance(clockMs);
  const [first, ...others] = stores.map((store) =>
    openAccount(store, api, machine, createAdmin({ store, log, faults, reset, advance })),
  );
  if (first === undefined) throw new Error("an emulator needs at least one account");
  return {
    respond: createPipeline({ accounts: [first, ...others], log, faults, latencyMs, clockMs, machine, process }),
    stored: (id) => stores.map((store) => store.rawAccessTo(id)?.raw(id)).find((object) => object !== undefined),
    ...first.store.account,
    accounts: stores.map(({ account }) => account),
    requests: () => log.all(),
    clearRequests: () => log.clear(),
    reset,
    advance,
    setFaults: (list) => faults.set(list),
    struck: () => faults.struck,
    close: () => {
      for (const store of stores) store.close();
    },
  };
}
