import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer as createTls } from "node:tls";
import { createService, deleteService, fetchService, updateService } from "../../../api/v2/services";
import { createConfiguration, fetchConfiguration, replaceConfiguration } from "../../../api/v3/configurations";
import {
  CONFIGURATION_ID,
  clientOf,
  configuration,
  failure,
  listen,
  SECRET,
  SID,
  selfSigned,
  serve,
  service,
  USERNAME,
} from "../kit/client";

describe("a request on the wire", () => {
  it("carries Basic credentials, the user agent and what it accepts, and no body on a read", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    await fetchService(clientOf(server).client, SID);
    const [heard] = server.heard;
    assert.ok(heard);
    assert.equal(heard.method, "GET");
    assert.equal(heard.path, `/v2/Services/${SID}`);
    assert.equal(heard.body, "");
    assert.equal(heard.headers.authorization, `Basic ${btoa(`${USERNAME}:${SECRET}`)}`);
    assert.equal(heard.headers["user-agent"], "tests/1");
    assert.equal(heard.headers.accept, "application/json");
    assert.equal(heard.headers["content-type"], undefined);
    assert.equal(heard.headers["if-match"], undefined);
  });

  it("encodes credentials beyond ASCII as UTF-8", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    await fetchService(clientOf({ ...server, apiKey: "kéy", apiSecret: "a:b\r\nX: y" }).client, SID);
    const encoded = server.heard[0]?.headers.authorization?.slice("Basic ".length) ?? "";
    assert.equal(Buffer.from(encoded, "base64").toString(), "kéy:a:b\r\nX: y");
  });

  it("is a form in v2, with If-Match as it was given", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    const { client } = clientOf(server);
    await createService(client, { UniqueName: "a b", AutoRedaction: true, WebhookUrl: null });
    await updateService(client, SID, { FriendlyName: "ü" }, 'W/"1, x"');
    const [create, update] = server.heard;
    assert.ok(create && update);
    assert.equal(create.method, "POST");
    assert.equal(create.path, "/v2/Services");
    assert.equal(create.headers["content-type"], "application/x-www-form-urlencoded");
    assert.equal(create.body, "UniqueName=a+b&AutoRedaction=true&WebhookUrl=");
    assert.equal(create.headers["if-match"], undefined);
    assert.equal(update.method, "POST");
    assert.equal(update.path, `/v2/Services/${SID}`);
    assert.equal(update.body, "FriendlyName=%C3%BC");
    assert.equal(update.headers["if-match"], 'W/"1, x"');
  });

  it("is JSON in v3, with the version in If-Match", async (t) => {
    const server = await serve(t, () => ({ body: configuration() }));
    const { client } = clientOf(server);
    const body = { displayName: "ü", description: null, rules: [], later: { kept: [1] }, left: undefined };
    await createConfiguration(client, body);
    await replaceConfiguration(client, CONFIGURATION_ID, body, 7);
    const [create, update] = server.heard;
    assert.ok(create && update);
    assert.equal(create.method, "POST");
    assert.equal(create.path, "/v3/ControlPlane/Configurations");
    assert.equal(create.headers["content-type"], "application/json");
    assert.equal(create.body, '{"displayName":"ü","description":null,"rules":[],"later":{"kept":[1]}}');
    assert.equal(create.headers["if-match"], undefined);
    assert.equal(update.method, "PUT");
    assert.equal(update.path, `/v3/ControlPlane/Configurations/${CONFIGURATION_ID}`);
    assert.equal(update.body, create.body);
    assert.equal(update.headers["if-match"], "7");
  });

  it("keeps a name with line breaks inside the body", async (t) => {
    const server = await serve(t, (_, { path }) => ({ body: path.startsWith("/v2") ? service() : configuration() }));
    const { client } = clientOf(server);
    const name = "a\r\nX-Evil: 1\r\n\r\nGET /evil HTTP/1.1&Admin=true";
    await createService(client, { UniqueName: name });
    await createConfiguration(client, { displayName: name });
    const [form, json] = server.heard;
    assert.ok(form && json);
    assert.equal(server.heard.length, 2);
    assert.deepEqual([...new URLSearchParams(form.body)], [["UniqueName", name]]);
    assert.deepEqual(JSON.parse(json.body), { displayName: name });
    for (const { headers } of server.heard) assert.equal(headers["x-evil"], undefined);
  });
});

