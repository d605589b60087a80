import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { Server as NetServer } from "node:net";
import type { TestContext } from "node:test";
import { Client } from "../../../api/client";
import { type ErrorCode, hasCode } from "../../../api/errors";
import { HttpTransport } from "../../../api/http/transport";
import { systemClock } from "../../../api/machine";
import type { Service } from "../../../api/wire/v2/service";
import type { Configuration, Rule } from "../../../api/wire/v3/configuration";
import { rule as sentRule } from "./emulator";

export const USERNAME = "SK0123456789abcdef0123456789abcdef";
export const SECRET = "the-secret-that-nobody-may-see";
/** What an error or a log must never hold. */
export const CREDENTIALS = [SECRET, Buffer.from(`${USERNAME}:${SECRET}`).toString("base64")];

export const SID = "GA00000000000000000000000000000001";
export const CONFIGURATION_ID = "intelligence_configuration_01kf34tcyefpyb1t4m0nbd8rxg";

export interface Access {
  url: string;
  conversationsUrl?: string;
  memoryUrl?: string;
  apiKey?: string;
  apiSecret?: string;
}

/** A client whose clock is put ahead where it has to wait, and the waits that it was to make, in ms. */
export function clientOf(
  { url, conversationsUrl, memoryUrl, apiKey = USERNAME, apiSecret = SECRET }: Access,
  timeoutMs?: number,
  responseTimeoutMs?: number,
) {
  const waits: number[] = [];
  const addresses = { baseUrl: url, conversationsBaseUrl: conversationsUrl, memoryBaseUrl: memoryUrl };
  const options = { ...addresses, username: apiKey, password: apiSecret, userAgent: "tests/1" };
  const transport = new HttpTransport({ ...options, timeoutMs, responseTimeoutMs });
  let now = Date.now();
  const wait = async (delayMs: number) => {
    waits.push(delayMs);
    now += delayMs;
  };
  const client = new Client(transport, { clock: { ...systemClock, now: () => now, wait } });
  return { client, transport, waits };
}

/** A request as a raw server got it. */
export interface Heard {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a raw server sends; a body that is no text goes out as JSON. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Answers the request with this number, from 1; what returns nothing has used the response itself. */
export type Script = (number: number, heard: Heard, response: ServerResponse) => Reply | undefined;

/** A server that ends with the test, what it heard, and how many connections it accepted. */
export async function serve(t: TestContext, script: Script) {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url: path = "", headers } = request;
    const one = { method, path, headers, body: Buffer.concat(chunks).toString() };
    heard.push(one);
    const reply = script(heard.length, one, response);
    if (reply === undefined) return;
    const { status = 200, body = "" } = reply;
    response.writeHead(status, { "content-type": "application/json", ...reply.headers });
    response.end(status === 204 ? undefined : typeof body === "string" ? body : JSON.stringify(body));
  });
  let sockets = 0;
  server.on("connection", () => sockets++);
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = await listen(server);
  return { url, heard, sockets: () => sockets };
}

/** Answers with these in turn, then with the last one for ever. */
export const inTurn =
  (...replies: Reply[]): Script =>
  (number) =>
    replies[Math.min(number, replies.length) - 1];

/** Listens on a free port of this machine. */
export async function listen(server: NetServer): Promise<string> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return `http://127.0.0.1:${address.port}`;
}

/** The error that a call ends with; fails when it succeeds, or with another code. */
export async function failure(call: Promise<unknown> | (() => Promise<unknown>), code: ErrorCode): Promise<Error> {
  const error: unknown = await Promise.resolve(typeof call === "function" ? call() : call).then(
    (value) => new Error(`it succeeded with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (hasCode(error, code)) return error;
  throw error;
}

/** All of a list. */
export async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** A Service as the API returns it. */
export const service = (extra: Partial<Service> = {}): Service => ({
  account_sid: "AC00000000000000000000000000000001",
  sid: SID,
  unique_name: "a",
  friendly_name: null,
  language_code: "en-US",
  auto_redaction: false,
  media_redaction: false,
  auto_transcribe: false,
  data_logging: false,
  webhook_url: null,
  webhook_http_method: null,
  encryption_credential_sid: null,
  read_only_attached_operator_sids: [],
  version: 1,
  date_created: "2026-03-01T12:00:00Z",
  date_updated: "2026-03-01T12:00:00Z",
  url: `https://intelligence.twilio.com/v2/Services/${SID}`,
  ...extra,
});

type Filled = Configuration & { rules: Rule[] };

/** A Configuration as the API returns it. */
export const configuration = (extra: Partial<Filled> = {}): Filled => ({
  accountId: "AC00000000000000000000000000000001",
  id: CONFIGURATION_ID,
  displayName: "a",
  version: 1,
  rules: [{ ...sentRule(), id: "intelligence_configurationrule_01kf34tcyefpyb1t4m0nbd8rxg" }],
  dateCreated: "2026-03-01T12:00:00Z",
  dateUpdated: "2026-03-01T12:00:00Z",
  ...extra,
});

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};

/** A fresh key and the certificate that it signed for itself: X.509 version 1, Ed25519, for `localhost`. */
export function selfSigned(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const [SEQUENCE, SET, INTEGER, OID, BITS, UTF8, UTC_TIME] = [0x30, 0x31, 0x02, 0x06, 0x03, 0x0c, 0x17] as const;
  const algorithm = der(SEQUENCE, der(OID, Buffer.from([0x2b, 0x65, 0x70])));
  const commonName = der(SEQUENCE, der(OID, Buffer.from([0x55, 0x04, 0x03])), der(UTF8, Buffer.from("localhost")));
  const name = der(SEQUENCE, der(SET, commonName));
  const valid = der(SEQUENCE, der(UTC_TIME, Buffer.from("200101000000Z")), der(UTC_TIME, Buffer.from("491231235959Z")));
  const spki = publicKey.export({ type: "spki", format: "der" });
  const body = der(SEQUENCE, der(INTEGER, Buffer.from([1])), algorithm, name, valid, name, spki);
  const signature = der(BITS, Buffer.from([0]), sign(null, body, privateKey));
  const text = der(SEQUENCE, body, algorithm, signature).toString("base64");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
  };
}
