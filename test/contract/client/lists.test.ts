import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { listV2 } from "../../../api/paging";
import { fetchService, listServices } from "../../../api/v2/services";
import { listConfigurations } from "../../../api/v3/configurations";
import { service as wireService } from "../../../api/wire/v2/service";
import { all, clientOf, configuration, failure, serve, service } from "../kit/client";

const sid = (n: number) => `GA${String(n).padStart(32, "0")}`;

const v2 = (services: unknown[], next: unknown) => ({
  body: { services, meta: { key: "services", page: 0, next_page_url: next } },
});
const v3 = (items: unknown[], meta: Record<string, unknown> = {}) => ({
  body: { items, meta: { key: "items", pageSize: items.length, ...meta } },
});

describe("a v2 list", () => {
  it("is read to its end, by the URLs that the server gives", async (t) => {
    const server = await serve(t, (number, { headers }) => {
      const next = `http://${headers.host}/v2/Services?PageSize=1000&Page=${number}&PageToken=a%2Fb+c`;
      return v2([service({ sid: sid(number) })], number < 3 ? next : null);
    });
    const found = await all(listServices(clientOf(server).client));
    assert.deepEqual(
      found.map((one) => one.sid),
      [sid(1), sid(2), sid(3)],
    );
    assert.deepEqual(
      server.heard.map(({ path }) => path),
      [
        "/v2/Services?PageSize=1000",
        "/v2/Services?PageSize=1000&Page=1&PageToken=a%2Fb+c",
        "/v2/Services?PageSize=1000&Page=2&PageToken=a%2Fb+c",
      ],
    );
  });

  it("asks for a page only when the one before is used up", async (t) => {
    const server = await serve(t, (number) => v2([service({ sid: sid(number) })], `/v2/Services?Page=${number}`));
    for await (const one of listServices(clientOf(server).client)) if (one.sid === sid(2)) break;
    assert.equal(server.heard.length, 2);
  });

  it("ends with as many items as are wanted", async (t) => {
    const server = await serve(t, (number) =>
      v2([service({ sid: sid(2 * number) }), service({ sid: sid(2 * number + 1) })], `/v2/Services?Page=${number}`),
    );
    const { client } = clientOf(server);
    const list = (limit: number) =>
      all(listV2(client, "services", wireService, { noun: "Service", path: "/l", limit }));
    for (const [limit, requests] of [
      [0, 0],
      [1, 1],
      [2, 1],
      [3, 2],
      [5, 3],
    ] as const) {
      const before = server.heard.length;
      assert.equal((await list(limit)).length, limit);
      assert.equal(server.heard.length - before, requests);
    }
    assert.ok(server.heard.some(({ path }) => path === "/l?PageSize=3"));
  });

  it("may be empty, and may have empty pages", async (t) => {
    const server = await serve(t, (number) => v2([], number === 1 ? "/v2/Services?Page=1" : null));
    assert.deepEqual(await all(listServices(clientOf(server).client)), []);
    assert.equal(server.heard.length, 2);
  });

  it("ends where the next URL is empty", async (t) => {
    const server = await serve(t, () => v2([service()], ""));
    assert.equal((await all(listServices(clientOf(server).client))).length, 1);
    assert.equal(server.heard.length, 1);
  });

  const elsewhere: Record<string, (other: string, own: string) => string> = {
    "another host": (other) => `${other}/v2/Services?Page=1`,
    "another host without a scheme": (other) => `${other.replace("http:", "")}/v2/Services`,
    "another host behind a user name": (other, own) => `${own}@${new URL(other).host}/v2/Services`,
    "another host behind backslashes": (other) => `\\\\${new URL(other).host}\\v2\\Services`,
    "another scheme": (_, own) => own.replace("http:", "https:"),
    "a file": () => "file:///etc/passwd",
    "no URL": () => "http://",
  };
  for (const [name, urlOf] of Object.entries(elsewhere)) {
    it(`whose next page lies at ${name} ends in an error, and nothing is asked there`, async (t) => {
      const other = await serve(t, () => v2([], null));
      const server = await serve(t, (_number, { headers }) =>
        v2([service()], urlOf(other.url, `http://${headers.host}`)),
      );
      const error = await failure(all(listServices(clientOf(server).client)), "unexpected_shape");
      assert.match(error.message, /^Could not list Services: the next page is on another host than http:\/\/127/);
      assert.deepEqual([server.heard.length, other.sockets()], [1, 0]);
    });
  }

  const endless: Record<string, [(number: number) => string, number]> = {
    "whose next page is the first": [() => "/v2/Services?PageSize=1000", 1],
    "whose next page is the same again": [() => "/v2/Services?Page=1", 2],
    "that goes in a circle": [(number) => `/v2/Services?Page=${number % 3}`, 4],
  };
  for (const [name, [next, requests]] of Object.entries(endless)) {
    it(`${name} ends in an error`, { timeout: 20_000 }, async (t) => {
      const server = await serve(t, (number) => v2([], next(number)));
      const error = await failure(all(listServices(clientOf(server).client)), "unexpected_shape");
      assert.match(error.message, /the list does not end/);
      assert.equal(server.heard.length, requests);
    });
  }

  it("with a wrong item names its path", async (t) => {
    const server = await serve(t, () => v2([service(), { ...service(), version: "1" }], null));
    const error = await failure(all(listServices(clientOf(server).client)), "unexpected_shape");
    assert.match(error.message, / at services\.1\.version: /);
  });

  it("without its key names it", async (t) => {
    const server = await serve(t, () => ({ body: { items: [], meta: { next_page_url: null } } }));
    assert.match(
      (await failure(all(listServices(clientOf(server).client)), "unexpected_shape")).message,
      / at services: /,
    );
  });

  it("without its meta names it", async (t) => {
    const server = await serve(t, () => ({ body: { services: [] } }));
    assert.match((await failure(all(listServices(clientOf(server).client)), "unexpected_shape")).message, / at meta: /);
  });

  it("keeps fields that this release does not know", async (t) => {
    const later = service({ tags: [{ a: 1 }] });
    const server = await serve(t, () => v2([later], null));
    assert.deepEqual(await all(listServices(clientOf(server).client)), [later]);
  });
});

