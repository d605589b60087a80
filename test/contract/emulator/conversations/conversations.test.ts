import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EmulatorOptions } from "../../../../emulator/index";
import { refused } from "../../kit/emulator";
import { LAG, withConfiguration } from "./kit";

const CONVERSATIONS = "/v2/Conversations";
const sam = { name: "Sam", type: "CUSTOMER", addresses: [{ channel: "SMS", address: "+15550100001" }] };
const ada = { type: "HUMAN_AGENT", addresses: [{ channel: "SMS", address: "+15550100002" }] };
const from = (one: typeof sam | typeof ada) => ({ channel: "SMS", address: one.addresses[0]?.address });
const said = (text: string, more: object = {}) => ({
  author: from(sam),
  recipients: [from(ada)],
  content: { type: "TEXT", text },
  ...more,
});

async function withConversation(t: TestContext, options: EmulatorOptions = {}, extra: object = {}) {
  const b = await withConfiguration(t, options);
  const create = (json: object = {}) =>
    b.call("POST", CONVERSATIONS, { json: { configurationId: b.id, participants: [sam, ada], ...json } });
  const made = await create(extra);
  assert.equal(made.status, 201, made.body.message);
  const path = `${CONVERSATIONS}/${made.body.id}`;
  const read = async (of = "") => (await b.call("GET", `${path}${of}`)).body;
  return { ...b, create, made: made.body, path, read };
}

test("a conversation keeps the settings of its configuration from its creation, and its own take precedence", async (t) => {
  const { emulator, id, made, patch, read, create, intelligence } = await withConversation(t);
  const own = await intelligence();
  await patch({ memoryStoreId: "mem_store_2", intelligenceConfigurationIds: [own] });
  assert.deepEqual(await read(), made);
  assert.match(made.id, /^conv_conversation_[0-7][0-9a-z]{25}$/);
  assert.deepEqual([made.accountId, made.configurationId, made.status], [emulator.accountSid, id, "ACTIVE"]);
  assert.deepEqual(
    [made.configuration.memoryStoreId, made.configuration.intelligenceConfigurationIds],
    ["mem_store_1", []],
  );
  const other = await create({ participants: [ada], configuration: { memoryStoreId: "mem_store_3" } });
  const { memoryStoreId, intelligenceConfigurationIds } = other.body.configuration;
  assert.deepEqual([memoryStoreId, intelligenceConfigurationIds], ["mem_store_3", [own]]);
});

test("what a new conversation may not be is refused", async (t) => {
  const { create, call } = await withConversation(t);
  refused(await create({ configurationId: "conv_configuration_1" }), 404, 20404, /conv_configuration_1/);
  refused(await call("POST", CONVERSATIONS, { json: {} }), 400, 20001, /^configurationId: /);
  const wrong: [object, RegExp][] = [
    [{ participants: [{ ...sam, type: "ROBOT" }] }, /^participants\[0\]\.type: /],
    [{ participants: [{ addresses: [{ channel: "FAX", address: "1" }] }] }, /addresses\[0\]\.channel: /],
    [{ participants: Array(51).fill({}) }, /^participants: /],
    [{ metadata: { "a b": "c" } }, /^metadata/],
    [{ metadata: Object.fromEntries([..."123456789"].map((key) => [key, ""])) }, /at most 8 entries/],
    [{ configuration: { intelligenceConfigurationIds: ["x"] } }, /no Intelligence Configuration x/],
    [{ configuration: { channelSettings: { SMS: { captureRules: [] } } } }, /captureRules: is not allowed/],
    [{ configuration: { channelSettings: { SMS: { statusTimeouts: { closed: 0 } } } } }, /closed/],
  ];
  for (const [json, message] of wrong) refused(await create(json), 400, 20001, message);
});

test("a second open conversation with the same participants is a conflict with the first, until that one is closed", async (t) => {
  const { create, call, made, path } = await withConversation(t);
  const again = await create({ participants: [ada, sam] });
  refused(again, 409, 20409, new RegExp(made.id));
  assert.equal(again.headers.get("x-conflicting-resource-id"), made.id);
  assert.equal((await call("PATCH", path, { json: { status: "CLOSED" } })).body.status, "CLOSED");
  assert.equal((await create()).status, 201);
  for (const json of [{ status: "ACTIVE" }, { name: "x" }])
    refused(await call("PATCH", path, { json }), 400, 20001, /final/);
  refused(await call("POST", `${path}/Communications`, { json: said("Hello") }), 400, 20001, /final/);
  refused(await call("POST", `${path}/Participants`, { json: sam }), 400, 20001, /final/);
});

