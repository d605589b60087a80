import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ConflictError } from "../../../api/errors";
import type { Failure } from "../../../api/http/retry";
import { createService, deleteService, fetchService, listServices, updateService } from "../../../api/v2/services";
import { deleteConfiguration, fetchConfiguration, replaceConfiguration } from "../../../api/v3/configurations";
import { all, CONFIGURATION_ID, clientOf, failure, inTurn, type Reply, SID, serve, service } from "../kit/client";

const gone: Reply = { status: 404, body: { code: 20404, message: "Not found", status: 404 } };
const broken: Reply = { status: 503 };
const limited = (headers: Record<string, string> = {}): Reply => ({ status: 429, headers });

describe("attempts", () => {
  it("of a read end with the first success", async (t) => {
    const server = await serve(t, inTurn(broken, broken, broken, { body: service() }));
    const { client, waits } = clientOf(server);
    assert.equal((await fetchService(client, SID))?.value.sid, SID);
    assert.equal(server.heard.length, 4);
    assert.equal(waits.length, 3);
  });

  it("of a read are four", async (t) => {
    const server = await serve(t, inTurn(broken));
    const error = await failure(fetchService(clientOf(server).client, SID), "server_error");
    assert.match(error.message, /HTTP 503/);
    assert.equal(server.heard.length, 4);
  });

  it("of a list are four for each page", async (t) => {
    const server = await serve(t, inTurn(broken));
    await failure(all(listServices(clientOf(server).client)), "server_error");
    assert.equal(server.heard.length, 4);
  });

  it("that were rate-limited do not use up those of other failures", async (t) => {
    const server = await serve(
      t,
      inTurn(...Array<Reply>(6).fill(limited()), broken, broken, broken, { body: service() }),
    );
    const { client, waits } = clientOf(server);
    assert.equal((await fetchService(client, SID))?.value.sid, SID);
    assert.equal(server.heard.length, 10);
    // The backoff begins anew for the failures that are not rate limits.
    assert.ok((waits[6] ?? 0) <= 400, `${waits}`);
  });

  it("wait as long as Retry-After says", async (t) => {
    const server = await serve(t, inTurn(limited({ "retry-after": "9" }), { body: service() }));
    const { client, waits } = clientOf(server);
    await createService(client, { UniqueName: "a" });
    assert.equal(server.heard.length, 2);
    assert.ok(waits.length === 1 && (waits[0] ?? 0) >= 9000 && (waits[0] ?? 0) <= 9400, `${waits}`);
  });

  for (const name of ["x-ratelimit-reset", "x-rate-limit-reset"]) {
    it(`wait as long as ${name} says`, async (t) => {
      const server = await serve(t, inTurn(limited({ [name]: "9" }), { body: service() }));
      const { client, waits } = clientOf(server);
      await createService(client, { UniqueName: "a" });
      assert.ok(waits.length === 1 && (waits[0] ?? 0) >= 9000, `${waits}`);
    });
  }

  it("end at once where Retry-After is beyond the client's patience", async (t) => {
    const server = await serve(t, inTurn(limited({ "retry-after": "301" })));
    const { client, waits } = clientOf(server);
    await failure(createService(client, { UniqueName: "a" }), "rate_limited");
    assert.deepEqual([server.heard.length, waits.length], [1, 0]);
  });

  for (const status of [400, 401, 403, 409, 412, 415, 422]) {
    it(`are one where the answer is ${status}`, async (t) => {
      const server = await serve(t, inTurn({ status, body: { code: 1, message: "No" } }));
      const { client, waits } = clientOf(server);
      await assert.rejects(fetchService(client, SID), /No\./);
      assert.deepEqual([server.heard.length, waits.length], [1, 0]);
    });
  }
});

describe("a write whose answer is lost", () => {
  const writes = {
    "a create": (client: Parameters<typeof createService>[0], recover?: Parameters<typeof createService>[2]) =>
      createService(client, { UniqueName: "a" }, recover),
    "an update": (client: Parameters<typeof createService>[0], recover?: Parameters<typeof createService>[2]) =>
      updateService(client, SID, { UniqueName: "a" }, "1", recover),
  };
  for (const [name, write] of Object.entries(writes)) {
    it(`${name} without a way to look is sent once`, async (t) => {
      const server = await serve(t, inTurn(broken, { body: service() }));
      const { client, waits } = clientOf(server);
      await failure(write(client), "server_error");
      assert.deepEqual([server.heard.length, waits.length], [1, 0]);
    });

    it(`${name} that happened returns what was found`, async (t) => {
      const server = await serve(t, inTurn(broken));
      const { client, waits } = clientOf(server);
      const seen: Failure[] = [];
      const found = { value: service({ version: 9 }), etag: '"9"' };
      const settled = await write(client, async (lost) => {
        seen.push(lost);
        return found;
      });
      assert.deepEqual(settled, found);
      assert.deepEqual(
        seen.map((lost) => lost.type === "status" && lost.status),
        [503],
      );
      // It looks after the wait: a server that is still at work gets the time to finish.
      assert.deepEqual([server.heard.length, waits.length], [1, 1]);
    });

    it(`${name} that did not happen is sent again`, async (t) => {
      const server = await serve(t, inTurn(broken, { body: service(), headers: { etag: '"2"' } }));
      let looks = 0;
      const written = await write(clientOf(server).client, async () => {
        looks++;
        return undefined;
      });
      assert.equal(written.etag, '"2"');
      assert.deepEqual([server.heard.length, looks], [2, 1]);
    });

    it(`${name} that never happens is sent four times at most, and looked for after each`, async (t) => {
      const events: string[] = [];
      const server = await serve(t, (number) => {
        events.push(`send ${number}`);
        return broken;
      });
      const call = write(clientOf(server).client, async () => {
        events.push("look");
        return undefined;
      });
      await failure(call, "server_error");
      assert.deepEqual(
        events,
        [1, 2, 3, 4].flatMap((number) => [`send ${number}`, "look"]),
      );
    });

    it(`${name} that cannot be settled ends with the error of the look`, async (t) => {
      const server = await serve(t, inTurn(broken));
      const call = write(clientOf(server).client, async () => {
        throw new ConflictError({ action: "look" }, "it changed");
      });
      await failure(call, "conflict");
      assert.equal(server.heard.length, 1);
    });
  }
});

describe("an object that is gone", () => {
  it("is undefined when it is fetched", async (t) => {
    const server = await serve(t, () => gone);
    const { client } = clientOf(server);
    assert.equal(await fetchService(client, SID), undefined);
    assert.equal(await fetchConfiguration(client, CONFIGURATION_ID), undefined);
    assert.equal(server.heard.length, 2);
  });

  it("is deleted", async (t) => {
    const server = await serve(t, () => gone);
    const { client } = clientOf(server);
    await deleteService(client, SID);
    await deleteConfiguration(client, CONFIGURATION_ID);
    assert.deepEqual(
      server.heard.map(({ method, path }) => `${method} ${path}`),
      [`DELETE /v2/Services/${SID}`, `DELETE /v3/ControlPlane/Configurations/${CONFIGURATION_ID}`],
    );
  });

  it("is an error when it is updated", async (t) => {
    const server = await serve(t, () => gone);
    const { client } = clientOf(server);
    await failure(updateService(client, SID, {}, "1"), "not_found");
    await failure(replaceConfiguration(client, CONFIGURATION_ID, { displayName: "a" }, 1), "not_found");
  });
});
