import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, type Recover } from "../../../../api/client";
import { type ErrorCode, hasCode } from "../../../../api/errors";
import { type HttpReply, type HttpRequest, HttpTransport, type TransportOptions } from "../../../../api/http/transport";
import { systemClock } from "../../../../api/machine";
import { createService, deleteService, fetchService, listServices, updateService } from "../../../../api/v2/services";
import {
  createConfiguration,
  deleteConfiguration,
  fetchConfiguration,
  listConfigurations,
  replaceConfiguration,
} from "../../../../api/v3/configurations";
import { type Emulator, type Fault, startEmulator } from "../../../../emulator/index";
import { rule } from "../../kit/emulator";

type FaultName = Fault["fault"];
type Verb = "read" | "create" | "update" | "delete";

/** Only for requests that the emulator never answers: every other one has the client's own limit, which no busy machine reaches. */
const SILENCE_TIMEOUT_MS = 1000;
/** Longer than the port stays shut, so that the next attempt finds it open. */
const REFUSED_S = 0.03;
const WAIT_MS = 60;

/** Longer than the client waits for a rate limit to end. */
const BEYOND_PATIENCE_S = 301;

/** The operations on one kind of object, with a settle that looks at the account. */
interface Family {
  methods: Record<Verb, string>;
  /** Makes an object that exists before the fault; returns its id. */
  prepare(client: Client): Promise<string>;
  call(client: Client, verb: Verb, id: string, recovers: boolean): Promise<unknown>;
  count(client: Client): Promise<number>;
}

const looked =
  <T>(look: () => Promise<T | undefined>): Recover<T> =>
  async () => {
    const value = await look();
    return value === undefined ? undefined : { value };
  };

async function found<T>(list: AsyncIterable<T>, is: (one: T) => boolean): Promise<T | undefined> {
  for await (const one of list) if (is(one)) return one;
  return undefined;
}

async function count(list: AsyncIterable<unknown>): Promise<number> {
  let items = 0;
  for await (const _ of list) items++;
  return items;
}

const services: Family = {
  methods: { read: "GET", create: "POST", update: "POST", delete: "DELETE" },
  prepare: async (client) => (await createService(client, { UniqueName: "old" })).value.sid,
  call(client, verb, sid, recovers) {
    if (verb === "read") return fetchService(client, sid);
    if (verb === "delete") return deleteService(client, sid);
    if (verb === "create") {
      const look = looked(() => found(listServices(client), (one) => one.unique_name === "new"));
      return createService(client, { UniqueName: "new" }, recovers ? look : undefined);
    }
    const look = looked(async () => {
      const live = (await fetchService(client, sid))?.value;
      return live?.version === 1 ? undefined : live;
    });
    return updateService(client, sid, { FriendlyName: "x" }, '"1"', recovers ? look : undefined);
  },
  count: (client) => count(listServices(client)),
};

const configurations: Family = {
  methods: { read: "GET", create: "POST", update: "PUT", delete: "DELETE" },
  prepare: async (client) => (await createConfiguration(client, { displayName: "old", rules: [rule()] })).value.id,
  call(client, verb, id, recovers) {
    if (verb === "read") return fetchConfiguration(client, id);
    if (verb === "delete") return deleteConfiguration(client, id);
    const body = { displayName: "new", rules: [rule()] };
    if (verb === "create") {
      const look = looked(() => found(listConfigurations(client), (one) => one.displayName === "new"));
      return createConfiguration(client, body, recovers ? look : undefined);
    }
    const look = looked(async () => {
      const live = (await fetchConfiguration(client, id))?.value;
      return live?.version === 1 ? undefined : live;
    });
    return replaceConfiguration(client, id, body, 1, recovers ? look : undefined);
  },
  count: (client) => count(listConfigurations(client)),
};

/** How a call ends, and the methods of the requests that it took, in short: `W` the call's own, `L` a look. */
type Row = [outcome: "ok" | ErrorCode, requests: string];
type Rows = Record<Verb, Row>;

