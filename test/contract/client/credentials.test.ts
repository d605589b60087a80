import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import type { ApiError } from "../../../api/errors";
import { createService, deleteService, fetchService, listServices, updateService } from "../../../api/v2/services";
import { createConfiguration, fetchConfiguration, listConfigurations } from "../../../api/v3/configurations";
import {
  all,
  CONFIGURATION_ID,
  CREDENTIALS,
  clientOf,
  failure,
  listen,
  type Reply,
  SECRET,
  SID,
  selfSigned,
  serve,
  service,
  USERNAME,
} from "../kit/client";
import { bench, rule } from "../kit/emulator";

const clean = (error: unknown) => {
  const printed = inspect(error, { depth: 20, showHidden: true }) + String(error) + JSON.stringify(error);
  for (const secret of CREDENTIALS) assert.ok(!printed.includes(secret), printed);
};

describe("credentials that the API does not know", () => {
  for (const [name, wrong] of Object.entries({
    "the key": { apiKey: USERNAME },
    "the secret": { apiSecret: SECRET },
  })) {
    it(`${name}: 401 with code 20003, asked once, and neither is in the error`, async (t) => {
      const { emulator } = await bench(t);
      const { client, waits } = clientOf({ ...emulator, ...wrong });
      for (const call of [
        () => fetchService(client, SID),
        () => createService(client, { UniqueName: "a" }),
        () => all(listServices(client)),
        () => fetchConfiguration(client, CONFIGURATION_ID),
        () => createConfiguration(client, { displayName: "a", rules: [rule()] }),
        () => all(listConfigurations(client)),
      ]) {
        emulator.clearRequests();
        const error = await failure(call, "unauthorised");
        assert.match(error.message, /\(Twilio 20003, HTTP 401\).*Check the credentials;/);
        assert.ok(!error.message.includes(emulator.apiSecret) && !error.message.includes(SECRET));
        assert.equal(emulator.requests().length, 1);
      }
      assert.deepEqual(waits, []);
    });
  }
});

describe("a restricted key", () => {
  it("without a permission: 403 that names it in Twilio's words and in ours", async (t) => {
    const { emulator, admin } = await bench(t);
    const { apiKey, apiSecret } = (await admin("POST", "/keys", { readOnly: true })).body;
    const { client, waits } = clientOf({ url: emulator.url, apiKey, apiSecret });
    assert.deepEqual(await all(listServices(client)), []);
    const rows: [() => Promise<unknown>, string, string][] = [
      [() => createService(client, { UniqueName: "a" }), "services/create", "create Services"],
      [() => updateService(client, SID, {}, "1"), "services/update", "update Services"],
      [() => deleteService(client, SID), "services/delete", "delete Services"],
      [
        () => createConfiguration(client, { displayName: "a", rules: [] }),
        "configurations/create",
        "create Intelligence Configurations",
      ],
    ];
    for (const [call, theirs, ours] of rows) {
      const { message } = await failure(call, "forbidden");
      assert.ok(message.includes(theirs) && message.includes(`the permission to ${ours} `), message);
    }
    assert.deepEqual(waits, []);
  });
});

describe("the credentials are in no error", () => {
  const replies: Record<string, Reply> = {
    "400": { status: 400, body: { code: 20001, message: "Bad" } },
    "401": { status: 401, body: { code: 20003, message: "Authenticate" } },
    "403": { status: 403 },
    "404": { status: 404 },
    "412": { status: 412 },
    "429": { status: 429, headers: { "retry-after": "301" } },
    "500": { status: 500, body: "<html>" },
    "302": { status: 302, headers: { location: "http://127.0.0.1:1/" } },
    "another shape": { body: { ...service(), sid: 1 } },
    "no JSON": { body: "{" },
  };
  for (const [name, reply] of Object.entries(replies)) {
    it(`of an answer: ${name}`, async (t) => {
      const server = await serve(t, () => reply);
      await assert.rejects(
        updateService(clientOf(server).client, SID, { FriendlyName: "a" }, "1"),
        (error: ApiError) => {
          clean(error);
          return error.code !== undefined;
        },
      );
    });
  }

  it("of the network", async (t) => {
    const dropping = await serve(t, (_number, _heard, response) => void response.destroy());
    clean(await failure(fetchService(clientOf(dropping).client, SID), "network"));
    const { createServer } = await import("node:tls");
    const tls = createServer(selfSigned()).on("tlsClientError", () => {});
    t.after(() => tls.close());
    const url = (await listen(tls)).replace("http:", "https:");
    clean(await failure(fetchService(clientOf({ url }).client, SID), "network"));
    const { client } = clientOf(dropping);
    clean(await failure(fetchService(client.with(AbortSignal.abort()), SID), "cancelled"));
  });

  it("of what cannot be a request", async () => {
    const { client } = clientOf({ url: "http://127.0.0.1:1" });
    await assert.rejects(updateService(client, SID, {}, "\n"), (error) => {
      clean(error);
      return true;
    });
  });
});
