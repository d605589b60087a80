import { FORM, JSON_TYPE, mediaType } from "../http/requestBody";
import { parseJson } from "../values/json";

import type { Address } from "./addresses";

const KEPT = 10_000;

/** A logged request. */
export interface LoggedRequest {
  /** Host of the requested address; `all` for the address that serves all hosts. */
  host: Address;
  method: string;
  /** Path with query. */
  path: string;
  /** Status of the answer; 0 without a complete answer. */
  status: number;
  /** Headers with names in lower case, without `authorization`. */
  headers: Record<string, string>;
  /** Parsed JSON, a form as an object of strings, or text; null without a body. */
  body: unknown;
}

/** The last 10,000 requests to the API, oldest first. Does not include requests to the admin path. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  /** Adds a request. `body` is undefined if it was too large. */
  add(host: Address, method: string, path: string, headers: Headers, body: Uint8Array | undefined): LoggedRequest {
    const shown = Object.fromEntries([...headers].filter(([name]) => name !== "authorization"));
    const entry = { host, method, path, status: 0, headers: shown, body: parsed(headers.get("content-type"), body) };
    this.#entries.push(entry);
    // Removing the first element of a long array for every request is slow, so old requests are removed in batches.
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
