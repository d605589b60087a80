import assert from "node:assert/strict";
import { test } from "node:test";
import { normalRule } from "../../../provider/rules/normalRule";
import { actionText, operatorText, ruleText, triggersText } from "../../../provider/rules/ruleText";
import { ordinal, triggerText } from "../../../provider/rules/triggerText";
import { REDACTED } from "../../../provider/values/secrets";
import { UNKNOWN } from "../../../provider/values/unknown";

const rule = (members: Record<string, unknown>) =>
  ruleText(normalRule({ operators: ["op-1"], triggers: [{ on: "CONVERSATION_END" }], ...members }));

test("a rule is told as when it runs, what runs, with what, and where its results go", () => {
  assert.equal(rule({}), "when the conversation ends, operator op-1, without a webhook");
  assert.equal(
    rule({
      operators: ["op-1", { id: "op-2", version: 3, parameters: { tempo: 2 } }],
      triggers: [
        { on: "COMMUNICATION", parameters: { count: 12 } },
        { on: "CONVERSATION_INACTIVE" },
        { on: "COMMUNICATION" },
      ],
      actions: [{ url: "https://user:hunter2@a.example" }, { url: "https://b.example" }],
      context: { memory: { enabled: true }, knowledge: { bases: ["kb-1", "kb-2"] } },
    }),
    'on every 12th message or utterance and when the conversation is inactive and on every message and utterance, operators op-1, op-2 version 3 ({"tempo":2}), ' +
      'with the customer\'s profile, knowledge bases "kb-1", "kb-2", to https://[secret]@a.example and https://b.example',
  );
  assert.equal(
    rule({ triggers: [], context: { memory: { enabled: false }, knowledge: { bases: ["kb-1"] } } }),
    'on demand only, operator op-1, knowledge base "kb-1", without a webhook',
  );
});

test("what is not known yet, and what is secret, is told as that", () => {
  assert.equal(ruleText(REDACTED), "[secret]");
  assert.equal(ruleText(UNKNOWN), "(not known yet)");
  assert.equal(
    rule({ triggers: UNKNOWN, operators: UNKNOWN, actions: UNKNOWN }),
    "on a trigger that is not known yet, operators (not known yet), to (not known yet)",
  );
  assert.equal(triggerText({ on: UNKNOWN }), "on a trigger that is known only after `up`");
  const whole = { operators: REDACTED, triggers: REDACTED, actions: REDACTED, context: undefined };
  assert.equal(ruleText(whole), "on [secret], operators [secret], to [secret]");
});

test("what a newer API has is told as it is", () => {
  assert.equal(
    triggersText([{ on: "SUPERVISOR_JOINED" }, { at: "noon" }]),
    'on "SUPERVISOR_JOINED" and on {"at":"noon"}',
  );
  assert.equal(actionText({ type: "QUEUE", name: "sales" }), '{"type":"QUEUE","name":"sales"}');
  assert.equal(actionText({ type: "WEBHOOK", url: 7 }), '{"type":"WEBHOOK","url":7}');
  assert.equal(operatorText({ name: "tone" }), '{"name":"tone"}');
});

test("a count is told by its ordinal", () => {
  const told = [2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 100, 101, 111, 112, 113, 122].map(ordinal);
  assert.equal(
    told.join(" "),
    "2nd 3rd 4th 10th 11th 12th 13th 14th 20th 21st 22nd 23rd 100th 101st 111th 112th 113th 122nd",
  );
});
