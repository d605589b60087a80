import assert from "node:assert/strict";
import { test } from "node:test";
import { IMPORTS, opsOf, ownOperator, SERVICES, stand } from "../kit/stand";

/** Whatever can come from another resource does, at every depth. */
const program = (own: string, friendlyName: string, count: number) => `${IMPORTS}
const base = new Service("base", { uniqueName: "base", friendlyName: "${friendlyName}" });
const known = (value) => base.version.apply(() => value);
const number = base.version.apply((version) => version + ${count});
const derived = new Service("derived", {
  uniqueName: pulumi.interpolate\`derived-\${base.sid}\`,
  friendlyName: base.sid,
  languageCode: known("es-MX"),
  autoTranscribe: known(true),
  dataLogging: known(false),
  autoRedaction: known(true),
  mediaRedaction: known(true),
  webhookUrl: pulumi.interpolate\`https://example.com/\${base.sid}\`,
  webhookHttpMethod: known("GET"),
  encryptionCredentialSid: base.sid.apply((sid) => "CR" + sid.slice(2)),
});
const rule = {
  name: pulumi.interpolate\`rule-\${base.sid}\`,
  operators: [{ id: known("${own}"), version: known(2), parameters: { tone: base.sid, times: number } }],
  triggers: [{ on: known("COMMUNICATION"), parameters: { count: number } }],
  actions: [{ type: known("WEBHOOK"), method: known("POST"), url: pulumi.interpolate\`https://example.com/\${base.sid}\` }],
  context: { memory: { enabled: known(true) }, knowledge: { bases: [base.sid] } },
};
const parts = new IntelligenceConfiguration("parts", {
  displayName: base.sid,
  description: pulumi.interpolate\`of \${base.uniqueName} \${base.version}\`,
  updateStrategy: known("update"),
  onConflict: known("merge"),
  rules: [
    rule,
    known(rule),
    { operators: known(rule.operators), triggers: known(rule.triggers), actions: known(rule.actions), context: known(rule.context) },
    { ...rule, name: "known", operators: [known(rule.operators[0])], triggers: [{ on: "COMMUNICATION", parameters: known({ count: number }) }] },
  ].map((one, at) => (at === 1 ? one.apply(({ name, ...rest }) => rest) : one)),
});
const whole = new IntelligenceConfiguration("whole", { displayName: "whole", rules: known([{ ...rule, name: "whole" }]) });
exports.ruleIds = pulumi.all([parts.ruleIds, whole.ruleIds]).apply((all) => all.map((ids) => Object.keys(ids)));
exports.sid = base.sid;`;

test("what is not known yet passes the preview at any depth, and is checked once it is known", async (t) => {
  const made = await stand(t, "");
  const { project, sent, outputs, id } = made;
  const own = await ownOperator(made);
  sent();
  project.write(program(own, "one", 1));
  const first = await project.preview();
  assert.deepEqual(first.changes, { create: 5 });
  assert.deepEqual(sent(), []);

  await project.up();
  const sid = String(project.outputs().sid);
  assert.equal(outputs("derived").encryptionCredentialSid, `CR${sid.slice(2)}`);
  assert.deepEqual(project.outputs().ruleIds, [[`rule-${sid}`, "known"], ["whole"]]);
  assert.equal(JSON.stringify(outputs("parts").rules).includes("04da6b54-80e4-46f7-96ec-b56ff0331ba9"), false);
  await project.preview({ args: ["--expect-no-changes"] });
  sent();

  project.write(program(own, "two", 1));
  const update = await project.preview();
  for (const name of ["base", "derived", "parts", "whole"])
    assert.match(opsOf(update, name).join(), /update|replace/, name);
  // Its language is not known, so it may be replaced: what is there is looked at first.
  assert.deepEqual(sent(), [`GET ${SERVICES}/${id("derived")}`]);

  project.write(program(own, "two", 40));
  const { output } = await project.up({ expectFailure: true });
  assert.match(output, /rules\[0\]\.triggers\[0\]\.parameters\.count must be at most 20/);
  const writes = sent().filter((line) => !line.startsWith("GET "));
  assert.deepEqual(
    writes.filter((line) => line.includes("Configurations")),
    [],
    "refused once it is known, and before any write",
  );
});
