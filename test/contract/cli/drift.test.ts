import { strict as assert } from "node:assert";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type TestContext, test } from "node:test";
import * as providers from "../../../dynamic/index";
import type { KindName } from "../../../provider/catalogue";
import {
  attachedTo,
  CUSTOM_OPERATORS,
  configured,
  detachAll,
  makeConfiguration,
  PRE_BUILT,
} from "../../engine/kit/classes";
import { CONFIGURATIONS, SERVICES } from "../../engine/kit/stand";
import { runCommand, runOn } from "../kit/command";
import { bench, rule, SUMMARY } from "../kit/emulator";

const PROVIDERS: Record<KindName, (typeof providers)[KindName]> = { ...providers };
type Members = Record<string, unknown>;

/** A stack whose state this holds, as an engine would have written it, on the first of `accounts` accounts of its own. */
async function stand(t: TestContext, accounts = 1) {
  const made = await bench(t, { transcriptMs: 0, lagMs: 0, accounts });
  const folder = mkdtempSync(join(tmpdir(), "drift-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const resources: Members[] = [];
  const { emulator } = made;
  return {
    ...made,
    resources,
    async create(kind: KindName, name: string, args: Members, secret: string[] = []): Promise<string> {
      const provider = configured(PROVIDERS[kind], made);
      const { inputs, failures } = await provider.check({}, JSON.parse(JSON.stringify({ ...args, __secret: secret })));
      assert.deepEqual(failures, []);
      const { id, outs } = await provider.create(inputs);
      const type = `pulumi-nodejs:dynamic/twilio-intelligence:${kind}`;
      const hidden = (bag: Members) =>
        Object.fromEntries(
          Object.entries(bag).map(([key, value]) => [key, secret.includes(key) ? sealed(value) : value]),
        );
      resources.push({
        urn: `urn:pulumi:prod::shop::${type}::${name}`,
        type,
        id,
        inputs: hidden(inputs),
        outputs: hidden(outs),
      });
      return id;
    },
    async drift(...flags: string[]) {
      const file = join(folder, "state.json");
      writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources } }));
      emulator.clearRequests();
      const ended = await runOn(emulator, ["drift", "--state", file, ...flags]);
      const requests = emulator.requests().map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
      assert.deepEqual(
        requests.filter((one) => !one.startsWith("GET ")),
        [],
      );
      return { ...ended, requests };
    },
    /** `drift --unmanaged` with credentials from the stack's config alone, which a stand-in for `pulumi` prints. */
    async unmanaged(own: Members, named: Record<string, Members>, ...flags: string[]) {
      const state = join(folder, "state.json");
      writeFileSync(state, JSON.stringify({ version: 3, deployment: { resources } }));
      const config = { baseUrl: emulator.url, accounts: JSON.stringify(named), ...own };
      const entries = Object.entries(config).map(([key, value]) => [`twilio-intelligence:${key}`, { value }]);
      writeFileSync(join(folder, "config.json"), JSON.stringify(Object.fromEntries(entries)));
      writeFileSync(join(folder, "pulumi"), `#!/bin/sh\ncat "${join(folder, "config.json")}"\n`);
      chmodSync(join(folder, "pulumi"), 0o755);
      return runCommand(["drift", "--unmanaged", "--stack", "prod", "--state", state, ...flags], {
        env: {
          PATH: [folder, process.env.PATH].join(delimiter),
          TWILIO_ACCOUNT_SID: undefined,
          TWILIO_API_KEY: undefined,
          TWILIO_API_SECRET: undefined,
          TWILIO_AUTH_TOKEN: undefined,
        },
      });
    },
  };
}

/** A stack that manages a Service in its default account, and Services by hand in that one and in another. */
async function twoAccounts(t: TestContext) {
  const made = await stand(t, 2);
  const [own, emea] = made.emulator.accounts.map(({ accountSid, apiKey, apiSecret }) => ({
    accountSid,
    apiKey,
    apiSecret,
  }));
  assert.ok(own && emea);
  await made.create("Service", "calls", { uniqueName: "calls" });
  await made.call("POST", SERVICES, { form: { UniqueName: "here" } });
  const as = `${emea.apiKey}:${emea.apiSecret}`;
  await made.call("POST", SERVICES, { form: { UniqueName: "there" }, as });
  return { ...made, own, emea };
}

/** A secret as `pulumi stack export --show-secrets` shows it. */
const sealed = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

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

test("what changed is named with both values, what is gone as gone: exit 2", async (t) => {
  const made = await everyClass(t);
  const { call, drift, service, live, transcript, conversations } = made;
  await call("POST", `${SERVICES}/${service}`, { form: { FriendlyName: "Support calls" } });
  await call("PUT", `${CONFIGURATIONS}/${live}`, { json: { displayName: "live", rules: [rule()] } });
  await call("DELETE", `/v2/Transcripts/${transcript}`);
  await detachAll(made, conversations);
  assert.deepEqual(await attachedTo(made, conversations), []);
  const { code, out } = await drift();
  assert.equal(code, 2);
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
  const [change] = found.changed[0].changes;
  assert.deepEqual(change, { path: "friendlyName", recorded: "Calls", live: "Support calls" });
  assert.deepEqual(found.vanished.map(({ name }: Members) => name).sort(), ["call", "watch"]);
});

