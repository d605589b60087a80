import { strict as assert } from "node:assert";
import { type TestContext, test } from "node:test";
import {
  attachedTo,
  CONVERSATIONS,
  CUSTOM_OPERATORS,
  detachAll,
  makeConfiguration,
  PRE_BUILT,
} from "../../engine/kit/classes";
import { CONFIGURATIONS, SERVICES } from "../../engine/kit/stand";
import { rule, SUMMARY } from "../kit/emulator";
import { type Members, sealed, stand } from "./driftStand";

/** A stack with one object of every class. */
async function everyClass(t: TestContext) {
  const made = await stand(t);
  const { create } = made;
  const conversations = await create("ConversationsConfiguration", "rooms", {
    displayName: "rooms",
    conversationGroupingType: "GROUP_BY_PROFILE",
    memoryStoreId: "mem_store_1",
  });
  const service = await create("Service", "calls", { uniqueName: "calls", friendlyName: "Calls" });
  const config = { prompt: "Name the topic." };
  const topic = await create("CustomOperator", "topic", { friendlyName: "Topic", operatorType: "Generative", config });
  await create("OperatorAttachment", "attached", { serviceSid: service, operatorSid: topic });
  const media = { media_properties: { media_url: "https://example.com/a.mp3" } };
  const transcript = await create("Transcript", "call", { serviceSid: service, channel: media });
  const tone = await create("LanguageOperator", "tone", {
    displayName: "Tone",
    outputFormat: "TEXT",
    prompt: "Say how.",
  });
  const rules = [{ name: "summary", operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }] }];
  const live = await create("IntelligenceConfiguration", "live", { displayName: "live", rules });
  const attachment = { conversationsConfigurationId: conversations, intelligenceConfigurationId: live };
  await create("ConversationsAttachment", "watch", attachment);
  return { ...made, conversations, service, topic, transcript, tone, live };
}

test("what is as it was is no drift: exit 0, and each list is requested once, for objects and their attachments", async (t) => {
  const { drift, transcript } = await everyClass(t);
  const { code, out, requests } = await drift();
  assert.deepEqual([code, out], [0, "shop/prod: no drift, 8 objects compared.\n"]);
  assert.deepEqual(requests.sort(), [
    "GET /v2/ControlPlane/Configurations",
    "GET /v2/Operators/Custom",
    "GET /v2/Services",
    `GET /v2/Transcripts/${transcript}`,
    "GET /v3/ControlPlane/Configurations",
    "GET /v3/ControlPlane/Operators",
  ]);
});

test("what changed is named with both values, what is gone as gone once it was read by itself: exit 2", async (t) => {
  const made = await everyClass(t);
  const { call, drift, service, live, transcript, conversations } = made;
  await call("POST", `${SERVICES}/${service}`, { form: { FriendlyName: "Support calls" } });
  await call("PUT", `${CONFIGURATIONS}/${live}`, { json: { displayName: "live", rules: [rule()] } });
  await call("DELETE", `/v2/Transcripts/${transcript}`);
  await detachAll(made, conversations);
  assert.deepEqual(await attachedTo(made, conversations), []);
  const { code, out, requests } = await drift();
  assert.equal(code, 2);
  assert.ok(requests.includes(`GET ${CONVERSATIONS}/${conversations}`));
  assert.match(out, /^shop\/prod: 2 changed, 2 deleted, 8 objects compared\.$/m);
  assert.match(out, /^~ Service calls GA\w+ changed: it is at version \d+, the state records version 1$/m);
  assert.match(out, /^ {4}friendlyName: "Calls" → "Support calls"$/m);
  assert.match(
    out,
    /^~ Intelligence Configuration live \S+ changed: it is at version 2, the state records version 1$/m,
  );
  assert.match(out, /^- Transcript call GT\w+ is no longer in the account$/m);
  assert.match(out, /^- Conversations Attachment watch \S+ is no longer in the account$/m);
  assert.match(out, /Next: run `pulumi refresh`/);

  const { out: json } = await drift("--json");
  const found = JSON.parse(json);
  assert.deepEqual([found.version, found.stack, found.compared, found.unmanaged], [1, "shop/prod", 8, []]);
  assert.deepEqual(found.uncompared, []);
  const [change] = found.changed[0].changes;
  assert.deepEqual(change, { path: "friendlyName", recorded: "Calls", live: "Support calls", declared: true });
  assert.deepEqual(found.vanished.map(({ name }: Members) => name).sort(), ["call", "watch"]);
});

