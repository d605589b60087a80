import type { IncomingHttpHeaders } from "node:http";
import { setImmediate } from "node:timers/promises";
import type { Dispatcher } from "undici";
import { redact } from "../messageText";
import { MAX_CONCURRENT_REQUESTS } from "./rateLimiter";
import type { NetworkCause } from "./retry";
import { undici } from "./undici";

/** Name of a Twilio host. */
export type Host = "intelligence" | "conversations" | "memory";

/** HTTP request. `path` starts with `/` and includes the query. */
export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** @default "intelligence" */
  host?: Host | undefined;
  path: string;
  headers?: Record<string, string>;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Complete HTTP response of any status. */
export interface HttpReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends requests to the API with the credentials of one account. */
export interface Transport {
  /** Difference between the server's clock and this machine's, in ms, from the `Date` of the last response. */
  readonly clockSkewMs: number;
  /**
   * Sends a request and reads the whole response.
   *
   * @throws TransportError if no complete response arrived.
   */
  send(request: HttpRequest): Promise<HttpReply>;
  /** Redacts the credentials in text from the server. */
  redact(text: string): string;
  /** Returns the origin that requests to a host are sent to. */
  origin(host?: Host): string;
}

/** Addresses, credentials and time limits of a transport. */
export interface TransportOptions {
  /** Address of the Intelligence API. HTTPS only, except on loopback. The path is ignored. */
  baseUrl: string;
  /** Address of the Conversations API. Defaults to Twilio's if `baseUrl` is Twilio's, and to `baseUrl` otherwise. */
  conversationsBaseUrl?: string | undefined;
  /** Address of the Memory API. Defaults to Twilio's if `baseUrl` is Twilio's, and to `baseUrl` otherwise. */
  memoryBaseUrl?: string | undefined;
  /** User name for basic authentication: an API key SID with its secret, or an Account SID with its auth token. */
  username: string;
  password: string;
  userAgent: string;
  /** Longest time without data before or within a response, in ms.
   *
   * @default 30_000
   */
  timeoutMs?: number | undefined;
  /** Longest time from a request to the end of its response, in ms.
   *
   * @default 120_000
   */
  responseTimeoutMs?: number | undefined;
}

