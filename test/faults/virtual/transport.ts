import {
  type Host,
  type HttpReply,
  type HttpRequest,
  type Transport,
  TransportError,
} from "../../../api/http/transport";
import type { EmulatedApi } from "../../../emulator/emulatedApi";
import type { Schedule } from "./schedule";

/** How long undici waits for a response, in ms. */
const TIMEOUT_MS = 30_000;

/** What an in-process transport sends to. */
export interface Destination {
  api: EmulatedApi;
  schedule: Schedule;
  username: string;
  password: string;
}

/** Times until which each API refuses connections. */
const shut = new WeakMap<EmulatedApi, number>();

/** Sends requests to an emulated API in this process, and fails as the transport over sockets does. */
export class VirtualTransport implements Transport {
  clockSkewMs = 0;
  readonly #to: Destination;
  readonly #authorization: string;

  constructor(to: Destination) {
    this.#to = to;
    this.#authorization = `Basic ${Buffer.from(`${to.username}:${to.password}`).toString("base64")}`;
  }

  async send({ method, path, headers, body, signal }: HttpRequest): Promise<HttpReply> {
    const { api, schedule } = this.#to;
    if (signal?.aborted) throw new TransportError("cancelled", "cancelled");
    if (schedule.now() < (shut.get(api) ?? 0)) throw new TransportError("refused", "ECONNREFUSED");
    const response = await new Promise<Response>((resolve, reject) => {
      const gone = new AbortController();
      const fail = (error: TransportError) => {
        stop();
        reject(error);
        gone.abort();
      };
      const stop = schedule.after(TIMEOUT_MS, () => fail(new TransportError("timeout", "UND_ERR_HEADERS_TIMEOUT")));
      signal?.addEventListener("abort", () => fail(new TransportError("cancelled", "cancelled")));
      const destroy = () => fail(new TransportError("dropped", "UND_ERR_SOCKET"));
      const refuse = (seconds: number) => void shut.set(api, schedule.now() + seconds * 1000);
      const request = new Request(`${this.origin()}${path}`, {
        method,
        headers: { accept: "application/json", ...headers, authorization: this.#authorization },
        body: body ?? null,
      });
      api.respond(request, "all", { gone: gone.signal, destroy, cut: destroy, refuse }).then((answer) => {
        if (answer === undefined) return;
        stop();
        resolve(answer);
      }, reject);
    });
    const date = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(date)) this.clockSkewMs = date - schedule.now();
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
  }

  redact(text: string): string {
    return text.replaceAll(this.#to.password, "[secret]");
  }

  origin(_host?: Host): string {
    return ORIGIN;
  }
}

export const ORIGIN = "http://127.0.0.1:1";
