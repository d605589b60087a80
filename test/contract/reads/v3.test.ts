import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  getConversation,
  getConversations,
  getIntelligenceConfiguration,
  getIntelligenceConfigurations,
  getLanguageOperator,
  getLanguageOperators,
  getLanguageOperatorVersion,
  getLanguageOperatorVersions,
  getOperatorResult,
  getOperatorResults,
  getTwilioOperator,
} from "../../../sdk/index";
import { rule, SENTIMENT, SUMMARY } from "../kit/emulator";
import { CALL, CALL_RESULT, CHAT, CHAT_RESULT, CONFIGURATION, type Library, library, sid, ttid } from "./kit";

const CONFIGURATIONS = "/v3/ControlPlane/Configurations";
const OPERATORS = "/v3/ControlPlane/Operators";

const configured = async ({ call }: Library, displayName: string, rules: object[] = []): Promise<string> =>
  (await call("POST", CONFIGURATIONS, { json: { displayName, rules } })).body.id;

const operator = async ({ call }: Library, displayName: string, more: object = {}): Promise<string> =>
  (await call("POST", OPERATORS, { json: { displayName, prompt: "What?", outputFormat: "TEXT", ...more } })).body.id;

describe("an Intelligence Configuration", () => {
  it("is read by its id, with its rules", async (t) => {
    const account = await library(t);
    const operators = [{ id: SENTIMENT }];
    const id = await configured(account, "live", [rule({ operators, triggers: [{ on: "COMMUNICATION" }] })]);
    account.sent();
    const { dateCreated, dateUpdated, rules, ...found } = await getIntelligenceConfiguration({ id });
    assert.deepEqual(found, { accountId: account.emulator.accountSid, id, displayName: "live", version: 1 });
    assert.deepEqual(rules?.[0]?.triggers, [{ on: "COMMUNICATION", parameters: { count: 1 } }]);
    assert.deepEqual(rules?.[0]?.operators, operators);
    assert.deepEqual(account.sent(), [`GET ${CONFIGURATIONS}/${id}`]);
  });

  it("is read by its name; several of one name are an error with their ids", async (t) => {
    const account = await library(t);
    const ids = [
      await configured(account, "live"),
      await configured(account, "live"),
      await configured(account, "test"),
    ];
    account.sent();
    assert.equal((await getIntelligenceConfiguration({ displayName: "test" })).id, ids[2]);
    await assert.rejects(getIntelligenceConfiguration({ displayName: "live" }), {
      code: "ambiguous",
      message: `Could not read Intelligence Configuration "live": 2 go by this name (ambiguous): ${ids[0]}, ${ids[1]}. Read one of them by its id.`,
    });
    assert.deepEqual(account.sent(), Array(2).fill(`GET ${CONFIGURATIONS}?pageSize=1000`));
  });

  it("of a name that many have is an error with a few ids, and how many more there are", async (t) => {
    const account = await library(t);
    for (let n = 0; n < 8; n++) await configured(account, "live");
    await assert.rejects(getIntelligenceConfiguration({ displayName: "live" }), ({ message }: Error) => {
      assert.equal(message.match(/intelligence_configuration_/g)?.length, 5);
      assert.match(message, /: 8 go by this name .* and 3 more\. /);
      return true;
    });
  });

  it("that there is not is an error", async (t) => {
    const account = await library(t);
    await configured(account, "live");
    await assert.rejects(getIntelligenceConfiguration({ id: CONFIGURATION }), {
      code: "not_found",
      message: new RegExp(CONFIGURATION),
    });
    await assert.rejects(getIntelligenceConfiguration({ displayName: "Live" }), {
      code: "not_found",
      message: /"live"\.$/,
    });
  });

  it("stands in a list, which ends at its limit", async (t) => {
    const account = await library(t);
    for (const name of ["a", "b", "c"]) await configured(account, name);
    account.sent();
    const names = async (limit?: number) =>
      (await getIntelligenceConfigurations({ limit })).map((one) => one.displayName);
    assert.deepEqual(
      [await names(), await names(2)],
      [
        ["a", "b", "c"],
        ["a", "b"],
      ],
    );
    assert.deepEqual(account.sent(), [`GET ${CONFIGURATIONS}?pageSize=1000`, `GET ${CONFIGURATIONS}?pageSize=2`]);
  });
});

