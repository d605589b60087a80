import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EmulatorOptions, SeedInput } from "../../../../emulator/index";
import { type Answer, bench, refused, rule, SENTIMENT, SUMMARY } from "../../kit/emulator";

const CONVERSATIONS = "/v3/Conversations";
const RESULTS = "/v3/OperatorResults";
const EXECUTIONS = "/v3/RuleExecutions";
const OPERATORS = "/v3/ControlPlane/Operators";
const CONFIGURATIONS = "/v3/ControlPlane/Configurations";
const LAG = 5000;

const id = (prefix: string, letter: string) => `${prefix}_0${letter.repeat(25)}`;
const FIRST = id("conv_conversation", "a");
const SECOND = id("conv_conversation", "b");

const conversation = (own: string, extra: Record<string, unknown> = {}) => ({
  id: own,
  status: "ACTIVE" as const,
  createdAt: "2026-03-01T00:00:00Z",
  updatedAt: "2026-03-01T00:00:00Z",
  channels: ["SMS"],
  channelIds: ["SM1"],
  participants: [{ id: "conv_participant_1", type: "CUSTOMER", addressValues: ["+15550100001"] }],
  communications: [
    {
      id: "conv_communication_1",
      participantId: "conv_participant_1",
      content: { text: "Hello" },
      createdAt: "2026-03-01T00:00:00Z",
    },
    {
      id: "conv_communication_2",
      participantId: "conv_participant_1",
      content: { text: "Anyone?" },
      createdAt: "2026-03-01T00:01:00Z",
    },
  ],
  ...extra,
});
const seed: SeedInput = {
  conversations: [
    conversation(FIRST),
    conversation(SECOND, {
      status: "CLOSED",
      createdAt: "2026-04-15T00:00:00Z",
      channels: ["VOICE", "CHAT"],
      channelIds: ["CA1"],
      conversationConfigurationId: "conv_configuration_1",
      intelligenceConfigurationIds: ["intelligence_configuration_old"],
    }),
  ],
  languageResults: { [SUMMARY]: { text: "They said hello." }, Sentiment: { label: "patient" } },
};

async function withRule(t: TestContext, extra: Record<string, unknown> = {}, options: EmulatorOptions = {}) {
  const b = await bench(t, { seed, ...options });
  const made = await b.call("POST", CONFIGURATIONS, { json: { displayName: "x", rules: [rule(extra)] } });
  assert.equal(made.status, 201, made.body.message);
  const execute = (change: Record<string, unknown> = {}) => {
    const body = { intelligenceConfigurationId: made.body.id, ruleId: made.body.rules[0].id, conversationId: FIRST };
    return b.call("POST", EXECUTIONS, { json: { ...body, ...change } });
  };
  const results = async (query = "") => (await b.call("GET", `${RESULTS}${query}`)).body.items;
  return { ...b, configuration: made.body, execute, results };
}

const ids = (answer: Answer) => answer.body.items.map((one: { id: string }) => one.id);

test("without a seed there is one conversation", async (t) => {
  const { call } = await bench(t);
  assert.equal((await call("GET", CONVERSATIONS)).body.items.length, 1);
});

test("a conversation holds its communications when it is asked for, not in the list", async (t) => {
  const { emulator, call } = await bench(t, { seed });
  const { items, meta } = (await call("GET", CONVERSATIONS)).body;
  assert.deepEqual(meta, { key: "items", pageSize: 2 });
  const { communications, ...rest } = conversation(FIRST);
  const hidden = { conversationConfigurationId: "unused" };
  const listed = {
    ...rest,
    ...hidden,
    accountId: emulator.accountSid,
    intelligenceConfigurationIds: [],
    operatorResultIds: [],
  };
  assert.deepEqual(items[0], listed);
  assert.deepEqual((await call("GET", `${CONVERSATIONS}/${FIRST}`)).body, { ...listed, communications });
  refused(await call("GET", `${CONVERSATIONS}/${id("conv_conversation", "c")}`), 404, 20404, /conversation/);
});

