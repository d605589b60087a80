import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EmulatorOptions } from "../../../../emulator/index";
import { type Answer, bench, refused } from "../../kit/emulator";

const OPERATORS = "/v2/Operators";
const CUSTOM = `${OPERATORS}/Custom`;
const PRE_BUILT = `${OPERATORS}/PreBuilt`;
const TYPES = "/v2/OperatorTypes";
const SERVICES = "/v2/Services";
const UNKNOWN = `LY${"f".repeat(32)}`;

const form = (extra: Record<string, string> = {}) => ({
  FriendlyName: "mood",
  OperatorType: "Generative",
  Config: '{"prompt":"How do they feel?"}',
  ...extra,
});

async function withOperator(t: TestContext, options: EmulatorOptions = {}) {
  const b = await bench(t, options);
  const created = await b.call("POST", CUSTOM, { form: form() });
  assert.equal(created.status, 202);
  const service = (await b.call("POST", SERVICES, { form: { UniqueName: "calls" } })).body;
  const path = `${CUSTOM}/${created.body.sid}`;
  const attachments = `${SERVICES}/${service.sid}/Operators`;
  const attach = (sid: string = created.body.sid) => b.call("POST", `${attachments}/${sid}`);
  const attached = async () => (await b.call("GET", attachments)).body.operator_sids;
  const serviceNow = async () => (await b.call("GET", `${SERVICES}/${service.sid}`)).body;
  return { ...b, created, path, service, attachments, attach, attached, serviceNow };
}

const names = (answer: Answer, key = "operators") =>
  answer.body[key].map((one: { friendly_name: string }) => one.friendly_name);

test("a create answers 202 with every documented field, version 1 and its ETag", async (t) => {
  const { emulator, call, created, path } = await withOperator(t);
  const { sid, date_created, ...rest } = created.body;
  assert.match(sid, /^LY[0-9a-f]{32}$/);
  assert.deepEqual(rest, {
    account_sid: emulator.accountSid,
    friendly_name: "mood",
    description: null,
    author: emulator.accountSid,
    operator_type: "Generative",
    version: 1,
    availability: "public",
    config: { prompt: "How do they feel?" },
    date_updated: date_created,
    url: `${emulator.url}${path}`,
  });
  assert.equal(created.headers.get("etag"), '"1"');
  const read = await call("GET", path);
  assert.deepEqual([read.status, read.headers.get("etag"), read.body], [200, '"1"', created.body]);
});

test("an update replaces name and config, keeps the type, and adds one to the version", async (t) => {
  const { call, path } = await withOperator(t);
  const update = form({ FriendlyName: "tone", OperatorType: "GenerativeJSON", Config: '{"z":1,"prompt":"x"}' });
  const { status, body, headers } = await call("POST", path, { form: update });
  assert.deepEqual([status, body.friendly_name, body.operator_type, body.version], [202, "tone", "Generative", 2]);
  assert.equal(headers.get("etag"), '"2"');
  assert.equal(JSON.stringify(body.config), '{"z":1,"prompt":"x"}', "the order of keys stays");
});

test("an update needs both fields, and an old If-Match is refused with 412", async (t) => {
  const { call, path } = await withOperator(t);
  const { FriendlyName, Config } = form();
  refused(await call("POST", path, { form: { FriendlyName } }), 400, 20001, /^Config: /);
  refused(await call("POST", path, { form: { Config } }), 400, 20001, /^FriendlyName: /);
  const update = (match: string) =>
    call("POST", path, { form: { FriendlyName, Config }, headers: { "if-match": match } });
  assert.equal((await update('"1"')).status, 202);
  assert.equal((await update("2")).status, 202);
  refused(await update("2"), 412, 20412, /version 3.* 2$/);
});

const bad: [string, Record<string, string>, RegExp][] = [
  ["an empty name", { FriendlyName: "" }, /^FriendlyName: /],
  ["a name of 65 characters", { FriendlyName: "x".repeat(65) }, /^FriendlyName: .*64/],
  ["a type that there is not", { OperatorType: "Telepathy" }, /^OperatorType: there is no type Telepathy/],
  [
    "a type that nobody can configure",
    { OperatorType: "EntityExtract" },
    /^OperatorType: custom operators cannot have the type/,
  ],
  ["a config that is no JSON", { Config: "{" }, /^Config: must be JSON/],
  ["a config that is no object", { Config: "null" }, /^Config: must be object/],
  ["a config without a prompt", { Config: "{}" }, /^Config\.prompt: is required/],
  ["an empty prompt", { Config: '{"prompt":""}' }, /^Config\.prompt: is too short/],
  ["a prompt that is no text", { Config: '{"prompt":1}' }, /^Config\.prompt: must be string/],
  ["an example without an output", { Config: '{"prompt":"x","examples":[{"input":"a"}]}' }, /examples\[0\]\.output/],
  ["a JSON operator without a schema", { OperatorType: "GenerativeJSON" }, /^Config\.json_result_schema: is required/],
  [
    "phrases that are none",
    { OperatorType: "PhraseMatch", Config: '{"phrases":[]}' },
    /^Config\.phrases: .*at least 1/,
  ],
  ["an unknown key", { OperatorType: "PhraseMatch", Config: '{"phrases":["a"],"x":1}' }, /^Config\.x: is unknown/],
  [
    "a value outside its enumeration",
    { OperatorType: "PhraseMatch", Config: '{"phrases":["a"],"match":"some"}' },
    /^Config\.match: must be one of \["any","all"\]/,
  ],
];
for (const [what, extra, message] of bad) {
  test(`${what} is refused with 400, and nothing is made`, async (t) => {
    const { call } = await bench(t);
    refused(await call("POST", CUSTOM, { form: form(extra) }), 400, 20001, message);
    assert.deepEqual((await call("GET", CUSTOM)).body.operators, []);
  });
}

