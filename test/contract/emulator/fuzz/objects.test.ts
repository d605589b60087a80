import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Answer, type Bench, bench, SENTIMENT, SUMMARY } from "../../kit/emulator";

const RUNS = 150;
const OPERATORS = "/v3/ControlPlane/Operators";

function requireEnvelope({ status, body }: Answer): void {
  assert.ok(status < 500, `${status} ${JSON.stringify(body)}`);
  if (status < 400) return;
  assert.equal(typeof body.code, "number");
  assert.equal(body.status ?? body.httpStatusCode, status);
  assert.ok(body.message.length > 0);
}

const anything = fc.jsonValue({ maxDepth: 3 });
const near = <T>(proper: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: proper }, { weight: 1, arbitrary: anything });
const text = fc.string({ minLength: 1, maxLength: 20 });

/** Something of each kind, so that what is made up finds its like. */
async function furnished({ call }: Bench) {
  const service = (await call("POST", "/v2/Services", { form: { UniqueName: "calls" } })).body.sid;
  const custom = { FriendlyName: "x", OperatorType: "Generative", Config: '{"prompt":"x"}' };
  const operator = (await call("POST", "/v2/Operators/Custom", { form: custom })).body.sid;
  const media = JSON.stringify({ media_properties: { media_url: "https://example.com/a" } });
  const transcript = (await call("POST", "/v2/Transcripts", { form: { ServiceSid: service, Channel: media } })).body
    .sid;
  const json = { displayName: "x", rules: [{ operators: [{ id: SUMMARY }], actions: [] }] };
  const configuration = (await call("POST", "/v3/ControlPlane/Configurations", { json })).body;
  const conversation = (await call("GET", "/v3/Conversations")).body.items[0].id;
  const attaching = {
    displayName: "x",
    description: "",
    conversationGroupingType: "GROUP_BY_PROFILE",
    memoryStoreId: "m",
  };
  const made = await call("POST", "/v2/ControlPlane/Configurations", { json: attaching });
  return { service, operator, transcript, configuration, conversation, attached: made.body.related.configurationId };
}

const someSchema: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ type: fc.constantFrom("string", "number", "boolean", "null", ["string", "null"]) }),
    fc.record({ enum: fc.array(anything, { maxLength: 3 }) }),
    fc.record({ type: fc.constant("array"), items: near(tie("node")) }),
    fc.record({
      type: fc.constant("object"),
      properties: near(fc.dictionary(fc.string(), tie("node"), { maxKeys: 3 })),
    }),
    fc.record({ anyOf: near(fc.array(tie("node"), { maxLength: 3 })) }),
    fc.record({ minLength: fc.nat() }),
  ),
})).node;
const languageOperator = near(
  fc.record(
    {
      displayName: near(text),
      prompt: near(text),
      outputFormat: near(fc.constantFrom("TEXT", "JSON", "CLASSIFICATION")),
      outputSchema: near(
        fc.record({ type: fc.constant("object"), properties: near(fc.dictionary(fc.string(), someSchema)) }),
      ),
      parameters: near(
        fc.dictionary(
          fc.string(),
          near(fc.record({ type: near(fc.constantFrom("STRING", "INTEGER")), default: anything })),
        ),
      ),
      context: near(fc.record({ memory: near(fc.record({ enabled: near(fc.boolean()) })) })),
      trainingExamples: near(fc.array(fc.record({ input: near(text), output: near(text) }))),
    },
    { requiredKeys: ["displayName", "prompt", "outputFormat"] },
  ),
);

test("no language operator makes the server fail; an accepted one is read back, put unchanged, and runs", async (t) => {
  const b = await bench(t);
  const { conversation } = await furnished(b);
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(languageOperator, async (json) => {
      const answer = await b.call("POST", OPERATORS, { json });
      requireEnvelope(answer);
      if (answer.status !== 201) return;
      accepted++;
      const path = `${OPERATORS}/${answer.body.id}`;
      assert.deepEqual((await b.call("GET", path)).body, answer.body);
      const put = await b.call("PUT", path, { json: answer.body });
      assert.deepEqual(put.body, { ...answer.body, version: 2 });
      assert.equal((await b.call("GET", `${path}/Versions/1`)).status, 200);
      const rules = [{ operators: [{ id: answer.body.id }], actions: [] }];
      const made = (await b.call("POST", "/v3/ControlPlane/Configurations", { json: { displayName: "x", rules } }))
        .body;
      const run = { intelligenceConfigurationId: made.id, ruleId: made.rules[0].id, conversationId: conversation };
      assert.equal((await b.call("POST", "/v3/RuleExecutions", { json: run })).status, 202);
    }),
    // The first is accepted for sure; how many of the others are is chance.
    { numRuns: RUNS, examples: [[{ displayName: "x", prompt: "y", outputFormat: "TEXT" }]] },
  );
  assert.ok(accepted > 0);
});