test("conversations are filtered by everything that is documented", async (t) => {
  const { call, execute, configuration } = await withRule(t);
  await execute();
  for (const [query, expected] of [
    ["", [FIRST, SECOND]],
    ["status=CLOSED", [SECOND]],
    ["channelId=CA1", [SECOND]],
    ["channels=EMAIL&channels=CHAT", [SECOND]],
    ["channels=SMS&channels=VOICE", [FIRST, SECOND]],
    ["conversationConfigurationId=conv_configuration_1", [SECOND]],
    ["intelligenceConfigurationIds=none&intelligenceConfigurationIds=intelligence_configuration_old", [SECOND]],
    [`intelligenceConfigurationIds=${configuration.id}`, [FIRST]],
    [`operatorIds=none&operatorIds=${SUMMARY}`, [FIRST]],
    [`operatorIds=${SENTIMENT}`, []],
    ["createdAtAfter=2026-04-01T00:00:00Z", [SECOND]],
    ["createdAtBefore=2026-04-01T00:00:00Z", [FIRST]],
    ["createdAtAfter=2026-02-15T00:00:00Z&createdAtBefore=2026-03-18T00:00:00Z", [FIRST]],
  ] as const) {
    assert.deepEqual(ids(await call("GET", `${CONVERSATIONS}?${query}`)), expected, query);
  }
});

test("bounds that span more than 31 days, and values that there are not, are refused", async (t) => {
  const { call } = await bench(t, { seed });
  for (const [query, message] of [
    ["createdAtAfter=2026-02-15T00:00:00Z&createdAtBefore=2026-03-18T00:00:01Z", /31 days/],
    ["createdAtAfter=x", /^createdAtAfter /],
    ["status=OPEN", /^status: /],
    ["channels=SMS&channels=PIGEON", /^channels: /],
  ] as const) {
    refused(await call("GET", `${CONVERSATIONS}?${query}`), 400, 20001, message);
  }
});

test("a run answers 202 without a body, and leaves one result for each operator", async (t) => {
  const operators = [{ id: SUMMARY }, { id: SENTIMENT, version: 2 }];
  const { emulator, call, configuration, execute, results } = await withRule(t, { operators });
  const answer = await execute();
  assert.deepEqual([answer.status, answer.body], [202, ""]);
  const [summary, sentiment] = await results();
  const { id: own, dateCreated, executionDetails, metadata, ...rest } = summary;
  assert.match(own, /^intelligence_operatorresult_[0-7][0-9a-z]{25}$/);
  assert.deepEqual(rest, {
    accountId: emulator.accountSid,
    outputFormat: "TEXT",
    intelligenceConfiguration: { id: configuration.id, ruleId: configuration.rules[0].id, version: 1 },
    conversationId: FIRST,
    operator: { id: SUMMARY, version: 1, parameters: {} },
    referenceIds: [],
    result: { text: "They said hello." },
  });
  assert.deepEqual(executionDetails, {
    trigger: { on: "CONVERSATION_END", timestamp: dateCreated },
    communications: { first: "conv_communication_1", last: "conv_communication_2" },
    channels: ["SMS"],
    participants: [{ id: "conv_participant_1", type: "CUSTOMER" }],
  });
  assert.deepEqual(metadata.system.inputCharacters, 12);
  assert.deepEqual([sentiment.operator.version, sentiment.result], [2, { label: "patient" }]);
  const seen = (await call("GET", `${CONVERSATIONS}/${FIRST}`)).body;
  assert.deepEqual(seen.operatorResultIds, [own, sentiment.id]);
  assert.deepEqual(seen.intelligenceConfigurationIds, [configuration.id]);
});

