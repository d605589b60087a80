import assert from "node:assert/strict";
import { test } from "node:test";
import { refused } from "../../kit/emulator";
import { channel, SERVICES, TIME, TRANSCRIPTS, withTranscript } from "./transcript-kit";

test("a create answers 202 with every documented field and links", async (t) => {
  const { emulator, created, service, path } = await withTranscript(t, {
    form: { CustomerKey: "c-1", MediaStartTime: "2026-05-01T08:00:00Z" },
  });
  const { sid, date_created, ...rest } = created.body;
  assert.match(sid, /^GT[0-9a-f]{32}$/);
  const url = `${emulator.url}${path}`;
  assert.deepEqual(rest, {
    account_sid: emulator.accountSid,
    service_sid: service.sid,
    status: "queued",
    channel: JSON.parse(channel()),
    data_logging: false,
    language_code: "en-US",
    customer_key: "c-1",
    media_start_time: "2026-05-01T08:00:00Z",
    duration: 0,
    redaction: false,
    encryption_credential_sid: null,
    date_updated: date_created,
    url,
    links: {
      sentences: `${url}/Sentences`,
      encrypted_sentences: `${url}/Sentences/Encrypted`,
      media: `${url}/Media`,
      operator_results: `${url}/OperatorResults`,
      encrypted_operator_results: `${url}/OperatorResults/Encrypted`,
    },
  });
});

test("a transcript is queued, then in progress, then completed with a duration; until then it holds nothing", async (t) => {
  const { emulator, now, get } = await withTranscript(t);
  assert.equal((await now()).status, "queued");
  emulator.advance(TIME / 2);
  const halfway = await now();
  assert.deepEqual([halfway.status, halfway.duration], ["in-progress", 0]);
  assert.deepEqual((await get("Sentences")).body.sentences, []);
  emulator.advance(TIME / 2);
  const end = await now();
  assert.equal(end.status, "completed");
  assert.ok(end.duration > 0 && end.date_updated > halfway.date_updated);
  assert.ok((await get("Sentences")).body.sentences.length > 1);
});

test("media whose address contains fail ends failed, and holds nothing", async (t) => {
  const form = { Channel: channel({ media_url: "https://example.com/fail.wav" }) };
  const { complete, now, get } = await withTranscript(t, { form });
  complete();
  const end = await now();
  assert.deepEqual([end.status, end.duration], ["failed", 0]);
  assert.deepEqual((await get("Sentences")).body.sentences, []);
  assert.equal((await get("Media")).status, 200);
});

const bad: [string, Record<string, string>, RegExp][] = [
  ["no Service", { ServiceSid: "" }, /^ServiceSid: /],
  ["a Service that there is not", { ServiceSid: `GA${"f".repeat(32)}` }, /^ServiceSid: there is no Service/],
  ["a channel that is no JSON", { Channel: "call" }, /^Channel: must be JSON/],
  ["a channel without media", { Channel: "{}" }, /^Channel: .*media_url or a source_sid/],
  ["a key of 65 characters", { CustomerKey: "x".repeat(65) }, /^CustomerKey: .*64/],
  ["a start that is no date", { MediaStartTime: "yesterday" }, /^MediaStartTime: /],
];
for (const [what, form, message] of bad) {
  test(`${what} is refused with 400`, async (t) => {
    const { call, create } = await withTranscript(t);
    refused(await create(form), 400, 20001, message);
    assert.equal((await call("GET", TRANSCRIPTS)).body.transcripts.length, 1);
  });
}

test("a delete answers 204 once, then 404 like every other call, below it too", async (t) => {
  const { call, path, complete, get } = await withTranscript(t);
  complete();
  assert.equal((await call("DELETE", path)).status, 204);
  refused(await call("DELETE", path), 404, 20404, /not found/);
  refused(await call("GET", path), 404, 20404, /not found/);
  for (const below of ["Sentences", "Sentences/Encrypted", "OperatorResults", "OperatorResults/Encrypted", "Media"]) {
    refused(await get(below), 404, 20404, /transcript/);
  }
});

test("a Service with transcripts can be deleted; they stay", async (t) => {
  const { call, service, now } = await withTranscript(t);
  assert.equal((await call("DELETE", `${SERVICES}/${service.sid}`)).status, 204);
  assert.equal((await now()).service_sid, service.sid);
});

test("a list is filtered by everything that is documented", async (t) => {
  const { emulator, call, create, created, service, complete } = await withTranscript(t, {
    form: { MediaStartTime: "2026-05-01T08:00:00Z" },
  });
  complete();
  emulator.advance(3_600_000);
  const german = (await call("POST", SERVICES, { form: { UniqueName: "g", LanguageCode: "de-DE" } })).body;
  const source = `RE${"a".repeat(32)}`;
  const second = await create({
    ServiceSid: german.sid,
    Channel: channel({ source_sid: source }),
    MediaStartTime: "2026-06-01T08:00:00Z",
  });
  const [a, b] = [created.body.sid, second.body.sid];
  const between = new Date(Date.parse(second.body.date_created) - 1000).toISOString();
  for (const [query, expected] of [
    ["", [a, b]],
    [`ServiceSid=${service.sid}`, [a]],
    ["LanguageCode=de-DE", [b]],
    [`SourceSid=${source}`, [b]],
    ["Status=completed", [a]],
    ["Status=queued", [b]],
    ["AfterStartTime=2026-05-15", [b]],
    ["BeforeStartTime=2026-05-15T00:00:00Z", [a]],
    [`AfterDateCreated=${between}`, [b]],
    [`BeforeDateCreated=${between}&Status=failed`, []],
    [`BeforeDateCreated=${between}`, [a]],
  ] as const) {
    const { body } = await call("GET", `${TRANSCRIPTS}?${query}`);
    assert.deepEqual(
      body.transcripts.map((one: { sid: string }) => one.sid),
      expected,
      query,
    );
  }
  refused(await call("GET", `${TRANSCRIPTS}?Status=done`), 400, 20001, /^Status: /);
  refused(await call("GET", `${TRANSCRIPTS}?AfterStartTime=x`), 400, 20001, /^AfterStartTime /);
});
