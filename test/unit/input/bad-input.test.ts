import assert from "node:assert/strict";
import { test } from "node:test";
import { newProvider } from "../../engine/kit/classes";

const MEGABYTE = "x".repeat(1024 * 1024);
const OPERATOR = "intelligence_operator_01kcrvw16kfa88qvgrfmr7y151";
const CREDENTIALS = { apiKey: "SK1", apiSecret: "not-a-secret" };

type Members = Record<string, unknown>;

/** What is declared, the path that has to be named, and what has to be said of it. */
type Case = [title: string, args: Members, path: string, reason: RegExp];

const SERVICE_CASES: Case[] = [
  ["no name", { uniqueName: undefined }, "uniqueName", /is required/],
  ["an empty name", { uniqueName: "" }, "uniqueName", /at least 1 character/],
  ["a number for a name", { uniqueName: 7 }, "uniqueName", /must be a string, not a number/],
  ["a list for a name", { uniqueName: ["a"] }, "uniqueName", /must be a string, not a list/],
  ["a name over the limit", { uniqueName: "x".repeat(257) }, "uniqueName", /at most 256 characters/],
  ["a name of 1 MB", { uniqueName: MEGABYTE }, "uniqueName", /at most 256 characters/],
  ["a line feed in a name", { uniqueName: "a\nb" }, "uniqueName", /control characters/],
  ["a NUL in a name", { friendlyName: "a\0b" }, "friendlyName", /control characters/],
  ["an escape sequence in a name", { friendlyName: "\u001b[31mred" }, "friendlyName", /control characters/],
  ["a C1 control in a name", { friendlyName: "a\u0085b" }, "friendlyName", /control characters/],
  ["a friendly name over the limit", { friendlyName: "x".repeat(65) }, "friendlyName", /at most 64 characters/],
  ["a language that is none", { languageCode: "english" }, "languageCode", /language code/],
  ["an empty language", { languageCode: "" }, "languageCode", /language code/],
  ["a language of 1 MB", { languageCode: `en-${MEGABYTE}` }, "languageCode", /language code/],
  ["text for a switch", { autoTranscribe: "true" }, "autoTranscribe", /must be a boolean, not a string/],
  ["a number for a switch", { autoRedaction: 1 }, "autoRedaction", /must be a boolean, not a number/],
  ["data logging switched on", { dataLogging: true }, "dataLogging", /cannot be switched on by the API/],
  ["media redaction alone", { mediaRedaction: true }, "mediaRedaction", /requires autoRedaction: true/],
  [
    "media redaction without the other",
    { mediaRedaction: true, autoRedaction: false },
    "mediaRedaction",
    /requires autoRedaction: true/,
  ],
  ["a webhook that is no URL", { webhookUrl: "example.com" }, "webhookUrl", /absolute http or https URL/],
  ["a webhook of another protocol", { webhookUrl: "ftp://example.com" }, "webhookUrl", /absolute http or https URL/],
  ["a webhook over the limit", { webhookUrl: `https://e.com/${"x".repeat(2048)}` }, "webhookUrl", /at most 2048/],
  ["a line feed in a webhook", { webhookUrl: "https://e.com/\r\nX: y" }, "webhookUrl", /control characters/],
  ["a method that is none", { webhookHttpMethod: "PUT" }, "webhookHttpMethod", /one of "GET", "POST", "NULL"/],
  ["a method in small letters", { webhookHttpMethod: "post" }, "webhookHttpMethod", /one of "GET", "POST", "NULL"/],
  [
    "a key of another kind",
    { encryptionCredentialSid: `CK${"0".repeat(32)}` },
    "encryptionCredentialSid",
    /Public Key/,
  ],
  ["a key that is too short", { encryptionCredentialSid: "CR12" }, "encryptionCredentialSid", /Public Key SID/],
  ["an unknown property", { webhookURL: "https://example.com" }, "webhookURL", /is not a property here/],
  ["an output as an input", { sid: `GA${"0".repeat(32)}` }, "sid", /is not a property here/],
];