/** Error for a request without a complete response. `detail` is a code or a word, never a header or a body. */
export class TransportError extends Error {
  constructor(
    readonly reason: NetworkCause,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** Maximum size of a response, in bytes. A page of 1,000 Configurations of the maximum size is about 4 MB. */
const MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;
const DEFAULT_TIMEOUT_MS = 30_000;
/** Time for 16 MB at 1 Mbit/s. */
const DEFAULT_RESPONSE_TIMEOUT_MS = 120_000;

/** Twilio's address of the Intelligence API. */
export const TWILIO_URL = "https://intelligence.twilio.com";

/** Twilio's address of each host. */
const TWILIO_URLS: Readonly<Record<Host, string>> = {
  intelligence: TWILIO_URL,
  conversations: "https://conversations.twilio.com",
  memory: "https://memory.twilio.com",
};

/** Returns the origin of each host. A host without an address uses `baseUrl`, unless `baseUrl` is Twilio's. */
function originsOf({ baseUrl, conversationsBaseUrl, memoryBaseUrl }: TransportOptions): Record<Host, string> {
  const intelligence = new URL(baseUrl).origin;
  const isTwilio = intelligence === TWILIO_URLS.intelligence;
  const origin = (own: string | undefined, twilio: string) => new URL(own ?? (isTwilio ? twilio : intelligence)).origin;
  return {
    intelligence,
    conversations: origin(conversationsBaseUrl, TWILIO_URLS.conversations),
    memory: origin(memoryBaseUrl, TWILIO_URLS.memory),
  };
}

/** HTTP transport with keep-alive connections to each host. It opens connections on demand and does not follow redirects. */
export class HttpTransport implements Transport {
  readonly #origins: Record<Host, string>;
  clockSkewMs = 0;
  readonly #dispatchers = new Map<string, Dispatcher>();
  readonly #timeoutMs: number;
  readonly #responseTimeoutMs: number;
  readonly #headers: Record<string, string>;
  readonly #secrets: readonly string[];

  constructor(options: TransportOptions) {
    this.#origins = originsOf(options);
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#responseTimeoutMs = options.responseTimeoutMs ?? DEFAULT_RESPONSE_TIMEOUT_MS;
    const credentials = Buffer.from(`${options.username}:${options.password}`).toString("base64");
    this.#secrets = [credentials.replace(/=+$/, ""), options.password, ...proxyPasswords()];
    this.#headers = {
      authorization: `Basic ${credentials}`,
      accept: "application/json",
      "user-agent": options.userAgent,
    };
  }

  /** An invalid request throws undici's own error. */
  async send(request: HttpRequest): Promise<HttpReply> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), this.#responseTimeoutMs);
    try {
      request.signal?.throwIfAborted();
      const { statusCode, headers, body } = await this.#dispatcher(this.origin(request.host)).request({
        origin: this.origin(request.host),
        method: request.method,
        path: request.path,
        headers: { ...this.#headers, ...request.headers },
        body: request.body ?? null,
        signal: request.signal === undefined ? limit.signal : AbortSignal.any([request.signal, limit.signal]),
      });
      const text = await body.text();
      // undici frees a socket one turn after its response. An earlier call would open another socket.
      await setImmediate();
      this.#compareClocks(headers.date);
      return { status: statusCode, headers, text };
    } catch (error) {
      if (errorCode(error) === "UND_ERR_INVALID_ARG") throw error;
      if (request.signal?.aborted) throw new TransportError("cancelled", "cancelled");
      if (limit.signal.aborted) throw new TransportError("endless", `${this.#responseTimeoutMs / 1000} s`);
      if (isOwn(error)) throw new TransportError("internal", this.redact(`${error.name}: ${error.message}`));
      throw transportError(error, this.#isProxied(this.origin(request.host)));
    } finally {
      clearTimeout(timer);
    }
  }

  redact(text: string): string {
    return redact(text, this.#secrets);
  }

  origin(host: Host = "intelligence"): string {
    return this.#origins[host];
  }

  /** Connections to one origin: through the proxy that the environment names for it, but never to this machine itself. */
  #dispatcher(origin: string): Dispatcher {
    const dispatcher = this.#dispatchers.get(origin) ?? this.#connect(origin);
    this.#dispatchers.set(origin, dispatcher);
    return dispatcher;
  }

  #connect(origin: string): Dispatcher {
    const options = {
      connections: MAX_CONCURRENT_REQUESTS,
      // All limits are tested with HTTP/1.1 only.
      allowH2: false,
      connect: { timeout: CONNECT_TIMEOUT_MS },
      headersTimeout: this.#timeoutMs,
      bodyTimeout: this.#timeoutMs,
      maxResponseSize: MAX_RESPONSE_BYTES,
    };
    const { EnvHttpProxyAgent, Pool } = undici();
    return this.#isProxied(origin) ? new EnvHttpProxyAgent(options) : new Pool(origin, options);
  }

  #isProxied(origin: string): boolean {
    return proxies().length > 0 && !LOOPBACK.has(new URL(origin).hostname);
  }

  #compareClocks(date: string | string[] | undefined): void {
    const server = typeof date === "string" ? Date.parse(date) : Number.NaN;
    if (!Number.isNaN(server)) this.clockSkewMs = server - Date.now();
  }

  /** Waits for requests in flight, then closes the connections. A later `send` fails. */
  async close(): Promise<void> {
    await Promise.all([...this.#dispatchers.values()].map((dispatcher) => dispatcher.close()));
  }
}

/** Names of this machine, which no proxy can reach. */
export const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Proxies that the environment names. `NO_PROXY` is read by undici. */
const proxies = (): string[] =>
  ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"].flatMap((name) => process.env[name] || []);

/** Passwords of the proxies, as they are written and decoded. */
const proxyPasswords = (): string[] =>
  proxies().flatMap((proxy) => {
    const password = URL.canParse(proxy) ? new URL(proxy).password : "";
    return password === ""
      ? []
      : [password, new URLSearchParams(`p=${password.replaceAll("+", "%2B")}`).get("p") ?? ""];
  });

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

/** Node's error codes for an invalid certificate or a failed TLS handshake. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|^ERR_(SSL|TLS)_/;

/** Whether an error is a mistake in a program. Errors of a connection have a code. */
const isOwn = (error: unknown): error is Error =>
  (error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError) && !("code" in error);

function transportError(error: unknown, isProxied: boolean): TransportError {
  const code = errorCode(error);
  const status =
    isProxied && error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message)?.[1] : undefined;
  // The proxy opened no connection, so the request did not reach the server.
  if (status !== undefined) return new TransportError("refused", `the proxy answered with status ${status}`);
  return new TransportError(CAUSES[code] ?? (UNTRUSTED.test(code) ? "untrusted" : "dropped"), code);
}

/** Returns the code of an error. If all of several addresses fail, it is the code of the first error in the AggregateError. */
function errorCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return error instanceof Error ? error.name : "unknown";
}
