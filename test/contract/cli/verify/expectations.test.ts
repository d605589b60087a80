import assert from "node:assert/strict";
import { test } from "node:test";
import { SENTIMENT, SUMMARY } from "../../kit/emulator";
import { parseXml } from "../../kit/xml";
import { ANOTHER, CONVERSATION, codesOf, only, type Stand, stand } from "./kit";

/** What is found in the one conversation and in the other. */
const seed = {
  languageFindings: [
    { operator: "Sentiment", conversation: CONVERSATION, result: { label: "negative" } },
    { operator: "Sentiment", conversation: ANOTHER, result: { label: "positive" } },
    { operator: "Summary", result: { text: "An order has not come; the agent <sends it> again." } },
    { operator: "Quality", result: { score: 4, topics: ["delivery"], greeting: { formal: true }, note: null } },
  ],
};
const nullable = { type: ["string", "null"] };
const outputSchema = {
  type: "object",
  properties: {
    score: { type: "integer" },
    topics: { type: "array", items: { type: "string" } },
    greeting: { type: "object", properties: { formal: { type: "boolean" } } },
    note: nullable,
  },
};

async function support(stand: Stand): Promise<void> {
  const json = { displayName: "Quality", prompt: "x", outputFormat: "JSON", outputSchema };
  const quality = (await stand.call("POST", "/v3/ControlPlane/Operators", { json })).body.id;
  await stand.make("support", { mood: [{ id: SENTIMENT }], gist: [{ id: SUMMARY }, { id: quality }] });
}

/** The expectations by name, and whether they are met. */
const met = (found: Awaited<ReturnType<Stand["report"]>>) =>
  Object.fromEntries(
    only(found)
      .cases.filter(({ kind }) => kind === "expectation")
      .map(({ name, problems }) => [name, problems.map(({ message }) => message).join("; ")]),
  );

test("expectations that are met make a behaviour test pass, each on its own conversation", async (t) => {
  const it = await stand(t, { seed });
  await support(it);
  it.expect(`expectations:
  - name: a late order
    rule: mood
    conversation: ${CONVERSATION}
    label: negative
  - name: a kind word
    configuration: support
    rule: mood
    operator: Sentiment
    conversation: ${ANOTHER}
    label: [positive, very positive]
  - name: gist
    rule: gist
    operator: Summary
    contains: [ORDER, again]
  - name: quality
    rule: gist
    operator: Quality
    json:
      $.score: { atLeast: 3, atMost: 5 }
      $.topics: { contains: delivery }
      $.topics[0]: { oneOf: [delivery, payment] }
      $['greeting']["formal"]: true
      $.greeting: { equals: { formal: true } }
      $.note: null
`);
  const found = await it.report();
  assert.equal(found.code, 0);
  assert.deepEqual(met(found), { "a late order": "", "a kind word": "", gist: "", quality: "" });
  assert.equal(it.executed(), 3, "a rule with expectations runs once for each conversation, one without once");
});

test("an expectation that is not met says what was found instead", async (t) => {
  const it = await stand(t, { seed });
  await support(it);
  it.expect(
    `expectations:
  - { name: label, rule: mood, label: positive }
  - { name: labels, rule: mood, label: [positive, neutral] }
  - { name: text, rule: gist, operator: Summary, contains: [order, refund] }
  - { name: no text, rule: mood, contains: order }
  - name: json
    rule: gist
    operator: Quality
    json:
      $.score: { atLeast: 5 }
      $.topics: { contains: refund }
      $.nothing: 1
`,
  );
  const found = await it.report();
  assert.equal(found.code, 2);
  assert.deepEqual(met(found), {
    label: 'the label is "negative", expected "positive"',
    labels: 'the label is "negative", expected one of "positive", "neutral"',
    text: 'the text does not contain "refund": "An order has not come; the agent <sends it> again."',
    "no text": 'the text does not contain "order": (absent)',
    json: '$.score is 4, expected at least 5; $.topics is ["delivery"], expected to contain "refund"; $.nothing is (absent), expected 1',
  });
  assert.deepEqual([...new Set(codesOf(only(found)))], ["label_mismatch", "text_mismatch", "json_mismatch"]);

  await t.test("in JUnit each is a test case, and what the model said cannot break the XML", async () => {
    const { code, out } = await it.verify("--format", "junit", "--conversation", CONVERSATION);
    assert.equal(code, 2);
    const document = parseXml(out);
    const suites = document.querySelector("testsuites");
    assert.deepEqual([suites?.getAttribute("tests"), suites?.getAttribute("failures")], ["8", "5"]);
    const cases = [...document.querySelectorAll("testcase")];
    assert.equal(cases.length, 8);
    const text = cases.find((one) => one.getAttribute("name") === "text")?.querySelector("failure");
    assert.equal(text?.getAttribute("type"), "text_mismatch");
    assert.match(text?.getAttribute("message") ?? "", /<sends it>/);
  });
});

