import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { behaviourOf } from "../../../../emulator/behaviour";
import { thisMachine } from "../../../../emulator/machine";
import { loadSeed } from "../../../../emulator/seed/seed";
import { createApis } from "../../../../emulator/server/app";
import { Store } from "../../../../emulator/store/store";
import { type Bench, bench, SUMMARY } from "../../kit/emulator";

const RUNS = 40;

/** Every method and path of the API, as the application itself lists them. */
const ROUTES = (() => {
  const store = new Store(undefined);
  const options = { ...behaviourOf({}), lagMs: 0, transcriptMs: 0, seed: loadSeed(undefined) };
  const { routes } = createApis(store, options, thisMachine)("all");
  store.close();
  const named = routes.filter(({ method, path }) => method !== "ALL" && path !== "/*");
  return [...new Set(named.map(({ method, path }) => `${method} ${path}`))];
})();
const PATHS = [...new Set(ROUTES.map((route) => route.split(" ")[1] ?? ""))];

interface Raw {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** A request of raw bytes: `fetch` would repair what is broken in it. */
async function send(base: string, agent: Agent, { method, path, headers, body }: Raw) {
  const { hostname, port } = new URL(base);
  const sent = request({ hostname, port, agent, method, path, headers });
  sent.end(method === "GET" ? undefined : body);
  const [response]: [IncomingMessage] = (await once(sent, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
}

/** The ids of one object of each kind. */
async function ids({ call }: Bench): Promise<string[]> {
  const service = (await call("POST", "/v2/Services", { form: { UniqueName: "calls" } })).body.sid;
  const form = { FriendlyName: "x", OperatorType: "Generative", Config: '{"prompt":"x"}' };
  const operator = (await call("POST", "/v2/Operators/Custom", { form })).body.sid;
  const Channel = JSON.stringify({ media_properties: { media_url: "https://example.com/a" } });
  const transcript = (await call("POST", "/v2/Transcripts", { form: { ServiceSid: service, Channel } })).body.sid;
  const json = { displayName: "x", rules: [{ operators: [{ id: SUMMARY }], actions: [] }] };
  const configuration = (await call("POST", "/v3/ControlPlane/Configurations", { json })).body.id;
  const conversation = (await call("GET", "/v3/Conversations")).body.items[0].id;
  return [service, operator, transcript, configuration, conversation, SUMMARY, "Generative", "1"];
}

const bytes = fc.uint8Array({ maxLength: 40 });
const percent = bytes.map((all) => [...all].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);
const numbers = fc.constantFrom("1e999", "-1e999", "9007199254740993", "-0", "1e-400", "9".repeat(400), "NaN");
const member = fc.constantFrom(
  ...["__proto__", "constructor", "prototype", "toString", "displayName", "rules", "operators", "version", "status"],
  ...["prompt", "outputFormat", "outputSchema", "parameters", "trainingExamples", "channelSettings", "rule", "ruleId"],
  ...["intelligenceConfigurationId", "conversationId", "description", "memoryStoreId", "intelligenceConfigurationIds"],
);
const field = fc.oneof(
  member,
  fc.constantFrom(
    ...["UniqueName", "FriendlyName", "LanguageCode", "AutoTranscribe", "WebhookUrl", "WebhookHttpMethod", "Config"],
    ...["OperatorType", "ServiceSid", "Channel", "CustomerKey", "MediaStartTime", "PageSize", "PageToken", "Page"],
  ),
);
const text = fc.oneof(
  fc.constantFrom("", "true", "null", "[]", "{}", "a\u0000b", "\ud800", "\u202e", "a".repeat(70_000)),
  fc.string({ unit: "binary" }),
  numbers,
);
const jsonText = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.tuple(member, fc.oneof(numbers, fc.json())).map(([key, value]) => `{${JSON.stringify(key)}:${value}}`),
  fc.tuple(member, fc.json(), fc.json()).map(([key, a, b]) => `{"${key}":${a},"${key}":${b}}`),
  fc.constantFrom(deep("[", "]", 65), deep("[", "]", 100_000), deep('{"a":', "}", 20_000), '{"a":'.repeat(50_000)),
  fc.constantFrom("", "{", "\ufeff{}", "nul", "[1,]", '{"a":\u0000}'),
);
/** Half of a surrogate pair has no encoding. */
const encoded = (all: string) => encodeURIComponent(Buffer.from(all).toString());
const formText = fc
  .array(fc.tuple(field, text), { maxLength: 6 })
  .map((pairs) => pairs.map((pair) => pair.map((part) => encoded(part)).join("=")).join("&"));
const utf8 = (arbitrary: fc.Arbitrary<string>) => arbitrary.map((all) => new Uint8Array(Buffer.from(all)));
const body = fc.oneof(
  utf8(jsonText),
  utf8(formText),
  bytes,
  // UTF-8 that is broken within what is well-formed otherwise.
  fc
    .tuple(member, bytes)
    .map(([key, raw]) => new Uint8Array(Buffer.concat([Buffer.from(`{"${key}":"`), raw, Buffer.from('"}')]))),
  percent.map((all) => new Uint8Array(Buffer.from(`UniqueName=${all}`))),
);
const type = fc.constantFrom(
  ...["application/json", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "text/plain"],
  ...["multipart/form-data; boundary=x", "APPLICATION/JSON;", ";", ",", "application/json, text/html"],
);
const headerValue = fc.oneof(
  fc.constantFrom('"1"', "1", "*", 'W/"1"', "", '"', "null", "-1", "9".repeat(300), "a, b"),
  fc.string({ maxLength: 20 }).map(encodeURIComponent),
);
const query = fc
  .array(
    fc.tuple(
      fc.oneof(field, percent),
      fc.oneof(
        percent,
        text.map((one) => encoded(one.slice(0, 300))),
      ),
    ),
    {
      maxLength: 4,
    },
  )
  .map((pairs) => (pairs.length === 0 ? "" : `?${pairs.map((pair) => pair.join("=")).join("&")}`));
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

async function hammer(t: TestContext, method: fc.Arbitrary<string>, route: fc.Arbitrary<string>, runs: number) {
  const b = await bench(t);
  const known = await ids(b);
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const id = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    percent,
    fc.constantFrom(
      "..",
      ".",
      "%2e%2e",
      "%00",
      "__proto__",
      "constructor",
      "%E0",
      "%",
      "a%2fb",
      "%0d%0aX:1",
      "x".repeat(2000),
    ),
  );
  const raw = fc.record({
    method,
    route,
    ids: fc.array(id, { minLength: 4, maxLength: 4 }),
    query,
    type,
    headerValue,
    body,
  });
  const authorization = `Basic ${Buffer.from(`${b.emulator.apiKey}:${b.emulator.apiSecret}`).toString("base64")}`;
  await fc.assert(
    fc.asyncProperty(raw, async ({ method, route, ids, query, type, headerValue, body }) => {
      const at = ids.values();
      const path = route.replaceAll(/:\w+(\{[^}]*\})?/g, () => at.next().value ?? "x") + query;
      const headers = {
        authorization,
        "content-type": type,
        "content-length": String(method === "GET" ? 0 : body.length),
        "if-match": headerValue,
        "idempotency-key": headerValue,
      };
      const answer = await send(b.emulator.url, agent, { method, path, headers, body });
      assert.ok(answer.status >= 200 && answer.status < 500, `${method} ${path}: ${answer.status} ${answer.text}`);
    }),
    { numRuns: runs },
  );
  for (const path of ["/v2/Services", "/v2/Operators", "/v2/Transcripts", "/v3/ControlPlane/Configurations"])
    assert.equal((await b.call("GET", path)).status, 200, `${path} can still be listed`);
  for (const path of ["/v3/ControlPlane/Operators", "/v3/OperatorResults", "/v2/ControlPlane/Configurations"])
    assert.equal((await b.call("GET", path)).status, 200, `${path} can still be listed`);
}

test("the application lists its routes", () => {
  assert.ok(ROUTES.length >= 40, `${ROUTES.length}: ${ROUTES.join(", ")}`);
});

for (const path of PATHS) {
  const methods = ROUTES.filter((route) => route.endsWith(` ${path}`)).map((route) => route.split(" ")[0] ?? "");
  test(`${methods.join(", ")} ${path}: nothing that is sent makes it fail`, (t) =>
    hammer(t, fc.constantFrom(...methods), fc.constant(path), RUNS * methods.length));
}

test("no method fails on any route", (t) =>
  hammer(t, fc.constantFrom(...METHODS), fc.constantFrom(...PATHS), RUNS * 5));

test("nothing that is sent to the admin path makes it fail", (t) =>
  hammer(
    t,
    fc.constantFrom("GET", "POST", "PUT", "PATCH"),
    fc.constantFrom(
      ...["/objects/:id", "/operators/:id/versions/:version", "/keys", "/keys/:sid", "/nothing"].map(
        (path) => `/__emulator${path}`,
      ),
    ),
    RUNS * 2,
  ));
