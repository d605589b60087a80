import { Client } from "../../../api/client";
import { type HttpReply, type HttpRequest, type Transport, TransportError } from "../../../api/http/transport";
import { createEmulatedApi, type EmulatedApi } from "../../../emulator/emulatedApi";
import type { EmulatorOptions } from "../../../emulator/index";
import type { Machine } from "../../../emulator/machine";
import type { Process } from "../../../emulator/server/pipeline";
import type { LoggedRequest } from "../../../emulator/server/requestLog";
import type { Connect } from "../../../provider/client";
import type { Settings } from "../../../provider/settings";
import { type Answer, type Bench, behind, type Call } from "../../contract/kit/emulator";
import type { Checkpoint } from "../crashes/checkpoint";
import { taken } from "../recoveries";
import { VirtualGate } from "./gate";
import type { Author, Event } from "./register";
import { type Choose, Schedule } from "./schedule";
import { Seeded } from "./seeded";
import { ORIGIN, VirtualTransport } from "./transport";

/** The processes of one command: what they connect with, and their end. */
export interface Host {
  /** Number of the command. */
  command: number;
  connect: Connect;
  /** From then on nothing answers them any more. */
  kill(): void;
}

const never = () => new Promise<never>(() => undefined);

/** An account, whoever writes to it, and their time: all in this process, and all determined by a seed. */
export class World {
  readonly schedule: Schedule;
  readonly api: EmulatedApi;
  readonly made: Bench;
  readonly history: Event[] = [];
  readonly killed = new Set<number>();
  readonly #seeded: Seeded;
  readonly #gates = new Map<string, VirtualGate>();
  /** Versions by the ETags that stand for them. */
  readonly #tagged = new Map<string, number>();
  #commands = 0;

  constructor(seed: number, options: EmulatorOptions, choose?: Choose) {
    const seeded = new Seeded(seed);
    this.#seeded = seeded;
    this.schedule = new Schedule(choose ?? (({ length }) => seeded.below(length)));
    const machine: Machine = {
      now: () => this.schedule.now(),
      wait: (ms, signal) => this.schedule.wait(ms, signal),
      randomBytes: (count) => seeded.bytes(count),
    };
    this.api = createEmulatedApi(options, machine, (entry, answer) => this.#witness(entry, answer));
    const emulator = { ...this.api, url: ORIGIN, intelligenceUrl: ORIGIN, conversationsUrl: ORIGIN, memoryUrl: ORIGIN };
    this.made = {
      emulator: { ...emulator, close: async () => this.api.close() },
      call: (method, path, call) => this.#call(method, path, call),
      admin: never,
    };
  }

  gate(): Checkpoint {
    const gate = new VirtualGate(`http://127.0.0.1:${2 + this.#gates.size}`);
    this.#gates.set(gate.url, gate);
    return gate;
  }

  /** A bench whose requests pass a checkpoint. */
  behind = (url: string): Bench => ({ ...this.made, emulator: behind(this.made.emulator, url) });

  /** A host for the next command of a writer. */
  host(writer: number): Host {
    const command = ++this.#commands;
    const clients = new Map<string, Client>();
    const isDead = () => this.killed.has(command);
    const living = async <T>(task: Promise<T>): Promise<T> => {
      const result = await task;
      return isDead() ? never() : result;
    };
    const clock = {
      now: () => this.schedule.now(),
      wait: (delayMs: number, signal?: AbortSignal) => living(this.schedule.wait(delayMs, signal)),
      deadline: (delayMs: number) => this.schedule.deadline(delayMs),
    };
    const connect: Connect = (settings) => {
      const target = `${settings.username} ${settings.baseUrl}`;
      const known = clients.get(target);
      const client =
        known ??
        new Client(this.#transport({ writer, command }, settings), { clock, random: this.#seeded, onRecovery: taken });
      clients.set(target, client);
      return client;
    };
    return { command, connect, kill: () => void this.killed.add(command) };
  }

  #transport(by: Author, { baseUrl, username, password }: Settings): Transport {
    const { api, schedule } = this;
    const transport = new VirtualTransport({ api, schedule, username, password });
    const gate = this.#gates.get(baseUrl);
    const send = async (request: HttpRequest): Promise<HttpReply> => {
      await schedule.turn({ writer: by.writer, isRead: request.method === "GET" });
      if (this.killed.has(by.command)) return never();
      if ((await gate?.pass(request, "before")) === false) return this.#dropped(by);
      const headers = { ...request.headers, "user-agent": `${by.writer} ${by.command}` };
      const reply = await transport.send({ ...request, headers }).catch((error: unknown) => {
        if (this.killed.has(by.command)) return never();
        throw error;
      });
      if ((await gate?.pass(request, "after")) === false) return this.#dropped(by);
      if (this.killed.has(by.command)) return never();
      this.#took(by, reply);
      return reply;
    };
    return {
      get clockSkewMs() {
        return transport.clockSkewMs;
      },
      send,
      redact: (text) => transport.redact(text),
      origin: (host) => transport.origin(host),
    };
  }

  #dropped({ command }: Author): Promise<never> {
    if (this.killed.has(command)) return never();
    throw new TransportError("dropped", "UND_ERR_SOCKET");
  }

