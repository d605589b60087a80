import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { createServer as createTcp } from "node:net";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer as createTls } from "node:tls";
import { inspect } from "node:util";
import { Client } from "../../../../api/client";
import { createService, fetchService } from "../../../../api/v2/services";
import { CREDENTIALS, clientOf, failure, listen, SID, selfSigned, serve, service, USERNAME } from "../../kit/client";

describe("where credentials do not go", () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`${status} to another host is not followed`, async (t) => {
      const other = await serve(t, () => ({ body: service() }));
      const server = await serve(t, () => ({ status, headers: { location: `${other.url}/v2/Services/${SID}` } }));
      const error = await failure(fetchService(clientOf(server).client, SID), "unexpected_shape");
      assert.match(error.message, new RegExp(`status ${status}.*redirects are not followed`));
      assert.equal(server.heard.length, 1);
      assert.equal(other.sockets(), 0);
    });
  }

  it("to a server that this package fails to ask: its own error is no broken connection, and shows no credentials", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    const { client, transport, waits } = clientOf(server);
    transport.origin = () => {
      transport.origin = () => server.url;
      throw new TypeError(`cannot read properties of ${CREDENTIALS[0]}`);
    };
    const error = await failure(fetchService(client, SID), "unexpected_shape");
    assert.match(
      error.message,
      /this package failed, not the connection \(TypeError: cannot read properties of \*\*\*\)/,
    );
    assert.deepEqual([server.heard.length, waits.length], [0, 0]);
  });

  it("to a server whose certificate is self-signed: a clear error, and no second try", async (t) => {
    let connections = 0;
    const received: Buffer[] = [];
    const tls = createTls(selfSigned(), (socket) => socket.on("data", (data) => received.push(data)));
    tls.on("connection", () => connections++).on("tlsClientError", () => {});
    t.after(() => tls.close());
    const url = (await listen(tls)).replace("http:", "https:");
    const { client, waits } = clientOf({ url });
    const error = await failure(fetchService(client, SID), "network");
    assert.match(error.message, /certificate/);
    assert.match(error.message, /DEPTH_ZERO_SELF_SIGNED_CERT/);
    assert.ok(error.message.includes(url));
    assert.deepEqual([connections, waits.length, Buffer.concat(received).length], [1, 0, 0]);
  });

  it("to a server without TLS under an https URL: a clear error, and no second try", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    const { client, waits } = clientOf({ url: server.url.replace("http:", "https:") });
    const error = await failure(fetchService(client, SID), "network");
    assert.match(error.message, /no secure connection .*ERR_SSL_/);
    assert.deepEqual([server.heard.length, waits.length], [0, 0]);
  });

  it("into what prints a client or a transport", () => {
    const { client, transport } = clientOf({ url: "http://127.0.0.1:1" });
    const printed = [client, transport].map(
      (one) => inspect(one, { depth: 20, showHidden: true }) + JSON.stringify(one),
    );
    for (const secret of [USERNAME, ...CREDENTIALS]) assert.ok(!printed.join().includes(secret));
  });
});

