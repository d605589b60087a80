import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Client } from "../../../api/client";
import {
  conversationsOperations,
  createConversationsConfiguration,
  deleteConversationsConfiguration,
  listConversationsConfigurations,
  patchConversationsConfiguration,
  replaceConversationsConfiguration,
} from "../../../api/conversations/configurations";
import { type ErrorCode, OperationFailedError, OperationPendingError } from "../../../api/errors";
import { memoryOperations } from "../../../api/memory/stores";
import { finish } from "../../../api/operation";
import type { ConversationsBody } from "../../../api/wire/conversations/configuration";
import { conversationsBody, conversationsPatch } from "../../../api/wire/conversations/configuration";
import { identity } from "../../../api/wire/itemIdentity";
import { all, clientOf, failure, inTurn, type Reply, SECRET, serve } from "../kit/client";

const KEY = "00000000-0000-4000-8000-000000000000";
const PACE = { firstMs: 500, longestMs: 4_000, withinMs: 60_000 };
const ACTION = 'create Conversations configuration "a"';

const body: ConversationsBody = {
  displayName: "a",
  description: "",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: "mem_store_00000000000000000000000001",
  channelSettings: {
    SMS: {
      statusTimeouts: { inactive: 1, closed: 2 },
      captureRules: [{ from: "*", to: "+15550100", metadata: { a: "b" } }],
    },
    CHAT: { statusTimeouts: null },
  },
  statusCallbacks: [{ url: "https://example.com/hook", method: "POST" }],
  intelligenceConfigurationIds: [],
  memoryExtractionEnabled: true,
  conversationsV1Bridge: { serviceId: `IS${"0".repeat(32)}` },
};

const accepted = (headers: Record<string, string> = {}, related?: unknown): Reply => ({
  status: 202,
  headers,
  body: { statusUrl: "https://conversations.twilio.com/v2/ControlPlane/Operations/op_1", related },
});
const operation = (status: string, extra: Record<string, unknown> = {}): Reply => ({
  body: { operationId: "op_1", status, createdAt: "2026-03-01T12:00:00Z", ...extra },
});

describe("a write of a Conversations configuration", () => {
  it("is a request of its method, with the key and every field", async (t) => {
    const server = await serve(t, () =>
      accepted({ "operation-id": "op_1", "retry-after": "5" }, { configurationId: "c" }),
    );
    const { client } = clientOf(server);
    const { displayName, channelSettings = {}, ...rest } = conversationsBody.parse(body);
    const started = { operationId: "op_1", id: "c", retryAfterMs: 5000 };
    assert.deepEqual(await createConversationsConfiguration(client, body, KEY), started);
    assert.deepEqual(await replaceConversationsConfiguration(client, "c", { ...rest, channelSettings }, KEY), started);
    const patch = { channelSettings: { SMS: null }, statusCallbacks: null };
    assert.deepEqual(await patchConversationsConfiguration(client, "c", patch, KEY), started);
    assert.deepEqual(await deleteConversationsConfiguration(client, "c", KEY), started);
    const path = "/v2/ControlPlane/Configurations";
    assert.deepEqual(
      server.heard.map((heard) => [heard.method, heard.path, heard.headers["idempotency-key"], heard.body]),
      [
        ["POST", path, KEY, JSON.stringify(body)],
        ["PUT", `${path}/c`, KEY, JSON.stringify({ ...rest, channelSettings })],
        ["PATCH", `${path}/c`, KEY, JSON.stringify(patch)],
        ["DELETE", `${path}/c`, KEY, ""],
      ],
    );
  });

  it("is sent again with the same key where the answer is lost", async (t) => {
    const server = await serve(t, inTurn({ status: 502 }, accepted()));
    assert.equal((await createConversationsConfiguration(clientOf(server).client, body, KEY)).operationId, "op_1");
    assert.deepEqual(
      server.heard.map(({ headers }) => headers["idempotency-key"]),
      [KEY, KEY],
    );
  });

  it("that deletes what is gone has nothing to wait for", async (t) => {
    const server = await serve(t, () => ({ status: 404, body: { code: 20404, message: "gone" } }));
    assert.equal(await deleteConversationsConfiguration(clientOf(server).client, "c", KEY), undefined);
  });

  it("that is answered without an operation is an error: its end cannot be waited for", async (t) => {
    for (const reply of [
      { status: 202 },
      { status: 202, body: {} },
      { status: 202, body: { statusUrl: "https://x/" } },
    ]) {
      const server = await serve(t, () => reply);
      const error = await failure(
        createConversationsConfiguration(clientOf(server).client, body, KEY),
        "unexpected_shape",
      );
      assert.match(error.message, /the response names no operation/);
    }
  });
});