  /** Writes down what a write does to the version of its object. */
  #witness: Process = async (entry, answer) => {
    const object = objectOf(entry.path);
    if (entry.method === "GET" || object === undefined) return answer();
    const before = versionOf(this.api.stored(object));
    const response = await answer();
    const after = versionOf(this.api.stored(object));
    const by = isAttaching(entry) ? NOBODY : authorOf(entry.headers["user-agent"]);
    const { status } = response;
    const tag = entry.headers["if-match"];
    const ifMatch = tag && String(this.#tagged.get(`${object} ${tag}`) ?? tag);
    this.history.push({ what: "write", by, object, status, ifMatch, before, after });
    return response;
  };

  #took(by: Author, { status, headers, text }: HttpReply): void {
    if (status >= 300) return;
    const answer = parsed(text);
    const [own] = versionsIn(answer);
    if (own !== undefined && headers.etag !== undefined) this.#tagged.set(`${own.id} ${headers.etag}`, own.version);
    this.#saw(by, answer);
  }

  /** A writer has seen an answer to somebody else, as the state of its stack says. */
  sees(writer: number, { body }: Answer): void {
    this.#saw({ writer, command: 0 }, body);
  }

  #saw(by: Author, answer: unknown): void {
    for (const { id, version } of versionsIn(answer)) this.history.push({ what: "seen", by, object: id, version });
  }

  /** Raw HTTP of somebody else. */
  async #call(method: string, path: string, { form, json, as }: Call = {}) {
    await this.schedule.turn({ writer: undefined, isRead: method === "GET" });
    const { apiKey, apiSecret } = this.api;
    const key = as ?? `${apiKey}:${apiSecret}`;
    const headers = new Headers({ authorization: `Basic ${Buffer.from(key).toString("base64")}` });
    if (json !== undefined) headers.set("content-type", "application/json");
    const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json);
    const request = new Request(`${ORIGIN}${path}`, { method, headers, ...(body !== undefined && { body }) });
    const nothing = () => undefined;
    const connection = { gone: new AbortController().signal, destroy: nothing, cut: nothing, refuse: nothing };
    const response = await this.api.respond(request, "all", connection);
    const text = await response?.text();
    return {
      status: response?.status ?? 0,
      headers: response?.headers ?? new Headers(),
      body: text?.startsWith("{") ? JSON.parse(text) : text,
    };
  }
}

/**
 * Whether a write changes what is attached, and nothing else: it moves the version of the object, and overwrites nothing that the
 * version stands for. An update by PUT writes the whole object.
 */
function isAttaching({ method, path, body }: LoggedRequest): boolean {
  if (path.startsWith("/v2/Services/")) return /\/Operators\/[^/]+$/.test(path);
  return method === "PATCH" && Object.keys(Object(body)).join() === "intelligenceConfigurationIds";
}

/** The id of the object that a path names. */
const objectOf = (path: string): string | undefined =>
  /^\/v[123]\/(?:ControlPlane\/)?(?:Services|Operators|Operators\/Custom|Configurations|Stores)\/([^/?]+)(?:\/Operators\/[^/]+)?(?:\?|$)/.exec(
    path,
  )?.[1];

const versionOf = (stored: unknown): number | undefined => {
  const version: unknown = Object(stored).version;
  return typeof version === "number" ? version : undefined;
};

const NOBODY: Author = { writer: undefined, command: 0 };

const authorOf = (agent: string | undefined): Author => {
  const [writer, command] = (agent ?? "").split(" ").map(Number);
  return agent === undefined || Number.isNaN(writer) ? NOBODY : { writer, command: command ?? 0 };
};

function versionsIn(answer: unknown): { id: string; version: number }[] {
  const objects = [answer, ...Object.values(Object(answer)).filter(Array.isArray).flat()];
  return objects.flatMap((one) => {
    const { id, sid, version } = Object(one);
    const name = id ?? sid;
    return typeof name === "string" && typeof version === "number" ? [{ id: name, version }] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