const config = near(
  fc.record(
    { prompt: near(text), json_result_schema: near(someSchema), examples: anything, phrases: near(fc.array(text)) },
    { requiredKeys: ["prompt"] },
  ),
).map((value) => JSON.stringify(value));
const customOperator = fc.record(
  {
    FriendlyName: fc.string({ minLength: 1 }),
    OperatorType: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom("Generative", "GenerativeJSON", "PhraseMatch") },
      { weight: 1, arbitrary: fc.constantFrom("EntityExtract", "__proto__", "") },
    ),
    Config: fc.oneof({ weight: 5, arbitrary: config }, { weight: 1, arbitrary: fc.string() }),
  },
  { requiredKeys: ["FriendlyName", "OperatorType", "Config"] },
);

test("no custom operator makes the server fail; an accepted one is read back, attached, and has a result", async (t) => {
  const b = await bench(t, { transcriptMs: 0 });
  const { service, operator } = await furnished(b);
  const Channel = JSON.stringify({ media_properties: { media_url: "https://example.com/a" } });
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(customOperator, fc.boolean(), async (form, update) => {
      const answer = await b.call("POST", `/v2/Operators/Custom${update ? `/${operator}` : ""}`, { form });
      requireEnvelope(answer);
      if (answer.status !== 202 || update) return;
      accepted++;
      const { sid } = answer.body;
      assert.deepEqual((await b.call("GET", `/v2/Operators/Custom/${sid}`)).body, answer.body);
      const attachment = `/v2/Services/${service}/Operators/${sid}`;
      assert.equal((await b.call("POST", attachment)).status, 202);
      const made = (await b.call("POST", "/v2/Transcripts", { form: { ServiceSid: service, Channel } })).body;
      assert.equal((await b.call("GET", `/v2/Transcripts/${made.sid}/OperatorResults/${sid}`)).status, 200);
      assert.equal((await b.call("DELETE", attachment)).status, 204);
    }),
    {
      numRuns: RUNS,
      examples: [[{ FriendlyName: "x", OperatorType: "Generative", Config: '{"prompt":"y"}' }, false]],
    },
  );
  assert.ok(accepted > 0);
});

test("no transcript, run or Conversations write makes the server fail", async (t) => {
  const b = await bench(t);
  const { service, configuration, conversation, attached } = await furnished(b);
  const transcript = fc.record({
    ServiceSid: near(fc.constant(service)).map(String),
    Channel: fc
      .oneof(anything, fc.record({ media_properties: near(fc.record({ media_url: near(text) })) }))
      .map((value) => JSON.stringify(value)),
    CustomerKey: fc.string(),
    MediaStartTime: fc.oneof(
      fc.string(),
      fc
        .date({ noInvalidDate: true, min: new Date("2000-01-01"), max: new Date("2050-01-01") })
        .map((date) => date.toISOString()),
    ),
  });
  const run = near(
    fc.record({
      intelligenceConfigurationId: near(fc.constant(configuration.id)),
      ruleId: near(fc.constant(configuration.rules[0].id)),
      conversationId: near(fc.constant(conversation)),
      rule: near(
        fc.record({
          operators: near(
            fc.array(
              fc.record({
                id: near(fc.constantFrom(SUMMARY, SENTIMENT)),
                parameters: near(fc.dictionary(fc.string(), anything)),
              }),
            ),
          ),
        }),
      ),
    }),
  );
  const fields = {
    displayName: near(fc.stringMatching(/^[a-z]{1,9}$/)),
    description: near(fc.string()),
    conversationGroupingType: near(fc.constant("GROUP_BY_PROFILE")),
    memoryStoreId: near(text),
    channelSettings: near(fc.dictionary(fc.string(), near(fc.constantFrom<unknown>({}, null)))),
    statusCallbacks: near(fc.array(fc.record({ url: near(text) }))),
    intelligenceConfigurationIds: near(fc.array(fc.oneof(text, fc.constant(configuration.id)))),
    memoryExtractionEnabled: near(fc.boolean()),
    conversationsV1Bridge: near(fc.record({ serviceId: near(text) })),
  };
  const required = ["displayName", "description", "conversationGroupingType", "memoryStoreId"] as const;
  const creation = near(fc.record(fields, { requiredKeys: [...required] }));
  const change = near(fc.record(fields, { requiredKeys: [] }));
  const path = `/v2/ControlPlane/Configurations/${attached}`;
  // Accepted for sure; how much of what is made up is accepted too is chance.
  const good = {
    transcript: {
      ServiceSid: service,
      Channel: '{"media_properties":{"media_url":"https://example.com/a"}}',
      CustomerKey: "a",
      MediaStartTime: "2026-01-01T00:00:00.000Z",
    },
    run: {
      intelligenceConfigurationId: configuration.id,
      ruleId: configuration.rules[0].id,
      conversationId: conversation,
      rule: { operators: [] },
    },
    creation: { displayName: "a", description: "b", conversationGroupingType: "GROUP_BY_PROFILE", memoryStoreId: "c" },
    change: { description: "d" },
  };
  const accepted = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      transcript,
      run,
      creation,
      change,
      fc.constantFrom("PUT", "PATCH"),
      async (form, execution, made, json, method) => {
        const answers = [
          await b.call("POST", "/v2/Transcripts", { form }),
          await b.call("POST", "/v3/RuleExecutions", { json: execution }),
          await b.call("POST", "/v2/ControlPlane/Configurations", { json: made }),
          await b.call(method, path, { json }),
        ];
        for (const [at, answer] of answers.entries()) {
          requireEnvelope(answer);
          if (answer.status === 202) accepted.add(at);
        }
        assert.equal((await b.call("GET", path)).status, 200);
      },
    ),
    { numRuns: RUNS, examples: [[good.transcript, good.run, good.creation, good.change, "PATCH"]] },
  );
  assert.deepEqual([...accepted].toSorted(), [0, 1, 2, 3], "each kind of write was accepted once at least");
  assert.equal((await b.call("GET", "/v2/Transcripts")).status, 200);
  assert.equal((await b.call("GET", "/v3/OperatorResults")).status, 200);
});

