import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type Answer, bench, refused, SENTIMENT, SUMMARY } from "../../kit/emulator";

const OPERATORS = "/v3/ControlPlane/Operators";
const TEXT_SCHEMA = {
  type: "object",
  properties: { text: { type: "string" } },
  required: ["text"],
  additionalProperties: false,
};

const text = (extra: Record<string, unknown> = {}) => ({
  displayName: "mood",
  prompt: "How do they feel? Be {{parameters.tone}}.",
  outputFormat: "TEXT",
  ...extra,
});
const schema = (properties: unknown, extra: Record<string, unknown> = {}) =>
  text({ outputFormat: "JSON", outputSchema: { type: "object", properties, ...extra } });

async function withOperator(t: TestContext, body: Record<string, unknown> = text()) {
  const b = await bench(t);
  const created = await b.call("POST", OPERATORS, { json: body });
  assert.equal(created.status, 201, created.body.message);
  const path = `${OPERATORS}/${created.body.id}`;
  const put = (json: unknown, headers: Record<string, string> = {}) => b.call("PUT", path, { json, headers });
  return { ...b, created, path, put };
}

test("a create answers 201 with an id in the documented pattern, author SELF, version 1 and an ETag", async (t) => {
  const { call, created, path } = await withOperator(t);
  const { id, ...rest } = created.body;
  assert.match(id, /^intelligence_operator_[0-7][0-9a-z]{25}$/);
  assert.deepEqual(rest, { ...text(), author: "SELF", version: 1, outputSchema: TEXT_SCHEMA });
  assert.equal(created.headers.get("etag"), '"1"');
  const read = await call("GET", path);
  assert.deepEqual([read.body, read.headers.get("etag")], [created.body, '"1"']);
});

test("everything that an operator can hold comes back; defaults are filled in, what is empty is dropped", async (t) => {
  const { created } = await withOperator(
    t,
    text({
      description: "of a call",
      outputFormat: "CLASSIFICATION",
      trainingExamples: [{ input: "Hurrah!", output: "glad" }],
      context: { memory: { enabled: true }, knowledge: { enabled: false } },
      parameters: {
        tone: { type: "STRING", default: "calm", required: true, description: "how" },
        depth: { type: "INTEGER" },
        source: { type: "KNOWLEDGE_BASE_AND_SOURCE_IDS", default: null },
      },
    }),
  );
  assert.deepEqual(created.body.parameters, {
    tone: { type: "STRING", default: "calm", required: true, description: "how" },
    depth: { type: "INTEGER", required: false },
    source: { type: "KNOWLEDGE_BASE_AND_SOURCE_IDS", required: false },
  });
  assert.deepEqual(created.body.trainingExamples, [{ input: "Hurrah!", output: "glad" }]);
  assert.deepEqual(created.body.context, { memory: { enabled: true }, knowledge: { enabled: false } });
  assert.ok(!("outputSchema" in created.body));
  const bare = await withOperator(t, text({ parameters: {}, context: {}, trainingExamples: [] }));
  for (const name of ["parameters", "context", "trainingExamples", "description"]) {
    assert.ok(!(name in bare.created.body), name);
  }
});

test("the server closes every object of an output schema, at every depth", async (t) => {
  const inner = { type: "object", properties: { b: { type: "string", enum: ["x"] } }, additionalProperties: true };
  const { created } = await withOperator(
    t,
    schema(
      {
        minLength: { type: "string" },
        list: { type: "array", items: inner },
        choice: { anyOf: [inner, { type: "null" }] },
      },
      { required: ["list"], additionalProperties: true },
    ),
  );
  const closed = { ...inner, additionalProperties: false, required: ["b"] };
  assert.deepEqual(created.body.outputSchema, {
    type: "object",
    properties: {
      minLength: { type: "string" },
      list: { type: "array", items: closed },
      choice: { anyOf: [closed, { type: "null" }] },
    },
    required: ["minLength", "list", "choice"],
    additionalProperties: false,
  });
});

const chain = (levels: number): unknown =>
  levels === 0 ? { type: "string" } : { type: "object", properties: { a: chain(levels - 1) } };
const properties = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, { type: "string" }]));
const values = (count: number) => Array.from({ length: count }, (_, i) => `v${i}`);

test("an output schema at its limits is accepted", async (t) => {
  const { call } = await bench(t);
  for (const json of [
    schema(properties(100)),
    schema({ a: chain(9) }),
    schema({ a: { type: "string", enum: values(1000) } }),
  ]) {
    assert.equal((await call("POST", OPERATORS, { json })).status, 201);
  }
});