test("a version alone that moved is no drift", async (t) => {
  const { call, drift, service } = await everyClass(t);
  await call("POST", `${SERVICES}/${service}`, { form: { FriendlyName: "Calls" } });
  assert.equal((await drift()).code, 0);
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

test("an account of the config is looked at where the stack manages nothing in it", async (t) => {
  const { unmanaged, own, emea } = await twoAccounts(t);
  const { code, out, err } = await unmanaged(own, { emea });
  assert.deepEqual([code, err], [2, ""]);
  assert.match(out, /^shop\/prod: 2 not managed, 1 object compared\.$/m);
  assert.match(out, /^\+ Service "here" GA\w+ is not managed by this stack$/m);
  assert.match(out, /^\+ Service "there" GA\w+ in account emea is not managed by this stack$/m);
});

test("an account that goes by two names has each of its objects once, and none that the stack manages", async (t) => {
  const { unmanaged, own } = await twoAccounts(t);
  const { out } = await unmanaged(own, { same: own });
  assert.match(out, /^shop\/prod: 1 not managed, 1 object compared\.$/m);
  assert.match(out, /^\+ Service "here" GA\w+ is not managed by this stack$/m);
});

test("an account of the config without credentials is named beside what the others have: exit 1 where those have no drift", async (t) => {
  const { unmanaged, own, emea } = await twoAccounts(t);
  const { code, out, err } = await unmanaged(own, { apac: { accountSid: emea.accountSid } });
  assert.deepEqual([code, err], [2, ""]);
  assert.match(out, /^shop\/prod: 1 not managed, 1 object compared\.$/m);
  const told =
    /^\? Account apac was not looked at, because it has no credentials: twilio-intelligence:accounts\.apac\.apiKey is missing: run `pulumi config set --secret --path 'twilio-intelligence:accounts\.apac\.apiKey' SK…`/m;
  assert.match(out, told);

  const empty = await stand(t);
  const { accountSid, apiKey, apiSecret } = empty.emulator;
  const noDrift = await empty.unmanaged({ accountSid, apiKey, apiSecret }, { apac: {} });
  assert.deepEqual([noDrift.code, noDrift.err], [1, ""]);
  assert.match(noDrift.out, /^prod: no drift, 0 objects compared\.$/m);
  assert.match(noDrift.out, told);
});

test("a stack without a default account has its named accounts looked at, and the absence is told", async (t) => {
  const { unmanaged, emea, resources } = await twoAccounts(t);
  resources.length = 0;
  const { code, out, err } = await unmanaged({}, { emea });
  assert.deepEqual([code, err], [2, ""]);
  assert.match(out, /^\+ Service "there" GA\w+ in account emea is not managed by this stack$/m);
  assert.match(
    out,
    /^\? The default account of the stack was not looked at, because it has no credentials: twilio-intelligence:apiKey is missing: run `/m,
  );
  const { unread } = JSON.parse((await unmanaged({}, { emea }, "--json")).out);
  assert.deepEqual(unread.map(Object.keys), [["reason"]]);
});

test("with no credentials at all, or half of them, nothing is looked at: exit 1", async (t) => {
  const { unmanaged, own, emea } = await twoAccounts(t);
  const none = await unmanaged({}, {});
  assert.deepEqual([none.code, none.out], [1, ""]);
  assert.match(none.err, /^error: twilio-intelligence:apiKey is missing: run `/);
  const half = await unmanaged(own, { emea: { apiKey: emea.apiKey } });
  assert.deepEqual([half.code, half.out], [1, ""]);
  assert.match(half.err, /^error: twilio-intelligence:accounts\.emea\.apiSecret is missing/);
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
});

test("what failed is exit 1 and one line: no state, wrong credentials, another account", async (t) => {
  const made = await stand(t);
  await made.create("Service", "calls", { uniqueName: "calls" });
  const missing = await made.drift("--state", "nowhere.json");
  assert.deepEqual([missing.code, missing.out], [1, ""]);
  assert.match(missing.err, /^error: Could not read the state from nowhere\.json: /);
  const [resource] = made.resources;
  Object.assign(Object(resource).outputs, { accountSid: `AC${"0".repeat(32)}` });
  const foreign = await made.drift();
  assert.equal(foreign.code, 1);
  assert.match(
    foreign.err,
    /^error: Service GA\w+ belongs to account AC0{32}, but the credentials are for AC\w+\. Set the credentials of account AC0{32}\./,
  );
});
