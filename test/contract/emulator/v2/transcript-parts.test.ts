import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answer, bench, refused } from "../../kit/emulator";
import { TRANSCRIPTS, withTranscript } from "./transcript-kit";

const said = (answer: Answer) => answer.body.sentences.map((one: { transcript: string }) => one.transcript);
const recordings = [
  {
    media: "call-1",
    sentences: [
      { transcript: "My number is 42", media_channel: 2 },
      { transcript: "Thanks", redacted: "T", start_time: 10, end_time: 11.5, confidence: 0.5 },
    ],
  },
];

test("sentences come from the seed, with times and confidence as text, and in pages of up to 5000", async (t) => {
  const { complete, get } = await withTranscript(t, { options: { seed: { recordings } } });
  complete();
  const all = await get("Sentences?PageSize=5000");
  const [first, second] = all.body.sentences;
  const { sid, ...rest } = first;
  assert.match(sid, /^GX[0-9a-f]{32}$/);
  assert.deepEqual(rest, {
    media_channel: 2,
    sentence_index: 0,
    start_time: "0",
    end_time: "1.4",
    confidence: "0.9",
    transcript: "My number is 42",
    words: [],
  });
  assert.deepEqual([second.start_time, second.end_time, second.confidence], ["10", "11.5", "0.5"]);
  assert.deepEqual([all.body.meta.key, all.body.meta.page_size], ["sentences", 5000]);
  refused(await get("Sentences?PageSize=5001"), 400, 20001, /PageSize .*5000/);
  const page = await get("Sentences?PageSize=1&Page=1");
  assert.deepEqual(said(page), ["Thanks"]);
});

test("word timestamps come when they are asked for", async (t) => {
  const { complete, get } = await withTranscript(t, { options: { seed: { recordings } } });
  complete();
  const [first] = (await get("Sentences?WordTimestamps=true")).body.sentences;
  assert.deepEqual(first.words[3], { word: "42", start_time: "1.05", end_time: "1.4" });
  refused(await get("Sentences?WordTimestamps=yes"), 400, 20001, /WordTimestamps/);
});

test("redaction hides sentences and words unless Redacted=false; without redaction Redacted hides nothing", async (t) => {
  const options = { seed: { recordings } };
  const redacted = await withTranscript(t, { options, service: { AutoRedaction: "true" } });
  redacted.complete();
  const hidden = await redacted.get("Sentences?WordTimestamps=true");
  assert.deepEqual(said(hidden), ["My number is [REDACTED]", "T"]);
  assert.equal(hidden.body.sentences[0].words[3].word, "[REDACTED]");
  assert.deepEqual(said(await redacted.get("Sentences?Redacted=false")), ["My number is 42", "Thanks"]);
  const open = await withTranscript(t, { options });
  open.complete();
  assert.deepEqual(said(await open.get("Sentences?Redacted=true")), ["My number is 42", "Thanks"]);
});

const generative = { FriendlyName: "mood", OperatorType: "Generative", Config: '{"prompt":"x"}' };
const asJson = {
  FriendlyName: "facts",
  OperatorType: "GenerativeJSON",
  Config: JSON.stringify({
    prompt: "x",
    json_result_schema: { type: "object", properties: { n: { type: "integer" }, s: { enum: ["a", "b"] } } },
  }),
};
const phrases = { FriendlyName: "greeting", OperatorType: "PhraseMatch", Config: '{"phrases":["hello"]}' };

test("every operator of the Service has one result, of its type, and by its sid", async (t) => {
  const { emulator, sids, complete, get, path } = await withTranscript(t, { operators: [generative, asJson, phrases] });
  assert.deepEqual((await get("OperatorResults")).body.operator_results, []);
  complete();
  const { operator_results: results, meta } = (await get("OperatorResults")).body;
  assert.equal(meta.key, "operator_results");
  assert.deepEqual(
    results.map((one: Record<string, unknown>) => [one.operator_sid, one.name, one.operator_type]),
    [
      [sids[0], "mood", "text-generation"],
      [sids[1], "facts", "json"],
      [sids[2], "greeting", "extract"],
    ],
  );
  assert.deepEqual(results[0].text_generation_results, { result: "Example result of mood.", format: "text" });
  assert.deepEqual(results[1].json_results, { n: 1, s: "a" });
  const one = (await get(`OperatorResults/${sids[1]}`)).body;
  assert.deepEqual(one, results[1]);
  assert.equal(one.url, `${emulator.url}${path}/OperatorResults/${sids[1]}`);
  refused(await get(`OperatorResults/LY${"f".repeat(32)}`), 404, 20404, /result/);
});