test("no method, query, header or body makes a path of any object fail", async (t) => {
  const b = await bench(t);
  const { service, operator, transcript, configuration, conversation, attached } = await furnished(b);
  const path = fc.constantFrom(
    ...["", "/Custom", "/PreBuilt", `/${operator}`, `/Custom/${operator}`, "/PreBuilt/x"].map(
      (p) => `/v2/Operators${p}`,
    ),
    ...["/v2/OperatorTypes", "/v2/OperatorTypes/Generative", "/v2/OperatorTypes/__proto__"],
    ...["", `/${operator}`, "/x"].map((p) => `/v2/Services/${service}/Operators${p}`),
    ...["", "/Sentences", "/Sentences/Encrypted", "/OperatorResults", "/OperatorResults/x", "/Media"].map(
      (p) => `/v2/Transcripts/${transcript}${p}`,
    ),
    ...["/v2/Transcripts", "/v2/Transcripts/x/Media", `/v2/Transcripts/${transcript}/OperatorResults/Encrypted`],
    ...["", `/${SUMMARY}`, `/${SUMMARY}/Versions`, `/${SUMMARY}/Versions/1`].map((p) => `${OPERATORS}${p}`),
    ...[`/v3/Conversations/${conversation}`, "/v3/Conversations", "/v3/OperatorResults", "/v3/RuleExecutions"],
    ...[`/v3/ControlPlane/Configurations/${configuration.id}`, "/v2/ControlPlane/Configurations"],
    ...[`/v2/ControlPlane/Configurations/${attached}`, "/v2/ControlPlane/Operations/x"],
  );
  const method = fc.constantFrom("GET", "GET", "GET", "POST", "PUT", "PATCH", "DELETE");
  const name = fc.constantFrom(
    ...["PageSize", "PageToken", "Page", "pageSize", "pageToken", "Availability", "LanguageCode", "Status", "status"],
    ...["AfterStartTime", "BeforeDateCreated", "createdAtAfter", "createdAtBefore", "channels", "Redacted"],
    ...["WordTimestamps", "operatorIds", "intelligenceConfigurationIds", "memoryStoreId", "__proto__"],
  );
  const value = fc.oneof(fc.string(), fc.constantFrom("1", "true", "2026-01-01", "SMS", "ACTIVE", "eyJhZnRlciI6MX0"));
  const type = fc.constantFrom("application/json", "application/x-www-form-urlencoded", "");
  await fc.assert(
    fc.asyncProperty(
      method,
      path,
      fc.array(fc.tuple(name, value), { maxLength: 3 }),
      type,
      fc.oneof(fc.string(), fc.json()),
      fc.string(),
      async (method, path, query, type, text, tag) => {
        const headers = {
          "content-type": type,
          "if-match": encodeURIComponent(tag),
          "idempotency-key": encodeURIComponent(tag),
        };
        const target = `${path}?${new URLSearchParams(query)}`;
        requireEnvelope(await b.call(method, target, { headers, ...(method !== "GET" && { text }) }));
      },
    ),
    { numRuns: RUNS * 3 },
  );
});
