import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import {
  fetchConversationsConfiguration,
  fetchConversationsOperation,
} from "../../../api/conversations/configurations";
import { fetchOperatorType } from "../../../api/v2/operators";
import { createService, deleteService, fetchService, listServices, updateService } from "../../../api/v2/services";
import { fetchConfiguration, replaceConfiguration } from "../../../api/v3/configurations";
import { fetchLanguageOperatorVersion } from "../../../api/v3/operators";
import { all, CONFIGURATION_ID, clientOf, configuration, failure, SID, serve, service } from "../kit/client";

const MB = 1024 * 1024;

/** Sends `total` bytes, as fast as they are taken; `sent` tells how many were. */
function pour(response: ServerResponse, total: number): { sent: number } {
  const chunk = Buffer.alloc(64 * 1024, "x");
  const poured = { sent: 0 };
  const push = () => {
    while (poured.sent < total) {
      poured.sent += chunk.length;
      if (!response.write(chunk)) return;
    }
    response.end();
  };
  response.on("drain", push);
  push();
  return poured;
}

describe("an answer that is too large", () => {
  const servers: Record<string, (response: ServerResponse) => { sent: number }> = {
    "100 MB that say so": (response) => {
      response.writeHead(200, { "content-length": String(100 * MB) });
      return pour(response, 100 * MB);
    },
    "100 MB that do not say so": (response) => pour(response, 100 * MB),
    "100 MB as an error": (response) => {
      response.writeHead(400);
      return pour(response, 100 * MB);
    },
    "a header without end": (response) => {
      response.socket?.on("error", () => {});
      response.socket?.write(`HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(MB)}`);
      return { sent: MB };
    },
    "a million headers": (response) => {
      response.socket?.on("error", () => {});
      response.socket?.write(`HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(1e6)}`);
      return { sent: 6 * MB };
    },
  };
  for (const [name, answer] of Object.entries(servers)) {
    it(`${name}: a read asks once, and the error says why`, { timeout: 120_000 }, async (t) => {
      const sent: { sent: number }[] = [];
      const server = await serve(t, (_number, _heard, response) => void sent.push(answer(response)));
      const { client, waits } = clientOf(server);
      const error = await failure(fetchService(client, SID), "unexpected_shape");
      assert.match(error.message, /^Could not read Service GA0+1: the response from .* is too large\./);
      assert.deepEqual([server.heard.length, waits.length], [1, 0]);
      // What the client refuses to read still fills the buffers of both ends.
      for (const one of sent) assert.ok(one.sent < 40 * MB, `${one.sent}`);
    });
  }

  it("to a create: it is looked for, and not sent again", async (t) => {
    const server = await serve(t, (_number, _heard, response) => void pour(response, 20 * MB));
    const looks: number[] = [];
    const call = createService(clientOf(server).client, { UniqueName: "a" }, async () => {
      looks.push(server.heard.length);
      return undefined;
    });
    await failure(call, "unexpected_shape");
    assert.deepEqual([server.heard.length, looks], [1, [1]]);
  });
});

describe("an answer that goes on for ever", { concurrency: true }, () => {
  const trickles: Record<string, (response: ServerResponse) => void> = {
    "a byte at a time": (response) => {
      response.writeHead(200).write("{");
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(timer));
    },
    "a header at a time": (response) => {
      const { socket } = response;
      socket?.on("error", () => {}).write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket?.write("a: b\r\n"), 20);
      socket?.on("close", () => clearInterval(timer));
    },
    "a `103 Early Hints` at a time": (response) => {
      const { socket } = response;
      socket?.on("error", () => {});
      const timer = setInterval(() => socket?.write("HTTP/1.1 103 Early Hints\r\n\r\n"), 20);
      socket?.on("close", () => clearInterval(timer));
    },
  };
  for (const [name, trickle] of Object.entries(trickles)) {
    it(`${name}: a read ends with an error that says how long was waited, and asks once`, {
      timeout: 60_000,
    }, async (t) => {
      const server = await serve(t, (_number, _heard, response) => void trickle(response));
      const error = await failure(fetchService(clientOf(server, undefined, 1500).client, SID), "network");
      assert.match(error.message, /had not completed its response after 1\.5 s/);
      assert.equal(server.heard.length, 1);
    });
  }
});

