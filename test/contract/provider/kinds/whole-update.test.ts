import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { CONVERSATIONS, newProvider } from "../../../engine/kit/classes";
import { CONFIGURATIONS } from "../../../engine/kit/stand";
import { checkpointBefore } from "../../../faults/crashes/checkpoint";
import { Stack } from "../../../faults/matrix/stack";
import { type Bench, behind, bench, rule } from "../../kit/emulator";

const ARGS = {
  displayName: "Support",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: `mem_store_0${"z".repeat(25)}`,
  channelSettings: { SMS: { statusTimeouts: { closed: 5 } }, CHAT: { statusTimeouts: { closed: 6 } } },
};

/** A Conversations configuration of a stack, on an API that has no PATCH for it. */
async function withSupport(t: TestContext) {
  const said: string[] = [];
  for (const method of ["log", "warn"] as const)
    t.mock.method(console, method, (text: unknown) => void said.push(String(text)));
  const made = await bench(t, { conversationsPatch: "refused" });
  const stack = new Stack(() => newProvider("ConversationsConfiguration"), made);
  await stack.up(ARGS);
  const id = String(stack.entry?.id);
  const live = async () => (await made.call("GET", `${CONVERSATIONS}/${id}`)).body;
  const intelligence = await made.call("POST", CONFIGURATIONS, { json: { displayName: "x", rules: [rule()] } });
  const attachment = { conversationsConfigurationId: id, intelligenceConfigurationId: intelligence.body.id };
  return { ...made, made, stack, said, id, live, attachment };
}

/** The same stack, whose requests pass a checkpoint. */
async function held(
  t: TestContext,
  made: Bench,
  stack: Stack,
  kind: "ConversationsConfiguration" | "ConversationsAttachment",
) {
  const gate = await checkpointBefore(t, made.emulator.url);
  const other = new Stack(() => newProvider(kind), { ...made, emulator: behind(made.emulator, gate.url) });
  other.entry = stack.entry;
  return { gate, stack: other };
}

test("where PATCH is refused, an update sends the whole object back, and changes nothing but what the program changes", async (t) => {
  const { made, stack, live, admin, id, attachment } = await withSupport(t);
  const attached = new Stack(() => newProvider("ConversationsAttachment"), made);
  await attached.up(attachment);
  const { channelSettings } = await live();
  const fields = {
    channelSettings: { ...channelSettings, EMAIL: { statusTimeouts: null, captureRules: [], foo: 1 } },
    description: "by hand",
  };
  await admin("PATCH", `/objects/${id}`, { fields });
  await stack.refresh();
  const before = await live();
  const changed = { ...ARGS, displayName: "Sales", channelSettings: { SMS: ARGS.channelSettings.SMS } };
  await stack.up(changed);
  const { version, updatedAt: _updatedAt, ...after } = await live();
  const { CHAT: _chat, ...channels } = before.channelSettings;
  const { version: _version, updatedAt: _before, ...kept } = before;
  assert.deepEqual(after, { ...kept, displayName: "Sales", channelSettings: channels });
  assert.equal(version, before.version + 1);
  assert.deepEqual(after.intelligenceConfigurationIds, [attachment.intelligenceConfigurationId]);
  assert.equal(await stack.differs(changed), false);
  await attached.up();
  assert.deepEqual((await live()).intelligenceConfigurationIds, []);
  assert.equal((await live()).description, "by hand");
});

test("where a full replacement cannot repeat what the object has, nothing is written", async (t) => {
  const { stack, admin, live, id, emulator } = await withSupport(t);
  const fields = { traitExtractionStrategyIds: ["strategy_1"] };
  await admin("PATCH", `/objects/${id}`, { fields, bumpVersion: false });
  const before = await live();
  emulator.clearRequests();
  const update = stack.up({ ...ARGS, displayName: "Sales" });
  await assert.rejects(update, /takes no PATCH, and a PUT would remove traitExtractionStrategyIds/);
  assert.deepEqual(await live(), before);
  assert.ok(emulator.requests().every(({ method }) => method !== "PUT"));
});

for (const kind of ["ConversationsConfiguration", "ConversationsAttachment"] as const) {
  test(`a change between the read and the full replacement by a ${kind} is told`, async (t) => {
    const { made, stack, said, call, id, live, attachment } = await withSupport(t);
    const isAttachment = kind === "ConversationsAttachment";
    const through = await held(t, made, isAttachment ? new Stack(() => newProvider(kind), made) : stack, kind);
    const reached = through.gate.hold({ nth: 1, method: "PUT" }, "before");
    const done = through.stack.up(isAttachment ? attachment : { ...ARGS, displayName: "Sales" });
    const stop = await reached;
    const { id: _id, version, createdAt, updatedAt, conversationsV1Bridge, ...body } = await live();
    assert.equal(
      (await call("PUT", `${CONVERSATIONS}/${id}`, { json: { ...body, description: "theirs" } })).status,
      202,
    );
    stop.release();
    await done;
    assert.match(
      said.join("\n"),
      new RegExp(`${id} went from version ${version} to ${version + 2} with one update: .*no PATCH`),
    );
  });
}
