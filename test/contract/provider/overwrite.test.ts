import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { KindName } from "../../../provider/catalogue";
import { CONVERSATIONS, configured, newProvider } from "../../engine/kit/classes";
import { proxyTo } from "../../engine/kit/proxy";
import { CONFIGURATIONS, SERVICES, SUMMARY } from "../../engine/kit/stand";
import { Stack } from "../../faults/matrix/stack";
import { behind, bench, benchOf } from "../kit/emulator";

/** Until the client has given up. */
const STAYS = 1000;
const conversations = {
  displayName: "Support",
  conversationGroupingType: "GROUP_BY_PROFILE",
  memoryStoreId: `mem_store_0${"z".repeat(25)}`,
  onConflict: "overwrite",
};

/** A stack of one resource, and what is printed for the person who runs its program. */
async function overwriting(t: TestContext, kind: KindName) {
  const said: string[] = [];
  t.mock.method(console, "warn", (text: string) => said.push(text));
  const made = await bench(t);
  return { ...made, said, stack: new Stack(() => newProvider(kind), made) };
}

test("what an update overwrites is named before the write, whose answer may be lost", async (t) => {
  const { stack, said, call, emulator } = await overwriting(t, "Service");
  const args = { uniqueName: "calls", friendlyName: "Calls", onConflict: "overwrite" };
  await stack.up(args);
  await call("POST", `${SERVICES}/${stack.entry?.id}`, { form: { FriendlyName: "Theirs" } });
  const changed = { ...args, friendlyName: "Sales" };
  // The first one is refused, because the version has moved.
  emulator.setFaults([
    { method: "POST", fault: "drop-after", nth: 2, times: STAYS },
    { method: "GET", fault: "500", nth: 2, times: STAYS },
  ]);
  await assert.rejects(stack.up(changed));
  emulator.setFaults([]);
  await stack.up(changed);
  const { body } = await call("GET", `${SERVICES}/${stack.entry?.id}`);
  assert.equal(body.friendly_name, "Sales");
  assert.match(said.join("\n"), /friendlyName +"Calls" +"Theirs" +"Sales"/);
});

for (const [name, declared, changed, edit] of [
  [
    "a channel that the program adds too",
    {},
    { channelSettings: { CHAT: { statusTimeouts: { closed: 60 } } } },
    { CHAT: { captureRules: [{ from: "*", to: "theirs" }] } },
  ],
  [
    "a rule in a channel that the program takes away",
    { channelSettings: { CHAT: { statusTimeouts: { closed: 60 } }, SMS: { statusTimeouts: { closed: 60 } } } },
    { channelSettings: { SMS: { statusTimeouts: { closed: 60 } } } },
    { CHAT: { statusTimeouts: { closed: 60 }, captureRules: [{ from: "*", to: "theirs" }] } },
  ],
] as const) {
  test(`what an update overwrites is named, whichever side changes more of it: ${name}`, async (t) => {
    const { stack, said, call } = await overwriting(t, "ConversationsConfiguration");
    await stack.up({ ...conversations, ...declared });
    const path = `${CONVERSATIONS}/${stack.entry?.id}`;
    assert.equal((await call("PATCH", path, { json: { channelSettings: edit } })).status, 202);
    await stack.up({ ...conversations, ...changed });
    assert.doesNotMatch(JSON.stringify((await call("GET", path)).body), /theirs/);
    assert.match(said.join("\n"), /channelSettings\.CHAT.*theirs/);
  });
}

test("an update of an object that somebody keeps changing is given up, and nothing is overwritten without a word", async (t) => {
  const { stack, call, emulator } = await overwriting(t, "Service");
  const proxy = await proxyTo(t, emulator.url);
  const args = { uniqueName: "calls", friendlyName: "Calls", onConflict: "overwrite" };
  await stack.up(args);
  const path = `${SERVICES}/${stack.entry?.id}`;
  let edits = 0;
  proxy.before = async (method) => {
    if (method === "POST") await call("POST", path, { form: { WebhookUrl: `https://theirs.example/${++edits}` } });
  };
  const provider = configured(newProvider("Service"), benchOf(behind(emulator, proxy.url)));
  const { inputs } = await provider.check({}, { ...args, friendlyName: "Sales" });
  await assert.rejects(
    provider.update(String(stack.entry?.id), stack.entry?.outs ?? {}, inputs),
    /Nothing was overwritten\.\n(.*\n){2}It went on changing while the update was tried again and again\.\nNext: /,
  );
  assert.equal(edits, 4);
  const { body } = await call("GET", path);
  assert.deepEqual([body.friendly_name, body.webhook_url], ["Calls", "https://theirs.example/4"]);
});

test("a delete goes on where nobody can tell whether somebody else has changed the object, and says so", async (t) => {
  const { stack, said, call, emulator } = await overwriting(t, "Service");
  await stack.up({ uniqueName: "calls" });
  const id = String(stack.entry?.id);
  emulator.setFaults([{ method: "GET", fault: "500", times: STAYS }]);
  await stack.up();
  emulator.setFaults([]);
  assert.equal((await call("GET", `${SERVICES}/${id}`)).status, 404);
  assert.deepEqual(said, [
    `warning: Service ${id} is deleted, and the account could not be asked whether somebody else has changed it.`,
  ]);
});

test("an edit of a rule that the program names and shortens is told as overwritten", async (t) => {
  const { stack, said, call } = await overwriting(t, "IntelligenceConfiguration");
  t.mock.method(console, "log", () => undefined);
  const rule = { operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }] };
  const args = { displayName: "live", onConflict: "overwrite" };
  await stack.up({ ...args, rules: [{ ...rule, actions: [{ url: "https://example.com/ours" }] }] });
  const path = `${CONFIGURATIONS}/${stack.entry?.id}`;
  const { body } = await call("GET", path);
  body.rules[0].actions[0].url = "https://example.com/theirs";
  await call("PUT", path, { json: body });
  await stack.up({ ...args, rules: [{ ...rule, name: "a" }] });
  assert.deepEqual((await call("GET", path)).body.rules[0].actions, []);
  assert.match(said.join("\n"), /https:\/\/example\.com\/theirs/);
  assert.doesNotMatch(said.join("\n"), /Nothing of that was overwritten/);
});
