import assert from "node:assert/strict";
import { test } from "node:test";
import { startEmulator } from "../../../emulator/index";
import { bench, refused } from "../kit/emulator";

const SERVICES = "/v2/Services";

test("each account sees its own objects alone, on every host", async (t) => {
  const { emulator, call } = await bench(t, { accounts: 2 });
  const keys = emulator.accounts.map(({ apiKey, apiSecret }) => `${apiKey}:${apiSecret}`);
  for (const as of keys) {
    const { status, body } = await call("POST", SERVICES, { as, form: { UniqueName: "same" } });
    assert.equal(status, 201, body.message);
    const json = { displayName: "same" };
    assert.equal((await call("POST", "/v1/ControlPlane/Stores", { as, json, host: "memory" })).status, 202);
  }
  const [first, second] = await Promise.all(
    keys.map(async (as) => (await call("GET", SERVICES, { as })).body.services),
  );
  assert.deepEqual([first.length, second.length], [1, 1]);
  assert.deepEqual(
    [first[0].account_sid, second[0].account_sid],
    emulator.accounts.map(({ accountSid }) => accountSid),
  );
  refused(await call("GET", `${SERVICES}/${first[0].sid}`, { as: keys[1] ?? "" }), 404, 20404, /not found/);
});

test("the credentials of one account do not open another", async (t) => {
  const { emulator, call } = await bench(t, { accounts: 2 });
  const [first, second] = emulator.accounts;
  assert.ok(first && second);
  const status = async (as: string | null) => (await call("GET", SERVICES, { as })).status;
  assert.equal(await status(`${second.accountSid}:${second.authToken}`), 200);
  assert.equal(await status(`${second.apiKey}:${first.apiSecret}`), 401);
  assert.equal(await status(`${second.accountSid}:${first.authToken}`), 401);
  assert.equal(await status("SK0:none"), 401);
  assert.equal(await status(null), 401);
});

test("the admin path works on the account that is named, and the clock and a reset on all", async (t) => {
  const { emulator, call, admin } = await bench(t, { accounts: 2, lagMs: 1000 });
  const second = emulator.accounts[1];
  assert.ok(second);
  const { body: key } = await admin("POST", `/keys?account=${second.accountSid}`, { readOnly: true });
  const as = `${key.apiKey}:${key.apiSecret}`;
  const own = `${second.apiKey}:${second.apiSecret}`;
  const { body: made } = await call("POST", SERVICES, { as: own, form: { UniqueName: "a" } });
  assert.equal((await call("GET", SERVICES, { as })).body.services.length, 1);
  assert.equal((await admin("GET", `/objects/${made.sid}`)).status, 404);
  assert.equal((await admin("GET", `/objects/${made.sid}?account=${second.accountSid}`)).status, 200);
  refused(await admin("GET", "/requests?account=AC0"), 404, 20404, /account AC0/);

  const json = { displayName: "a" };
  const { body } = await call("POST", "/v1/ControlPlane/Stores", { as: own, json });
  await admin("POST", "/clock", { advanceMs: 1000 });
  assert.equal((await call("GET", body.statusUrl, { as: own })).body.status, "COMPLETED");
  await admin("POST", "/reset");
  assert.deepEqual((await call("GET", SERVICES, { as: own })).body.services, []);
});

test("an emulator without accounts is an error", async () => {
  await assert.rejects(startEmulator({ accounts: 0 }), /at least one account/);
});