test("a delete answers 204 once, then 404 like every other call", async (t) => {
  const { call, path } = await withOperator(t);
  assert.equal((await call("DELETE", path)).status, 204);
  for (const method of ["DELETE", "GET"]) refused(await call(method, path), 404, 20404, /not found/);
  refused(await call("POST", path, { form: form() }), 404, 20404, /not found/);
});

test("an attached operator is not deleted", async (t) => {
  const { call, path, attach, service } = await withOperator(t);
  await attach();
  refused(await call("DELETE", path), 400, 20001, new RegExp(`attached to the Service ${service.sid}`));
  assert.equal((await call("GET", path)).status, 200);
});

test("with a lag a create, and what an update changes, shows later", async (t) => {
  const { emulator, call, path } = await withOperator(t, { lagMs: 60_000 });
  refused(await call("GET", path), 404, 20404, /not found/);
  assert.deepEqual(names(await call("GET", CUSTOM)), []);
  emulator.advance(60_000);
  assert.deepEqual(names(await call("GET", CUSTOM)), ["mood"]);
  assert.equal((await call("POST", path, { form: form({ FriendlyName: "tone" }) })).body.version, 2);
  assert.deepEqual(names(await call("GET", CUSTOM)), ["mood"]);
  assert.equal((await call("GET", path)).headers.get("etag"), '"1"');
  const late = { form: form(), headers: { "if-match": "1" } };
  refused(await call("POST", path, late), 412, 20412, /version 2/);
  emulator.advance(60_000);
  assert.equal((await call("GET", path)).body.friendly_name, "tone");
});

test("pre-built operators are there to be read, without a config, and nobody's to change", async (t) => {
  const { call } = await bench(t);
  const { body } = await call("GET", PRE_BUILT);
  assert.ok(body.operators.length >= 4);
  const [one] = body.operators;
  assert.deepEqual([one.config, one.account_sid, one.author], [{}, null, "twilio"]);
  assert.deepEqual((await call("GET", `${PRE_BUILT}/${one.sid}`)).body, one);
  for (const method of ["GET", "DELETE"]) refused(await call(method, `${CUSTOM}/${one.sid}`), 404, 20404, /not found/);
  refused(await call("POST", `${CUSTOM}/${one.sid}`, { form: form() }), 404, 20404, /not found/);
});

test("pre-built operators have the names that Twilio documents", async (t) => {
  const { call } = await bench(t);
  const documented = [
    "Agent Introduction",
    "Entity Recognition",
    "Escalation Request",
    "Outbound Call Disposition",
  ].concat(["Recording Disclosure", "Sentiment Analysis", "Summarization", "Unavailable Party", "Voicemail Detection"]);
  assert.deepEqual([...new Set(names(await call("GET", PRE_BUILT)))].sort(), documented);
});

test("all operators are in one list, and each list shows its own", async (t) => {
  const { call, created } = await withOperator(t);
  const all = names(await call("GET", OPERATORS));
  const preBuilt = names(await call("GET", PRE_BUILT));
  assert.deepEqual(all, [...preBuilt, "mood"]);
  assert.deepEqual(names(await call("GET", CUSTOM)), ["mood"]);
  refused(await call("GET", `${PRE_BUILT}/${created.body.sid}`), 404, 20404, /not found/);
  const read = (await call("GET", `${OPERATORS}/${created.body.sid}`)).body;
  assert.equal(new URL(read.url).pathname, `${OPERATORS}/${created.body.sid}`);
});

test("a list of operators is filtered by availability and language, across pages", async (t) => {
  const { call } = await withOperator(t);
  assert.deepEqual(names(await call("GET", `${OPERATORS}?Availability=public`)), ["mood"]);
  assert.deepEqual(names(await call("GET", `${OPERATORS}?Availability=retired`)), ["Outbound Call Disposition"]);
  refused(await call("GET", `${OPERATORS}?Availability=maybe`), 400, 20001, /^Availability: /);
  const german = ["Entity Recognition", "Sentiment Analysis", "Summarization"];
  assert.deepEqual(names(await call("GET", `${PRE_BUILT}?LanguageCode=de-DE`)), german);
  assert.deepEqual(names(await call("GET", `${OPERATORS}?LanguageCode=xx-XX`)), []);
  const first = await call("GET", `${OPERATORS}?LanguageCode=de-DE&PageSize=3`);
  assert.equal(first.body.meta.key, "operators");
  const second = await call("GET", first.body.meta.next_page_url);
  assert.deepEqual([names(second), second.body.meta.next_page_url], [["mood"], null]);
  assert.deepEqual(names(await call("GET", second.body.meta.previous_page_url)), names(first));
});