test("what the program does not declare is marked, with the line that undoes it", async (t) => {
  const made = await stand(t);
  const service = await made.create("Service", "calls", { uniqueName: "calls", friendlyName: "Calls" });
  const form = { FriendlyName: "Theirs", AutoTranscribe: "true", WebhookUrl: "https://h.example/x" };
  await made.call("POST", `${SERVICES}/${service}`, { form });
  await made.admin("PATCH", `/objects/${service}`, { fields: { data_logging: true } });
  const { out } = await made.drift();
  assert.match(out, /^ {4}friendlyName: "Calls" → "Theirs"$/m);
  assert.match(out, /^ {4}autoTranscribe: false → true \(not declared\)$/m);
  assert.match(
    out,
    /^Next: run `pulumi refresh` .* `pulumi up` restores the declared values\. To keep a change, declare it/m,
  );
  const lines = ["autoTranscribe: false,", "dataLogging: false,", 'webhookUrl: "",'];
  assert.ok(
    out.endsWith(
      `To accept it, run \`pulumi refresh\`.\n${lines.map((one) => `    Service calls: ${one}\n`).join("")}`,
    ),
    out,
  );

  const [{ changes, undeclared }] = JSON.parse((await made.drift("--json")).out).changed;
  assert.deepEqual(
    changes.map(({ path, declared }: Members) => [path, declared]),
    [
      ["friendlyName", true],
      ["autoTranscribe", false],
      ["dataLogging", false],
      ["webhookUrl", false],
    ],
  );
  assert.deepEqual(undeclared[0], { property: "autoTranscribe", line: "autoTranscribe: false," });
});

test("where only what is not declared changed, an up is not said to restore anything", async (t) => {
  const made = await stand(t);
  const service = await made.create("Service", "calls", { uniqueName: "calls" });
  await made.call("POST", `${SERVICES}/${service}`, { form: { AutoTranscribe: "true" } });
  const { code, out } = await made.drift();
  assert.equal(code, 2);
  assert.doesNotMatch(out, /restores/);
  assert.match(out, /^ {4}Service calls: autoTranscribe: false,$/m);
});

test("what no program can set back is said to be so, with the reason", async (t) => {
  const made = await stand(t);
  await made.create("Service", "calls", { uniqueName: "calls" });
  Object.assign(Object(made.resources[0]?.outputs), { dataLogging: true });
  const { out } = await made.drift();
  assert.match(out, /^ {4}dataLogging: true → false \(not declared\)$/m);
  assert.match(out, /^ {4}Service calls: dataLogging cannot be switched on by the API, because/m);
});

test("what ignoreChanges names is the account's, and no drift", async (t) => {
  const made = await stand(t);
  const service = await made.create("Service", "calls", { uniqueName: "calls", friendlyName: "Calls" });
  await made.call("POST", `${SERVICES}/${service}`, { form: { FriendlyName: "Theirs" } });
  assert.equal((await made.drift()).code, 2);
  Object.assign(Object(made.resources[0]?.inputs), { __ignored: ["friendlyName"] });
  assert.equal((await made.drift()).code, 0);
});

test("a version alone that moved is no drift", async (t) => {
  const { call, drift, service } = await everyClass(t);
  await call("POST", `${SERVICES}/${service}`, { form: { FriendlyName: "Calls" } });
  assert.equal((await drift()).code, 0);
});

