import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { unknownValue } from "@pulumi/pulumi/runtime";
import { IntelligenceConfiguration } from "../../../../dynamic/index";
import { withoutDeclares } from "../../../../provider/rules/operatorFindings";
import { DECLARES } from "../../../../provider/rules/ruleSchema";
import { UNKNOWN } from "../../../../provider/values/unknown";
import { checked, declaring, LANGUAGE_OPERATORS, PARAMETERS } from "../../../engine/kit/classes";
import { SENTIMENT, SUMMARY } from "../../../engine/kit/stand";
import { bench } from "../../kit/emulator";

const SCRIPT_ADHERENCE = "intelligence_operator_01kf34tcyefpyb1t4m0nbd8rxg";
const nothing = { refused: [], warnings: [] };
const at = (reference: string, version?: number) =>
  `${LANGUAGE_OPERATORS}/${reference}${version === undefined ? "" : `/Versions/${version}`}`;

/** An account with an operator that has parameters, and checks of a rule that runs operators. */
async function account(t: TestContext) {
  const made = await bench(t);
  const { id } = (await made.call("POST", LANGUAGE_OPERATORS, { json: declaring(PARAMETERS) })).body;
  const check = async (...operators: unknown[]) => {
    made.emulator.clearRequests();
    const args = { displayName: "live", rules: [{ operators, triggers: [] }] };
    const found = await checked(IntelligenceConfiguration, made, args);
    return { ...found, sent: made.emulator.requests().map(({ path }) => path) };
  };
  return { made, id: String(id), check };
}

test("Twilio's own by id alone are not asked for", async (t) => {
  const { check } = await account(t);
  assert.deepEqual(await check({ id: SENTIMENT }, { id: SUMMARY }), { ...nothing, sent: [] });
});

test("one that is named twice is read once", async (t) => {
  const { id, check } = await account(t);
  const good = { id, parameters: { language: "en" } };
  assert.deepEqual(await check(good, good), { ...nothing, sent: [at(id)] });
  assert.deepEqual(await check(good), { ...nothing, sent: [] });
});

test("parameters are those that the operator declares, of their types", async (t) => {
  const { id, check } = await account(t);
  const { refused } = await check({ id, parameters: { strict: "yes", language: 1, more: 1 } }, { id, version: 1 });
  assert.deepEqual(refused.sort(), [
    "rules[0].operators[0].parameters.language must be a string, as the operator declares it",
    "rules[0].operators[0].parameters.more is no parameter of the operator (it has: language, share, strict, times)",
    "rules[0].operators[0].parameters.strict must be true or false, as the operator declares it",
    "rules[0].operators[1].parameters.language is required by the operator",
  ]);
});

test("parameters of an operator without any, and those that are not known yet", async (t) => {
  const { made, id, check } = await account(t);
  const bare = { displayName: "Bare", outputFormat: "TEXT", prompt: "p" };
  const { body } = await made.call("POST", LANGUAGE_OPERATORS, { json: bare });
  const { refused } = await check({ id: body.id, parameters: { more: 1 } }, { id, parameters: unknownValue });
  assert.deepEqual(refused, ["rules[0].operators[0].parameters.more is no parameter of the operator (it has: none)"]);
});

test("what an operator of the same program declares decides, without a request", async (t) => {
  const { id, check } = await account(t);
  const tone = { id: unknownValue, [DECLARES]: PARAMETERS };
  const { refused, warnings, sent } = await check(tone, { ...tone, parameters: { language: "en", more: 1 } });
  assert.deepEqual(refused, [
    "rules[0].operators[0].parameters.language is required by the operator",
    "rules[0].operators[1].parameters.more is no parameter of the operator (it has: language, share, strict, times)",
  ]);
  assert.deepEqual([warnings, sent], [[], []]);
  const newer = { id, [DECLARES]: { ...PARAMETERS, tempo: { type: "NUMBER" } } };
  const declared = await check({ ...newer, parameters: { language: "en", tempo: 2 } });
  assert.deepEqual(declared, { ...nothing, sent: [] });
  const pinned = await check({ ...newer, version: 1, parameters: { language: "en", tempo: 2 } });
  assert.match(pinned.refused.join(), /^rules\[0\]\.operators\[0\]\.parameters\.tempo is no parameter/);
  assert.deepEqual(await check({ id: unknownValue, [DECLARES]: unknownValue }), { ...nothing, sent: [] });
});

