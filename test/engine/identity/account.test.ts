import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { programOf } from "../kit/classes";
import { CREDENTIALS_OF_ENVIRONMENT, environmentOf, opsOf, SERVICES, stand, stepsOf } from "../kit/stand";

const program = (...accounts: (string | undefined)[]) =>
  programOf(
    accounts
      .map((account, at) => `new Service("calls${at}", ${JSON.stringify({ uniqueName: `calls${at}`, account })});`)
      .join("\n"),
  );

const key = z.object({ apiKey: z.string(), apiSecret: z.string() });

test("a resource takes the credentials of the account that it names", async (t) => {
  const made = await stand(t, "");
  const { project, admin, emulator, sent, outputs, requests } = made;
  const { accountSid, apiKey, apiSecret } = emulator;
  // The stack's own key can read and nothing else: what is written is written by the other.
  const own = key.parse((await admin("POST", "/keys", { readOnly: true })).body);
  await project.run(["config", "set", "twilio-intelligence:apiKey", own.apiKey]);
  await project.run(["config", "set", "--secret", "twilio-intelligence:apiSecret", own.apiSecret]);
  const accounts = {
    emea: { accountSid, apiKey, apiSecret },
    apac: { accountSid, apiKey, apiSecret },
    broken: { apiKey },
  };
  await project.run(["config", "set", "--secret", "twilio-intelligence:accounts", JSON.stringify(accounts)]);

  await t.test("and no other", async () => {
    project.write(program(undefined));
    const { output } = await project.up({ expectFailure: true });
    assert.match(output, /create Service "calls0": .*70051/);
    project.write(program("emea"));
    await project.up();
    assert.equal(outputs("calls0").account, "emea");
  });
  await t.test("and settles", async () => {
    await project.refresh();
    sent();
    assert.deepEqual((await project.up()).changes, { same: 2 });
    assert.deepEqual(sent(), []);
  });
  await t.test("another account makes a new object there", async () => {
    project.write(program("apac"));
    const up = await project.up();
    // Each account has its own unique names, but this is one account under two names.
    assert.deepEqual(opsOf(up, "calls0"), ["delete-replaced", "replace", "create-replacement"]);
    assert.deepEqual(stepsOf(up, "calls0").find(({ op }) => op === "replace")?.keys, ["account"]);
    assert.deepEqual(
      requests().map(({ method, status }) => [method, status]),
      [
        ["GET", 200],
        ["GET", 200],
        ["DELETE", 204],
        ["POST", 201],
      ],
    );
  });
  await t.test("a name that is not known, or whose credentials are not whole, is refused in the preview", async () => {
    project.write(program("latam", "broken"));
    const unknown = await project.preview({ expectFailure: true });
    const names = /account is "latam", which is not in twilio-intelligence:accounts \(it has: emea, apac, broken\)/;
    const missing = /twilio-intelligence:accounts\.broken\.apiSecret is missing, while its counterpart is set/;
    assert.ok(names.test(unknown.output) || missing.test(unknown.output), unknown.output);
    project.write(program("broken"));
    assert.match((await project.preview({ expectFailure: true })).output, missing);
    assert.deepEqual(sent(), []);
  });
  await t.test("only the name is in the state", async () => {
    const text = project.stateText();
    assert.equal(outputs("calls0").account, "apac");
    for (const secret of [apiSecret, own.apiSecret, apiKey]) assert.ok(!text.includes(secret));
  });
  await t.test("it is deleted with the same credentials", async () => {
    project.write(program("apac"));
    sent();
    await project.destroy();
    const [list, deletion] = sent();
    assert.deepEqual([list, deletion?.startsWith(`DELETE ${SERVICES}/`)], [`GET ${SERVICES}?PageSize=1000`, true]);
    assert.deepEqual((await made.call("GET", SERVICES)).body.services, []);
  });
});

test("an object whose answers name no account is kept to the account that it was made in, too", async (t) => {
  const tone = programOf('new LanguageOperator("tone", { displayName: "Tone", outputFormat: "TEXT", prompt: "p" });');
  const { project, sent, id, emulator } = await stand(t, tone, {}, CREDENTIALS_OF_ENVIRONMENT);
  const env = environmentOf(emulator);
  await project.up({ env });
  await project.refresh({ env });
  sent();
  const other = { expectFailure: true, env: { ...env, TWILIO_ACCOUNT_SID: `AC${"e".repeat(32)}` } };
  for (const [verb, command] of [
    ["read", () => project.refresh(other)],
    ["delete", () => project.destroy(other)],
  ] as const) {
    const belongs = `Could not ${verb} Language Operator ${id("tone")}: it belongs to account ${emulator.accountSid}`;
    assert.match((await command()).output, new RegExp(belongs));
  }
  assert.deepEqual(sent(), []);
});
