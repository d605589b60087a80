import { FORM, JSON_TYPE, mediaType } from "../http/requestBody";
import { parseJson } from "../values/json";

import type { Address } from "./addresses";

const KEPT = 10_000;

/** A request as the emulator saw it. */
export interface LoggedRequest {
  /** The host whose address was asked; `all` for the address that serves every host. */
  host: Address;
  method: string;
  /** With the query. */
  path: string;
  /** The status of the answer; 0 where none was sent whole. */
  status: number;
  /** Names in lower case; `authorization` is never among them. */
  headers: Record<string, string>;
  /** A JSON body parsed, a form as an object of strings, any other as text; null where there was none. */
  body: unknown;
}

/** The last 10,000 requests to the API, oldest first; those to the admin path are not in it. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  /** Notes a request; `body` is undefined where it was too large to be read. */
  add(host: Address, method: string, path: string, headers: Headers, body: Uint8Array | undefined): LoggedRequest {
    const shown = Object.fromEntries([...headers].filter(([name]) => name !== "authorization"));
    const entry = { host, method, path, status: 0, headers: shown, body: parsed(headers.get("content-type"), body) };
    this.#entries.push(entry);
    // Trimmed in steps, because removing the oldest one of a long array for every request is slow.
    if (this.#entries.length >= KEPT * 2) this.#entries = this.#entries.slice(-KEPT);
    return entry;
  }

  all(): LoggedRequest[] {
    return this.#entries.slice(-KEPT).map((entry) => ({ ...entry }));
  }

  clear(): void {
    this.#entries = [];
  }
}

function parsed(contentType: string | null, body: Uint8Array | undefined): unknown {
  if (body === undefined || body.length === 0) return null;
  const text = Buffer.from(body).toString("utf8");
  const type = mediaType(contentType ?? "");
  if (type === FORM) return Object.fromEntries(new URLSearchParams(text));
  if (type !== JSON_TYPE) return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
