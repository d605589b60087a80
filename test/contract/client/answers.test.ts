import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createService, deleteService, fetchService, updateService } from "../../../api/v2/services";
import {
  createConfiguration,
  deleteConfiguration,
  fetchConfiguration,
  replaceConfiguration,
} from "../../../api/v3/configurations";
import type { Service } from "../../../api/wire/v2/service";
import { CONFIGURATION_ID, clientOf, configuration, failure, inTurn, SID, serve, service } from "../kit/client";

describe("an answer of another shape", () => {
  const rows: [string, unknown, RegExp][] = [
    ["a wrong type", { ...service(), unique_name: 7 }, / at unique_name: /],
    ["an id that leads out of a path", service({ sid: "../GA1" }), / at sid: must be an id/],
    ["no id", { ...service(), sid: undefined }, / at sid: /],
    [
      "a wrong item of a list",
      { ...service(), read_only_attached_operator_sids: [7] },
      / at read_only_attached_operator_sids\.0: /,
    ],
    ["a list", [service()], / at the top level: /],
    ["JSON null", "null", / at the top level: /],
    ["HTML", "<!doctype html>", /not JSON/],
    ["cut JSON", '{"sid":"GA', /not JSON, or is truncated/],
    ["nothing", "", /not JSON/],
  ];
  for (const [name, body, expected] of rows) {
    it(`${name}: the error names what is wrong, after four reads`, async (t) => {
      const server = await serve(t, () => ({ body, headers: { "twilio-request-id": "RQ7" } }));
      const error = await failure(fetchService(clientOf(server).client, SID), "unexpected_shape");
      assert.match(error.message, expected);
      assert.match(error.message, /HTTP 200, request RQ7/);
      assert.equal(server.heard.length, 4);
    });
  }

  it("at depth: the error names the path", async (t) => {
    const [rule] = configuration().rules;
    assert.ok(rule);
    const body = { ...configuration(), rules: [rule, { ...rule, operators: [{ id: 7 }] }] };
    const server = await serve(t, () => ({ body }));
    const error = await failure(fetchConfiguration(clientOf(server).client, CONFIGURATION_ID), "unexpected_shape");
    assert.match(error.message, / at rules\.1\.operators\.0\.id: /);
  });

  it("204 to a read is one", async (t) => {
    const server = await serve(t, () => ({ status: 204 }));
    await failure(fetchService(clientOf(server).client, SID), "unexpected_shape");
  });

  it("a delete asks for none", async (t) => {
    const server = await serve(t, inTurn({ status: 200, body: "done" }, { status: 202 }, { status: 204 }));
    const { client } = clientOf(server);
    for (let i = 0; i < 3; i++) await deleteService(client, SID);
    assert.equal(server.heard.length, 3);
  });
});

describe("an id that is none", () => {
  const around = (id: string) => [
    "",
    "../x",
    `../${id}`,
    `x/${id}`,
    `${id}/..`,
    `${id}?x=1`,
    `${id}#`,
    `${id}\n`,
    `\n${id}`,
  ];
  const hex = "0".repeat(32);
  const sids = [
    ...around(SID),
    ...[`GT${hex}`, `GA${hex}0`, `GA${hex.slice(1)}`, `GA${"g".repeat(32)}`, `GA${"０".repeat(32)}`, "x".repeat(1e6)],
  ];
  const ids = [
    ...around(CONFIGURATION_ID),
    ...[CONFIGURATION_ID.slice(0, -1), `${CONFIGURATION_ID}0`, CONFIGURATION_ID.replace("_0", "_8"), SID],
  ];

  it("is refused before any request, with a message of one line", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    const { client } = clientOf(server);
    const calls = [
      ...sids.flatMap((sid) => [
        () => fetchService(client, sid),
        () => updateService(client, sid, {}, "1"),
        () => deleteService(client, sid),
      ]),
      ...ids.flatMap((id) => [
        () => fetchConfiguration(client, id),
        () => replaceConfiguration(client, id, { displayName: "a" }, 1),
        () => deleteConfiguration(client, id),
      ]),
    ];
    for (const call of calls) {
      const error = await failure(call, "invalid_request");
      assert.match(
        error.message,
        /^Could not (read|update|delete) (Service|Intelligence Configuration) ".*["…]: its id must be an? [^\n]*$/,
      );
      assert.ok(error.message.length < 800);
    }
    assert.equal(server.sockets(), 0);
  });
});

describe("what is refused", () => {
  it("says what to do next: a value to change, or what stands in the way of a delete", async (t) => {
    const server = await serve(t, () => ({ status: 400, body: { code: 20001, message: "No" } }));
    const { client } = clientOf(server);
    for (const [call, next] of [
      [() => createService(client, { UniqueName: "a" }), /Change the declared value and run `pulumi preview`\.$/],
      [() => deleteService(client, SID), /Remove what uses it first\.$/],
    ] as const) {
      assert.match((await failure(call, "invalid_request")).message, next);
    }
  });
});

describe("a name in a message", () => {
  it("is one line, bounded", async (t) => {
    const server = await serve(t, () => ({ status: 400, body: { code: 20001, message: "No" } }));
    const { client } = clientOf(server);
    const name = `a\r\nForged: line\u001b[2J${"x".repeat(1e6)}`;
    for (const call of [
      () => createService(client, { UniqueName: name }),
      () => createConfiguration(client, { displayName: name }),
    ]) {
      const error = await failure(call, "invalid_request");
      assert.match(error.message, /^Could not create [\w ]+ "a Forged: line \[2Jx+…: No\. /);
      assert.ok(error.message.length < 800, `${error.message.length}`);
    }
  });
});

describe("values that a caller hands in", () => {
  it("an If-Match that no header can hold is refused before any request", async (t) => {
    const server = await serve(t, () => ({ body: service() }));
    const { client, waits } = clientOf(server);
    const looks: Service[] = [];
    const call = updateService(client, SID, {}, '"1"\r\nX-Evil: 1', async () => {
      looks.push(service());
      return undefined;
    });
    await assert.rejects(call, /header/);
    assert.deepEqual([server.heard.length, waits.length, looks.length], [0, 0, 0]);
  });
});
