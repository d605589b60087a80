import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type SeedInput, startEmulator } from "../../../emulator/index";
import { bench, SUMMARY } from "../kit/emulator";

const CONVERSATIONS = "/v3/Conversations";
const TRANSCRIPTS = "/v2/Transcripts";
const id = (prefix: string, letter: string) => `${prefix}_0${letter.repeat(25)}`;
const conversation = {
  id: id("conv_conversation", "a"),
  status: "ACTIVE" as const,
  createdAt: "2026-03-01T00:00:00Z",
  updatedAt: "2026-03-01T00:00:00Z",
  channels: ["SMS"],
  participants: [],
};
const transcript = {
  sid: `GT${"a".repeat(32)}`,
  service_sid: `GA${"a".repeat(32)}`,
  channel: {},
  date_created: "2026-03-01T00:00:00Z",
};
const seed: SeedInput = { conversations: [conversation], transcripts: [transcript] };

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "emulator-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

test("a seed is taken from a file", async (t) => {
  const file = join(folder(t), "seed.json");
  writeFileSync(file, JSON.stringify(seed));
  const { call } = await bench(t, { seed: file });
  const { items } = (await call("GET", CONVERSATIONS)).body;
  assert.deepEqual(
    items.map((one: { id: string }) => one.id),
    [conversation.id],
  );
});

test("the seed of the README is one, and does what is said there", async (t) => {
  const readme = readFileSync(join(__dirname, "../../../emulator/README.md"), "utf8");
  const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? "");
  const { call } = await bench(t, { seed: shown, transcriptMs: 0 });
  const { sid } = (await call("POST", "/v2/Services", { form: { UniqueName: "x", AutoRedaction: "true" } })).body;
  const Channel = JSON.stringify({ media_properties: { media_url: "https://example.com/call-17.wav" } });
  const made = (await call("POST", TRANSCRIPTS, { form: { ServiceSid: sid, Channel } })).body;
  assert.deepEqual([made.status, made.duration], ["completed", 61]);
  const [first] = (await call("GET", `${TRANSCRIPTS}/${made.sid}/Sentences`)).body.sentences;
  assert.equal(first.transcript, "My number is [ID].");
});

test("a reset loads the seed again, and what every account has", async (t) => {
  const { emulator, call } = await bench(t, { seed });
  const operators = (await call("GET", "/v2/Operators")).body.operators;
  const authored = (await call("GET", "/v3/ControlPlane/Operators")).body.items;
  const path = `${TRANSCRIPTS}/${transcript.sid}`;
  assert.equal((await call("DELETE", path)).status, 204);
  emulator.reset();
  assert.equal((await call("GET", path)).status, 200);
  assert.deepEqual((await call("GET", "/v2/Operators")).body.operators, operators);
  assert.deepEqual((await call("GET", "/v3/ControlPlane/Operators")).body.items, authored);
});

test("a database that has the seed already keeps what was changed, and gets back what was deleted", async (t) => {
  const db = join(folder(t), "account.db");
  const first = await bench(t, { db, seed });
  await first.admin("PATCH", `/objects/${conversation.id}`, { fields: { name: "changed" } });
  await first.call("DELETE", `${TRANSCRIPTS}/${transcript.sid}`);
  await first.emulator.close();
  const second = await bench(t, { db, seed });
  const { items } = (await second.call("GET", CONVERSATIONS)).body;
  assert.deepEqual(
    items.map((one: { name: string }) => one.name),
    ["changed"],
  );
  assert.equal((await second.call("GET", `${TRANSCRIPTS}/${transcript.sid}`)).status, 200);
});

