import type { IncomingHttpHeaders } from "node:http";
import { setImmediate } from "node:timers/promises";
import { Pool } from "undici";
import { PLACES } from "./gate";
import type { NetworkCause } from "./retry";
import { mask } from "./text";

/** Which of Twilio's hosts a request is for. */
export type Host = "intelligence" | "conversations";

/** One HTTP request. `path` begins with `/` and holds the query. */
export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Default: `intelligence`. */
  host?: Host | undefined;
  path: string;
  headers?: Record<string, string>;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** A complete answer, whatever its status. */
export interface HttpReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface TransportOptions {
  /** `https://…`, or `http://` on loopback. Its path, if any, is ignored. */
  baseUrl: string;
  /** The same for the Conversations API. Default: Twilio's own where `baseUrl` is Twilio's own, else `baseUrl`. */
  conversationsUrl?: string | undefined;
  /** Basic auth: an API key SID and its secret, or an Account SID and its auth token. */
  username: string;
  password: string;
  userAgent: string;
  /** Longest silence before or within an answer, in ms. Default 30,000. */
  timeoutMs?: number | undefined;
  /** Longest time from a request to the end of its answer, in ms. Default 120,000. */
  answerTimeoutMs?: number | undefined;
}

/** No complete answer came. `detail` is a code or a word, never a header or a body. */
export class TransportError extends Error {
  constructor(
    readonly reason: NetworkCause,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** Largest answer that is read, in bytes. A page of 1,000 Configurations with every limit used is about 4 MB. */
const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;
const DEFAULT_TIMEOUT_MS = 30_000;
/** 16 MB at 1 Mbit/s. */
const DEFAULT_ANSWER_TIMEOUT_MS = 120_000;

export const TWILIO_URL = "https://intelligence.twilio.com";
const TWILIO_CONVERSATIONS_URL = "https://conversations.twilio.com";

/** Keep-alive connections to one origin for each host. Opens none before the first request, and follows no redirect. */
export class Transport {
  readonly #origins: Record<Host, string>;
  /** How far the server's clock is ahead of this machine's, in ms, by the `Date` of the last answer. */
  clockSkewMs = 0;
  readonly #pools = new Map<string, Pool>();
  readonly #timeoutMs: number;
  readonly #answerTimeoutMs: number;
  readonly #headers: Record<string, string>;
  readonly #secrets: readonly string[];

  constructor(options: TransportOptions) {
    const intelligence = new URL(options.baseUrl).origin;
    const conversations =
      options.conversationsUrl ?? (intelligence === TWILIO_URL ? TWILIO_CONVERSATIONS_URL : intelligence);
    this.#origins = { intelligence, conversations: new URL(conversations).origin };
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#answerTimeoutMs = options.answerTimeoutMs ?? DEFAULT_ANSWER_TIMEOUT_MS;
    const credentials = Buffer.from(`${options.username}:${options.password}`).toString("base64");
    this.#secrets = [credentials.replace(/=+$/, ""), options.password];
    this.#headers = {
      authorization: `Basic ${credentials}`,
      accept: "application/json",
      "user-agent": options.userAgent,
    };
  }

  /** Throws a TransportError where no complete answer came, and undici's own error for what cannot be a request at all. */
  async send(request: HttpRequest): Promise<HttpReply> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), this.#answerTimeoutMs);
    try {
      request.signal?.throwIfAborted();
      const { statusCode, headers, body } = await this.#pool(this.origin(request.host)).request({
        method: request.method,
        path: request.path,
        headers: { ...this.#headers, ...request.headers },
        body: request.body ?? null,
        signal: request.signal === undefined ? limit.signal : AbortSignal.any([request.signal, limit.signal]),
      });
      const text = await body.text();
      // undici gives a socket free one turn after its answer: a call that comes sooner would open another.
      await setImmediate();
      this.#compareClocks(headers.date);
      return { status: statusCode, headers, text };
    } catch (error) {
      if (errorCode(error) === "UND_ERR_INVALID_ARG") throw error;
      if (request.signal?.aborted) throw new TransportError("cancelled", "cancelled");
      throw limit.signal.aborted
        ? new TransportError("endless", `${this.#answerTimeoutMs / 1000} s`)
        : transportError(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** A text of the server's without the credentials that it was sent. */
  masked(text: string): string {
    return mask(text, this.#secrets);
  }

  /** Scheme, host and port that requests for a host go to. */
  origin(host: Host = "intelligence"): string {
    return this.#origins[host];
  }

  #pool(origin: string): Pool {
    const pool =
      this.#pools.get(origin) ??
      new Pool(origin, {
        connections: PLACES,
        // Every limit here is tested on HTTP/1.1; what a server makes of HTTP/2 would be another client.
        allowH2: false,
        connect: { timeout: CONNECT_TIMEOUT_MS },
        headersTimeout: this.#timeoutMs,
        bodyTimeout: this.#timeoutMs,
        maxResponseSize: MAX_RESPONSE_BYTES,
      });
    this.#pools.set(origin, pool);
    return pool;
  }

  #compareClocks(date: string | string[] | undefined): void {
    const server = typeof date === "string" ? Date.parse(date) : Number.NaN;
    if (!Number.isNaN(server)) this.clockSkewMs = server - Date.now();
  }

  /** Waits for the requests in flight, then ends the connections. A later `send` fails. */
  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }
}

const CAUSES: Record<string, NetworkCause> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "refused",
  EAI_AGAIN: "refused",
  EHOSTUNREACH: "refused",
  ENETUNREACH: "refused",
  UND_ERR_CONNECT_TIMEOUT: "refused",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "oversized",
  UND_ERR_HEADERS_OVERFLOW: "oversized",
  HPE_HEADER_OVERFLOW: "oversized",
};

/** Codes of Node for a certificate that does not hold; `ERR_SSL_` and `ERR_TLS_` are handshakes that failed. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|^ERR_(SSL|TLS)_/;

function transportError(error: unknown): TransportError {
  const code = errorCode(error);
  return new TransportError(CAUSES[code] ?? (UNTRUSTED.test(code) ? "untrusted" : "dropped"), code);
}

/** The code of an error, or of what lies under it: several addresses that all fail make an AggregateError. */
function errorCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return error instanceof Error ? error.name : "unknown";
}