// undici counts silence in whole seconds, so that these tests wait side by side.
describe("a server that misbehaves", { concurrency: true }, () => {
  const scripts: Record<string, { script: (response: ServerResponse) => void; detail: RegExp }> = {
    "cuts its answer in the middle": {
      script: (response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write('{"sid":', () => response.destroy());
      },
      detail: /closed the connection \(UND_ERR_SOCKET\)/,
    },
    "closes the connection without an answer": {
      script: (response) => response.destroy(),
      detail: /closed the connection \(UND_ERR_SOCKET\)/,
    },
    "answers what is not HTTP": {
      script: (response) => response.socket?.end("HELLO\r\n\r\n"),
      detail: /closed the connection \(H/,
    },
    "is silent": { script: () => {}, detail: /did not respond in time \(UND_ERR_HEADERS_TIMEOUT\)/ },
    "falls silent in its answer": {
      script: (response) => {
        response.writeHead(200, { "content-length": "1000" }).write('{"sid":');
      },
      detail: /did not respond in time \(UND_ERR_BODY_TIMEOUT\)/,
    },
  };
  for (const [name, { script, detail }] of Object.entries(scripts)) {
    it(`${name}: four reads, then an error of the network`, async (t) => {
      const server = await serve(t, (_number, _heard, response) => void script(response));
      const { client, waits } = clientOf(server, name.includes("silent") ? 60 : undefined);
      const error = await failure(fetchService(client, SID), "network");
      assert.match(error.message, detail);
      assert.match(error.message, /^Could not read Service GA0+1: http:\/\/127/);
      assert.deepEqual([server.heard.length, waits.length], [4, 3]);
    });
  }

  it("is not there: four tries, then an error that names it", async () => {
    const tcp = createTcp();
    const url = await listen(tcp);
    await once(tcp.close(), "close");
    const { client, waits } = clientOf({ url });
    const error = await failure(createService(client, { UniqueName: "a" }), "network");
    assert.match(error.message, /could not be reached \(ECONNREFUSED\)/);
    assert.ok(error.message.includes(url));
    assert.equal(waits.length, 3);
  });

  it("sends 100 MB: no more than 16 MB of it is read, and the error says why", async (t) => {
    const total = 100 * 1024 * 1024;
    const chunk = Buffer.alloc(64 * 1024, "x");
    const sent: number[] = [];
    const server = await serve(t, (number, _heard, response) => {
      const push = () => {
        while ((sent[number - 1] ?? 0) < total) {
          sent[number - 1] = (sent[number - 1] ?? 0) + chunk.length;
          if (!response.write(chunk)) return;
        }
        response.end();
      };
      response.on("drain", push);
      push();
      return undefined;
    });
    const error = await failure(fetchService(clientOf(server).client, SID), "unexpected_shape");
    assert.match(error.message, /the response from .* is too large/);
    // What the client refuses to read still fills the buffers of both ends.
    assert.ok(Math.max(...sent) < 40 * 1024 * 1024, `${sent}`);
    assert.ok(sent.length <= 4);
  });
});

describe("an abort signal", () => {
  const limit = { timeout: 20_000 };

  it("stops a request in flight", limit, async (t) => {
    const abort = new AbortController();
    let closed: Promise<unknown> = Promise.resolve();
    const server = await serve(t, (_number, _heard, response) => {
      closed = once(response, "close");
      abort.abort();
      return undefined;
    });
    const { client, waits } = clientOf(server);
    const error = await failure(fetchService(client.with(abort.signal), SID), "cancelled");
    assert.equal(error.message, `Could not read Service ${SID}: it was cancelled.`);
    await closed;
    assert.deepEqual([server.heard.length, waits.length], [1, 0]);
  });

  it("stops an answer that is being read", limit, async (t) => {
    const abort = new AbortController();
    const server = await serve(t, (_number, _heard, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"sid":', () => setTimeout(() => abort.abort(), 20));
      return undefined;
    });
    await failure(fetchService(clientOf(server).client.with(abort.signal), SID), "cancelled");
    assert.equal(server.heard.length, 1);
  });

  it("stops the wait between two attempts", limit, async (t) => {
    const abort = new AbortController();
    const server = await serve(t, () => ({ status: 429, headers: { "retry-after": "250" } }));
    const { transport } = clientOf(server);
    const call = failure(fetchService(new Client(transport, { signal: abort.signal }), SID), "cancelled");
    while (server.heard.length === 0) await sleep(5);
    await sleep(50);
    abort.abort();
    await call;
    assert.equal(server.heard.length, 1);
  });

  it("that was aborted before sends nothing", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    await failure(fetchService(clientOf(server).client.with(AbortSignal.abort()), SID), "cancelled");
    assert.equal(server.sockets(), 0);
  });

  it("of one client leaves the others alone", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    const { client } = clientOf(server);
    client.with(AbortSignal.abort());
    assert.equal((await fetchService(client, SID))?.value.sid, SID);
  });
});