test("a result names the version of the configuration that ran, and of the operator that was the newest active one", async (t) => {
  const b = await bench(t, { seed });
  const body = {
    displayName: "own",
    prompt: "x",
    outputFormat: "JSON",
    outputSchema: { type: "object", properties: { n: { type: "number" } } },
  };
  const operator = (await b.call("POST", OPERATORS, { json: body })).body;
  for (const prompt of ["y", "z"]) await b.call("PUT", `${OPERATORS}/${operator.id}`, { json: { ...body, prompt } });
  await b.admin("PATCH", `/operators/${operator.id}/versions/3`, { status: "DEPRECATED" });
  const made = (
    await b.call("POST", CONFIGURATIONS, {
      json: { displayName: "x", rules: [rule({ operators: [{ id: operator.id }] })] },
    })
  ).body;
  const put = (await b.call("PUT", `${CONFIGURATIONS}/${made.id}`, { json: made })).body;
  const json = { intelligenceConfigurationId: made.id, ruleId: put.rules[0].id, conversationId: FIRST };
  assert.equal((await b.call("POST", EXECUTIONS, { json })).status, 202);
  const [result] = (await b.call("GET", RESULTS)).body.items;
  assert.deepEqual(
    [result.intelligenceConfiguration.version, result.operator.version, result.result],
    [2, 2, { n: 1 }],
  );
});

test("with a lag results show later", async (t) => {
  const { emulator, call, execute, results } = await withRule(t, {}, { lagMs: LAG });
  await execute();
  assert.deepEqual(await results(), []);
  assert.deepEqual((await call("GET", `${CONVERSATIONS}/${FIRST}`)).body.operatorResultIds, []);
  emulator.advance(LAG);
  assert.equal((await results()).length, 1);
});

test("an inactive configuration runs without a result", async (t) => {
  const { call, configuration, execute, results } = await withRule(t, {}, { put: "inactive" });
  await execute();
  await call("PUT", `${CONFIGURATIONS}/${configuration.id}`, { json: configuration });
  assert.equal((await execute()).status, 202);
  assert.equal((await results()).length, 1);
});

test("a retired version, and an operator that is gone, give no result; the others do", async (t) => {
  const b = await bench(t, { seed });
  const operator = (await b.call("POST", OPERATORS, { json: { displayName: "o", prompt: "x", outputFormat: "TEXT" } }))
    .body;
  const operators = [{ id: SENTIMENT, version: 1 }, { id: operator.id }, { id: SUMMARY }];
  const made = (await b.call("POST", CONFIGURATIONS, { json: { displayName: "x", rules: [rule({ operators })] } }))
    .body;
  await b.call("DELETE", `${OPERATORS}/${operator.id}`);
  const json = { intelligenceConfigurationId: made.id, ruleId: made.rules[0].id, conversationId: FIRST };
  assert.equal((await b.call("POST", EXECUTIONS, { json })).status, 202);
  const { items } = (await b.call("GET", RESULTS)).body;
  assert.deepEqual(
    items.map((one: { operator: { id: string } }) => one.operator.id),
    [SUMMARY],
  );
});

test("parameters are overridden key by key, for one run", async (t) => {
  const b = await bench(t, { seed });
  const parameters = { tone: { type: "STRING", required: true }, depth: { type: "INTEGER" } };
  const operator = (
    await b.call("POST", OPERATORS, { json: { displayName: "o", prompt: "x", outputFormat: "TEXT", parameters } })
  ).body;
  const stored = [{ id: operator.id, parameters: { tone: "calm", depth: 1 } }];
  const made = (
    await b.call("POST", CONFIGURATIONS, { json: { displayName: "x", rules: [rule({ operators: stored })] } })
  ).body;
  const run = (operators?: unknown) => {
    const json = { intelligenceConfigurationId: made.id, ruleId: made.rules[0].id, conversationId: FIRST };
    return b.call("POST", EXECUTIONS, { json: { ...json, ...(operators !== undefined && { rule: { operators } }) } });
  };
  await run([{ id: operator.id, parameters: { depth: 2 } }]);
  await run();
  const { items } = (await b.call("GET", RESULTS)).body;
  assert.deepEqual(
    items.map((one: { operator: { parameters: unknown } }) => one.operator.parameters),
    [
      { tone: "calm", depth: 2 },
      { tone: "calm", depth: 1 },
    ],
  );
  refused(await run([{ id: SUMMARY, parameters: {} }]), 400, 20001, /^rule\.operators\[0\]\.id: /);
  refused(await run([{ id: operator.id, parameters: { depth: "2" } }]), 400, 20001, /depth: must be of type INTEGER/);
  refused(await run([{ id: operator.id }]), 400, 20001, /^rule\.operators\[0\]\.parameters: /);
});

