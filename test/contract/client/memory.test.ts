import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  createMemoryStore,
  deleteMemoryStore,
  fetchMemoryOperation,
  fetchMemoryStore,
  listMemoryStores,
  updateMemoryStore,
} from "../../../api/memory/stores";
import { memoryStoreBody } from "../../../api/wire/memory/memoryStore";
import { all, clientOf, failure, inTurn, type Reply, serve } from "../kit/client";

const id = (n: number) => `mem_store_${String(n).padStart(26, "0")}`;
const ID = id(1);
const PATH = "/v1/ControlPlane/Stores";
const store = (extra: Record<string, unknown> = {}) => ({
  id: ID,
  displayName: "a",
  status: "ACTIVE",
  intelligenceServiceId: null,
  version: 1,
  ...extra,
});
const gone: Reply = { status: 404, body: { code: 520041, message: "There is no such store" } };
const accepted: Reply = { status: 202, headers: { "operation-id": "op_1", "retry-after": "2" }, body: {} };
const started = { operationId: "op_1", id: undefined, retryAfterMs: 2000 };

/** A server of the Memory host, and one of the Intelligence host that must not be asked for anything. */
async function memory(t: Parameters<typeof serve>[0], script: Parameters<typeof serve>[1]) {
  const server = await serve(t, script);
  const other = await serve(t, () => ({ status: 500 }));
  t.after(() => assert.equal(other.heard.length, 0));
  return { server, ...clientOf({ url: other.url, memoryUrl: server.url }) };
}

describe("a Memory Store", () => {
  it("is written by requests that go on behind their answers", async (t) => {
    const { server, client } = await memory(t, () => accepted);
    assert.deepEqual(await createMemoryStore(client, { displayName: "a" }), started);
    assert.deepEqual(await updateMemoryStore(client, ID, { description: "b" }, '"eyJ2IjoxfQ=="'), started);
    assert.deepEqual(await deleteMemoryStore(client, ID), started);
    assert.deepEqual(
      server.heard.map(({ method, path, headers, body }) => [method, path, headers["if-match"], body]),
      [
        ["POST", PATH, undefined, '{"displayName":"a"}'],
        ["PATCH", `${PATH}/${ID}`, '"eyJ2IjoxfQ=="', '{"description":"b"}'],
        ["DELETE", `${PATH}/${ID}`, undefined, ""],
      ],
    );
  });

  it("comes with its ETag, or as undefined where there is none", async (t) => {
    const { client } = await memory(t, inTurn({ body: store(), headers: { etag: '"eyJ2IjoxfQ=="' } }, gone));
    const found = await fetchMemoryStore(client, ID);
    assert.deepEqual([found?.value, found?.etag], [store(), '"eyJ2IjoxfQ=="']);
    assert.equal(await fetchMemoryStore(client, ID), undefined);
    assert.equal(await deleteMemoryStore(client, ID), undefined);
  });

  it("of another version is a conflict", async (t) => {
    const { client } = await memory(t, () => ({ status: 412, body: { code: 520043, message: "Stale" } }));
    assert.match((await failure(updateMemoryStore(client, ID, {}, "1"), "conflict")).message, /Run `pulumi refresh`/);
  });

  it("whose create lost its answer is looked for, and not sent again where it was found", async (t) => {
    const { server, client } = await memory(t, inTurn({ status: 504 }));
    const found = await createMemoryStore(client, { displayName: "a" }, async () => ({ value: { id: ID } }));
    assert.deepEqual([found.id, found.operationId, server.heard.length], [ID, undefined, 1]);
  });

  it("has an operation of its own kind", async (t) => {
    const error = { type: "about:blank", title: "No", code: 520044, detail: "a\nb" };
    const { server, client } = await memory(t, () => ({ body: { operationId: "op_1", status: "RUNNING", error } }));
    const found = await fetchMemoryOperation(client, "op_1");
    assert.deepEqual(
      [found?.value.status, found?.value.error?.detail, found?.value.error?.code],
      ["RUNNING", "a b", 520044],
    );
    assert.equal(server.heard[0]?.path, "/v1/ControlPlane/Operations/op_1");
  });
});

describe("the list of Memory Stores", () => {
  it("reads every page of ids, and each store that is still there", async (t) => {
    const { server, client } = await memory(t, (_number, { path }) => {
      if (path === `${PATH}?pageSize=100`) return { body: { stores: [id(1), id(2)], meta: { nextToken: "n" } } };
      if (path === `${PATH}?pageSize=100&pageToken=n`) return { body: { stores: [id(3)], meta: { key: "stores" } } };
      return path.endsWith(id(2)) ? gone : { body: store({ id: path.split("/").at(-1) }) };
    });
    const found = await all(listMemoryStores(client));
    assert.deepEqual(
      found.map((one) => one.id),
      [id(1), id(3)],
    );
    assert.equal(server.heard.length, 5);
  });

  it("reads no more stores than are wanted", async (t) => {
    const { server, client } = await memory(t, (_number, { path }) =>
      path.includes("?") ? { body: { stores: [id(1), id(2)], meta: {} } } : { body: store() },
    );
    assert.equal((await all(listMemoryStores(client, { limit: 1 }))).length, 1);
    assert.deepEqual(
      server.heard.map(({ path }) => path),
      [`${PATH}?pageSize=1`, `${PATH}/${ID}`],
    );
  });

  it("refuses an id that leads out of the path", async (t) => {
    const { server, client } = await memory(t, () => ({ body: { stores: ["../../v2/Services"], meta: {} } }));
    const error = await failure(all(listMemoryStores(client)), "unexpected_shape");
    assert.match(error.message, /^Could not list Memory Stores: .* at items\.0: must be an id/);
    assert.ok(server.heard.every(({ path }) => path.startsWith(`${PATH}?`)));
  });
});

describe("the body of a write of a Memory Store", () => {
  const refused: [string, unknown][] = [
    ["a name with a space", { displayName: "a b" }],
    ["a name with an underscore", { displayName: "a_b" }],
    ["an empty name", { displayName: "" }],
    ["a name that is too long", { displayName: "a".repeat(65) }],
    ["an empty description", { displayName: "a", description: "" }],
    ["a description that is too long", { displayName: "a", description: "a".repeat(129) }],
    ["a misspelt field", { displayName: "a", descripton: "b" }],
  ];
  for (const [name, body] of refused)
    it(`${name} is refused`, () => assert.ok(!memoryStoreBody.safeParse(body).success));
});
