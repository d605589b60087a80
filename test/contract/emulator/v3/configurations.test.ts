import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EmulatorOptions } from "../../../../emulator/index";
import { type Answer, bench, rule, SENTIMENT, SUMMARY } from "../../kit/emulator";

const CONFIGURATIONS = "/v3/ControlPlane/Configurations";

async function withConfiguration(t: TestContext, options: EmulatorOptions = {}, extra: Record<string, unknown> = {}) {
  const b = await bench(t, options);
  const created = await b.call("POST", CONFIGURATIONS, { json: { displayName: "calls", rules: [rule()], ...extra } });
  assert.equal(created.status, 201);
  const path = `${CONFIGURATIONS}/${created.body.id}`;
  const put = (json: unknown, headers: Record<string, string> = {}) => b.call("PUT", path, { json, headers });
  return { ...b, path, created, put };
}

const refused = (answer: Answer, status: number, code: number, message: RegExp) => {
  assert.deepEqual(Object.keys(answer.body), ["code", "message", "httpStatusCode", "userError", "params"]);
  assert.deepEqual([answer.status, answer.body.httpStatusCode, answer.body.code], [status, status, code]);
  assert.equal(answer.body.userError, true);
  assert.match(answer.body.message, message);
};

test("a create answers 201 with ids in the documented pattern, version 1 and both dates", async (t) => {
  const { emulator, created } = await withConfiguration(t, {}, { description: "all of them" });
  const { id, rules, dateCreated, ...rest } = created.body;
  assert.match(id, /^intelligence_configuration_[0-7][0-9a-z]{25}$/);
  assert.match(rules[0].id, /^intelligence_configurationrule_[0-7][0-9a-z]{25}$/);
  assert.match(dateCreated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.deepEqual(rest, {
    accountId: emulator.accountSid,
    displayName: "calls",
    description: "all of them",
    version: 1,
    dateUpdated: dateCreated,
  });
  assert.equal(created.headers.get("etag"), null);
});

test("a configuration without rules is legal", async (t) => {
  const { created } = await withConfiguration(t, {}, { rules: [] });
  assert.deepEqual(created.body.rules, []);
});

test("the server rewrites: count 1 is filled in, triggers become [], what is empty is dropped", async (t) => {
  const { created } = await withConfiguration(
    t,
    {},
    {
      rules: [
        { ...rule(), triggers: [{ on: "COMMUNICATION" }], context: {} },
        { operators: [{ id: SUMMARY, parameters: {} }], actions: [] },
        { ...rule(), triggers: [{ on: "CONVERSATION_END", parameters: {} }], context: { memory: { enabled: false } } },
      ],
    },
  );
  const [first, second, third] = created.body.rules;
  assert.deepEqual(first.triggers, [{ on: "COMMUNICATION", parameters: { count: 1 } }]);
  assert.ok(!("context" in first));
  assert.deepEqual(second.triggers, []);
  assert.deepEqual(second.operators, [{ id: SUMMARY }]);
  assert.deepEqual(third.triggers, [{ on: "CONVERSATION_END" }]);
  assert.deepEqual(third.context, { memory: { enabled: false } });
});

test("everything that a rule can hold comes back", async (t) => {
  const sent = rule({
    operators: [{ id: SENTIMENT, version: 3, parameters: { tone: "calm", deep: { list: [1, null] } } }],
    triggers: [{ on: "COMMUNICATION", parameters: { count: 20 } }],
    context: { memory: { enabled: true }, knowledge: { bases: ["know_knowledgebase_1"] } },
  });
  const { call, path } = await withConfiguration(t, {}, { rules: [sent] });
  const { id, ...got } = (await call("GET", path)).body.rules[0];
  assert.deepEqual(got, sent);
});

const many = (count: number, of: unknown) => Array.from({ length: count }, () => of);
const action = rule().actions[0];
const bad: [string, unknown, RegExp][] = [
  ["a body that is no object", [], /object/],
  ["no displayName", { rules: [] }, /^displayName: /],
  ["an empty displayName", { displayName: "", rules: [] }, /^displayName: /],
  ["a displayName of 129 characters", { displayName: "x".repeat(129), rules: [] }, /^displayName: /],
  ["a description that is no string", { displayName: "x", description: 1, rules: [] }, /^description: /],
  ["no rules", { displayName: "x" }, /^rules: /],
  ["six rules", { displayName: "x", rules: many(6, rule()) }, /^rules: /],
];
const badRules: [string, Record<string, unknown>, RegExp][] = [
  ["a rule without operators", { operators: [] }, /^rules\[0\]\.operators: /],
  ["six operators", { operators: many(6, { id: SUMMARY }) }, /^rules\[0\]\.operators: /],
  ["an operator id that is none", { operators: [{ id: "LY1" }] }, /^rules\[0\]\.operators\[0\]\.id: /],
  [
    "an operator version that is no number",
    { operators: [{ id: SUMMARY, version: "1" }] },
    /operators\[0\]\.version: /,
  ],
  ["two triggers", { triggers: many(2, { on: "CONVERSATION_END" }) }, /^rules\[0\]\.triggers: /],
  ["an unknown trigger", { triggers: [{ on: "NEVER" }] }, /triggers\[0\]\.on: /],
  ["count 0", { triggers: [{ on: "COMMUNICATION", parameters: { count: 0 } }] }, /parameters\.count: /],
  ["count 21", { triggers: [{ on: "COMMUNICATION", parameters: { count: 21 } }] }, /parameters\.count: /],
  [
    "a count on CONVERSATION_END",
    { triggers: [{ on: "CONVERSATION_END", parameters: { count: 2 } }] },
    /COMMUNICATION/,
  ],
  ["no actions", { actions: undefined }, /^rules\[0\]\.actions: /],
  ["three actions", { actions: many(3, action) }, /^rules\[0\]\.actions: /],
  ["an action type other than WEBHOOK", { actions: [{ ...action, type: "MAIL" }] }, /actions\[0\]\.type: /],
  ["an action method other than POST", { actions: [{ ...action, method: "GET" }] }, /actions\[0\]\.method: /],
  ["an action URL that is not https", { actions: [{ ...action, url: "http://example.com" }] }, /url: .*HTTPS/],
  ["an action URL that is none", { actions: [{ ...action, url: "nowhere" }] }, /url: .*HTTPS/],
  ["knowledge without bases", { context: { knowledge: { bases: [] } } }, /knowledge\.bases: /],
  ["memory that is no boolean", { context: { memory: { enabled: "yes" } } }, /memory\.enabled: /],
];
for (const [what, json, message] of [
  ...bad,
  ...badRules.map(([what, extra, message]): [string, unknown, RegExp] => [
    what,
    { displayName: "x", rules: [rule(extra)] },
    message,
  ]),
]) {
  test(`${what} is refused with 400, on POST and PUT`, async (t) => {
    const { call, path, put } = await withConfiguration(t);
    refused(await call("POST", CONFIGURATIONS, { json }), 400, 20001, message);
    refused(await put(json), 400, 20001, message);
    assert.equal((await call("GET", path)).body.version, 1);
  });
}

test("an operator that does not exist is refused with 70001 and named", async (t) => {
  const { put } = await withConfiguration(t);
  const id = `intelligence_operator_0${"a".repeat(25)}`;
  refused(await put({ displayName: "x", rules: [rule({ operators: [{ id }] })] }), 400, 70001, new RegExp(id));
});

test("a put replaces everything: version + 1, an omitted description is cleared, an omitted rule is gone", async (t) => {
  const { call, path, put, created } = await withConfiguration(t, {}, { description: "old", rules: [rule(), rule()] });
  const [, second] = created.body.rules;
  const { status, body } = await put({ displayName: "new", rules: [second] });
  assert.deepEqual([status, body.version, body.displayName], [200, 2, "new"]);
  assert.ok(!("description" in body));
  assert.deepEqual(body.rules, [second]);
  assert.equal(body.dateCreated, created.body.dateCreated);
  assert.deepEqual((await call("GET", path)).body, body);
});

test("a rule sent with its id keeps it in any order; one without gets a new one", async (t) => {
  const { put, created } = await withConfiguration(t, {}, { rules: [rule(), rule()] });
  const [first, second] = created.body.rules.map((r: { id: string }) => r.id);
  const { body } = await put({
    displayName: "x",
    rules: [{ ...rule(), id: second }, rule(), { ...rule(), id: first }],
  });
  const ids = body.rules.map((r: { id: string }) => r.id);
  assert.deepEqual([ids[0], ids[2]], [second, first]);
  assert.ok(![first, second].includes(ids[1]));
});

test("a rule id that the configuration does not have, or has once but is sent twice, is refused", async (t) => {
  const { put, created } = await withConfiguration(t);
  const mine = created.body.rules[0];
  const foreign = { ...rule(), id: `intelligence_configurationrule_0${"b".repeat(25)}` };
  refused(await put({ displayName: "x", rules: [foreign] }), 400, 20001, /rules\[0\]\.id/);
  refused(await put({ displayName: "x", rules: [mine, mine] }), 400, 20001, /rules\[1\]\.id/);
});

test("a create with rule ids is refused", async (t) => {
  const { call, created } = await withConfiguration(t);
  const json = { displayName: "x", rules: created.body.rules };
  refused(await call("POST", CONFIGURATIONS, { json }), 400, 20001, /rules\[0\]\.id/);
});

test("two configurations may have one name", async (t) => {
  const { call } = await withConfiguration(t);
  assert.equal((await call("POST", CONFIGURATIONS, { json: { displayName: "calls", rules: [] } })).status, 201);
});

test("If-Match enforced: an old version is refused with 412, 95411 and both versions, and nothing changes", async (t) => {
  const { call, path, put } = await withConfiguration(t);
  const json = { displayName: "x", rules: [] };
  assert.equal((await put(json, { "if-match": "1" })).status, 200);
  assert.equal((await put(json, { "if-match": '"2"' })).status, 200);
  assert.equal((await put(json)).status, 200);
  refused(await put({ ...json, displayName: "late" }, { "if-match": "3" }), 412, 95411, /version 4.* 3$/);
  assert.deepEqual((await call("GET", path)).body.displayName, "x");
});

test("If-Match enforced: * is met by any version", async (t) => {
  const { put } = await withConfiguration(t);
  for (const version of [2, 3]) {
    assert.equal((await put({ displayName: "x", rules: [] }, { "if-match": "*" })).body.version, version);
  }
});

test("If-Match ignored: an old version overwrites", async (t) => {
  const { put } = await withConfiguration(t, { ifMatch: "ignored" });
  assert.equal((await put({ displayName: "x", rules: [] }, { "if-match": "99" })).status, 200);
});

test("of two puts with the same version at the same time one wins and one gets 412", async (t) => {
  const { put } = await withConfiguration(t);
  const race = ["a", "b"].map((displayName) => put({ displayName, rules: [] }, { "if-match": "1" }));
  assert.deepEqual((await Promise.all(race)).map(({ status }) => status).toSorted(), [200, 412]);
});

test("put live: a put leaves the configuration active; put inactive: it does not, and only the admin path tells", async (t) => {
  for (const put of ["live", "inactive"] as const) {
    const c = await withConfiguration(t, { put });
    assert.equal((await c.admin("GET", `/objects/${c.created.body.id}`)).body.active, true);
    const { body } = await c.put({ displayName: "x", rules: [] });
    assert.ok(!("active" in body));
    assert.equal((await c.admin("GET", `/objects/${c.created.body.id}`)).body.active, put === "live");
  }
});

test("a put drops fields that nobody knows, and keeps those that the server has if they are repeated", async (t) => {
  const { call, admin, path, put, created } = await withConfiguration(t);
  const { body: invented } = await put({ ...created.body, colour: "blue", rules: [rule({ colour: "blue" })] });
  assert.ok(!("colour" in invented) && !("colour" in invented.rules[0]));

  const newer = { tags: ["x"], rules: invented.rules.map((r: object) => ({ ...r, priority: 1 })) };
  await admin("PATCH", `/objects/${created.body.id}`, { fields: newer });
  const live = (await call("GET", path)).body;
  const { body: repeated } = await put(live);
  assert.deepEqual([repeated.tags, repeated.rules[0].priority, repeated.version], [["x"], 1, live.version + 1]);
  const { body: omitted } = await put({ displayName: "x", rules: [rule()] });
  assert.ok(!("tags" in omitted) && !("priority" in omitted.rules[0]));
});

test("a form is refused with 415, broken JSON with 400", async (t) => {
  const { call, path } = await withConfiguration(t);
  refused(await call("POST", CONFIGURATIONS, { form: { displayName: "x" } }), 415, 20422, /application\/json/);
  const headers = { "content-type": "application/json" };
  refused(await call("POST", CONFIGURATIONS, { text: '{"displayName":', headers }), 400, 20001, /JSON/);
  refused(await call("PUT", path, { text: "", headers }), 400, 20001, /JSON/);
  refused(await call("PUT", path, { text: "[".repeat(5000) + "]".repeat(5000), headers }), 400, 20001, /JSON/);
});

test("a delete answers 204 once, then 404 like every other call", async (t) => {
  const { call, path, put } = await withConfiguration(t);
  assert.equal((await call("DELETE", path)).status, 204);
  refused(await call("DELETE", path), 404, 20404, /not found/);
  refused(await call("GET", path), 404, 20404, /not found/);
  refused(await put({ displayName: "x", rules: [] }), 404, 20404, /not found/);
});

test("a list is cut into pages by token, and pageSize is the number returned", async (t) => {
  const { call } = await withConfiguration(t);
  for (const displayName of ["b", "c"]) await call("POST", CONFIGURATIONS, { json: { displayName, rules: [] } });
  const names = (page: Answer) => page.body.items.map((c: { displayName: string }) => c.displayName).join();

  const first = await call("GET", `${CONFIGURATIONS}?pageSize=2`);
  assert.equal(names(first), "calls,b");
  const { nextToken, ...meta } = first.body.meta;
  assert.deepEqual(meta, { key: "items", pageSize: 2 });
  const second = await call("GET", `${CONFIGURATIONS}?pageSize=2&pageToken=${nextToken}`);
  assert.equal(names(second), "c");
  assert.equal(second.body.meta.pageSize, 1);
  assert.ok(!("nextToken" in second.body.meta));
  const back = await call("GET", `${CONFIGURATIONS}?pageSize=2&pageToken=${second.body.meta.previousToken}`);
  assert.equal(names(back), "calls,b");
  refused(await call("GET", `${CONFIGURATIONS}?pageSize=1001`), 400, 20001, /pageSize/);
  refused(await call("GET", `${CONFIGURATIONS}?pageToken=abc`), 400, 20001, /pageToken/);
});