describe("a create with an idempotency key", () => {
  const lost: Reply = { status: 500, body: { code: 20500, message: "No" } };
  const refused: Reply = { status: 400, body: { code: 20001, message: "Bad" } };
  const gateway: Reply = { status: 504 };
  const rows: [name: string, replies: Reply[], looks: number[], code: ErrorCode][] = [
    ["every answer is lost", [lost, lost, lost, lost], [500], "server_error"],
    ["an answer is lost, and the next one refuses", [lost, refused], [500], "invalid_request"],
    ["a gateway gave up first", [gateway, lost, lost, lost], [504], "server_error"],
    ["it is refused", [refused], [], "invalid_request"],
  ];
  for (const [name, replies, looks, code] of rows) {
    it(`${name}: it is looked for ${looks.length === 0 ? "not at all" : "once, at the end"}`, async (t) => {
      for (const found of [undefined, { value: { id: "c" } }]) {
        const server = await serve(t, inTurn(...replies));
        const looked: unknown[] = [];
        const call = createConversationsConfiguration(clientOf(server).client, body, KEY, async (failure) => {
          looked.push("status" in failure && failure.status);
          return found;
        });
        if (found !== undefined && looks.length > 0) assert.equal((await call).id, "c");
        else await failure(call, code);
        assert.deepEqual(looked, looks);
        assert.deepEqual(
          server.heard.map(({ headers }) => headers["idempotency-key"]),
          replies.map(() => KEY),
        );
      }
    });
  }
});

describe("a list of Conversations configurations", () => {
  it("is narrowed to a Memory Store, and found without the name of its key", async (t) => {
    const server = await serve(t, () => ({ body: { configurations: [{ id: "c" }], meta: { pageSize: 1 } } }));
    const found = await all(listConversationsConfigurations(clientOf(server).client, { memoryStoreId: "m" }));
    assert.deepEqual(found, [{ id: "c" }]);
    assert.equal(server.heard[0]?.path, "/v2/ControlPlane/Configurations?memoryStoreId=m&pageSize=1000");
  });
});