test("participants are added, replaced as a whole, read and listed", async (t) => {
  const { call, path, read } = await withConversation(t);
  const added = await call("POST", `${path}/Participants`, { json: { addresses: [], type: "AI_AGENT", name: "Bot" } });
  assert.equal(added.status, 201);
  const own = `${path}/Participants/${added.body.id}`;
  const put = await call("PUT", own, { json: { addresses: [{ channel: "CHAT", address: "bot" }] } });
  assert.deepEqual([put.status, put.body.name, put.body.type], [200, null, "UNKNOWN"]);
  assert.deepEqual((await call("GET", own)).body, put.body);
  const { participants, meta } = await read("/Participants?pageSize=2");
  assert.deepEqual([participants.length, meta.key, typeof meta.nextToken], [2, "participants", "string"]);
  refused(await call("PUT", own, { json: { name: "x" } }), 400, 20001, /^addresses: /);
  for (const method of ["PATCH", "DELETE"]) refused(await call(method, own, { json: {} }), 404, 20404, /./);
  refused(await call("GET", `${path}/Participants/x`), 404, 20404, /participant x/);
});

test("communications are added once per resourceId, and shown in the words of both hosts", async (t) => {
  const { call, path, made, read } = await withConversation(t);
  const add = (json: object) => call("POST", `${path}/Communications`, { json });
  const first = await add(said("Hello", { resourceId: "a", occurredAt: "2026-03-01T00:00:00Z" }));
  assert.equal(first.status, 201);
  const again = await add(said("Hello?", { resourceId: "a" }));
  assert.deepEqual([again.body.id, again.body.occurredAt], [first.body.id, "2026-03-01T00:00:00Z"]);
  assert.equal((await add(said("Anyone?"))).status, 201);
  const { communications, meta } = await read("/Communications");
  assert.deepEqual([communications.length, meta.key], [2, "communications"]);
  assert.deepEqual(await read(`/Communications/${first.body.id}`), again.body);
  const seen = (await call("GET", `/v3/Conversations/${made.id}`)).body;
  const [customer] = made.participants;
  assert.deepEqual(seen.communications[0], {
    id: first.body.id,
    participantId: customer.id,
    content: { text: "Hello?" },
    createdAt: "2026-03-01T00:00:00Z",
  });
  assert.deepEqual([seen.conversationConfigurationId, seen.channels], ["unused", ["SMS"]]);
  refused(await add(said("x", { recipients: [] })), 400, 20001, /^recipients: /);
  refused(await add(said("x", { author: { channel: "SMS", address: "+1999" } })), 400, 20001, /no participant \+1999/);
  refused(await add({ ...said("x"), content: { type: "IMAGE" } }), 400, 20001, /^content/);
});

test("the Intelligence host lists a conversation only once intelligence is linked to it or has run", async (t) => {
  const { call, create, intelligence, made } = await withConversation(t);
  const listed = async () => (await call("GET", "/v3/Conversations")).body.items.map(({ id }: { id: string }) => id);
  const all = async () => (await call("GET", CONVERSATIONS)).body.conversations.map(({ id }: { id: string }) => id);
  assert.ok(!(await listed()).includes(made.id));
  assert.ok((await all()).includes(made.id));
  const own = await intelligence();
  const linked = (await create({ participants: [ada], configuration: { intelligenceConfigurationIds: [own] } })).body;
  assert.ok((await listed()).includes(linked.id));
  const { rules } = (await call("GET", `/v3/ControlPlane/Configurations/${own}`)).body;
  const json = { intelligenceConfigurationId: own, ruleId: rules[0].id, conversationId: made.id };
  assert.equal((await call("POST", "/v3/RuleExecutions", { json })).status, 202);
  assert.ok((await listed()).includes(made.id));
});

test("a deletion is an operation on the conversation; its results go later", async (t) => {
  const { emulator, call, intelligence, made, path, operation } = await withConversation(t, { lagMs: LAG });
  const own = await intelligence();
  const { rules } = (await call("GET", `/v3/ControlPlane/Configurations/${own}`)).body;
  const json = { intelligenceConfigurationId: own, ruleId: rules[0].id, conversationId: made.id };
  await call("POST", "/v3/RuleExecutions", { json });
  emulator.advance(LAG);
  const results = async () => (await call("GET", "/v3/OperatorResults")).body.items.length;
  const deleted = await call("DELETE", path);
  assert.deepEqual([deleted.status, deleted.body.related], [202, { conversationId: made.id }]);
  assert.equal((await call("GET", path)).status, 200);
  emulator.advance(LAG);
  assert.equal((await operation(deleted)).status, "COMPLETED");
  for (const at of [path, `/v3/Conversations/${made.id}`, `${path}/Participants`]) {
    refused(await call("GET", at), 404, 20404, /conversation/);
  }
  assert.equal(await results(), 1);
  emulator.advance(LAG);
  assert.equal(await results(), 0);
});

test("a conversation of the seed is changed by the host too", async (t) => {
  const { call } = await withConfiguration(t);
  const [seeded] = (await call("GET", CONVERSATIONS)).body.conversations;
  const path = `${CONVERSATIONS}/${seeded.id}`;
  refused(await call("PATCH", path, { json: { status: "CLOSED" } }), 400, 20001, /final/);
  const { communications } = (await call("GET", `${path}/Communications`)).body;
  assert.equal(communications[0].author.participantId, seeded.participants[0].id);
  assert.equal((await call("DELETE", path)).status, 202);
  refused(await call("GET", `/v3/Conversations/${seeded.id}`), 404, 20404, /conversation/);
});
