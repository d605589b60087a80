import assert from "node:assert/strict";
import { test } from "node:test";
import { policies, twilioIntelligencePolicies } from "../../../policy";
import { judge, type Sample, UNKNOWN } from "./kit";

/** What each policy looks at, and what it leaves alone. */

const OPERATOR = "intelligence_operator_01kcrvw16kfa88qvgrfmr7y151";
const configuration = (rules: unknown): Sample => ({
  kind: "IntelligenceConfiguration",
  props: { displayName: "Care", rules },
});

test("each policy takes the configuration of its own name", () => {
  for (const { name } of policies) {
    const set = twilioIntelligencePolicies({ [name]: "disabled" });
    const off = set.filter(({ enforcementLevel }) => enforcementLevel === "disabled").map((one) => one.name);
    assert.deepEqual(off, [name]);
  }
});

test("each policy and each of its names is described", () => {
  for (const { description } of policies) assert.match(String(description), /^[A-Z].+\.$/);
  const schema = policies.find(({ name }) => name === "twilio-name-pattern")?.configSchema?.properties ?? {};
  assert.deepEqual(
    Object.values(schema).map(({ description }) => description),
    [
      "Regular expression for the uniqueName of a Service. Any name by default.",
      "Regular expression for the friendlyName of a Service or Custom Operator. Any name by default.",
      "Regular expression for the displayName of any other object. Any name by default.",
      "Regular expression for the name of a rule. Any name by default.",
    ],
  );
});

test("every mistake of a configuration is named", () => {
  const parameters = { uniqueName: "(", friendlyName: "\\p{L" };
  assert.throws(
    () => twilioIntelligencePolicies({ "twilio-name-pattern": parameters }),
    /: uniqueName: must be a regular expression; friendlyName: must be a regular expression$/,
  );
});

test("a pattern may name letters of every language", () => {
  const sample: Sample = { kind: "Service", props: { uniqueName: "Écart" } };
  assert.deepEqual(judge(policies, "twilio-name-pattern", [sample], { uniqueName: "^\\p{L}+$" }), []);
});

test("a status callback without https, or of another host, is named by its place", () => {
  const judged = (statusCallbacks: unknown, config = {}) => {
    const sample: Sample = { kind: "ConversationsConfiguration", props: { displayName: "rooms", statusCallbacks } };
    return judge(policies, "twilio-https-webhooks", [sample], config);
  };
  const callbacks = [{ url: "https://a.example/x" }, { url: "http://b.example/x" }];
  const [message, ...more] = judged(callbacks);
  assert.match(
    String(message),
    /^ConversationsConfiguration "it": statusCallbacks\[1\]\.url calls b\.example without HTTPS/,
  );
  assert.deepEqual(more, []);
  assert.match(
    judged(callbacks, { hosts: ["b.example", "c.example"] }).join(),
    /statusCallbacks\[0\]\.url calls a\.example, which is not an allowed host \(b\.example, c\.example\)/,
  );
  assert.match(judged([UNKNOWN]).join(), /can't be known during preview/);
});

test("each limit counts the objects of its own kind", () => {
  const many = (kind: Sample["kind"], props: object) =>
    Array.from({ length: 3 }, (_, at): Sample => ({ kind, name: `${kind}${at}`, props: { ...props } }));
  const samples = [
    ...many("Service", { account: "eu" }),
    ...many("IntelligenceConfiguration", { account: "eu" }),
    ...many("ConversationsAttachment", { account: "eu", conversationsConfigurationId: "conv_a" }),
    ...many("LanguageOperator", { account: "eu", autoTranscribe: true, conversationsConfigurationId: "conv_a" }),
  ];
  const judged = (config: object) => judge(policies, "twilio-account-limits", samples, config);
  assert.deepEqual(judged({ maxServices: 3, maxConfigurations: 3, maxAttached: 3, maxAutoTranscribe: 0 }), []);
  assert.deepEqual(judged({ maxServices: 2, maxConfigurations: 2, maxAttached: 2 }), [
    'The stack declares 3 Services in the account "eu" (Service0, Service1, Service2), but at most 2 are allowed. Declare fewer, or raise "maxServices".',
    'The stack declares 3 Intelligence Configurations in the account "eu" (IntelligenceConfiguration0, IntelligenceConfiguration1, IntelligenceConfiguration2), but at most 2 are allowed. Declare fewer, or raise "maxConfigurations".',
    '3 Intelligence Configurations are attached to conv_a (ConversationsAttachment0, ConversationsAttachment1, ConversationsAttachment2), but at most 2 are allowed: the API refuses more than 5, and each of them runs on every conversation. Attach fewer, or raise "maxAttached".',
  ]);
});

test("by default, protection is for objects with a name", () => {
  const schema = policies.find(({ name }) => name === "twilio-protect-production")?.configSchema?.properties;
  assert.deepEqual([schema?.kinds?.default].flat().sort(), [
    "ConversationsConfiguration",
    "CustomOperator",
    "IntelligenceConfiguration",
    "LanguageOperator",
    "MemoryStore",
    "Service",
  ]);
});

test("a rule or an operator that is not known yet does not hide an operator without a version", () => {
  const rules = [UNKNOWN, { name: "care", operators: [UNKNOWN, { id: OPERATOR }] }];
  const [message, ...more] = judge(policies, "twilio-version-pins-required", [configuration(rules)]);
  assert.match(String(message), /rule "care", operators\[1\] \(\S+\) does not pin a version/);
  assert.deepEqual(more, ["string value at .rules.0 can't be known during preview"]);
  const operator = judge(policies, "twilio-version-pins-required", [configuration([{ operators: [UNKNOWN] }])]);
  assert.deepEqual(operator, ["string value at .rules.0.operators.0 can't be known during preview"]);
});

test("rules that are not known yet are left to the update, and not taken for none", () => {
  for (const policy of ["twilio-version-pins-required", "twilio-https-webhooks"]) {
    assert.deepEqual(judge(policies, policy, [configuration(UNKNOWN)]), [
      "string value at .rules can't be known during preview",
    ]);
  }
});

test("null is a value like any other", () => {
  for (const { name } of policies) assert.deepEqual(judge(policies, name, [configuration([null])]), []);
  const sample: Sample = { kind: "Service", props: { uniqueName: null, autoRedaction: null } };
  assert.match(
    judge(policies, "twilio-redaction-required", [sample], { except: ["calls"] }).join(),
    /switches off autoRedaction/,
  );
});