describe("an operation", () => {
  it("is polled as often as the server asks, through every status that is not an end", async (t) => {
    const pending = ["PENDING", "RUNNING", "IN_PROGRESS", "QUEUED", "SOMETHING_NEW"];
    const replies = pending.map((status) => ({ ...operation(status), headers: { "retry-after": "3" } }));
    const server = await serve(
      t,
      inTurn(...replies, operation("PENDING"), operation("COMPLETED", { related: { configurationId: "c" } })),
    );
    const { client, waits } = clientOf(server);
    const id = await finish(client, conversationsOperations, { operationId: "op_1", retryAfterMs: 7000 }, PACE, ACTION);
    assert.equal(id, "c");
    assert.deepEqual(waits.slice(0, 6), [7000, 3000, 3000, 3000, 3000, 3000]);
    assert.deepEqual(new Set(server.heard.map(({ path }) => path)), new Set(["/v2/ControlPlane/Operations/op_1"]));
  });

  it("names the new object in `result` on the Memory host, and in the answer to the write before all", async (t) => {
    const server = await serve(t, () => operation("COMPLETED", { result: { type: "RESOURCE_ID", id: "mem_store_x" } }));
    const { client } = clientOf(server);
    const wait = (id?: string) => finish(client, memoryOperations, { operationId: "op_1", id }, PACE, ACTION);
    assert.equal(await wait(), "mem_store_x");
    assert.equal(await wait("known"), "known");
    assert.equal(await finish(client, memoryOperations, { id: "found" }, PACE, ACTION), "found");
    assert.equal(server.heard.length, 2);
  });

  it("that is not there yet is asked for again", async (t) => {
    const gone: Reply = { status: 404, body: { code: 20404, message: "Not yet" } };
    const server = await serve(t, inTurn(gone, gone, operation("COMPLETED")));
    await finish(clientOf(server).client, conversationsOperations, { operationId: "op_1" }, PACE, ACTION);
    assert.equal(server.heard.length, 3);
  });

  const failed: [string, Record<string, unknown>, RegExp, number | undefined][] = [
    [
      "FAILED",
      { error: { title: "Bad", detail: "No such store", code: 520041 } },
      /op_1 failed: No such store\. \(Twilio 520041\)/,
      520041,
    ],
    ["FAILED", { error: { title: "Bad" } }, /op_1 failed: Bad\. /, undefined],
    ["FAILED", { error: null }, /op_1 failed: the API gives no reason\. /, undefined],
    ["FAILED", { error: { detail: `a\n${SECRET}` } }, /op_1 failed: a \*\*\*\. /, undefined],
    ["FAILED", { error: { detail: "No", code: "520041" } }, /op_1 failed: No\. \(Twilio 520041\)/, 520041],
    ["FAILED", { error: { detail: "No", title: 1, code: "later" } }, /op_1 failed: No\. /, undefined],
    ["CANCELLED", {}, /op_1 was cancelled\. /, undefined],
  ];
  for (const [status, extra, expected, code] of failed) {
    it(`that ends as ${status} with ${Object.keys(extra).length === 0 ? "nothing" : JSON.stringify(extra)} keeps its reason`, async (t) => {
      const server = await serve(t, () => operation(status, extra));
      const call = finish(clientOf(server).client, conversationsOperations, { operationId: "op_1" }, PACE, ACTION);
      const error = await failure(call, "operation_failed");
      assert.ok(error instanceof OperationFailedError);
      assert.match(error.message, new RegExp(`^Could not ${ACTION}: its operation ${expected.source}`));
      assert.deepEqual([error.twilioCode, error.operationId], [code, "op_1"]);
    });
  }

  it("that does not end is an error once the time is over", async (t) => {
    const server = await serve(t, () => operation("PENDING"));
    const { client, waits } = clientOf(server);
    const call = finish(client, conversationsOperations, { operationId: "op_1" }, PACE, ACTION);
    const error = await failure(call, "operation_pending");
    assert.ok(error instanceof OperationPendingError);
    assert.match(error.message, /its operation op_1 had not finished after 60 s\./);
    assert.ok(Math.abs(waits.reduce((sum, one) => sum + one, 0) - 60_500) < 1000, `${waits}`);
  });

  it("is waited for no longer once the client's signal is aborted", { timeout: 20_000 }, async (t) => {
    const server = await serve(t, () => operation("PENDING"));
    const abort = new AbortController();
    const { transport } = clientOf(server);
    const client = new Client(transport, { signal: abort.signal });
    const slow = { ...PACE, longestMs: 60_000, firstMs: 60_000 };
    const call = finish(client, conversationsOperations, { operationId: "op_1", retryAfterMs: 0 }, slow, ACTION);
    setTimeout(() => abort.abort(), 200);
    assert.equal((await failure(call, "cancelled")).message, `Could not ${ACTION}: it was cancelled.`);
    assert.equal(server.heard.length, 1);
  });
});

describe("the body of a write of a Conversations configuration", () => {
  const refused: [string, unknown][] = [
    ["a misspelt field", { ...body, displayname: "a" }],
    ["a misspelt field at depth", { ...body, channelSettings: { SMS: { captureRule: [] } } }],
    ["a name that is too long", { ...body, displayName: "a".repeat(33) }],
    ["a timeout of no minutes", { ...body, channelSettings: { SMS: { statusTimeouts: { closed: 0 } } } }],
    ["three callbacks", { ...body, statusCallbacks: Array(3).fill({ url: "https://a" }) }],
    ["six Intelligence Configurations", { ...body, intelligenceConfigurationIds: Array(6).fill("a") }],
    ["another method of a callback", { ...body, statusCallbacks: [{ url: "https://a", method: "PUT" }] }],
    ["a bridge to no Service", { ...body, conversationsV1Bridge: { serviceId: "IS1" } }],
    ["no Memory Store", { ...body, memoryStoreId: undefined }],
  ];
  for (const [name, value] of refused) {
    it(`${name} is refused`, () => assert.ok(!conversationsBody.safeParse(value).success));
  }

  it("clears with null where the API documents it, and nowhere else", () => {
    const cleared = {
      channelSettings: { SMS: null },
      statusCallbacks: null,
      intelligenceConfigurationIds: null,
      memoryExtractionEnabled: null,
      conversationsV1Bridge: null,
    };
    assert.deepEqual(conversationsPatch.parse(cleared), cleared);
    for (const name of ["displayName", "description", "memoryStoreId", "conversationGroupingType", "channelSettings"]) {
      assert.ok(!conversationsPatch.safeParse({ [name]: null }).success, name);
    }
  });

  it("says by what the items of its lists are the same", () => {
    const { statusCallbacks, channelSettings } = conversationsBody.shape;
    assert.deepEqual(identity.get(statusCallbacks.unwrap().element), { by: "url" });
    const rules = channelSettings.unwrap().valueType.shape.captureRules.unwrap();
    assert.deepEqual(identity.get(rules.element), { by: ["from", "to"] });
  });
});