test("what the check alone needs is not kept", () => {
  const id = SUMMARY;
  const rules = [{ operators: [{ id, [DECLARES]: {} }, id, UNKNOWN], triggers: [] }, UNKNOWN];
  assert.deepEqual(withoutDeclares(rules), [{ operators: [{ id }, id, UNKNOWN], triggers: [] }, UNKNOWN]);
});

test("parameters of Twilio's own that it does not declare are warned about", async (t) => {
  const { check } = await account(t);
  const { refused, warnings } = await check({ id: SCRIPT_ADHERENCE, parameters: { script: "Greet the customer." } });
  assert.deepEqual(refused, []);
  assert.match(warnings.join(), /parameters\.script is not checked: "Script Adherence" is Twilio's own/);
});

test("parameters of Twilio's own that it does declare are checked", async (t) => {
  const { made, check } = await account(t);
  const { status } = await made.admin("PATCH", `/objects/${SUMMARY}`, { fields: { parameters: PARAMETERS } });
  assert.equal(status, 200);
  const { refused, warnings } = await check({ id: SUMMARY, parameters: { language: 1 } });
  assert.deepEqual(refused, [
    "rules[0].operators[0].parameters.language must be a string, as the operator declares it",
  ]);
  assert.deepEqual(warnings, []);
});

test("a version that is not known yet is not asked for", async (t) => {
  const { id, check } = await account(t);
  assert.deepEqual(await check({ id, version: unknownValue }), { ...nothing, sent: [] });
});

test("an operator or a version that is not there is refused", async (t) => {
  const { check } = await account(t);
  const none = `intelligence_operator_${"0".repeat(26)}`;
  const { refused, warnings } = await check({ id: none }, { id: SENTIMENT, version: 9 });
  assert.deepEqual(warnings, []);
  assert.deepEqual(refused, [
    "rules[0].operators[0].id is no operator in the account",
    `rules[0].operators[1].version is 9, and "Sentiment" (${SENTIMENT}) has no such version in this account (it has: 3, 2, 1). Pin one of these, or \`operator.version\` of an operator of the program, which is right in every account`,
  ]);
  const pinned = await check({ id: none, version: 2 });
  assert.deepEqual(pinned.refused, ["rules[0].operators[0].id is no operator in the account"]);
});

test("a pin of an operator that is still to be made is a warning, unless it is its first version", async (t) => {
  const { check } = await account(t);
  const { refused, warnings } = await check(
    { id: unknownValue, version: 3 },
    { id: unknownValue, version: 1 },
    { id: unknownValue },
    { id: unknownValue, version: unknownValue },
  );
  assert.deepEqual(refused, []);
  assert.deepEqual(warnings, [
    "warning: live: rules[0].operators[0].version is 3, and its operator is not there yet: a new one has version 1 alone. Pin `operator.version`, which is right in every account.",
  ]);
});

test("a version that is deprecated is a warning, one that is retired is refused", async (t) => {
  const { check } = await account(t);
  const deprecated = await check({ id: SENTIMENT, version: 2 });
  assert.deepEqual(deprecated.refused, []);
  assert.match(
    deprecated.warnings.join(),
    /^warning: live: rules\[0\]\.operators\[0\]\.version is 2, which is deprecated/,
  );
  const retired = await check({ id: SENTIMENT, version: 1 });
  assert.match(retired.refused.join(), /^rules\[0\]\.operators\[0\]\.version is 1, which is retired: .*"Sentiment"/);
  assert.deepEqual([deprecated.sent, retired.sent], [[at(SENTIMENT, 2)], [at(SENTIMENT, 1)]]);
  assert.deepEqual(await check({ id: SENTIMENT, version: 3 }), { ...nothing, sent: [at(SENTIMENT, 3)] });
});

test("an account that cannot be read refuses nothing here", async (t) => {
  const { made, check } = await account(t);
  made.emulator.setFaults([{ fault: "500", path: "Operators", times: 99 }]);
  const { refused } = await check({ id: `intelligence_operator_${"1".repeat(26)}` });
  assert.deepEqual(refused, []);
  made.emulator.setFaults([{ fault: "500", path: `Operators/${SUMMARY}$`, times: 99 }]);
  assert.deepEqual((await check({ id: SUMMARY, version: 9 })).refused, []);
});