const ruleWith = (members: Members) => ({ rules: [{ operators: [{ id: OPERATOR }], triggers: [], ...members }] });
const operator = (members: Members) => ruleWith({ operators: [{ id: OPERATOR, ...members }] });
const trigger = (on: unknown, parameters?: unknown) => ruleWith({ triggers: [{ on, parameters }] });
const action = (members: Members) => ruleWith({ actions: [{ url: "https://example.com", ...members }] });
const context = (members: Members) => ruleWith({ context: members });
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const plain = { operators: [{ id: OPERATOR }], triggers: [] };

const OPERATOR_ID = "rules[0].operators[0].id";
const COUNT = "rules[0].triggers[0].parameters";
const URL_PATH = "rules[0].actions[0].url";
const PARAMETERS = "rules[0].operators[0].parameters";

const CONFIGURATION_CASES: Case[] = [
  ["no display name", { displayName: undefined }, "displayName", /is required/],
  ["an empty display name", { displayName: "" }, "displayName", /at least 1 character/],
  ["a display name over the limit", { displayName: "x".repeat(129) }, "displayName", /at most 128 characters/],
  ["a line feed in a display name", { displayName: "a\nb" }, "displayName", /control characters/],
  ["a number for a description", { description: 5 }, "description", /must be a string, not a number/],
  ["no rules", { rules: undefined }, "rules", /is required/],
  ["text for rules", { rules: "all" }, "rules", /must be a list, not a string/],
  ["too many rules", { rules: times(6, plain) }, "rules", /at most 5 items/],
  ["a rule that is text", { rules: ["all"] }, "rules[0]", /must be an object, not a string/],
  [
    "a rule id",
    ruleWith({ id: "intelligence_configurationrule_01kcrvw16kfa88qvgrfmr7y151" }),
    "rules[0].id",
    /is not a/,
  ],
  ["a key of the provider's own", ruleWith({ __key: "a" }), "rules[0].__key", /is not a property here/],
  [
    "two rules of one name",
    { rules: [{ ...plain, name: "a" }, plain, { ...plain, name: "a" }] },
    "rules[2].name",
    /is the name of rules\[0\] too/,
  ],
  ["a rule name over the limit", ruleWith({ name: "x".repeat(65) }), "rules[0].name", /at most 64 characters/],
  ["a line feed in a rule name", ruleWith({ name: "a\nb" }), "rules[0].name", /control characters/],
  ["no operators", ruleWith({ operators: undefined }), "rules[0].operators", /is required/],
  ["an empty list of operators", ruleWith({ operators: [] }), "rules[0].operators", /at least 1 item/],
  ["too many operators", ruleWith({ operators: times(6, { id: OPERATOR }) }), "rules[0].operators", /at most 5 items/],
  ["an operator of v2", operator({ id: `LY${"0".repeat(32)}` }), OPERATOR_ID, /language operator id/],
  ["an operator id that leads elsewhere", operator({ id: `${OPERATOR}/../x` }), OPERATOR_ID, /language operator id/],
  ["operator version 0", operator({ version: 0 }), "rules[0].operators[0].version", /must be at least 1/],
  ["half an operator version", operator({ version: 1.5 }), "rules[0].operators[0].version", /must be a whole number/],
  ["text for an operator version", operator({ version: "1" }), "rules[0].operators[0].version", /not a string/],
  ["a parameter without a name", operator({ parameters: { "": 1 } }), PARAMETERS, /must have a name/],
  ["a list for parameters", operator({ parameters: [1] }), PARAMETERS, /must be an object, not a list/],
  ["two triggers", ruleWith({ triggers: times(2, { on: "COMMUNICATION" }) }), "rules[0].triggers", /at most 1 item$/],
  ["an event that is none", trigger("MESSAGE"), "rules[0].triggers[0].on", /one of "COMMUNICATION"/],
  ["a count of 0", trigger("COMMUNICATION", { count: 0 }), COUNT, /must be at least 1/],
  ["a count over the limit", trigger("COMMUNICATION", { count: 21 }), COUNT, /must be at most 20/],
  ["half a count", trigger("COMMUNICATION", { count: 2.5 }), COUNT, /must be a whole number/],
  ["text for a count", trigger("COMMUNICATION", { count: "3" }), COUNT, /not a string/],
  ["a count at the end", trigger("CONVERSATION_END", { count: 2 }), COUNT, /is for COMMUNICATION only/],
  ["a count of silence", trigger("CONVERSATION_INACTIVE", { count: 1 }), COUNT, /is for COMMUNICATION only/],
  [
    "too many actions",
    ruleWith({ actions: times(3, { url: "https://e.com" }) }),
    "rules[0].actions",
    /at most 2 items/,
  ],
  ["an action over http", action({ url: "http://example.com" }), URL_PATH, /must be an absolute https URL/],
  ["an action without a URL", action({ url: undefined }), URL_PATH, /is required/],
  ["an action over the limit", action({ url: `https://e.com/${MEGABYTE}` }), URL_PATH, /at most 2048 characters/],
  ["an action of another type", action({ type: "SMS" }), "rules[0].actions[0].type", /must be "WEBHOOK"/],
  ["an action by GET", action({ method: "GET" }), "rules[0].actions[0].method", /must be "POST"/],
  ["memory as a switch", context({ memory: true }), "rules[0].context.memory", /must be an object, not a boolean/],
  ["memory that is empty", context({ memory: {} }), "rules[0].context.memory.enabled", /is required/],
  ["no knowledge bases", context({ knowledge: { bases: [] } }), "rules[0].context.knowledge.bases", /at least 1 item/],
  ["an unknown context", context({ profile: {} }), "rules[0].context.profile", /is not a property here/],
  ["a conflict policy that is none", { onConflict: "ask" }, "onConflict", /one of "fail", "merge", "overwrite"/],
  ["a strategy that is none", { updateStrategy: "recreate" }, "updateStrategy", /one of "update", "replace"/],
];

