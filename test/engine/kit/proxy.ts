import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Scope } from "../../faults/cell";

/** A request that a proxy passed on, and its answer. */
export interface Exchange {
  method: string;
  path: string;
  contentType: string | undefined;
  body: string;
  status: number;
  answer: string;
}

/** A server in front of an emulator that may hold a request, or take a write for another one. */
export interface Proxy {
  url: string;
  /** What a body is before it is passed on; without it, as it came. */
  alter: ((body: string) => string) | undefined;
  /** Called before each request is passed on. */
  before: ((method: string, path: string) => Promise<void>) | undefined;
  /** Every request so far, oldest first. */
  exchanges: Exchange[];
}

/** Ends with the test. */
export async function proxyTo(t: Scope, target: string): Promise<Proxy> {
  const server = createServer(async (request, response) => {
    const { host: _host, "content-length": _length, connection: _connection, ...headers } = request.headers;
    const body = await text(request);
    const { method = "GET", url = "/" } = request;
    await proxy.before?.(method, url);
    const answer = await fetch(target + url, {
      method,
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ...(body !== "" && { body: proxy.alter?.(body) ?? body }),
    });
    const sent = Buffer.from(await answer.arrayBuffer());
    const [status, contentType] = [answer.status, request.headers["content-type"]];
    proxy.exchanges.push({ method, path: url, contentType, body, status, answer: sent.toString() });
    const etag = answer.headers.get("etag");
    response.writeHead(status, { "content-type": "application/json", ...(etag !== null && { etag }) }).end(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const proxy: Proxy = { url: `http://127.0.0.1:${port}`, alter: undefined, before: undefined, exchanges: [] };
  return proxy;
}