test("the seed says what an operator finds, and redaction hides what a model wrote as a whole", async (t) => {
  const seed = {
    recordings: [
      {
        sentences: [],
        operator_results: [
          { name: "mood", text_generation_results: { result: "glad", format: "text" } },
          { name: "absent", predicted_label: "x" },
        ],
      },
    ],
  };
  const { complete, get } = await withTranscript(t, {
    options: { seed },
    service: { AutoRedaction: "true" },
    operators: [generative, asJson],
  });
  complete();
  const [hidden, json] = (await get("OperatorResults")).body.operator_results;
  assert.deepEqual([hidden.text_generation_results.result, json.json_results], ["[REDACTED]", "[REDACTED]"]);
  const { operator_results: open } = (await get("OperatorResults?Redacted=false")).body;
  assert.equal(open.length, 2);
  assert.equal(open[0].text_generation_results.result, "glad");
});

test("media is the address that was given, or a redacted one where the recording is redacted", async (t) => {
  const { created, get, service } = await withTranscript(t, {
    service: { AutoRedaction: "true", MediaRedaction: "true" },
  });
  const { body } = await get("Media");
  assert.deepEqual([body.sid, body.service_sid], [created.body.sid, service.sid]);
  assert.match(body.media_url, /redacted$/);
  assert.equal((await get("Media?Redacted=false")).body.media_url, "https://example.com/call-1.wav");
});

test("encrypted variants have an address only where there is a key", async (t) => {
  const plain = await withTranscript(t, { operators: [generative] });
  plain.complete();
  assert.equal((await plain.get("Sentences/Encrypted")).body.location, null);
  assert.deepEqual((await plain.get("OperatorResults/Encrypted")).body.locations, []);
  const c = await withTranscript(t, {
    operators: [generative],
    service: { EncryptionCredentialSid: `CR${"a".repeat(32)}` },
  });
  c.complete();
  const sentences = await c.get("Sentences/Encrypted");
  assert.match(sentences.body.location, /^https:\/\//);
  assert.deepEqual(
    [sentences.body.transcript_sid, sentences.headers.get("x-rate-limit-limit")],
    [c.created.body.sid, null],
  );
  assert.equal((await c.get("OperatorResults/Encrypted")).body.locations.length, 1);
});

test("a transcript of the seed is there from the start, with all that it holds", async (t) => {
  const sid = `GT${"b".repeat(32)}`;
  const seed = {
    transcripts: [
      {
        sid,
        service_sid: `GA${"a".repeat(32)}`,
        channel: { media_properties: { source_sid: `RE${"a".repeat(32)}` } },
        date_created: "2026-04-01T00:00:00Z",
        sentences: [{ transcript: "Good day to you" }],
        operator_results: [{ name: "mood", operator_type: "conversation-classify" as const, predicted_label: "glad" }],
      },
    ],
  };
  const { call } = await bench(t, { seed });
  const { body } = await call("GET", `${TRANSCRIPTS}/${sid}`);
  assert.deepEqual([body.status, body.duration, body.date_created], ["completed", 1, "2026-04-01T00:00:00Z"]);
  assert.deepEqual(said(await call("GET", `${TRANSCRIPTS}/${sid}/Sentences`)), ["Good day to you"]);
  const { operator_results } = (await call("GET", `${TRANSCRIPTS}/${sid}/OperatorResults`)).body;
  assert.deepEqual([operator_results[0].predicted_label, operator_results[0].extract_match], ["glad", null]);
});