const LANGUAGE_OPERATOR_CASES: Case[] = [
  ["a display name over the limit", { displayName: "x".repeat(129) }, "displayName", /at most 128 characters/],
  ["a format that is none", { outputFormat: "XML" }, "outputFormat", /one of /],
];

const MEMORY_STORE_CASES: Case[] = [
  ["a display name over the limit", { displayName: "x".repeat(65) }, "displayName", /at most 64 characters/],
  ["a description over the limit", { description: "x".repeat(129) }, "description", /at most 128 characters/],
];

/** The provider's own configuration: what is set, the key that has to be named, and what has to be said of it. */
const CONFIG_CASES: [title: string, config: Record<string, string>, key: string, reason: RegExp][] = [
  ["plain http", { ...CREDENTIALS, baseUrl: "http://intelligence.twilio.com" }, "baseUrl", /must begin with https/],
  ["a base URL that is none", { ...CREDENTIALS, baseUrl: "intelligence" }, "baseUrl", /is not a URL/],
  ["a base URL with a path", { ...CREDENTIALS, baseUrl: "https://example.com/v2" }, "baseUrl", /must be an origin/],
  [
    "credentials in the base URL",
    { ...CREDENTIALS, baseUrl: "https://a:hunter2@e.com" },
    "baseUrl",
    /must not contain/,
  ],
  ["no credentials", {}, "apiKey", /is missing/],
  ["a key without its secret", { apiKey: "SK1" }, "apiSecret", /is missing/],
  ["a secret without its key", { apiSecret: "hunter2" }, "apiKey", /is missing/],
  ["a token without its account", { authToken: "hunter2" }, "accountSid", /is missing/],
  ["an account SID that is none", { ...CREDENTIALS, accountSid: "AC12" }, "accountSid", /must be an Account SID/],
  ["a colon in a key", { apiKey: "SK:1", apiSecret: "hunter2" }, "apiKey", /is not an API key SID/],
  [
    "an update strategy that is none",
    { ...CREDENTIALS, updateStrategy: "always" },
    "updateStrategy",
    /must be "update"/,
  ],
  ["a conflict policy that is none", { ...CREDENTIALS, onConflict: "ask" }, "onConflict", /must be "fail" or "merge"/],
  ["a switch that is none", { ...CREDENTIALS, checkDrift: "yes" }, "checkDrift", /must be "true" or "false"/],
];