const unsupported: [string, unknown][] = [
  ["minLength", { type: "string", minLength: 1 }],
  ["maxLength", { type: "string", maxLength: 1 }],
  ["patternProperties", { type: "object", patternProperties: {} }],
  ["uniqueItems", { type: "array", uniqueItems: true }],
  ["contains", { type: "array", contains: {} }],
];
const bad: [string, Record<string, unknown>, RegExp][] = [
  ["no displayName", text({ displayName: undefined }), /^displayName: /],
  ["a displayName of 129 characters", text({ displayName: "x".repeat(129) }), /^displayName: /],
  ["no prompt", text({ prompt: undefined }), /^prompt: /],
  ["no outputFormat", text({ outputFormat: undefined }), /^outputFormat: /],
  ["the output format of results alone", text({ outputFormat: "EXTRACTION" }), /^outputFormat: /],
  ["a parameter type in lower case", text({ parameters: { a: { type: "string" } } }), /^parameters\.a\.type: /],
  [
    "a default of another type",
    text({ parameters: { a: { type: "INTEGER", default: "1" } } }),
    /^parameters\.a\.default: must be of type INTEGER/,
  ],
  [
    "a default of knowledge",
    text({ parameters: { a: { type: "KNOWLEDGE_BASE_AND_SOURCE_IDS", default: "a:b" } } }),
    /^parameters\.a\.default: .*cannot have a default/,
  ],
  ["an example without an output", text({ trainingExamples: [{ input: "a" }] }), /^trainingExamples\[0\]\.output: /],
  ["JSON without a schema", text({ outputFormat: "JSON" }), /^outputSchema: is required/],
  ["a schema for TEXT", text({ outputSchema: { type: "object" } }), /^outputSchema: only for outputFormat JSON/],
  ["a root that is no object", schema({}, { type: "array" }), /^outputSchema\.type: /],
  ["101 properties", schema(properties(101)), /^outputSchema: .*101 properties/],
  ["11 levels", schema({ a: chain(10) }), /deeper than 10/],
  ["1001 enum values", schema({ a: { enum: values(500) }, b: { enum: values(501) } }), /1001 enum values/],
  ...unsupported.map(([keyword, of]): [string, Record<string, unknown>, RegExp] => [
    `the keyword ${keyword}`,
    schema({ list: { type: "array", items: of } }),
    new RegExp(`^outputSchema\\.properties\\.list\\.items\\.${keyword}: .*not supported`),
  ]),
];
for (const [what, json, message] of bad) {
  test(`${what} is refused with 400, on POST and PUT`, async (t) => {
    const { call, path, put } = await withOperator(t);
    refused(await call("POST", OPERATORS, { json }), 400, 20001, message);
    refused(await put(json), 400, 20001, message);
    assert.equal((await call("GET", path)).body.version, 1);
  });
}

test("a put replaces everything, and what it returns can be put unchanged", async (t) => {
  const { put } = await withOperator(t, text({ description: "old", parameters: { tone: { type: "STRING" } } }));
  const { status, body, headers } = await put(text({ displayName: "tone" }));
  assert.deepEqual([status, body.displayName, body.version, headers.get("etag")], [200, "tone", 2, '"2"']);
  assert.ok(!("description" in body) && !("parameters" in body));
  assert.deepEqual((await put(body)).body, { ...body, version: 3 });
});

test("If-Match is accepted plain and quoted, and refused with 412 and 95421 when it is old", async (t) => {
  const { call, path, put } = await withOperator(t);
  assert.equal((await put(text(), { "if-match": "1" })).status, 200);
  assert.equal((await put(text(), { "if-match": '"2"' })).status, 200);
  refused(await put(text({ displayName: "late" }), { "if-match": "2" }), 412, 95421, /version 3.* 2$/);
  assert.equal((await call("GET", path)).body.displayName, "mood");
});

test("a put drops fields that nobody knows, and keeps those that the server has if they are repeated", async (t) => {
  const { call, admin, created, path, put } = await withOperator(t);
  assert.ok(!("colour" in (await put(text({ colour: "blue" }))).body));
  await admin("PATCH", `/objects/${created.body.id}`, { fields: { tier: "gold" } });
  const live = (await call("GET", path)).body;
  assert.deepEqual([live.tier, live.version], ["gold", 3]);
  assert.equal((await put(live)).body.tier, "gold");
  assert.ok(!("tier" in (await put(text())).body));
});

