import assert from "node:assert/strict";
import { test } from "node:test";
import { attachedTo, makeConversations, PRE_BUILT, programOf } from "../kit/classes";
import { CONFIGURATIONS, opsOf, SERVICES, SUMMARY, stand } from "../kit/stand";

test("an attachment under another name, or replaced by itself, stays attached", async (t) => {
  const program = (service: string, conversations: string) =>
    programOf(`const calls = new Service("calls", { uniqueName: "calls" });
const live = new IntelligenceConfiguration("live", { displayName: "live", rules: [] });
new OperatorAttachment("${service}", { serviceSid: calls.sid, operatorSid: "${PRE_BUILT}" });
new ConversationsAttachment("${conversations}", {
  conversationsConfigurationId: "${configuration}", intelligenceConfigurationId: live.id,
});`);
  const made = await stand(t, "", { lagMs: 0 });
  const { project, call, id } = made;
  const configuration = await makeConversations(made);
  const attached = async () => {
    const service = (await call("GET", `${SERVICES}/${id("calls")}/Operators`)).body.operator_sids;
    return [service, await attachedTo(made, configuration)];
  };
  project.write(program("theirs", "support"));
  await project.up();
  const both = [[PRE_BUILT], [id("live")]];
  assert.deepEqual(await attached(), both);

  await t.test("renamed", async () => {
    project.write(program("voicemail", "care"));
    const up = await project.up();
    assert.deepEqual([opsOf(up, "voicemail"), opsOf(up, "theirs")], [["create"], ["delete"]]);
    assert.match(up.output, /warning: Operator Attachment GA\w+\/LY\w+ stays in the account: another resource/);
    assert.deepEqual(await attached(), both);
  });
  await t.test("replaced by itself", async () => {
    const urns = project.state().resources.flatMap(({ urn }) => (/Attachment::/.test(urn) ? ["--replace", urn] : []));
    assert.deepEqual(opsOf(await project.up({ args: urns }), "care").includes("replace"), true);
    assert.deepEqual(await attached(), both);
  });
  await project.refresh();
  await project.preview({ args: ["--expect-no-changes"] });
  await project.destroy();
  assert.deepEqual(await attachedTo(made, configuration), []);
});

test("a Service under another name is taken over as the error says, and is not deleted for its old name", async (t) => {
  const program = (name: string, options = "") =>
    programOf(`new Service("${name}", { uniqueName: "calls" }${options});`);
  const { project, call, id } = await stand(t, program("calls"));
  await project.up();
  const sid = id("calls");
  project.write(program("support"));
  const { output } = await project.up({ expectFailure: true });
  assert.match(output, new RegExp(`import: "${sid}".* another name, \`aliases\` keeps it`));
  project.write(program("support", `, { import: "${sid}" }`));
  const up = await project.up();
  assert.deepEqual([opsOf(up, "support"), opsOf(up, "calls")], [["create"], ["delete"]]);
  assert.equal((await call("GET", `${SERVICES}/${sid}`)).status, 200);
  assert.equal(id("support"), sid);
});

test("a Service under another name is not lost where an inline program goes on after the error", async (t) => {
  const program = (name: string) => programOf(`new Service("${name}", { uniqueName: "calls" });`);
  const { project, call, id } = await stand(t, program("calls"));
  await project.up();
  const sid = id("calls");
  project.write(program("support"));
  const command = ["up", "--yes", "--skip-preview", "--continue-on-error", ...(await project.inline())];
  const { output } = await project.run(command, { expectFailure: true });
  assert.match(output, new RegExp(`Could not create Service "calls": Service ${sid}`));
  assert.match(
    output,
    new RegExp(`Could not delete Service ${sid}: a resource with the same uniqueName could not be created`),
  );
  assert.equal((await call("GET", `${SERVICES}/${sid}`)).status, 200);
  assert.equal(id("calls"), sid, "and its resource stays in the state");
});

test("an import that is done does not stand in the way of a replacement", async (t) => {
  const { project, call, id } = await stand(t, "");
  const { sid } = (await call("POST", SERVICES, { form: { UniqueName: "calls", LanguageCode: "en-US" } })).body;
  const program = (languageCode: string) =>
    programOf(`new Service("calls", { uniqueName: "calls", languageCode: "${languageCode}" }, { import: "${sid}" });`);
  project.write(program("en-US"));
  await project.up();
  assert.equal(id("calls"), sid);
  project.write(program("es-MX"));
  const preview = await project.preview();
  assert.deepEqual(opsOf(preview, "calls").includes("replace"), true);
  await project.up();
  assert.notEqual(id("calls"), sid);
  assert.deepEqual(
    (await call("GET", SERVICES)).body.services.map((one: { sid: string }) => one.sid),
    [id("calls")],
  );
  const next = await project.preview({ args: ["--expect-no-changes"] });
  assert.match(next.output, /is not followed, because the resource is GA\w+ already/);
});

test("rules whose changes are ignored pass the check with the keys that the state has", async (t) => {
  const program = (url: string, options: string) =>
    programOf(`new IntelligenceConfiguration("live", {
  displayName: "live",
  rules: [{ operators: ["${SUMMARY}"], triggers: [{ on: "CONVERSATION_END" }], actions: [{ url: "${url}" }] }],
}${options});`);
  const { project, call, id } = await stand(t, program("https://a.example", ""));
  await project.up();
  for (const ignored of ["rules", "rules[0].actions"]) {
    project.write(program("https://b.example", `, { ignoreChanges: ["${ignored}"] }`));
    assert.deepEqual((await project.up()).changes, { same: 2 }, ignored);
  }
  const { rules } = (await call("GET", `${CONFIGURATIONS}/${id("live")}`)).body;
  assert.equal(rules[0].actions[0].url, "https://a.example");
});

test("what is secret stays hidden after a refresh that found a change", async (t) => {
  const program = programOf(`const { secret } = require("@pulumi/pulumi");
new IntelligenceConfiguration("live", {
  displayName: "live",
  rules: [{ name: "r", operators: ["${SUMMARY}"], triggers: [], actions: [{ url: secret("https://a.example/Zq7") }] }],
});`);
  const { project, call, id } = await stand(t, program);
  await project.up();
  const live = `${CONFIGURATIONS}/${id("live")}`;
  const edit = async (displayName: string, url: string) => {
    const { rules } = (await call("GET", live)).body;
    rules[0].actions[0].url = url;
    assert.equal((await call("PUT", live, { json: { displayName, rules } })).status, 200);
  };
  await edit("theirs", "https://a.example/Zq7");
  const first = await project.refresh();
  await edit("theirs", "https://b.example/theirs");
  const second = await project.preview({ args: ["--refresh"] });
  const third = await project.refresh();
  assert.match(third.output, /rule `r`: actions\[0\]\.url is \[secret\] in the account, \[secret\] in the state/);
  for (const { output } of [first, second, third]) assert.doesNotMatch(output, /Zq7/);
  assert.ok(!project.stateText().includes("Zq7"));
});