describe("JSON that is made to hurt", () => {
  const body = (members: string) => `${JSON.stringify(service()).slice(0, -1)},${members}}`;

  it("100,000 levels deep: an error that says so, wherever they lie", async (t) => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    for (const [status, text] of [
      [200, deep],
      [200, body(`"more":${deep}`)],
      [200, '{"a":'.repeat(100_000)],
    ] as const) {
      const server = await serve(t, () => ({ status, body: text }));
      const error = await failure(fetchService(clientOf(server).client, SID), "unexpected_shape");
      assert.match(error.message, /nested deeper than 200 levels/);
    }
    const refusing = await serve(t, () => ({ status: 400, body: `{"message":${deep}}` }));
    await failure(fetchService(clientOf(refusing).client, SID), "invalid_request");
  });

  it("brackets within strings are no levels", async (t) => {
    const text = `${"[".repeat(1000)}\\"${"{".repeat(1000)}\\\\`;
    const server = await serve(t, () => ({ body: body(`"more":"${text}"`) }));
    assert.equal((await fetchService(clientOf(server).client, SID))?.value.more, JSON.parse(`"${text}"`));
  });

  for (const key of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]) {
    it(`a member ${key} changes no other object`, async (t) => {
      const server = await serve(t, () => ({ body: body(`"${key}":{"polluted":true}`) }));
      const value = (await fetchService(clientOf(server).client, SID))?.value;
      assert.equal(value?.sid, SID);
      assert.equal(value?.polluted, undefined);
      for (const one of [{}, [], () => {}]) assert.ok(!("polluted" in one));
    });
  }

  it("of members of one name the last one counts, and is checked", async (t) => {
    const good = await serve(t, () => ({ body: body('"friendly_name":"first","friendly_name":"last"') }));
    assert.equal((await fetchService(clientOf(good).client, SID))?.value.friendly_name, "last");
    const bad = await serve(t, () => ({ body: body('"friendly_name":"first","friendly_name":7') }));
    const error = await failure(fetchService(clientOf(bad).client, SID), "unexpected_shape");
    assert.match(error.message, / at friendly_name: /);
  });

  it("a number beyond all numbers is of another shape", async (t) => {
    for (const number of ["1e999", "-1e999", "1e300", "0.5"]) {
      const server = await serve(t, () => ({ body: body(`"version":${number}`) }));
      const error = await failure(fetchService(clientOf(server).client, SID), "unexpected_shape");
      assert.match(error.message, / at version: /);
    }
  });

  it("compressed although nobody asked: 100 MB in 100 kB stay 100 kB, and are no JSON", async (t) => {
    const bomb = gzipSync(Buffer.alloc(100 * MB, " "));
    const server = await serve(t, (_number, _heard, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(bomb);
      return undefined;
    });
    const { client } = clientOf(server);
    assert.match((await failure(fetchService(client, SID), "unexpected_shape")).message, /not JSON/);
    assert.equal(server.heard[0]?.headers["accept-encoding"], undefined);
  });
});

describe("an answer about another object than the one that was asked for", () => {
  const other = `GA${"f".repeat(32)}`;
  const otherId = CONFIGURATION_ID.replace("01kf", "01kg");

  it("to a read is an error that names both, after four reads", async (t) => {
    const server = await serve(t, (_number, { path }) => ({
      body: path.startsWith("/v2") ? service({ sid: other }) : configuration({ id: otherId }),
    }));
    const { client } = clientOf(server);
    const error = await failure(fetchService(client, SID), "unexpected_shape");
    assert.match(
      error.message,
      new RegExp(`^Could not read Service ${SID}: the response is about another object, ${other}\\.`),
    );
    assert.equal(server.heard.length, 4);
    await failure(fetchConfiguration(client, CONFIGURATION_ID), "unexpected_shape");
  });

  it("to an update is settled by looking", async (t) => {
    const server = await serve(t, (_number, { path }) => ({
      body: path.startsWith("/v2") ? service({ sid: other }) : configuration({ id: otherId }),
    }));
    const { client } = clientOf(server);
    const found = { value: service({ version: 9 }) };
    assert.equal(await updateService(client, SID, { FriendlyName: "a" }, "1", async () => found), found);
    await failure(replaceConfiguration(client, CONFIGURATION_ID, { displayName: "a" }, 1), "unexpected_shape");
    assert.equal(server.heard.length, 2);
  });

  it("is none where only the case of the id differs, or the object was asked for by its name or version", async (t) => {
    const sid = `GA${"a".repeat(32)}`;
    const id = CONFIGURATION_ID.replace("configuration", "operator");
    const bodies: Record<string, unknown> = {
      [`/v2/Services/${sid.toUpperCase()}`]: service({ sid }),
      "/v2/OperatorTypes/Generative": {
        ...{ name: "Generative", sid: `EY${"0".repeat(32)}`, friendly_name: null, description: null, docs_link: null },
        ...{ output_type: "text", supported_languages: [], supports_remote: true, supports_test: true },
        ...{ date_created: "2026-03-01T12:00:00Z", date_updated: "2026-03-01T12:00:00Z", url: "https://x.example" },
      },
      [`/v3/ControlPlane/Operators/${id}/Versions/2`]: { id, version: 2 },
    };
    const server = await serve(t, (_number, { path }) => ({ body: bodies[path] ?? {} }));
    const { client } = clientOf(server);
    assert.equal((await fetchService(client, sid.toUpperCase()))?.value.sid, sid);
    for (const call of [
      () => fetchOperatorType(client, "Generative"),
      () => fetchLanguageOperatorVersion(client, id, 2),
    ]) {
      // Either it is read, or it lacks a member: in no case is it another object.
      const message = await call().then(
        () => "",
        (error: Error) => error.message,
      );
      assert.doesNotMatch(message, /another object/);
    }
  });

  it("is not looked for in the answer to a delete", async (t) => {
    const server = await serve(t, () => ({ body: service({ sid: other }) }));
    await deleteService(clientOf(server).client, SID);
    assert.equal(server.heard.length, 1);
  });

  it("is refused for what goes on behind a write too", async (t) => {
    const server = await serve(t, () => ({
      body: { operationId: "other", status: "COMPLETED", id: "x", displayName: "x" },
    }));
    const { client } = clientOf(server);
    await failure(fetchConversationsOperation(client, "one"), "unexpected_shape");
    await failure(fetchConversationsConfiguration(client, "one"), "unexpected_shape");
  });
});

describe("pages of a list that are made to hurt", () => {
  it("too large: the list asks once for the page", async (t) => {
    const server = await serve(t, (_number, _heard, response) => void pour(response, 20 * MB));
    await failure(all(listServices(clientOf(server).client)), "unexpected_shape");
    assert.equal(server.heard.length, 1);
  });

  it("an endless chain of new URLs ends in an error", { timeout: 120_000 }, async (t) => {
    const server = await serve(t, (number) => ({
      body: { services: [], meta: { key: "services", next_page_url: `/v2/Services?Page=${number}` } },
    }));
    const error = await failure(all(listServices(clientOf(server).client)), "unexpected_shape");
    assert.match(error.message, /^Could not list Services: the list does not end: it has more than 10000 pages/);
  });
});