describe("the answer", () => {
  it("comes with its ETag as it was sent, or with none", async (t) => {
    const server = await serve(t, (number) => ({
      body: service(),
      headers: number === 1 ? { etag: 'W/"a,b"' } : {},
    }));
    const { client } = clientOf(server);
    assert.equal((await fetchService(client, SID))?.etag, 'W/"a,b"');
    assert.equal((await fetchService(client, SID))?.etag, undefined);
  });

  it("keeps fields that this release does not know, at every depth", async (t) => {
    const [rule] = configuration().rules;
    assert.ok(rule);
    const later = configuration({
      rules: [{ ...rule, weight: 3, actions: [{ type: "X", method: "Y", url: "z", q: 1 }] }],
      tags: { a: [1] },
    });
    const server = await serve(t, () => ({ body: later }));
    const { client } = clientOf(server);
    assert.deepEqual((await fetchConfiguration(client, CONFIGURATION_ID))?.value, later);
  });

  it("tells how far the server's clock is ahead", async (t) => {
    const hour = 3_600_000;
    const server = await serve(t, (number) => ({
      body: service(),
      headers: { date: number === 1 ? new Date(Date.now() + hour).toUTCString() : "no date" },
    }));
    const { client } = clientOf(server);
    assert.equal(client.clockSkewMs, 0);
    await fetchService(client, SID);
    assert.ok(Math.abs(client.clockSkewMs - hour) < 60_000, `${client.clockSkewMs}`);
    await fetchService(client, SID);
    assert.ok(Math.abs(client.clockSkewMs - hour) < 60_000, "a date that cannot be read changes nothing");
  });
});

describe("connections", () => {
  it("are opened by the first request, not before", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    const { client } = clientOf(server);
    await sleep(50);
    assert.equal(server.sockets(), 0);
    await fetchService(client, SID);
    assert.equal(server.sockets(), 1);
  });

  it("are one for 20 calls in a row, whatever they end with", async (t) => {
    const server = await serve(t, (number, { method }) => {
      if (method === "DELETE") return { status: 204 };
      return number % 3 === 0 ? { status: 404, body: { code: 20404, message: "gone" } } : { body: service() };
    });
    const { client } = clientOf(server);
    for (let i = 0; i < 10; i++) {
      await fetchService(client, SID);
      await deleteService(client, SID);
    }
    assert.equal(server.heard.length, 20);
    assert.equal(server.sockets(), 1);
  });

  it("are at most 16 at a time", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    const { client } = clientOf(server);
    await Promise.all(Array.from({ length: 60 }, () => fetchService(client, SID)));
    assert.equal(server.heard.length, 60);
    assert.equal(server.sockets(), 16);
  });

  it("end with close, after which a call is an error of the network", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    const { client, transport } = clientOf(server);
    await fetchService(client, SID);
    await transport.close();
    await failure(fetchService(client, SID), "network");
    assert.equal(server.heard.length, 1);
  });

  it("speak HTTP/1.1 and nothing else", async (t) => {
    const offered: string[][] = [];
    const tls = createTls({
      ...selfSigned(),
      ALPNCallback: ({ protocols }) => {
        offered.push(protocols);
        return protocols[0];
      },
    }).on("tlsClientError", () => {});
    t.after(() => tls.close());
    const url = (await listen(tls)).replace("http:", "https:");
    await failure(fetchService(clientOf({ url }).client, SID), "network");
    assert.deepEqual(offered, [["http/1.1"]]);
  });
});