test("an unknown configuration, rule or conversation is 404, a malformed id 400", async (t) => {
  const { execute } = await withRule(t);
  const unknown: [string, string][] = [
    ["intelligenceConfigurationId", "intelligence_configuration"],
    ["ruleId", "intelligence_configurationrule"],
    ["conversationId", "conv_conversation"],
  ];
  for (const [name, prefix] of unknown) {
    refused(await execute({ [name]: id(prefix, "z") }), 404, 20404, new RegExp(id(prefix, "z")));
    refused(await execute({ [name]: "x" }), 400, 20001, new RegExp(`^${name}: `));
  }
});

test("a rule runs only where the conversation's configuration leads to a Memory Store, memory or not, else 422", async (t) => {
  const { call, admin, configuration, execute, results } = await withRule(t);
  const point = (conversationConfigurationId: string | null) =>
    admin("PATCH", `/objects/${FIRST}`, { fields: { conversationConfigurationId }, bumpVersion: false });
  await point(null);
  refused(await execute(), 422, 20422, /Memory Store/);
  const json = {
    displayName: "c",
    description: "d",
    conversationGroupingType: "GROUP_BY_PROFILE",
    memoryStoreId: "mem_store_1",
    intelligenceConfigurationIds: [configuration.id],
  };
  const made = await call("POST", "/v2/ControlPlane/Configurations", { json });
  refused(await execute(), 422, 20422, /Memory Store/);
  await point(made.body.related.configurationId);
  assert.equal((await execute()).status, 202);
  assert.equal((await results()).length, 1);
  const conversation = { configuration: { conversationGroupingType: "GROUP_BY_PROFILE" } };
  const bare = (await call("POST", "/v2/Conversations", { json: conversation })).body.id;
  refused(await execute({ conversationId: bare }), 422, 20422, /Memory Store/);
});

test("results are filtered by conversation, configuration and operator, read, and deleted for good", async (t) => {
  const { admin, call, configuration, execute, results } = await withRule(t, {
    operators: [{ id: SUMMARY }, { id: SENTIMENT }],
  });
  await admin("PATCH", `/objects/${SECOND}`, { fields: { conversationConfigurationId: "unused" } });
  await execute();
  await execute({ conversationId: SECOND });
  assert.equal((await results()).length, 4);
  assert.equal((await results(`?conversationId=${SECOND}`)).length, 2);
  assert.equal((await results(`?operatorId=${SENTIMENT}&conversationId=${FIRST}`)).length, 1);
  assert.equal((await results(`?intelligenceConfigurationId=${configuration.id}`)).length, 4);
  assert.deepEqual(await results("?intelligenceConfigurationId=none"), []);
  const [one] = await results();
  const path = `${RESULTS}/${one.id}`;
  assert.deepEqual((await call("GET", path)).body, one);
  assert.equal((await call("DELETE", path)).status, 204);
  for (const method of ["GET", "DELETE"]) refused(await call(method, path), 404, 20404, /result/);
  assert.ok(!(await call("GET", `${CONVERSATIONS}/${FIRST}`)).body.operatorResultIds.includes(one.id));
});