describe("a language operator", () => {
  it("is read by its id, with schema and parameter names as they are", async (t) => {
    const account = await library(t);
    const outputSchema = { type: "object", properties: { order_number: { type: ["integer", "null"], default: null } } };
    const parameters = { house_style: { type: "STRING", default: "short" } };
    const more = { outputFormat: "JSON", outputSchema, parameters, prompt: "{{parameters.house_style}}" };
    const found = await getLanguageOperator({ id: await operator(account, "Order", more) });
    assert.deepEqual([found.author, found.version, found.prompt], ["SELF", 1, "{{parameters.house_style}}"]);
    const schema = JSON.parse(JSON.stringify(found.outputSchema));
    assert.deepEqual(schema.properties, outputSchema.properties);
    assert.deepEqual(Object.keys(found.parameters ?? {}), ["house_style"]);
  });

  it("is read by its name, among the account's own or Twilio's", async (t) => {
    const account = await library(t);
    const own = await operator(account, "Sentiment");
    account.sent();
    assert.equal((await getLanguageOperator({ displayName: "Sentiment", author: "SELF" })).id, own);
    assert.equal((await getLanguageOperator({ displayName: "Sentiment", author: "TWILIO" })).id, SENTIMENT);
    assert.equal((await getTwilioOperator({ displayName: "Sentiment" })).id, SENTIMENT);
    await assert.rejects(getLanguageOperator({ displayName: "Sentiment" }), ({ message }: Error) => {
      assert.match(message, /ambiguous/);
      assert.ok(message.includes(`${own} (SELF)`) && message.includes(`${SENTIMENT} (TWILIO)`), message);
      return true;
    });
    assert.deepEqual(account.sent(), Array(4).fill(`GET ${OPERATORS}?pageSize=1000`));
  });

  it("that there is not is an error with those that are, of the same author", async (t) => {
    const account = await library(t);
    await operator(account, "Sentimental");
    await assert.rejects(getTwilioOperator({ displayName: "Sentimental" }), {
      code: "not_found",
      message:
        /"Sentimental" of Twilio's: the account has none .* The closest that it has: "Sentiment", (?!.*Sentimental)/,
    });
    await assert.rejects(getLanguageOperator({ id: ttid("intelligence_operator", 99) }), { code: "not_found" });
  });

  it("stands in a list with its author", async (t) => {
    const account = await library(t);
    await operator(account, "Topic");
    account.sent();
    const authors = (await getLanguageOperators()).map(({ author }) => author);
    assert.deepEqual([...new Set(authors)].sort(), ["SELF", "TWILIO"]);
    assert.equal((await getLanguageOperators({ limit: 1 })).length, 1);
    assert.deepEqual(account.sent(), [`GET ${OPERATORS}?pageSize=1000`, `GET ${OPERATORS}?pageSize=1`]);
  });

  it("has versions", async (t) => {
    const account = await library(t);
    const operatorId = SENTIMENT;
    const versions = await getLanguageOperatorVersions({ operatorId });
    assert.deepEqual(
      versions.map(({ version, status }) => `${version} ${status}`),
      ["1 RETIRED", "2 DEPRECATED", "3 ACTIVE"],
    );
    const second = await getLanguageOperatorVersion({ operatorId, version: 2 });
    assert.deepEqual([second.displayName, second.status, second.version], ["Sentiment", "DEPRECATED", 2]);
    assert.equal((await getLanguageOperatorVersions({ operatorId, limit: 1 })).length, 1);
    assert.deepEqual(account.sent(), [
      `GET ${OPERATORS}/${SENTIMENT}/Versions?pageSize=1000`,
      `GET ${OPERATORS}/${SENTIMENT}/Versions/2`,
      `GET ${OPERATORS}/${SENTIMENT}/Versions?pageSize=1`,
    ]);
  });

  it("has no version that there is not", async (t) => {
    await library(t);
    await assert.rejects(getLanguageOperatorVersion({ operatorId: SUMMARY, version: 99 }), {
      code: "not_found",
      message: new RegExp(`^Could not read version 99 of Language Operator ${SUMMARY}: `),
    });
    const gone = ttid("intelligence_operator", 99);
    await assert.rejects(getLanguageOperatorVersions({ operatorId: gone }), {
      code: "not_found",
      message: new RegExp(gone),
    });
  });
});

