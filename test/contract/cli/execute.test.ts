import { strict as assert } from "node:assert";
import { type TestContext, test } from "node:test";
import { createClient, createConfiguration, listConversations } from "../../../api";
import { type EmulatorOptions, startEmulator } from "../../../emulator";
import { runOn } from "../kit/command";

const SUMMARY = "intelligence_operator_01kcv35pnkeysaf6z6cqtbpegn";

/** An account with one rule and one conversation, and the command on them. */
async function stand(t: TestContext, options: EmulatorOptions = {}) {
  const emulator = await startEmulator(options);
  t.after(() => emulator.close());
  const { url: baseUrl, apiKey: username, apiSecret: password } = emulator;
  const client = createClient({ baseUrl, username, password });
  const { value } = await createConfiguration(client, {
    displayName: "test",
    rules: [{ operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }], actions: [] }],
  });
  const { value: conversation } = await listConversations(client, { limit: 1 }).next();
  const ids = { configuration: value.id, rule: String(value.rules?.[0]?.id), conversation: conversation.id };
  const execute = (given: Partial<typeof ids> = {}, ...more: string[]) => {
    const flags = Object.entries({ ...ids, ...given }).flatMap(([name, id]) => [`--${name}`, id]);
    return runOn(emulator, ["execute", ...flags, ...more]);
  };
  return { emulator, ids, execute };
}

test("execute runs one rule on one conversation and prints what its operators found", async (t) => {
  const { ids, execute } = await stand(t);
  const { code, out } = await execute({}, "--wait", "20", "--json");
  assert.equal(code, 0);
  const [result, ...others] = JSON.parse(out);
  assert.equal(others.length, 0);
  assert.equal(result.operator.id, SUMMARY);
  assert.equal(result.intelligenceConfiguration.ruleId, ids.rule);
});

test("execute without --wait asks once and reads no result", async (t) => {
  const { emulator, ids, execute } = await stand(t);
  const { code, out } = await execute();
  assert.equal(code, 0);
  assert.match(out, new RegExp(`Twilio accepted the run of rule ${ids.rule} on ${ids.conversation}`));
  assert.equal(emulator.requests().filter(({ path }) => path === "/v3/RuleExecutions").length, 1);
});

test("execute says what silence may mean, and ends with 2", async (t) => {
  const { execute } = await stand(t, { lagMs: 60_000 });
  const { code, out } = await execute({}, "--wait", "1");
  assert.equal(code, 2);
  assert.match(out, /updateStrategy/);
});

test("execute refuses ids of another form and rules that are not there, before it asks for a run", async (t) => {
  const { emulator, execute } = await stand(t);
  const malformed = await execute({ rule: "rule-1" });
  assert.equal(malformed.code, 1);
  assert.match(malformed.err, /must be a rule id/);
  const absent = await execute({ rule: `intelligence_configurationrule_01${"0".repeat(24)}` });
  assert.equal(absent.code, 1);
  assert.match(absent.err, /has no rule/);
  assert.ok(!emulator.requests().some(({ path }) => path === "/v3/RuleExecutions"));
});