const plainJson = (args: Members): Members => JSON.parse(JSON.stringify(args));

/** The least that a program declares. */
const REQUIRED = {
  Service: { uniqueName: "name" },
  IntelligenceConfiguration: { displayName: "name", rules: [] },
  LanguageOperator: { displayName: "name", prompt: "Summarize.", outputFormat: "TEXT" },
  MemoryStore: { displayName: "name" },
};

async function failuresOf(kind: keyof typeof REQUIRED, args: Members, config: Record<string, string>) {
  const provider = newProvider(kind);
  provider.configure({ config: { get: (key) => config[key.slice("twilio-intelligence:".length)] } });
  return (await provider.check({}, plainJson({ ...REQUIRED[kind], ...args }))).failures;
}

for (const [kind, cases] of [
  ["Service", SERVICE_CASES],
  ["IntelligenceConfiguration", CONFIGURATION_CASES],
  ["LanguageOperator", LANGUAGE_OPERATOR_CASES],
  ["MemoryStore", MEMORY_STORE_CASES],
] as const) {
  for (const [title, args, path, reason] of cases) {
    test(`${kind}: ${title}`, async () => {
      const failures = await failuresOf(kind, args, CREDENTIALS);
      assert.equal(failures.length, 1, JSON.stringify(failures).slice(0, 1000));
      const said = failures[0]?.reason ?? "";
      assert.match(said, reason);
      assert.ok(said.startsWith(path), `${said.slice(0, 200)} does not begin with ${path}`);
      assert.ok(said.length < 300, `a message of ${said.length} characters`);
    });
  }
}

for (const [title, config, key, reason] of CONFIG_CASES) {
  test(`config: ${title}`, async () => {
    const failures = await failuresOf("Service", {}, config);
    assert.equal(failures.length, 1);
    const said = failures[0]?.reason ?? "";
    assert.match(said, reason);
    assert.ok(said.startsWith(`twilio-intelligence:${key} `), said);
    assert.equal(said.includes("hunter2"), false, "a secret is repeated");
  });
}

test("what is at its limit is accepted", async () => {
  const config = { ...CREDENTIALS, baseUrl: "http://127.0.0.1:1" };
  const longest = {
    uniqueName: "x".repeat(256),
    friendlyName: "ü".repeat(64),
    webhookUrl: `https://e.com/${"x".repeat(2048 - 14)}`,
    autoRedaction: true,
    mediaRedaction: true,
    dataLogging: false,
  };
  assert.deepEqual(await failuresOf("Service", longest, config), []);
  const full = {
    name: "x".repeat(64),
    operators: times(5, { id: OPERATOR, version: 1, parameters: { a: { b: [1, "2", true, null] } } }),
    triggers: [{ on: "COMMUNICATION", parameters: { count: 20 } }],
    actions: times(2, { url: "https://example.com", type: "WEBHOOK", method: "POST" }),
    context: { memory: { enabled: true }, knowledge: { bases: ["kb"] } },
  };
  const most = {
    displayName: "x".repeat(128),
    rules: times(5, full).map((rule, at) => ({ ...rule, name: `${at}` })),
    updateStrategy: "replace",
  };
  assert.deepEqual(await failuresOf("IntelligenceConfiguration", most, config), []);
  const store = { displayName: "x".repeat(64), description: "x".repeat(128) };
  assert.deepEqual(await failuresOf("MemoryStore", store, config), []);
});