const again: Rows = { read: ["ok", "WW"], create: ["ok", "WW"], update: ["ok", "WW"], delete: ["ok", "WW"] };
const notProcessed: Rows = { ...again, create: ["ok", "WLW"], update: ["ok", "WLW"] };
const processed: Rows = { ...again, create: ["ok", "WL"], update: ["ok", "WL"] };

const refusedAsConflict: Rows = {
  read: ["conflict", "W"],
  create: ["conflict", "W"],
  update: ["conflict", "W"],
  delete: ["conflict", "W"],
};
const undisturbed: Rows = { read: ["ok", "W"], create: ["ok", "W"], update: ["ok", "W"], delete: ["ok", "W"] };

/** One fault on the first of the call's own requests. */
const once: Record<Exclude<FaultName, `late-${string}`>, Rows | ((family: Family) => Rows)> = {
  "429": again,
  "429-no-retry-after": again,
  "500": notProcessed,
  "503": notProcessed,
  html: notProcessed,
  "html-404": notProcessed,
  "conflict-other": refusedAsConflict,
  "drop-before": notProcessed,
  silence: notProcessed,
  refuse: notProcessed,
  "drop-after": processed,
  cut: processed,
  // A delete asks nothing of the body of its answer.
  "malformed-json": { ...processed, delete: ["ok", "W"] },
  "wrong-shape": { ...processed, delete: ["ok", "W"] },
  "extra-members": undisturbed,
  "unknown-action": undisturbed,
  // The network repeats a request: the version, or the unique name, keeps the second one out.
  duplicate: (family) => ({
    read: ["ok", "W"],
    create: family === services ? ["invalid_request", "W"] : ["ok", "W"],
    update: ["conflict", "W"],
    delete: ["ok", "W"],
  }),
};

const blind = (code: ErrorCode): Pick<Rows, "create" | "update"> => ({ create: [code, "W"], update: [code, "W"] });

/** The same, where nothing can look: the loss is an error, and nothing is sent twice. */
const onceWithoutRecovery: Partial<Record<FaultName, Pick<Rows, "create" | "update">>> = {
  "429": again,
  "429-no-retry-after": again,
  "500": blind("server_error"),
  "503": blind("server_error"),
  html: blind("server_error"),
  "drop-before": blind("network"),
  silence: blind("network"),
  refuse: blind("network"),
  "drop-after": blind("network"),
  cut: blind("network"),
  "malformed-json": blind("unexpected_shape"),
  "wrong-shape": blind("unexpected_shape"),
};

const never = (code: ErrorCode): Rows => ({
  read: [code, "WWWW"],
  create: [code, "WLWLWLWL"],
  update: [code, "WLWLWLWL"],
  delete: [code, "WWWW"],
});
const answerLost = (code: ErrorCode): Rows => ({ ...never(code), create: ["ok", "WL"], update: ["ok", "WL"] });

/** The fault on every one of the call's own requests. `refuse` is left out: what it refuses reaches no log. */
const always: Partial<Record<FaultName, Rows>> = {
  "429": {
    read: ["rate_limited", "W"],
    create: ["rate_limited", "W"],
    update: ["rate_limited", "W"],
    delete: ["rate_limited", "W"],
  },
  "500": never("server_error"),
  "503": never("server_error"),
  html: never("server_error"),
  "drop-before": never("network"),
  silence: never("network"),
  "drop-after": answerLost("network"),
  cut: answerLost("network"),
  "malformed-json": { ...answerLost("unexpected_shape"), delete: ["ok", "W"] },
  "wrong-shape": { ...answerLost("unexpected_shape"), delete: ["ok", "W"] },
};

/** A look of the update or the create is a GET, so that a fault on GET must spare it: only reads are hit there. */
const faultOn = (family: Family, verb: Verb, fault: FaultName, times: number): Fault => ({
  method: family.methods[verb],
  fault,
  times,
  retryAfterSeconds: times === 1 ? 0 : BEYOND_PATIENCE_S,
  ...(fault === "refuse" && { seconds: REFUSED_S }),
});

