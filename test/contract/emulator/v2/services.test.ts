import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type Bench, bench } from "../../kit/emulator";

const SERVICES = "/v2/Services";

async function withService(t: TestContext, form: Record<string, string> = {}) {
  const b = await bench(t);
  const created = await b.call("POST", SERVICES, { form: { UniqueName: "calls", ...form } });
  assert.equal(created.status, 201);
  const path = `${SERVICES}/${created.body.sid}`;
  return { ...b, path, created, update: (form: Record<string, string>) => b.call("POST", path, { form }) };
}

const refused = (answer: Awaited<ReturnType<Bench["call"]>>, status: number, code: number, message: RegExp) => {
  assert.deepEqual(Object.keys(answer.body), ["code", "message", "more_info", "status"]);
  assert.deepEqual([answer.status, answer.body.status, answer.body.code], [status, status, code]);
  assert.match(answer.body.message, message);
};

test("a create answers 201 with every documented field, version 1 and its ETag", async (t) => {
  const { emulator, created } = await withService(t);
  const { sid, date_created, ...rest } = created.body;
  assert.match(sid, /^GA[0-9a-f]{32}$/);
  assert.match(date_created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.deepEqual(rest, {
    account_sid: emulator.accountSid,
    unique_name: "calls",
    friendly_name: null,
    language_code: "en-US",
    auto_redaction: false,
    media_redaction: false,
    auto_transcribe: false,
    data_logging: false,
    webhook_url: null,
    webhook_http_method: null,
    encryption_credential_sid: null,
    read_only_attached_operator_sids: [],
    version: 1,
    date_updated: date_created,
    url: `${emulator.url}/v2/Services/${sid}`,
  });
  assert.equal(created.headers.get("etag"), '"1"');
});

test("a create takes every documented field and a GET returns them", async (t) => {
  const { call, path } = await withService(t, {
    FriendlyName: "Calls",
    LanguageCode: "de-DE",
    AutoTranscribe: "true",
    DataLogging: "false",
    AutoRedaction: "true",
    MediaRedaction: "true",
    WebhookUrl: "https://example.com/hook",
    WebhookHttpMethod: "GET",
    EncryptionCredentialSid: `CR${"a".repeat(32)}`,
  });
  const { body, headers } = await call("GET", path);
  assert.equal(headers.get("etag"), '"1"');
  assert.deepEqual(
    [body.friendly_name, body.language_code, body.auto_transcribe, body.data_logging, body.auto_redaction],
    ["Calls", "de-DE", true, false, true],
  );
  assert.deepEqual(
    [body.media_redaction, body.webhook_url, body.webhook_http_method, body.encryption_credential_sid],
    [true, "https://example.com/hook", "GET", `CR${"a".repeat(32)}`],
  );
});

test("an update changes only what it sends and adds one to the version", async (t) => {
  const { update } = await withService(t, { FriendlyName: "Calls", AutoTranscribe: "true" });
  const { status, body, headers } = await update({ FriendlyName: "Telephone" });
  assert.deepEqual([status, body.friendly_name, body.auto_transcribe, body.version], [200, "Telephone", true, 2]);
  assert.equal(headers.get("etag"), '"2"');
});

test("an update that changes nothing is an accepted update", async (t) => {
  const { update } = await withService(t);
  assert.equal((await update({})).body.version, 2);
});

test("an update cannot change the language", async (t) => {
  const { update } = await withService(t);
  const { status, body } = await update({ LanguageCode: "de-DE" });
  assert.deepEqual([status, body.language_code], [200, "en-US"]);
});

test("an empty value clears a text", async (t) => {
  const { update } = await withService(t, { FriendlyName: "Calls", WebhookUrl: "https://example.com" });
  const { body } = await update({ FriendlyName: "", WebhookUrl: "", WebhookHttpMethod: "" });
  assert.deepEqual([body.friendly_name, body.webhook_url, body.webhook_http_method], [null, null, null]);
});

test("WebhookHttpMethod takes the literal NULL", async (t) => {
  const { update } = await withService(t);
  assert.equal((await update({ WebhookHttpMethod: "NULL" })).body.webhook_http_method, "NULL");
});

const bad: [string, Record<string, string>, RegExp][] = [
  ["a create without a UniqueName", { UniqueName: "" }, /^UniqueName: /],
  ["a FriendlyName of 65 characters", { FriendlyName: "x".repeat(65) }, /^FriendlyName: .*64/],
  ["a boolean that is neither true nor false", { AutoTranscribe: "yes" }, /^AutoTranscribe: must be true or false/],
  ["an empty boolean", { AutoRedaction: "" }, /^AutoRedaction: must be true or false/],
  ["an unknown WebhookHttpMethod", { WebhookHttpMethod: "PUT" }, /^WebhookHttpMethod: /],
  ["a credential that is no CR sid", { EncryptionCredentialSid: "CR1" }, /^EncryptionCredentialSid: /],
  ["switching DataLogging on", { DataLogging: "true" }, /^DataLogging: .*Console/],
  ["MediaRedaction without AutoRedaction", { MediaRedaction: "true" }, /^MediaRedaction: .*AutoRedaction/],
];
for (const [what, form, message] of bad) {
  test(`${what} is refused on create and on update, and nothing changes`, async (t) => {
    const { call, path, update } = await withService(t);
    refused(await call("POST", SERVICES, { form: { UniqueName: "other", ...form } }), 400, 20001, message);
    refused(await update(form), 400, 20001, message);
    assert.equal((await call("GET", path)).body.version, 1);
    assert.equal((await call("GET", SERVICES)).body.services.length, 1);
  });
}

test("64 characters of any script are a FriendlyName", async (t) => {
  const { update } = await withService(t);
  assert.equal((await update({ FriendlyName: "🙂".repeat(64) })).status, 200);
});

test("redaction is checked on the state that results, and the request is refused as a whole", async (t) => {
  const { call, path, update } = await withService(t, { AutoRedaction: "true", MediaRedaction: "true" });
  refused(await update({ AutoRedaction: "false", FriendlyName: "new" }), 400, 20001, /MediaRedaction/);
  assert.equal((await call("GET", path)).body.friendly_name, null);
  assert.equal((await update({ AutoRedaction: "false", MediaRedaction: "false" })).status, 200);
});

test("a UniqueName is unique, on create and on update", async (t) => {
  const { call, update } = await withService(t);
  refused(await call("POST", SERVICES, { form: { UniqueName: "calls" } }), 400, 20001, /^UniqueName: another Service/);
  assert.equal((await call("POST", SERVICES, { form: { UniqueName: "texts" } })).status, 201);
  refused(await update({ UniqueName: "texts" }), 400, 20001, /^UniqueName: another Service/);
  assert.equal((await update({ UniqueName: "calls" })).status, 200);
});

test("the name of a deleted Service is free again", async (t) => {
  const { call, path } = await withService(t);
  assert.equal((await call("DELETE", path)).status, 204);
  assert.equal((await call("POST", SERVICES, { form: { UniqueName: "calls" } })).status, 201);
});

test("If-Match is accepted plain and quoted, and refused with 412 and both versions when it is old", async (t) => {
  const { call, path } = await withService(t);
  const update = (match: string) =>
    call("POST", path, { form: { FriendlyName: match }, headers: { "if-match": match } });
  assert.equal((await update("1")).status, 200);
  assert.equal((await update('"2"')).status, 200);
  refused(await update('"2"'), 412, 20412, /version 3.* 2$/);
  assert.equal((await call("GET", path)).body.friendly_name, '"2"');
});

test("If-Match: * is met by any version, and an update without the header too", async (t) => {
  const { call, path, update } = await withService(t);
  for (const match of ["*", " * "]) {
    const form = { FriendlyName: match };
    assert.equal((await call("POST", path, { form, headers: { "if-match": match } })).status, 200);
  }
  assert.equal((await update({ FriendlyName: "none" })).status, 200);
  assert.equal((await call("GET", path)).body.version, 4);
});

test("what is gone answers 404 to GET, POST and DELETE", async (t) => {
  const { call, path } = await withService(t);
  assert.equal((await call("DELETE", path)).status, 204);
  for (const method of ["GET", "POST", "DELETE"]) refused(await call(method, path), 404, 20404, /not found/);
});

test("a body that is not a form is refused with 415", async (t) => {
  const { call, path } = await withService(t);
  refused(await call("POST", path, { json: { FriendlyName: "x" } }), 415, 20422, /x-www-form-urlencoded/);
});

test("an unknown field is ignored", async (t) => {
  const { update } = await withService(t);
  const { status, body } = await update({ Colour: "blue" });
  assert.deepEqual([status, body.Colour, body.colour], [200, undefined, undefined]);
});

test("successes carry the rate headers as strings", async (t) => {
  const { created } = await withService(t);
  for (const name of ["limit", "remaining", "config"]) assert.ok(created.headers.get(`x-rate-limit-${name}`));
});

test("a list is cut into pages that next_page_url and previous_page_url lead through", async (t) => {
  const { call, emulator } = await withService(t);
  for (const name of ["b", "c", "d", "e"]) await call("POST", SERVICES, { form: { UniqueName: name } });
  const names = (page: Awaited<ReturnType<typeof call>>) =>
    page.body.services.map((s: { unique_name: string }) => s.unique_name).join();

  const first = await call("GET", `${SERVICES}?PageSize=2&Colour=blue`);
  assert.equal(names(first), "calls,b");
  assert.deepEqual([first.body.meta.key, first.body.meta.page, first.body.meta.page_size], ["services", 0, 2]);
  assert.equal(first.body.meta.previous_page_url, null);
  assert.ok(first.body.meta.next_page_url.startsWith(`${emulator.url}/v2/Services?`));
  assert.match(first.body.meta.next_page_url, /PageSize=2.*Colour=blue|Colour=blue.*PageSize=2/);

  const second = await call("GET", first.body.meta.next_page_url);
  assert.equal(names(second), "c,d");
  assert.equal(second.body.meta.page, 1);
  const third = await call("GET", second.body.meta.next_page_url);
  assert.equal(names(third), "e");
  assert.equal(third.body.meta.next_page_url, null);
  assert.equal(names(await call("GET", third.body.meta.previous_page_url)), "c,d");
  assert.equal(names(await call("GET", third.body.meta.first_page_url)), "calls,b");
});

test("Page counts pages from 0, with or without a PageSize, and one beyond the last is empty", async (t) => {
  const { call } = await withService(t);
  for (const name of ["b", "c", "d", "e"]) await call("POST", SERVICES, { form: { UniqueName: name } });
  const page = async (query: string) => {
    const { body } = await call("GET", `${SERVICES}?${query}`);
    const names = body.services.map((s: { unique_name: string }) => s.unique_name).join();
    return [names, body.meta.page, body.meta.next_page_url === null, body.meta.previous_page_url === null];
  };
  assert.deepEqual(await page("PageSize=2&Page=0"), ["calls,b", 0, false, true]);
  assert.deepEqual(await page("PageSize=2&Page=1"), ["c,d", 1, false, false]);
  assert.deepEqual(await page("PageSize=2&Page=2"), ["e", 2, true, false]);
  assert.deepEqual((await page("PageSize=2&Page=3")).slice(0, 3), ["", 3, true]);
  assert.deepEqual((await page("Page=1")).slice(0, 3), ["", 1, true]);
});

test("a page does not shift when an object of an earlier page is deleted meanwhile", async (t) => {
  const { call, path } = await withService(t);
  for (const name of ["b", "c"]) await call("POST", SERVICES, { form: { UniqueName: name } });
  const first = await call("GET", `${SERVICES}?PageSize=2`);
  await call("DELETE", path);
  const second = await call("GET", first.body.meta.next_page_url);
  assert.deepEqual(
    second.body.services.map((s: { unique_name: string }) => s.unique_name),
    ["c"],
  );
});

test("page URLs name the host that was asked", async (t) => {
  const { call, emulator } = await withService(t);
  const { port } = new URL(emulator.url);
  const { body } = await call("GET", `http://localhost:${port}/v2/Services`);
  assert.equal(new URL(body.meta.first_page_url).host, `localhost:${port}`);
});

test("a page size outside 1 to 1000 and a foreign token are refused", async (t) => {
  const { call } = await withService(t);
  for (const size of ["0", "1001", "x", "-1", "1.5"]) {
    refused(await call("GET", `${SERVICES}?PageSize=${size}`), 400, 20001, /PageSize/);
  }
  refused(await call("GET", `${SERVICES}?PageToken=abc`), 400, 20001, /PageToken/);
  assert.equal((await call("GET", `${SERVICES}?PageSize=1000`)).status, 200);
});
