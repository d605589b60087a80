import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { UNKNOWN_TEXT } from "../../../../dynamic/host";
import { CONVERSATIONS, checked, configured, newProvider } from "../../../engine/kit/classes";
import { CONFIGURATIONS } from "../../../engine/kit/stand";
import { Stack } from "../../../faults/matrix/stack";
import { bench, SUMMARY } from "../../kit/emulator";

const ARGS = {
  displayName: "Support",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: `mem_store_0${"z".repeat(25)}`,
};
const KIND = "ConversationsConfiguration";
const sms = (closed: number, captureRules?: object[]) => ({
  channelSettings: { SMS: { statusTimeouts: { closed }, ...(captureRules && { captureRules }) } },
});

async function stackOf(t: TestContext, kind: "ConversationsConfiguration" | "IntelligenceConfiguration" = KIND) {
  const said: string[] = [];
  for (const method of ["log", "warn"] as const)
    t.mock.method(console, method, (text: unknown) => void said.push(String(text)));
  const made = await bench(t);
  const stack = new Stack(() => newProvider(kind), made);
  const live = async () => (await made.call("GET", `${CONVERSATIONS}/${stack.entry?.id}`)).body;
  return { ...made, made, stack, said, live };
}

test("a preview takes lists in which more than one item is not known yet", async (t) => {
  const { stack, made } = await stackOf(t);
  const unknown = [{ url: UNKNOWN_TEXT }, { url: UNKNOWN_TEXT }];
  const rules = ["+1", "+2"].map((to) => ({ from: "*", to, metadata: { k: UNKNOWN_TEXT } }));
  const news = { ...ARGS, statusCallbacks: unknown, ...sms(5, rules) };
  assert.deepEqual((await checked(newProvider(KIND), made, news)).refused, []);
  await stack.up({ ...ARGS, ...sms(5, [{ from: "*", to: "+1" }]), statusCallbacks: [{ url: "https://a.example/" }] });
  const provider = configured(newProvider(KIND), made);
  const { changes } = await provider.diff(String(stack.entry?.id), stack.entry?.outs ?? {}, news);
  assert.equal(changes, true);
});

for (const [order, tags] of [
  ["in the program's order", ["one", "two"]],
  ["in another order", ["two", "one"]],
] as const) {
  test(`what the API adds to capture rules of the same addresses stays with its rule, ${order}`, async (t) => {
    const { stack, admin, live } = await stackOf(t);
    const rules = ["one", "two"].map((a) => ({ from: "*", to: "+1", metadata: { a } }));
    await stack.up({ ...ARGS, ...sms(5, rules) });
    const tagged = tags.map((tag) => ({ from: "*", to: "+1", metadata: { a: tag }, tag }));
    const fields = { channelSettings: { SMS: { statusTimeouts: { closed: 5 }, captureRules: tagged } } };
    await admin("PATCH", `/objects/${stack.entry?.id}`, { fields, bumpVersion: false });
    await stack.up({ ...ARGS, ...sms(6, rules) });
    const { captureRules, statusTimeouts } = (await live()).channelSettings.SMS;
    assert.equal(statusTimeouts.closed, 6);
    for (const { metadata, tag } of captureRules) assert.equal(tag, metadata.a);
  });
}

test("a channel that this release does not know stays through refreshes and updates, and is no difference", async (t) => {
  const { stack, admin, live } = await stackOf(t);
  await stack.up({ ...ARGS, ...sms(5) });
  const { channelSettings } = await live();
  const fields = { channelSettings: { ...channelSettings, EMAIL: { foo: 1 } } };
  await admin("PATCH", `/objects/${stack.entry?.id}`, { fields, bumpVersion: false });
  await stack.up({ ...ARGS, ...sms(6) });
  await stack.refresh();
  assert.equal(await stack.differs({ ...ARGS, ...sms(6) }), false);
  await stack.up({ ...ARGS, ...sms(7) });
  assert.deepEqual((await live()).channelSettings.EMAIL, { foo: 1 });
});

