import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";

/** A server in front of an emulator that may take a write for another one. */
export interface Proxy {
  url: string;
  /** What a body is before it is passed on; without it, as it came. */
  alter: ((body: string) => string) | undefined;
}

/** Ends with the test. */
export async function proxyTo(t: TestContext, target: string): Promise<Proxy> {
  const server = createServer(async (request, response) => {
    const { host: _host, "content-length": _length, connection: _connection, ...headers } = request.headers;
    const body = await text(request);
    const { method = "GET", url = "/" } = request;
    const answer = await fetch(target + url, {
      method,
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ...(body !== "" && { body: proxy.alter?.(body) ?? body }),
    });
    const sent = Buffer.from(await answer.arrayBuffer());
    const etag = answer.headers.get("etag");
    response.writeHead(answer.status, { "content-type": "application/json", ...(etag !== null && { etag }) }).end(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const proxy: Proxy = { url: `http://127.0.0.1:${port}`, alter: undefined };
  return proxy;
}