/** Waits briefly for the next requests that a planned silence hits, and as long as any other transport for all others. */
class ImpatientTransport extends HttpTransport {
  readonly #impatient: HttpTransport;
  /** The silence that the emulator is about to keep. */
  silence: Fault | undefined;
  #kept = 0;

  constructor(options: TransportOptions) {
    super(options);
    this.#impatient = new HttpTransport({ ...options, timeoutMs: SILENCE_TIMEOUT_MS });
  }

  override send(request: HttpRequest): Promise<HttpReply> {
    const { method, times = 1 } = this.silence ?? {};
    const isSilent = request.method === method && this.#kept++ < times;
    return isSilent ? this.#impatient.send(request) : super.send(request);
  }
}

async function run(emulator: Emulator, family: Family, verb: Verb, fault: Fault, recovers: boolean) {
  const options = {
    baseUrl: emulator.url,
    username: emulator.apiKey,
    password: emulator.apiSecret,
    userAgent: "tests/1",
  };
  const waitMs = fault.fault === "refuse" ? WAIT_MS : 0;
  const transport = new ImpatientTransport(options);
  const clock = { ...systemClock, wait: () => sleep(waitMs) };
  const client = new Client(transport, { clock });
  const id = await family.prepare(client);
  emulator.setFaults([fault]);
  emulator.clearRequests();
  if (fault.fault === "silence") transport.silence = fault;
  const outcome = await family.call(client, verb, id, recovers).then(
    () => "ok",
    (error: unknown) => codeOf(error),
  );
  const own = family.methods[verb];
  const requests = emulator.requests().map(({ method }) => (method === own ? "W" : "L"));
  emulator.setFaults([]);
  transport.silence = undefined;
  return { outcome, requests: requests.join(""), objects: await family.count(client) };
}

const CODES: ErrorCode[] = [
  "server_error",
  "network",
  "unexpected_shape",
  "invalid_request",
  "conflict",
  "rate_limited",
];
function codeOf(error: unknown): ErrorCode {
  const code = CODES.find((one) => hasCode(error, one));
  if (code === undefined) throw error;
  return code;
}

/** How many objects there are after a success. Only the network itself makes two of one create. */
function objectsAfter(family: Family, verb: Verb, fault: string): number {
  if (verb === "delete") return 0;
  if (verb !== "create") return 1;
  return fault === "duplicate" && family === configurations ? 3 : 2;
}

const FAMILIES = { services, configurations };
const VERBS: Verb[] = ["read", "create", "update", "delete"];

/** Starts an emulator for each case, so that those that wait for a silence wait side by side. */
function cases(
  title: string,
  plan: Partial<Record<FaultName, Partial<Rows> | ((family: Family) => Rows)>>,
  times: number,
  recovers: boolean,
) {
  describe(title, { concurrency: 8 }, () => {
    for (const [name, family] of Object.entries(FAMILIES)) {
      for (const [fault, planned] of Object.entries(plan)) {
        const rows = typeof planned === "function" ? planned(family) : planned;
        for (const verb of VERBS) {
          const row = rows[verb];
          if (row === undefined) continue;
          it(`${fault} × ${verb} of ${name}: ${row.join(", ")}`, async (t) => {
            const emulator = await startEmulator();
            t.after(() => emulator.close());
            const done = await run(emulator, family, verb, faultOn(family, verb, fault as FaultName, times), recovers);
            assert.deepEqual([done.outcome, done.requests], row);
            if (done.outcome === "ok") assert.equal(done.objects, objectsAfter(family, verb, fault));
          });
        }
      }
    }
  });
}

cases("one fault, settled by looking", once, 1, true);
cases("one fault, nothing to look with", onceWithoutRecovery, 1, false);
cases("a fault that stays", always, 1000, true);