test("a replacement that keeps its bridge deletes the old configuration first: a Service has one", async (t) => {
  const { stack, made, live } = await stackOf(t);
  const bridged = { ...ARGS, conversationsV1ServiceSid: `IS${"a".repeat(32)}` };
  await stack.up(bridged);
  const other = { ...bridged, conversationGroupingType: "GROUP_BY_PARTICIPANT_ADDRESSES" };
  const provider = configured(newProvider(KIND), made);
  const diff = await provider.diff(String(stack.entry?.id), stack.entry?.outs ?? {}, other);
  assert.deepEqual([diff.replaces, diff.deleteBeforeReplace], [["conversationGroupingType"], true]);
  const without = await provider.diff(String(stack.entry?.id), stack.entry?.outs ?? {}, {
    ...other,
    conversationsV1ServiceSid: "",
  });
  assert.equal(without.deleteBeforeReplace, false);
  await stack.up(other);
  assert.equal((await live()).conversationGroupingType, "GROUP_BY_PARTICIPANT_ADDRESSES");
});

test("a merge that would exceed the limit of callbacks is a conflict", async (t) => {
  const { stack, call, live } = await stackOf(t);
  const at = (...names: string[]) => names.map((name) => ({ url: `https://${name}.example/` }));
  const args = { ...ARGS, onConflict: "merge" };
  await stack.up({ ...args, statusCallbacks: at("a") });
  await call("PATCH", `${CONVERSATIONS}/${stack.entry?.id}`, { json: { statusCallbacks: at("a", "b") } });
  await assert.rejects(
    stack.up({ ...args, statusCallbacks: at("a", "c") }),
    /Changed on both sides: statusCallbacks\./,
  );
  assert.deepEqual(
    (await live()).statusCallbacks.map(({ url }: { url: string }) => url),
    ["https://a.example/", "https://b.example/"],
  );
});

test("a callback that Twilio could not reach is refused in the preview", async (t) => {
  const { made } = await stackOf(t);
  for (const host of ["localhost", "10.0.0.1", "[::1]", "intranet"]) {
    const { refused } = await checked(newProvider(KIND), made, {
      ...ARGS,
      statusCallbacks: [{ url: `https://${host}/x` }],
    });
    assert.deepEqual(refused, ["statusCallbacks[0].url must be an absolute https URL with a public host"]);
  }
});

test("overwrite names a rule that somebody else made in the place of ours", async (t) => {
  const { stack, call, said } = await stackOf(t, "IntelligenceConfiguration");
  const rule = (on: string, url: string) => ({ operators: [{ id: SUMMARY }], triggers: [{ on }], actions: [{ url }] });
  const args = {
    displayName: "live",
    rules: [{ name: "r", ...rule("CONVERSATION_END", "https://ours.example/") }],
    onConflict: "overwrite",
  };
  await stack.up(args);
  const { triggers, operators } = rule("CONVERSATION_INACTIVE", "");
  const actions = [{ type: "WEBHOOK", method: "POST", url: "https://theirs.example/" }];
  const json = { displayName: "live", rules: [{ operators, triggers, actions }] };
  assert.equal((await call("PUT", `${CONFIGURATIONS}/${stack.entry?.id}`, { json })).status, 200);
  await stack.up({ ...args, description: "new" });
  assert.match(said.join("\n"), /theirs\.example/);
});

test("a preview warns of a Memory Store that is not there, or cannot be there", async (t) => {
  const { made } = await stackOf(t);
  const warned = async (memoryStoreId: string) =>
    (await checked(newProvider(KIND), made, { ...ARGS, memoryStoreId })).warnings.filter((text) =>
      text.includes("memoryStoreId"),
    );
  assert.match(String(await warned(ARGS.memoryStoreId)), /Memory Store mem_store_0z+ is not in the account\. The API/);
  assert.match(
    String(await warned("support")),
    /Memory Store support cannot be there: this is not the id of a Memory Store\./,
  );
});
