import { strict as assert } from "node:assert";
import { test } from "node:test";
import { plainText } from "../../../cli/review/phrase";
import { UNKNOWN_TEXT } from "../../../dynamic/host";
import { OPERATOR, reviewed, rule, rulesChange, type StepLike, step } from "./kit";

const told = (steps: readonly StepLike[]) => {
  const { objects, risks } = reviewed(steps);
  const facts = objects.flatMap(({ facts }) => facts.map(({ say }) => plainText(say).replaceAll("**", "")));
  return { facts, risks: risks.map(({ id, level }) => `${level} ${id}`) };
};
const SECRET = "[secret]";

test("rules that are secret as a whole are a medium risk, and nothing is claimed about them", () => {
  const hidden = (op: string) =>
    step(
      "IntelligenceConfiguration",
      "support",
      op,
      op === "create" ? undefined : { displayName: "Support", rules: SECRET },
      op === "delete" ? undefined : { displayName: "Support", rules: SECRET },
    );
  assert.deepEqual(told([hidden("update")]), {
    facts: ['a secret value changes, in "rules"'],
    risks: ["medium R028"],
  });
  assert.deepEqual(told([hidden("create")]), {
    facts: [
      '"rules" is secret: its content is redacted here',
      "it is not attached in this stack: its rules do not run yet",
    ],
    risks: ["medium R028", "low R018"],
  });
  assert.deepEqual(told([hidden("delete")]).facts, ["is deleted: its rules no longer run"]);
});

test("where one place of the rules is secret, everything else is compared", () => {
  const actions = [{ url: SECRET }];
  const triggers = [{ on: "CONVERSATION_END" }];
  const { facts, risks } = told([rulesChange([rule({ actions })], [rule({ actions, triggers })])]);
  assert.deepEqual(facts, [
    'rule "watch": runs when the conversation ends (was on every 4th message or utterance): about 5 × less often, in a conversation of 20 messages or utterances',
    '"rules[0].actions[0].url" is secret and may also change',
  ]);
  assert.deepEqual(risks, ["medium R028", "low R053"]);
});

test("an operator that hidden rules may run is not said to run nowhere", () => {
  const operator = { displayName: "Urgency", prompt: "How urgent?", outputFormat: "TEXT", id: OPERATOR };
  const changed = step("LanguageOperator", "urgency", "update", operator, { ...operator, prompt: "How urgent is it?" });
  for (const rules of [SECRET, UNKNOWN_TEXT, [rule({ operators: [{ id: SECRET }] })]]) {
    const configuration = { displayName: "Support", rules };
    const steps = [changed, step("IntelligenceConfiguration", "support", "same", configuration, configuration)];
    assert.deepEqual(told(steps).facts, [
      "prompt changes: 1 line removed, 1 added",
      "rules that are redacted here may run it; those without a fixed version use it from their next run on",
    ]);
    assert.equal(reviewed(steps).live, 1);
  }
});

test("rules that are not known yet are told as that", () => {
  const { facts } = told([
    step(
      "IntelligenceConfiguration",
      "support",
      "update",
      { displayName: "Support", rules: [{ ...rule(), id: "rule-0" }] },
      { displayName: "Support", rules: UNKNOWN_TEXT },
    ),
  ]);
  assert.deepEqual(facts, ["its rules are known only after `up`"]);
});

test("with --show-secrets, what the provider has listed as secret in one state is hidden in both", () => {
  const before = { friendlyName: "Reason", operatorType: "Generative", config: { prompt: "Why?", key: "hush-1" } };
  const after = { ...before, config: { prompt: "Why not?", key: "hush-2" }, __secret: ["config.key"] };
  const steps = [step("CustomOperator", "reason", "update", before, after)];
  assert.doesNotMatch(JSON.stringify(told(steps)), /hush/);
  assert.deepEqual(told(steps).facts, [
    "prompt changes: 1 line removed, 1 added",
    '"config.key" is secret and may also change',
  ]);
});

test("a property without words of its own is told from what to what, by its label", () => {
  const service = { uniqueName: "calls", webhookHttpMethod: "POST" };
  assert.deepEqual(
    told([step("Service", "calls", "update", service, { ...service, webhookHttpMethod: "GET" })]).facts,
    ['webhook http method is "GET" (was "POST")'],
  );
  const operator = {
    displayName: "Urgency",
    prompt: "x",
    outputFormat: "TEXT",
    parameters: { tone: { type: "STRING" } },
  };
  const required = { ...operator, parameters: { tone: { type: "STRING", required: true } } };
  assert.deepEqual(told([step("LanguageOperator", "urgency", "update", operator, required)]).facts.slice(0, 1), [
    'parameters "tone.required" is "true" (was "false")',
  ]);
});