test("an expectation of a result that did not come is not met", async (t) => {
  const it = await stand(t, { seed: { languageFindings: [{ operator: "Sentiment", fails: true }] } });
  await it.make("support", { mood: [{ id: SENTIMENT }] });
  it.expect("expectations:\n  - { name: label, label: positive }\n");
  const found = await it.report("--timeout", "0");
  assert.deepEqual([found.code, met(found)], [2, { label: "there is no result to compare" }]);
});

test("a file that is not usable fails with 1, names each fault by line and path, and executes nothing", async (t) => {
  const it = await stand(t);
  await support(it);
  const refusal = async (yaml: string): Promise<string> => {
    it.expect(yaml);
    const { code, out, err } = await it.verify("--conversation", CONVERSATION);
    assert.deepEqual([code, out], [1, ""]);
    return err;
  };
  assert.match(await refusal("expectations:\n  - rule: mood\n   label: x\n"), /verify\.yaml:3 is not valid YAML/);
  const faults = await refusal("expectations:\n  - rule: mood\n    lable: x\n  - conversation: one\n    label: x\n");
  assert.match(faults, /verify\.yaml:3 expectations\[0\]\.lable is unknown/);
  assert.match(faults, /verify\.yaml:4 expectations\[1\]\.conversation must be a Conversation id/);

  const unfitting = await refusal(`expectations:
  - { configuration: sales, label: x }
  - { label: x }
  - { rule: moood, label: x }
  - { rule: gist, label: x }
  - { rule: gist, operator: Mood, label: x }
`);
  for (const fault of [
    /verify\.yaml:2 configuration "sales" does not exist: configurations are support/,
    /verify\.yaml:3 rule is required, because there are several: rules of support are mood, gist/,
    /verify\.yaml:4 rule "moood" does not exist: rules of support are mood, gist/,
    /verify\.yaml:5 operator is required, because there are several: operators of rule gist are Summary, Quality/,
    /verify\.yaml:6 operator "Mood" does not exist/,
  ]) {
    assert.match(unfitting, fault);
  }
  const absent = await refusal(
    `expectations:\n  - { rule: mood, label: x, conversation: ${CONVERSATION.replace(/c1$/, "zz")} }\n`,
  );
  assert.match(absent, /verify\.yaml:2: the account does not have the conversation/);
  assert.equal(it.executed(), 0);
  const missing = await it.verify("--expect", "none.yaml");
  assert.match(missing.err, /Could not read the expectations: ENOENT.*none\.yaml/);
});

test("with --configuration, what the file expects of others is left alone", async (t) => {
  const it = await stand(t, { seed });
  await it.make("support", { mood: [{ id: SENTIMENT }] });
  await it.make("sales", { mood: [{ id: SENTIMENT }] });
  it.expect("expectations:\n  - { configuration: sales, label: x }\n  - { configuration: support, label: negative }\n");
  const found = await it.report("--configuration", "support");
  assert.deepEqual([found.code, only(found).cases.length], [0, 2]);
});
