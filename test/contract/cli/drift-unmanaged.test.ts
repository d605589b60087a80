import { strict as assert } from "node:assert";
import { type TestContext, test } from "node:test";
import { SERVICES } from "../../engine/kit/stand";
import { stand } from "./driftStand";

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
  const { unmanaged, own, emea, resources } = await twoAccounts(t);
  const managed = resources.splice(0);
  for (const objects of [[], managed]) {
    resources.push(...objects);
    const none = await unmanaged({}, {});
    assert.deepEqual([none.code, none.out], [1, ""]);
    assert.match(none.err, /^error: twilio-intelligence:apiKey is missing: run `/);
  }
  const half = await unmanaged(own, { emea: { apiKey: emea.apiKey } });
  assert.deepEqual([half.code, half.out], [1, ""]);
  assert.match(half.err, /^error: twilio-intelligence:accounts\.emea\.apiSecret is missing/);
});

test("credentials without an accountSid are those of whatever account they belong to", async (t) => {
  const { unmanaged, own } = await twoAccounts(t);
  const { accountSid: _, ...credentials } = own;
  const { code, out, err } = await unmanaged(credentials, {});
  assert.deepEqual([code, err], [2, ""]);
  assert.match(out, /^shop\/prod: 1 not managed, 1 object compared\.$/m);
});
