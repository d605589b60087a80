import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ConflictError, isVersionConflict, OutcomeUnknownError } from "../../../../api/errors";
import { type Failure, mayStillRun } from "../../../../api/http/retry";
import { createService, deleteService, fetchService, listServices, updateService } from "../../../../api/v2/services";
import { fetchConfiguration } from "../../../../api/v3/configurations";
import {
  all,
  CONFIGURATION_ID,
  clientOf,
  failure,
  inTurn,
  type Reply,
  SECRET,
  SID,
  serve,
  service,
} from "../../kit/client";

const HTML = { "content-type": "text/html" };
const foreign: Record<string, Reply> = {
  HTML: { status: 404, headers: HTML, body: "<!doctype html><h1>404 Not Found</h1>" },
  nothing: { status: 404 },
  "JSON of another API": { status: 404, body: { message: "no Route matched with those values" } },
  "JSON with a code that is not Twilio's": { status: 404, body: { code: 404, message: "Not Found" } },
  "JSON with a code in words": { status: 404, body: { code: "20404", message: "Not Found" } },
  "a list": { status: 404, body: [{ code: 20404 }] },
};

describe("a 404 that Twilio did not send", () => {
  for (const [name, reply] of Object.entries(foreign)) {
    it(`${name}: is not taken for the absence of an object`, async (t) => {
      const server = await serve(t, () => reply);
      const { client } = clientOf(server);
      for (const call of [
        () => fetchService(client, SID),
        () => fetchConfiguration(client, CONFIGURATION_ID),
        () => deleteService(client, SID),
        () => all(listServices(client)),
        () => updateService(client, SID, {}, "1"),
      ]) {
        const error = await failure(call, "network");
        assert.match(error.message, /: a server between this machine and Twilio returned a 404 .*\(HTTP 404\)/);
      }
    });
  }

  it("passes: a read, a delete and a write that did not happen are sent again", async (t) => {
    const gateway: Reply = { status: 404, headers: HTML, body: "<h1>404</h1>" };
    const read = await serve(t, inTurn(gateway, { body: service() }));
    assert.equal((await fetchService(clientOf(read).client, SID))?.value.sid, SID);
    const deleted = await serve(t, inTurn(gateway, { status: 204 }));
    await deleteService(clientOf(deleted).client, SID);
    assert.equal(deleted.heard.length, 2);
    const written = await serve(t, inTurn(gateway, { body: service() }));
    await updateService(clientOf(written).client, SID, {}, "1", async () => undefined);
    assert.equal(written.heard.length, 2);
  });

  it("shows the reason without the credentials", async (t) => {
    const server = await serve(t, () => ({ status: 404, body: { message: `no route for ${SECRET}` } }));
    const error = await failure(fetchService(clientOf(server).client, SID), "network");
    assert.match(error.message, /: no route for \*\*\*\. /);
  });
});

describe("a write without a proof that nothing was processed", () => {
  const twilio = (status: number): Reply => ({ status, body: { code: 20000 + status, message: "No" } });
  const html = (status: number): Reply => ({ status, headers: HTML, body: "<h1>Bad gateway</h1>" });
  const rows: [string, Reply, boolean][] = [
    ["502", html(502), true],
    ["502 in Twilio's own words", twilio(502), true],
    ["503", html(503), true],
    ["503 in Twilio's own words", twilio(503), false],
    ["504", html(504), true],
    ["500", twilio(500), false],
    ["404 as HTML", html(404), true],
  ];
  for (const [name, reply, expected] of rows) {
    it(`${name}: ${expected ? "may still be processed" : "is over"}, as the look is told`, async (t) => {
      const server = await serve(t, inTurn(reply, { body: service() }));
      const lost: Failure[] = [];
      // As a careful caller looks: what may still be processed is not sent again.
      const call = createService(clientOf(server).client, { UniqueName: "a" }, async (failure) => {
        lost.push(failure);
        if (mayStillRun(failure)) throw new OutcomeUnknownError({ action: "create Service" }, "unknown", []);
        return undefined;
      });
      if (expected) await failure(call, "outcome_unknown");
      else await call;
      assert.deepEqual([server.heard.length, lost.length], [expected ? 1 : 2, 1]);
    });
  }
});

describe("a 409", () => {
  const refused = async (t: Parameters<typeof serve>[0], reply: Reply): Promise<ConflictError> => {
    const server = await serve(t, () => reply);
    const error = await failure(updateService(clientOf(server).client, SID, {}, "1"), "conflict");
    assert.ok(error instanceof ConflictError);
    return error;
  };

  it("keeps Twilio's reason and the id of the object that is in the way", async (t) => {
    const error = await refused(t, {
      status: 409,
      headers: { "x-conflicting-resource-id": "conv_configuration_01" },
      body: { code: 20409, message: "UniqueName is in use" },
    });
    assert.equal(error.conflictingId, "conv_configuration_01");
    assert.ok(!isVersionConflict(error));
    assert.equal(
      error.message,
      `Could not update Service ${SID}: UniqueName is in use; it conflicts with conv_configuration_01. (Twilio 20409, HTTP 409) Resolve the conflict, or wait until the other change has finished, then run \`pulumi up\` again.`,
    );
  });

  it("is about the version where Twilio's code says so, and a 412 is always", async (t) => {
    for (const reply of [
      { status: 409, body: { code: 95411, message: "Stale" } },
      { status: 412, body: { code: 520043, message: "Stale" } },
      { status: 412 },
    ]) {
      const error = await refused(t, reply);
      assert.ok(isVersionConflict(error));
      assert.equal(error.conflictingId, undefined);
      assert.match(error.message, /Run `pulumi refresh`/);
    }
  });

  it("shows no credentials and no line breaks of the header", async (t) => {
    const error = await refused(t, { status: 409, headers: { "x-conflicting-resource-id": `a\t${SECRET}` } });
    assert.equal(error.conflictingId, "a ***");
  });
});