describe("a conversation", () => {
  it("is read by its id, with what was communicated", async (t) => {
    const account = await library(t);
    const found = await getConversation({ id: CHAT });
    assert.deepEqual([found.name, found.status, found.channels], ["A chat", "CLOSED", ["SMS"]]);
    assert.equal(found.communications?.[0]?.content?.text, "Where is my order 4711?");
    assert.deepEqual(found.participants?.[0]?.addressValues, ["+15550100001"]);
    assert.deepEqual(found.operatorResultIds, [CHAT_RESULT]);
    assert.equal("name" in (await getConversation({ id: CALL })), false);
    assert.deepEqual(account.sent(), [`GET /v3/Conversations/${CHAT}`, `GET /v3/Conversations/${CALL}`]);
    await assert.rejects(getConversation({ id: ttid("conv_conversation", 99) }), { code: "not_found" });
  });

  it("stands in lists by everything that they may be narrowed to", async (t) => {
    const account = await library(t);
    const filters: [Parameters<typeof getConversations>[0], string[], string][] = [
      [undefined, [CHAT, CALL], ""],
      [{ limit: 1 }, [CHAT], ""],
      [{ status: "ACTIVE" }, [CALL], "status=ACTIVE"],
      [{ channels: ["VOICE", "EMAIL"] }, [CALL], "channels=VOICE&channels=EMAIL"],
      [{ channelId: sid("SM", 1) }, [CHAT], `channelId=${sid("SM", 1)}`],
      [{ conversationConfigurationId: "unused" }, [CHAT], "conversationConfigurationId=unused"],
      [
        { createdAtAfter: "2026-02-15", createdAtBefore: "2026-03-18" },
        [CALL],
        "createdAtBefore=2026-03-18&createdAtAfter=2026-02-15",
      ],
      [{ operatorIds: [SENTIMENT, SUMMARY] }, [CHAT, CALL], `operatorIds=${SENTIMENT}&operatorIds=${SUMMARY}`],
      [
        { intelligenceConfigurationIds: [CONFIGURATION] },
        [CHAT, CALL],
        `intelligenceConfigurationIds=${CONFIGURATION}`,
      ],
    ];
    for (const [args, expected, query] of filters) {
      assert.deepEqual(
        (await getConversations(args)).map((one) => one.id),
        expected,
        query,
      );
      const size = `pageSize=${args?.limit ?? 1000}`;
      assert.deepEqual(account.sent(), [`GET /v3/Conversations?${query === "" ? size : `${query}&${size}`}`]);
    }
  });
});

describe("an operator result of a conversation", () => {
  it("is read by its id, with its free parts as they are", async (t) => {
    const account = await library(t);
    const found = await getOperatorResult({ id: CALL_RESULT });
    assert.deepEqual(found.result, { next_step: null, steps_taken: ["sent_again"] });
    assert.deepEqual(found.operator, { id: SENTIMENT, version: 3, parameters: { in_words: null } });
    assert.deepEqual(found.metadata, { system: { latencyMs: 900 } });
    assert.deepEqual(found.executionDetails, {
      trigger: { on: "COMMUNICATION", timestamp: "2026-01-12T10:05:00Z" },
    });
    assert.deepEqual(account.sent(), [`GET /v3/OperatorResults/${CALL_RESULT}`]);
    await assert.rejects(getOperatorResult({ id: ttid("intelligence_operatorresult", 99) }), { code: "not_found" });
  });

  it("stands in lists by everything that they may be narrowed to", async (t) => {
    const account = await library(t);
    const filters: [Parameters<typeof getOperatorResults>[0], string[], string][] = [
      [undefined, [CHAT_RESULT, CALL_RESULT], ""],
      [{ limit: 1 }, [CHAT_RESULT], ""],
      [{ conversationId: CALL }, [CALL_RESULT], `conversationId=${CALL}`],
      [{ operatorId: SUMMARY }, [], `operatorId=${SUMMARY}`],
      [
        { intelligenceConfigurationId: CONFIGURATION },
        [CHAT_RESULT, CALL_RESULT],
        `intelligenceConfigurationId=${CONFIGURATION}`,
      ],
    ];
    for (const [args, expected, query] of filters) {
      assert.deepEqual(
        (await getOperatorResults(args)).map((one) => one.id),
        expected,
        query,
      );
      const size = `pageSize=${args?.limit ?? 1000}`;
      assert.deepEqual(account.sent(), [`GET /v3/OperatorResults?${query === "" ? size : `${query}&${size}`}`]);
    }
  });
});