test("an attachment that was moved is found by what it has now, and not by the id that it keeps", async (t) => {
  const made = await everyClass(t);
  const { call, drift, resources, conversations } = made;
  const other = await makeConfiguration(made, "other");
  const attach = (id: string) =>
    call("PATCH", `${CONVERSATIONS}/${conversations}`, { json: { intelligenceConfigurationIds: [id] } });
  assert.equal((await attach(other)).status, 202);
  assert.match((await drift()).out, /^- Conversations Attachment watch \S+ is no longer in the account$/m);
  const moved = resources.find(({ type }) => String(type).endsWith(":ConversationsAttachment"));
  for (const bag of [moved?.inputs, moved?.outputs]) Object.assign(Object(bag), { intelligenceConfigurationId: other });
  const { code, out } = await drift();
  assert.deepEqual([code, out], [0, "shop/prod: no drift, 8 objects compared.\n"]);
  const { out: unmanaged } = await drift("--unmanaged");
  assert.doesNotMatch(unmanaged, /Conversations Attachment/);
  await attach(made.live);
  assert.match((await drift()).out, /^- Conversations Attachment watch \S+ is no longer in the account$/m);
});

test("what the program only reads by `get` has no drift, and is not managed", async (t) => {
  const { call, drift, service, resources, transcript } = await everyClass(t);
  for (const one of resources) if (one.id === service || one.id === transcript) one.external = true;
  await call("POST", `${SERVICES}/${service}`, { form: { FriendlyName: "Support calls" } });
  await call("DELETE", `/v2/Transcripts/${transcript}`);
  const { code, out } = await drift();
  assert.deepEqual([code, out], [0, "shop/prod: no drift, 6 objects compared.\n"]);
  assert.match((await drift("--unmanaged")).out, new RegExp(`^\\+ Service "calls" ${service} is not managed`, "m"));
});

test("what the stack does not manage is named where it is asked for", async (t) => {
  const made = await everyClass(t);
  const { call, drift } = made;
  await call("POST", SERVICES, { form: { UniqueName: "by hand" } });
  const other = await makeConfiguration(made, "by hand too");
  await call("POST", `${SERVICES}/${made.service}/Operators/${PRE_BUILT}`, { form: {} });
  assert.equal((await drift()).code, 0);
  const { code, out } = await drift("--unmanaged");
  assert.equal(code, 2);
  assert.match(out, /^shop\/prod: 3 not managed, 8 objects compared\.$/m);
  assert.match(out, /^\+ Service "by hand" GA\w+ is not managed by this stack$/m);
  assert.match(out, new RegExp(`^\\+ Intelligence Configuration "by hand too" ${other} is not managed`, "m"));
  assert.match(out, new RegExp(`^\\+ Operator Attachment GA\\w+/${PRE_BUILT} is not managed`, "m"));
});

test("a secret property is named, and its value is not shown", async (t) => {
  const made = await stand(t);
  const sid = await made.create("Service", "calls", { uniqueName: "calls", friendlyName: "hidden words" }, [
    "friendlyName",
  ]);
  assert.equal((await made.drift()).code, 0);
  await made.call("POST", `${SERVICES}/${sid}`, { form: { FriendlyName: "other words" } });
  for (const flags of [[], ["--json"]]) {
    const { code, out } = await made.drift(...flags);
    assert.equal(code, 2);
    assert.match(out, /friendlyName/);
    assert.doesNotMatch(out, /words/);
  }
});

test("a secret within a property hides itself alone", async (t) => {
  const made = await stand(t);
  const config = { prompt: "Name the topic.", examples: [{ input: "a", output: "hidden words" }] };
  const topic = { friendlyName: "Topic", operatorType: "Generative", config };
  const sid = await made.create("CustomOperator", "topic", topic, ["config.examples[0].output"]);
  const Config = JSON.stringify({ prompt: "Name it.", examples: [{ input: "a", output: "other words" }] });
  await made.call("POST", `${CUSTOM_OPERATORS}/${sid}`, { form: { FriendlyName: "Topic", Config } });
  const { out } = await made.drift();
  assert.match(out, /^ {4}config\.prompt: "Name the topic\." → "Name it\."$/m);
  assert.match(out, /^ {4}config\.examples\[0\]\.output: \[secret\] → \[secret\]$/m);
  assert.doesNotMatch(out, /words/);
});