test("results of the seed are there from the start, whatever their format", async (t) => {
  const result = {
    id: id("intelligence_operatorresult", "d"),
    outputFormat: "EXTRACTION",
    intelligenceConfiguration: {
      id: id("intelligence_configuration", "e"),
      ruleId: id("intelligence_configurationrule", "f"),
      version: 7,
    },
    conversationId: conversation.id,
    operator: { id: SUMMARY, version: 1, parameters: {} },
    dateCreated: "2026-03-01T00:00:00Z",
    result: { entities: [{ text: "Ada", label: "PERSON" }] },
  };
  const { emulator, call } = await bench(t, { seed: { ...seed, operatorResults: [result] } });
  const { items } = (await call("GET", "/v3/OperatorResults")).body;
  assert.deepEqual(items, [{ ...result, accountId: emulator.accountSid }]);
  const seen = (await call("GET", `${CONVERSATIONS}/${conversation.id}`)).body;
  assert.deepEqual(seen.operatorResultIds, [result.id]);
});

test("a seed that is not one is an error that says where", async (t) => {
  const dir = folder(t);
  const file = join(dir, "seed.json");
  const refusal = async (content: unknown, message: RegExp) => {
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    await assert.rejects(startEmulator({ seed: file }), message);
  };
  await refusal("{", /cannot read the seed .*seed\.json: .*JSON/);
  await refusal({ calls: [] }, /invalid seed: .*calls/);
  await refusal(
    { recordings: [{ sentences: [{ text: "x" }] }] },
    /invalid seed: recordings\[0\]\.sentences\[0\]\.transcript/,
  );
  await refusal({ conversations: [{ ...conversation, status: "OPEN" }] }, /invalid seed: conversations\[0\]\.status/);
  await refusal({ transcripts: [{ ...transcript, sid: "GT1" }] }, /invalid seed: transcripts\[0\]\.sid/);
  await assert.rejects(startEmulator({ seed: join(dir, "none.json") }), /cannot read the seed .*no such file/);
});

test("the clock is put ahead over the admin path, by whole milliseconds, never back", async (t) => {
  const { admin, call } = await bench(t);
  const { status, body } = await admin("POST", "/clock", { advanceMs: 24 * 3600 * 1000 });
  assert.equal(status, 200);
  const made = (await call("POST", "/v2/Services", { form: { UniqueName: "later" } })).body;
  assert.ok(Date.parse(made.date_created) >= Math.floor(Date.parse(body.now) / 1000) * 1000);
  for (const advanceMs of [-1, 0.5, "1"]) assert.equal((await admin("POST", "/clock", { advanceMs })).status, 400);
});

test("restricted keys are told the permission that they lack, for every kind of object", async (t) => {
  const { admin, call } = await bench(t);
  const { body: key } = await admin("POST", "/keys", { permissions: [] });
  const as = `${key.apiKey}:${key.apiSecret}`;
  for (const [method, path, permission] of [
    ["POST", "/v2/Operators/Custom", "intelligence/custom-operators/create"],
    ["GET", "/v2/Operators/PreBuilt", "intelligence/prebuilt-operators/list"],
    ["GET", "/v2/Operators/x", "intelligence/operators/read"],
    ["GET", "/v2/OperatorTypes", "intelligence/operator-types/list"],
    ["DELETE", "/v2/Services/x/Operators/y", "intelligence/operator-attachments/delete"],
    ["POST", "/v2/Transcripts", "intelligence/transcripts/create"],
    ["GET", "/v2/Transcripts/x/Sentences", "intelligence/sentences/list"],
    ["GET", "/v2/Transcripts/x/OperatorResults/y", "intelligence/operator-results/read"],
    ["GET", "/v2/Transcripts/x/Media", "intelligence/media/read"],
    ["PUT", "/v3/ControlPlane/Operators/x", "intelligence/language-operators/update"],
    ["GET", "/v3/Conversations", "intelligence/conversations/list"],
    ["DELETE", "/v3/OperatorResults/x", "intelligence/operator-results/delete"],
    ["POST", "/v3/RuleExecutions", "intelligence/rule-executions/create"],
    ["PATCH", "/v2/ControlPlane/Configurations/x", "conversations/configurations/update"],
    ["GET", "/v2/ControlPlane/Operations/x", "conversations/operations/read"],
  ] as const) {
    const { status, body } = await call(method, path, { as });
    assert.deepEqual([status, body.code], [403, 70051], path);
    assert.ok(body.message.endsWith(`/twilio/${permission}`), body.message);
  }
});
