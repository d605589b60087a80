import assert from "node:assert/strict";
import { test } from "node:test";
import { rule, SUMMARY } from "../../kit/emulator";
import { client } from "./kit";

const generative = { friendlyName: "mood", operatorType: "Generative", config: { prompt: "x" } };

test("Twilio's SDK works with operators, operator types and attachments of v2", async (t) => {
  const { v2 } = (await client(t)).sdk.intelligence;
  const made = await v2.customOperators.create(generative);
  assert.deepEqual([made.version, made.config], [1, { prompt: "x" }]);
  const update = { friendlyName: "tone", config: { prompt: "y" } };
  const updated = await v2.customOperators(made.sid).update({ ...update, ifMatch: "1" });
  assert.deepEqual([updated.version, updated.friendlyName], [2, "tone"]);
  await assert.rejects(v2.customOperators(made.sid).update({ ...update, ifMatch: "1" }), { status: 412, code: 20412 });
  const preBuilt = await v2.prebuiltOperators.list({ pageSize: 2 });
  assert.equal((await v2.operators.list({ pageSize: 2 })).length, preBuilt.length + 1);
  const type = await v2.operatorType("GenerativeJSON").fetch();
  assert.equal((await v2.operatorType(type.sid).fetch()).name, "GenerativeJSON");

  const { sid } = await v2.services.create({ uniqueName: "calls" });
  await v2.operatorAttachment(sid, made.sid).create();
  assert.deepEqual((await v2.operatorAttachments(sid).fetch()).operatorSids, [made.sid]);
  assert.equal(await v2.operatorAttachment(sid, made.sid).remove(), true);
  assert.equal(await v2.customOperators(made.sid).remove(), true);
});

test("Twilio's SDK works with transcripts and all that lies below them", async (t) => {
  const { v2 } = (await client(t, { transcriptMs: 0 })).sdk.intelligence;
  const { sid: serviceSid } = await v2.services.create({ uniqueName: "calls" });
  const operator = await v2.customOperators.create(generative);
  await v2.operatorAttachment(serviceSid, operator.sid).create();
  const channel = { media_properties: { media_url: "https://example.com/call.wav" } };
  const { sid } = await v2.transcripts.create({ serviceSid, channel, mediaStartTime: new Date() });
  const one = v2.transcripts(sid);
  assert.equal((await one.fetch()).status, "completed");
  const sentences = await one.sentences.list({ wordTimestamps: true, pageSize: 2 });
  assert.ok(sentences.length > 2 && sentences[0]?.words?.length);
  const results = await one.operatorResults.list();
  assert.deepEqual(
    results.map(({ operatorSid }) => operatorSid),
    [operator.sid],
  );
  assert.equal((await one.operatorResults(operator.sid).fetch()).operatorType, "text-generation");
  assert.equal((await one.media().fetch()).mediaUrl, channel.media_properties.media_url);
  assert.deepEqual((await one.encryptedOperatorResults().fetch()).locations, []);
  assert.equal((await one.encryptedSentences().fetch()).transcriptSid, sid);
  assert.equal((await v2.transcripts.list({ status: "completed", serviceSid })).length, 1);
  assert.equal(await one.remove(), true);
});

test("Twilio's SDK works with language operators, their versions, conversations and results of v3", async (t) => {
  const { sdk, call } = await client(t);
  const { v3 } = sdk.intelligence;
  const body = { displayName: "mood", prompt: "x", outputFormat: "TEXT" as const };
  const made = await v3.operators.create(body);
  assert.ok(made.id);
  const updated = await v3.operators(made.id).update({ ...body, displayName: "tone" }, { "If-Match": "1" });
  assert.deepEqual([updated.version, updated.author], [2, "SELF"]);
  const late = v3.operators(made.id).update(body, { "If-Match": "1" });
  await assert.rejects(late, { status: 412, code: 95421 });
  assert.ok((await v3.operators.list({ pageSize: 2 })).some(({ id }) => id === SUMMARY));
  assert.equal((await v3.versions(made.id).list()).length, 2);
  assert.equal((await v3.versions(made.id, 1).fetch()).displayName, "mood");

  const configuration = await v3.configurations.create({ displayName: "x", rules: [rule()] });
  const [conversation] = await v3.conversations.list({ channels: ["SMS"] });
  const [first] = configuration.rules ?? [];
  assert.ok(conversation?.id && first?.id && configuration.id);
  const run = { intelligenceConfigurationId: configuration.id, ruleId: first.id, conversationId: conversation.id };
  assert.equal((await call("POST", "/v3/RuleExecutions", { json: run })).status, 202);
  const [result] = await v3.operatorResults.list({ conversationId: conversation.id });
  assert.ok(result?.id);
  assert.equal((await v3.conversations(conversation.id).fetch()).operatorResultIds?.[0], result.id);
  assert.equal((await v3.operatorResults(result.id).fetch()).outputFormat, "TEXT");
  assert.equal(await v3.operatorResults(result.id).remove(), true);
  assert.equal(await v3.operators(made.id).remove(), true);
});

test("Twilio's SDK works with Conversations configurations and operations", async (t) => {
  const { v2 } = (await client(t)).sdk.conversations;
  await v2.configurations.create({
    displayName: "desk",
    description: "all",
    conversationGroupingType: "GROUP_BY_PROFILE",
    memoryStoreId: "mem_store_1",
  });
  const [made] = await v2.configurations.list();
  assert.ok(made?.id);
  const patched = await v2.configurations(made.id).patch({ description: "new" });
  const operationId = patched.statusUrl?.split("/").at(-1) ?? "";
  assert.equal((await v2.operations(operationId).fetch()).status, "COMPLETED");
  const read = await v2.configurations(made.id).fetch();
  assert.deepEqual([read.description, read.version], ["new", 2]);
  await v2.configurations(made.id).remove();
  assert.deepEqual(await v2.configurations.list(), []);
});