test("a secret in a list that somebody else reordered is hidden in its new place", async (t) => {
  const { create, drift, call } = await stand(t);
  const secret = "https://h.example/in-the-path";
  const args = { displayName: "rooms", conversationGroupingType: "GROUP_BY_PROFILE", memoryStoreId: "mem_store_1" };
  const statusCallbacks = [{ url: secret }, { url: "https://b.example/" }];
  const id = await create("ConversationsConfiguration", "rooms", { ...args, statusCallbacks }, [
    "statusCallbacks[0].url",
  ]);
  const json = { statusCallbacks: [{ url: "https://x.example/" }, { url: secret, method: "GET" }] };
  await call("PATCH", `${CONVERSATIONS}/${id}`, { json });
  const { code, out } = await drift("--json");
  assert.equal(code, 2);
  assert.match(out, /statusCallbacks/);
  assert.ok(!out.includes("in-the-path"), out);
});

test("rules that are secret as a whole are named as one", async (t) => {
  const made = await stand(t);
  const rules = [{ name: "hidden", operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }] }];
  const live = await made.create("IntelligenceConfiguration", "live", { displayName: "live", rules }, ["rules"]);
  await made.call("PUT", `${CONFIGURATIONS}/${live}`, { json: { displayName: "live", rules: [rule()] } });
  const { out } = await made.drift();
  assert.match(out, /^ {4}rules: \[secret\] → \[secret\]$/m);
  assert.doesNotMatch(out, /hidden|CONVERSATION|operator_01/);
});

test("a credential in an address is not shown, and what is encrypted is said not to be compared", async (t) => {
  const made = await stand(t);
  const args = { uniqueName: "calls", webhookUrl: "https://a.example" };
  const service = await made.create("Service", "calls", args);
  const webhook = (url: string) => made.call("POST", `${SERVICES}/${service}`, { form: { WebhookUrl: url } });
  await webhook("https://user:hunter2@h.example/x?token=s3cr3t");
  for (const flags of [[], ["--json"]]) {
    const { out } = await made.drift(...flags);
    assert.match(out, /https:\/\/\[secret\]@h\.example\/x\?token=\[secret\]/);
    assert.doesNotMatch(out, /hunter2|s3cr3t/);
  }

  // As `pulumi stack export` prints it without --show-secrets.
  const { "4dabf18193072939515e22adb298388d": signature } = sealed("");
  const cipher = { "4dabf18193072939515e22adb298388d": signature, ciphertext: "v1:abc" };
  for (const bag of ["inputs", "outputs"])
    Object.assign(Object(Object(made.resources[0])[bag]), { webhookUrl: cipher });
  const blind = await made.drift();
  assert.match(blind.out, /\? Service calls GA\w+: webhookUrl not compared, because it is encrypted in the state/);
  assert.equal(blind.code, 0);
  await made.call("POST", `${SERVICES}/${service}`, { form: { UniqueName: "renamed" } });
  const { changed, uncompared } = JSON.parse((await made.drift("--json")).out);
  assert.deepEqual(uncompared[0].paths, ["webhookUrl"]);
  assert.deepEqual(
    changed[0].changes.map(({ path }: Members) => path),
    ["uniqueName"],
  );
});

test("what failed is exit 1 and one line: no state, wrong credentials, another account", async (t) => {
  const made = await stand(t);
  await made.create("Service", "calls", { uniqueName: "calls" });
  const missing = await made.drift("--state", "nowhere.json");
  assert.deepEqual([missing.code, missing.out], [1, ""]);
  assert.match(missing.err, /^error: Could not read the state from nowhere\.json: /);
  const [resource] = made.resources;
  Object.assign(Object(resource).outputs, { accountSid: undefined });
  assert.equal((await made.drift()).code, 0);
  Object.assign(Object(resource).outputs, { accountSid: `AC${"0".repeat(32)}` });
  const foreign = await made.drift();
  assert.equal(foreign.code, 1);
  assert.match(
    foreign.err,
    /^error: Service GA\w+ belongs to account AC0{32}, but the credentials are for AC\w+\. Set the credentials of account AC0{32}\./,
  );
});