test("Twilio's operators are listed with the account's own, hide their prompt, and refuse changes with 404", async (t) => {
  const { call, created } = await withOperator(t);
  const { items } = (await call("GET", OPERATORS)).body;
  const own = items.filter((one: { author: string }) => one.author === "SELF");
  assert.deepEqual(own, [created.body]);
  const summary = items.find((one: { id: string }) => one.id === SUMMARY);
  assert.deepEqual([summary.displayName, summary.author, summary.prompt], ["Summary", "TWILIO", null]);
  const path = `${OPERATORS}/${SUMMARY}`;
  assert.deepEqual((await call("GET", path)).body, summary);
  refused(await call("DELETE", path), 404, 20404, /not found/);
  refused(await call("PUT", path, { json: text() }), 404, 20404, /not found/);
  assert.deepEqual((await call("GET", path)).body, summary);
});

test("a delete answers 204 once, then 404 like every other call", async (t) => {
  const { call, path, put } = await withOperator(t);
  assert.equal((await call("DELETE", path)).status, 204);
  for (const answer of [
    await call("DELETE", path),
    await call("GET", path),
    await call("GET", `${path}/Versions`),
    await put(text()),
  ]) {
    refused(answer, 404, 20404, /not found/);
  }
});

const statuses = (answer: Answer) => answer.body.items.map((one: { status: string }) => one.status);

test("every put adds an active version, and each version says what the operator was", async (t) => {
  const { call, path, put } = await withOperator(t, text({ description: "first" }));
  await put(text({ displayName: "tone" }));
  const list = await call("GET", `${path}/Versions`);
  assert.deepEqual([statuses(list), list.body.meta], [["ACTIVE", "ACTIVE"], { key: "items", pageSize: 2 }]);
  assert.deepEqual(Object.keys(list.body.items[0]), ["version", "status", "dateCreated"]);
  const first = (await call("GET", `${path}/Versions/1`)).body;
  assert.deepEqual([first.displayName, first.description, first.version, first.status], ["mood", "first", 1, "ACTIVE"]);
  assert.equal((await call("GET", `${path}/Versions/2`)).body.displayName, "tone");
  for (const version of ["3", "0", "x", "1.0"]) {
    refused(await call("GET", `${path}/Versions/${version}`), 404, 20404, /Version/);
  }
});

test("versions are cut into pages by token, back and forth", async (t) => {
  const { call, path, put } = await withOperator(t);
  for (const displayName of ["b", "c"]) await put(text({ displayName }));
  const numbers = (page: Answer) => page.body.items.map((one: { version: number }) => one.version);
  const page = (token: string) => call("GET", `${path}/Versions?pageSize=2&pageToken=${token}`);
  const first = await call("GET", `${path}/Versions?pageSize=2`);
  assert.deepEqual(numbers(first), [1, 2]);
  const second = await page(first.body.meta.nextToken);
  assert.deepEqual([numbers(second), second.body.meta.nextToken], [[3], undefined]);
  const back = await page(second.body.meta.previousToken);
  assert.deepEqual([numbers(back), back.body.meta], [[1, 2], first.body.meta]);
});

test("the console's door retires a version, with its dates", async (t) => {
  const { admin, call, created, path } = await withOperator(t);
  const set = (status: string, version = 1) =>
    admin("PATCH", `/operators/${created.body.id}/versions/${version}`, { status });
  const deprecated = (await set("DEPRECATED")).body;
  assert.deepEqual(Object.keys(deprecated), ["version", "status", "dateCreated", "dateDeprecated"]);
  await set("RETIRED");
  const { items } = (await call("GET", `${path}/Versions`)).body;
  assert.equal(items[0].status, "RETIRED");
  assert.equal(items[0].dateDeprecated, deprecated.dateDeprecated);
  assert.ok(items[0].dateRetired);
  assert.equal((await set("RETIRED", 2)).status, 404);
  assert.equal((await set("TIRED")).status, 400);
});

test("Sentiment has a retired, a deprecated and an active version", async (t) => {
  const { call } = await bench(t);
  const list = await call("GET", `${OPERATORS}/${SENTIMENT}/Versions`);
  assert.deepEqual(statuses(list), ["RETIRED", "DEPRECATED", "ACTIVE"]);
});