test("operator types are read by sid and by name, and filtered by language", async (t) => {
  const { call } = await bench(t);
  const { body } = await call("GET", TYPES);
  const type = body.operator_types.find((one: { name: string }) => one.name === "GenerativeJSON");
  assert.match(type.sid, /^EY[0-9a-f]{32}$/);
  assert.deepEqual([type.configurable, type.output_type], [true, "json"]);
  for (const key of ["GenerativeJSON", type.sid]) assert.deepEqual((await call("GET", `${TYPES}/${key}`)).body, type);
  refused(await call("GET", `${TYPES}/Telepathy`), 404, 20404, /Telepathy/);
  const german = (await call("GET", `${TYPES}?LanguageCode=de-DE`)).body.operator_types;
  assert.ok(german.length > 0 && german.length < body.operator_types.length);
});

test("an attachment answers 202 and shows in the list and in the Service, whose version it raises", async (t) => {
  const { emulator, created, attach, attached, attachments, service, serviceNow } = await withOperator(t);
  const { sid } = created.body;
  const { status, body } = await attach();
  assert.equal(status, 202);
  assert.deepEqual(body, {
    service_sid: service.sid,
    operator_sid: sid,
    url: `${emulator.url}${attachments}/${sid}`,
  });
  assert.deepEqual(await attached(), [sid]);
  const seen = await serviceNow();
  assert.deepEqual([seen.read_only_attached_operator_sids, seen.version], [[sid], 2]);
});

test("attachments keep: the version of the Service stays", async (t) => {
  const { call, created, attach, attachments, serviceNow } = await withOperator(t, { attachments: "keep" });
  await attach();
  assert.equal((await serviceNow()).version, 1);
  await call("DELETE", `${attachments}/${created.body.sid}`);
  assert.equal((await serviceNow()).version, 1);
});

test("a second attachment of the same operator is refused, and changes nothing", async (t) => {
  const { attach, attached, created, serviceNow } = await withOperator(t);
  await attach();
  refused(await attach(), 400, 20001, /already attached/);
  assert.deepEqual([await attached(), (await serviceNow()).version], [[created.body.sid], 2]);
});

test("a detachment answers 204 once, then 404", async (t) => {
  const { call, created, attach, attached, attachments, serviceNow } = await withOperator(t);
  await attach();
  const detach = () => call("DELETE", `${attachments}/${created.body.sid}`);
  assert.equal((await detach()).status, 204);
  assert.deepEqual([await attached(), (await serviceNow()).version], [[], 3]);
  refused(await detach(), 404, 20404, /not found/);
});

test("with a lag an attachment shows later, in the list and in the Service", async (t) => {
  const { emulator, created, attach, attached, serviceNow } = await withOperator(t, { lagMs: 60_000 });
  refused(await attach(), 404, 20404, /operator/);
  emulator.advance(60_000);
  assert.equal((await attach()).status, 202);
  assert.deepEqual([await attached(), (await serviceNow()).read_only_attached_operator_sids], [[], []]);
  refused(await attach(), 400, 20001, /already attached/);
  emulator.advance(60_000);
  assert.deepEqual(await attached(), [created.body.sid]);
  assert.deepEqual((await serviceNow()).read_only_attached_operator_sids, [created.body.sid]);
});

test("unknown Services and operators are 404, and a deleted Service takes its attachments along", async (t) => {
  const { call, path, attach, attachments, created, service } = await withOperator(t);
  refused(await attach(UNKNOWN), 404, 20404, /operator/);
  refused(await call("DELETE", `${attachments}/${UNKNOWN}`), 404, 20404, /attachment/);
  const nowhere = `${SERVICES}/GA${"f".repeat(32)}/Operators`;
  refused(await call("GET", nowhere), 404, 20404, /Service/);
  refused(await call("POST", `${nowhere}/${created.body.sid}`), 404, 20404, /Service/);
  await attach();
  assert.equal((await call("DELETE", `${SERVICES}/${service.sid}`)).status, 204);
  refused(await call("GET", attachments), 404, 20404, /Service/);
  assert.equal((await call("DELETE", path)).status, 204);
});

test("a pre-built operator is attached like any other, and attachments carry no rate headers", async (t) => {
  const { call, attach, attached } = await withOperator(t);
  const [one] = (await call("GET", PRE_BUILT)).body.operators;
  const { status, headers } = await attach(one.sid);
  assert.deepEqual([status, headers.get("x-rate-limit-limit")], [202, null]);
  assert.deepEqual(await attached(), [one.sid]);
});
