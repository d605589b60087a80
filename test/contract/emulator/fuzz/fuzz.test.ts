import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Answer, bench, rule, SUMMARY } from "../../kit/emulator";

const SERVICES = "/v2/Services";
const CONFIGURATIONS = "/v3/ControlPlane/Configurations";
const RUNS = 250;

function requireEnvelope({ status, body }: Answer): void {
  assert.ok(status < 500, `${status} ${JSON.stringify(body)}`);
  if (status < 400) return;
  assert.equal(typeof body.code, "number");
  assert.equal(body.status ?? body.httpStatusCode, status);
  assert.ok(body.message.length > 0);
}

const value = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("true", "false", "NULL", "POST", ""),
);
const field = fc.constantFrom(
  ...["UniqueName", "FriendlyName", "LanguageCode", "AutoTranscribe", "DataLogging", "AutoRedaction", "MediaRedaction"],
  ...["WebhookUrl", "WebhookHttpMethod", "EncryptionCredentialSid", "__proto__", "Sid"],
);

test("no form makes the server fail, and an accepted one is read back", async (t) => {
  const { call } = await bench(t);
  const target = (await call("POST", SERVICES, { form: { UniqueName: "target" } })).body;
  await fc.assert(
    fc.asyncProperty(fc.dictionary(field, value), fc.boolean(), async (form, update) => {
      const answer = await call("POST", update ? `${SERVICES}/${target.sid}` : SERVICES, { form });
      requireEnvelope(answer);
      if (answer.status < 300)
        assert.deepEqual((await call("GET", `${SERVICES}/${answer.body.sid}`)).body, answer.body);
    }),
    { numRuns: RUNS },
  );
});

const anything = fc.jsonValue({ maxDepth: 3 });
const near = <T>(proper: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: proper }, { weight: 1, arbitrary: anything });
const someRule = fc.record(
  {
    id: near(fc.constantFrom(null, undefined)),
    operators: near(
      fc.array(
        fc.record({
          id: near(fc.constant(SUMMARY)),
          version: near(fc.nat()),
          parameters: near(fc.dictionary(fc.string(), anything)),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    ),
    triggers: near(
      fc.array(fc.record({ on: near(fc.constantFrom("COMMUNICATION", "CONVERSATION_END")), parameters: anything })),
    ),
    actions: near(fc.constantFrom<unknown[]>([], rule().actions)),
    context: near(fc.record({ memory: near(fc.record({ enabled: near(fc.boolean()) })) })),
  },
  { requiredKeys: ["operators", "actions"] },
);
const someBody = near(
  fc.record({
    displayName: near(fc.string({ minLength: 1 })),
    description: near(fc.string()),
    rules: near(fc.array(someRule, { maxLength: 6 })),
  }),
);

test("no JSON makes the server fail, and an accepted one is read back and can be put unchanged", async (t) => {
  const { call } = await bench(t);
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(someBody, async (json) => {
      const answer = await call("POST", CONFIGURATIONS, { json });
      requireEnvelope(answer);
      if (answer.status !== 201) return;
      accepted++;
      const path = `${CONFIGURATIONS}/${answer.body.id}`;
      assert.deepEqual((await call("GET", path)).body, answer.body);
      const { version, dateUpdated, ...rest } = (await call("PUT", path, { json: answer.body })).body;
      assert.deepEqual({ ...rest, version: version - 1, dateUpdated: answer.body.dateUpdated }, answer.body);
      assert.ok(dateUpdated);
    }),
    // The first is accepted for sure; how many of the others are is chance.
    { numRuns: RUNS, examples: [[{ displayName: "x", rules: [] }]] },
  );
  assert.ok(accepted > 0);
});

const path = fc.oneof(
  fc.constantFrom(
    SERVICES,
    CONFIGURATIONS,
    `${SERVICES}/GA1`,
    `${CONFIGURATIONS}/x`,
    "/v2",
    "/v3",
    "/",
    "//",
    "/v2/Services/%E0",
  ),
  fc.webPath(),
);
const contentType = fc.constantFrom("application/json", "application/x-www-form-urlencoded", "text/plain", ";", "");

test("no method, path, query, type or body makes the server fail", async (t) => {
  const { call, emulator } = await bench(t);
  const method = fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PURGE");
  const query = fc.oneof(
    fc.constant(""),
    fc.webQueryParameters().map((q) => `?${q}`),
    fc.constant("?PageSize=1&PageToken=e30"),
  );
  await fc.assert(
    fc.asyncProperty(
      method,
      path,
      query,
      contentType,
      fc.string(),
      fc.string(),
      async (method, path, query, type, text, tag) => {
        const headers = { "content-type": type, "if-match": encodeURIComponent(tag) };
        requireEnvelope(
          await call(method, `${emulator.url}${path}${query}`, { headers, ...(method !== "GET" && { text }) }),
        );
      },
    ),
    { numRuns: RUNS },
  );
});