describe("a v3 list", () => {
  const tokens: Record<string, string> = {
    plain: "abc",
    "of URL syntax": "a b&c=d+e/%25é#?;,@:$[]{}|\\^`'\"<>",
    "of line breaks": "a\r\nX-Evil: 1\u0000\u007f",
    "beyond ASCII": "ünï😀",
    "of a path": "../../x",
  };
  for (const [name, token] of Object.entries(tokens)) {
    it(`sends a token ${name} back as it came`, async (t) => {
      const server = await serve(t, (number) => v3([configuration()], number === 1 ? { nextToken: token } : {}));
      assert.equal((await all(listConfigurations(clientOf(server).client))).length, 2);
      const [first, second] = server.heard.map(({ path }) => new URL(path, server.url));
      assert.ok(first && second);
      assert.equal(first.search, "?pageSize=1000");
      assert.equal(second.pathname, first.pathname);
      assert.deepEqual(
        [...second.searchParams],
        [
          ["pageSize", "1000"],
          ["pageToken", token],
        ],
      );
    });
  }

  it("sends a token that is no Unicode text too", async (t) => {
    const server = await serve(t, (number) => v3([], number === 1 ? { nextToken: "a\ud800b" } : {}));
    assert.deepEqual(await all(listConfigurations(clientOf(server).client)), []);
    assert.equal(server.heard.length, 2);
  });

  for (const [name, meta] of Object.entries({ absent: {}, null: { nextToken: null }, empty: { nextToken: "" } })) {
    it(`ends where the token is ${name}`, async (t) => {
      const server = await serve(t, () => v3([configuration()], meta));
      assert.equal((await all(listConfigurations(clientOf(server).client))).length, 1);
      assert.equal(server.heard.length, 1);
    });
  }

  it("takes its items from the key that it names", async (t) => {
    const server = await serve(t, () => ({
      body: { things: [configuration()], meta: { key: "things", pageSize: 1 } },
    }));
    assert.equal((await all(listConfigurations(clientOf(server).client))).length, 1);
  });

  it("that names no list of its own is of another shape", async (t) => {
    for (const key of ["nothing", "meta", "__proto__", "constructor"]) {
      const server = await serve(t, () => ({ body: { items: [], meta: { key, pageSize: 0 } } }));
      await failure(all(listConfigurations(clientOf(server).client)), "unexpected_shape");
    }
  });

  it("that repeats a token ends in an error", { timeout: 20_000 }, async (t) => {
    const server = await serve(t, () => v3([], { nextToken: "again" }));
    const error = await failure(all(listConfigurations(clientOf(server).client)), "unexpected_shape");
    assert.match(error.message, /^Could not list Intelligence Configurations: the list does not end/);
    assert.equal(server.heard.length, 2);
  });

  it("with ever new tokens ends in an error", { timeout: 60_000 }, async (t) => {
    const server = await serve(t, (number) => v3([], { nextToken: `${number}` }));
    await failure(all(listConfigurations(clientOf(server).client)), "unexpected_shape");
    assert.equal(server.heard.length, 10_000);
  });

  it("with a wrong item names its path", async (t) => {
    const server = await serve(t, () => v3([configuration(), { ...configuration(), rules: [{ id: 7 }] }]));
    const error = await failure(all(listConfigurations(clientOf(server).client)), "unexpected_shape");
    assert.match(error.message, / at items\.1\.rules\.0\.id: /);
  });
});

describe("a client that caches lists", () => {
  it("requests each page once, and repeats no failure and nothing but lists", async (t) => {
    const server = await serve(t, (number, { path }) => {
      if (number === 1) return { status: 503, body: "" };
      if (path === `/v2/Services/${sid(1)}`) return { body: service({ sid: sid(1) }) };
      return path.includes("Page=1")
        ? v2([service({ sid: sid(2) })], null)
        : v2([service({ sid: sid(1) })], "/v2/Services?PageSize=1000&Page=1");
    });
    const plain = clientOf(server).client;
    const client = plain.cachingLists();
    const ids = async () => (await all(listServices(client))).map((one) => one.sid);
    assert.deepEqual(await ids(), [sid(1), sid(2)]);
    assert.equal(server.heard.length, 3);
    assert.deepEqual(await ids(), [sid(1), sid(2)]);
    assert.equal(server.heard.length, 3);
    await fetchService(client, sid(1));
    await fetchService(client, sid(1));
    assert.equal(server.heard.length, 5);
    await all(listServices(plain));
    assert.equal(server.heard.length, 7);
  });
});
