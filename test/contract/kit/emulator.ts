import assert from "node:assert/strict";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/index";
import type { Scope } from "../../faults/cell";

/** What a raw request came back with; `body` is parsed where it is JSON, else text. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the server says, and fails where it is not there
  body: any;
}

export interface Call {
  form?: Record<string, string>;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
  /** `user:password`; the account's key unless given, `null` for none. */
  as?: string | null;
  signal?: AbortSignal;
  /** Asks the address of one of Twilio's hosts, instead of the one that serves all. */
  host?: Host;
}

export type Host = "intelligence" | "conversations" | "memory";
export type Urls = Pick<Emulator, "url" | "intelligenceUrl" | "conversationsUrl" | "memoryUrl">;

/** The addresses of the three hosts, by the names that the client gives them. */
export const baseUrls = (emulator: Urls) => ({
  baseUrl: emulator.intelligenceUrl,
  conversationsBaseUrl: emulator.conversationsUrl,
  memoryBaseUrl: emulator.memoryUrl,
});

/** The same for the environment. */
export const urlVariables = (emulator: Urls) => ({
  TWILIO_INTELLIGENCE_BASE_URL: emulator.intelligenceUrl,
  TWILIO_CONVERSATIONS_BASE_URL: emulator.conversationsUrl,
  TWILIO_MEMORY_BASE_URL: emulator.memoryUrl,
});

/** An emulator all of whose hosts are reached at one address: that of a gate or a proxy in front of it. */
export const behind = <T extends Urls>(emulator: T, url: string): T => ({
  ...emulator,
  url,
  intelligenceUrl: url,
  conversationsUrl: url,
  memoryUrl: url,
});

/** The address of a host, or the one that serves all. */
export function urlOf(emulator: Urls, host: Host | undefined): string {
  if (host === undefined) return emulator.url;
  return {
    intelligence: emulator.intelligenceUrl,
    conversations: emulator.conversationsUrl,
    memory: emulator.memoryUrl,
  }[host];
}

/** A started emulator with raw HTTP to its API and its admin path. */
export interface Bench {
  emulator: Emulator;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  admin(method: string, path: string, json?: unknown): Promise<Answer>;
}

/** The second account of an emulator that has several. */
export function secondAccount({ accounts }: Pick<Emulator, "accounts">): Emulator["accounts"][number] {
  const [, second] = accounts;
  if (second === undefined) throw new Error("the emulator has one account alone");
  return second;
}

/** Starts an emulator that ends with the test. */
export async function bench(t: Scope, options: EmulatorOptions = {}): Promise<Bench> {
  const emulator = await startEmulator(options);
  t.after(() => emulator.close());
  return benchOf(emulator);
}

/** Raw HTTP to an emulator, wherever it runs. */
export function httpOf(emulator: Urls & Pick<Emulator, "apiKey" | "apiSecret">): Bench["call"] {
  return (method, path, options = {}) => {
    const as = options.as === undefined ? `${emulator.apiKey}:${emulator.apiSecret}` : options.as;
    const headers = new Headers(options.headers);
    if (as !== null) headers.set("authorization", `Basic ${Buffer.from(as).toString("base64")}`);
    return send(new URL(path, urlOf(emulator, options.host)), method, headers, options);
  };
}

/** The same, with its admin path, to one in this process. */
export function benchOf(emulator: Emulator): Bench {
  const call = httpOf(emulator);
  const admin = (method: string, path: string, json?: unknown): Promise<Answer> =>
    send(new URL(`/__emulator${path}`, emulator.url), method, new Headers(), { json });
  return { emulator, call, admin };
}

async function send(url: URL, method: string, headers: Headers, { form, json, text, signal }: Call): Promise<Answer> {
  if (json !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
  // A connection that is kept can be closed by the server just as the next request leaves: a busy process loses that race.
  headers.set("connection", "close");
  const body = text ?? (json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json));
  const response = await fetch(url, {
    method,
    headers,
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  });
  const received = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(received) : received };
}

export const SUMMARY = "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn";
export const SENTIMENT = "intelligence_operator_01kcrvw16kfa88qvgrfmr7y151";

/** A rule that every emulator accepts. */
export const rule = (extra: Record<string, unknown> = {}) => ({
  operators: [{ id: SUMMARY }],
  triggers: [{ on: "CONVERSATION_END" }],
  actions: [{ type: "WEBHOOK", method: "POST", url: "https://example.com/hook" }],
  ...extra,
});

/** Holds when `answer` is a refusal in the envelope of v2 or v3, whose message says `message`. */
export function refused({ status, body }: Answer, expected: number, code: number, message: RegExp): void {
  assert.deepEqual([status, body.httpStatusCode ?? body.status, body.code], [expected, expected, code], body.message);
  assert.match(body.message, message);
}
