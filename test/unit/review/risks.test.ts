import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Violation } from "../../../cli/review/preview/policies";
import { markdown } from "../../../cli/review/render/markdown";
import { LEVELS, RISK_IDS, RISKS, type RiskId } from "../../../cli/review/risks";
import { UNKNOWN_TEXT as UNKNOWN } from "../../../dynamic/host";
import { OPERATOR, reviewed, rule, rulesChange, type StepLike, step, urn } from "./kit";

const raised = (steps: readonly StepLike[], more = {}) => reviewed(steps, more).risks.map(({ id }) => id);

const calls = {
  uniqueName: "calls",
  autoTranscribe: true,
  autoRedaction: true,
  mediaRedaction: true,
  webhookUrl: "https://a.example/x",
};
const service = (after: object, op = "update") => step("Service", "calls", op, calls, { ...calls, ...after });
const operator = { displayName: "Urgency", prompt: "How urgent?", outputFormat: "TEXT", id: OPERATOR };
const custom = { friendlyName: "Reason", operatorType: "Generative", config: { prompt: "Why?" } };
const configuration = { displayName: "Support", rules: [{ ...rule(), id: "rule-0" }] };
const attachment = (name: string, op: string, to = "conv_configuration_1", what: string = UNKNOWN) => {
  const ids = { conversationsConfigurationId: to, intelligenceConfigurationId: what };
  return step(
    "ConversationsAttachment",
    name,
    op,
    op === "create" ? undefined : ids,
    op === "delete" ? undefined : ids,
  );
};
/** The provider's warning about the Service, in the engine's lines. */
const inAccount = (outlook: string) => ({
  diagnostics: [
    "warning: Service Service-calls was changed in the account: it is at version 2, this stack last saw 1.",
    "  changed in the account  last seen  now  declared",
    "  friendlyName            a          b    a",
    outlook,
  ].map((message) => ({ severity: "info#err", message: `${message}\n\n` })),
});
const ADVISORY: Violation = {
  policy: "short-names",
  pack: "house@1.0.0",
  urn: urn("Service", "calls"),
  message: "Names are short.\nThe name is long.",
  isMandatory: false,
};

/** What a refresh found of the Service. */
const refresh = (edited: object) => {
  const [was, is] = [
    { ...calls, friendlyName: "as declared" },
    { ...calls, friendlyName: "as declared", ...edited },
  ];
  const state = { id: "Service-calls", inputs: is, outputs: is };
  return { ...step("Service", "calls", "refresh", was), newState: state };
};
const sole = (extra: Record<string, unknown>) => rulesChange([rule()], [rule(extra)]);

const capture = (from: string, to: string) => ({ from, to });
const conversations = (before: object, after: object, op = "update", more: Record<string, unknown> = {}) => {
  const base = { displayName: "main", conversationGroupingType: "GROUP_BY_PROFILE", memoryStoreId: "mem_store_1" };
  const [was, is] = [
    { ...base, channelSettings: before },
    { ...base, channelSettings: after, ...more },
  ];
  return step("ConversationsConfiguration", "main", op, was, op === "delete" ? undefined : is);
};
const rooms = { displayName: "Rooms", conversationGroupingType: "GROUP_BY_PROFILE", memoryStoreId: "mem_store_1" };
const roomsCreated = step("ConversationsConfiguration", "rooms", "create", undefined, rooms);
const warned = (text: string) => ({
  diagnostics: [{ severity: "info#err", message: `warning: Rooms: ${text}\n` }],
});

/** For each risk, the smallest change that raises it. */
const RAISES: Record<RiskId, [steps: StepLike[], more?: Parameters<typeof reviewed>[1]]> = {
  R001: [[service({ languageCode: "es-MX" }, "replace")]],
  R002: [
    [step("IntelligenceConfiguration", "support", "replace", configuration, { ...configuration, rules: [rule()] })],
  ],
  R003: [[step("CustomOperator", "reason", "replace", custom, { ...custom, operatorType: "GenerativeJSON" })]],
  R004: [[step("Service", "calls", "delete", calls)]],
  R005: [[step("LanguageOperator", "urgency", "delete", operator)]],
  R006: [[service({ mediaRedaction: false })]],
  R007: [[service({ webhookUrl: "http://a.example/x" })]],
  R008: [[service({ webhookUrl: "https://b.example/x" })]],
  R009: [[sole({ actions: [] })]],
  R010: [
    [sole({ operators: [{ id: OPERATOR, version: 4 }] })],
    {
      diagnostics: [
        {
          severity: "info#err",
          message: "warning: Support: rules[0].operators[0].version is 4, which is deprecated: it still runs.\n",
        },
      ],
    },
  ],
  R011: [[sole({ operators: [{ id: OPERATOR, version: 5 }] })]],
  R012: [[sole({ operators: [{ id: OPERATOR, version: 2 }] })]],
  R013: [[sole({ operators: [{ id: OPERATOR }] })]],
  R014: [[sole({ triggers: [{ on: "COMMUNICATION", parameters: { count: 2 } }] })]],
  R015: [[sole({ triggers: undefined })]],
  R016: [[rulesChange([rule()], [])]],
  R017: [
    [
      step(
        "IntelligenceConfiguration",
        "support",
        "update",
        { ...configuration, id: "c1" },
        { ...configuration, rules: [rule()], description: "x" },
      ),
      attachment("support", "delete", "conv_configuration_1", "c1"),
    ],
  ],
  R018: [[step("IntelligenceConfiguration", "support", "create", undefined, configuration)]],
  R019: [
    Array.from({ length: 6 }, (_, at) =>
      attachment(`a${at}`, at < 5 ? "same" : "create", "conv_configuration_1", `c${at}`),
    ),
  ],
  R020: [
    [
      step("Service", "a", "same", calls, calls),
      step(
        "Service",
        "b",
        "update",
        { uniqueName: "b", autoTranscribe: false },
        { uniqueName: "b", autoTranscribe: true },
      ),
    ],
  ],
  R021: [[step("Service", "b", "update", { uniqueName: "b" }, { uniqueName: "b", autoTranscribe: true })]],
  R022: [[service({ autoTranscribe: false })]],
  R023: [[step("LanguageOperator", "urgency", "update", operator, { ...operator, outputFormat: "CLASSIFICATION" })]],
  R024: [
    [
      step("LanguageOperator", "urgency", "update", operator, { ...operator, prompt: "How urgent is it?" }),
      step("IntelligenceConfiguration", "support", "same", configuration, {
        ...configuration,
        rules: [rule({ operators: [{ id: OPERATOR }] })],
      }),
    ],
  ],
  R025: [[service({ encryptionCredentialSid: `CR${"0".repeat(32)}` })]],
  R026: [
    [
      step(
        "LanguageOperator",
        "urgency",
        "update",
        { ...operator, prompt: "[secret]" },
        { ...operator, prompt: "[secret]" },
      ),
    ],
  ],
  R027: [[step("Transcript", "first", "delete", { serviceSid: "GA1", channel: {} })]],
  R028: [
    [
      step(
        "IntelligenceConfiguration",
        "support",
        "update",
        { displayName: "Support", rules: "[secret]" },
        { displayName: "Support", rules: "[secret]" },
      ),
    ],
  ],
  R029: [[conversations({}, {}, "delete")]],
  R030: [[conversations({}, { SMS: { captureRules: [capture("*", "*"), capture("*", "+1")] } })]],
  R031: [[conversations({}, { VOICE: { captureRules: [capture("*", "+1")] } })]],
  R032: [[conversations({ CHAT: { statusTimeouts: { closed: 5 } } }, { CHAT: {} })]],
  R033: [[conversations({}, {}, "update", { memoryStoreId: "mem_store_2" })]],
  R034: [[roomsCreated], warned("memoryStoreId: Memory Store mem_store_1 is not in the account.")],
  R035: [[step("MemoryStore", "support", "delete", { displayName: "support" })]],
  R036: [
    [
      service({ webhookUrl: "https://a.example/x?token=1" }),
      step(
        "LanguageOperator",
        "urgency",
        "update",
        { ...operator, prompt: "Key sk-aaaaaaaaaaaaaaaa1" },
        { ...operator, prompt: "Key sk-aaaaaaaaaaaaaaaa2" },
      ),
    ],
  ],
  R037: [[step("LanguageOperator", "urgency", "update", operator, { ...operator, prompt: "How urgent?\u{e0041}" })]],
  R038: [[sole({ triggers: [] })]],
  R062: [
    [
      refresh({ friendlyName: "by hand" }),
      step(
        "Service",
        "calls",
        "update",
        { ...calls, friendlyName: "by hand" },
        { ...calls, friendlyName: "as declared" },
      ),
    ],
  ],
  R063: [[refresh({}), step("Service", "calls", "create", undefined, calls)]],
  R064: [[service({}, "later")]],
  R065: [[service({ webhookUrl: "https://a.example/y" })], inAccount("`pulumi up` will refuse to update it.")],
  R066: [[service({ webhookUrl: "https://a.example/y" })], inAccount("`pulumi up` will keep both sides, and refuse …")],
  R067: [[service({ friendlyName: "other" })], { violations: [ADVISORY] }],
};

for (const id of RISK_IDS) {
  test(`${id} is raised where ${RISKS[id].title.charAt(0).toLowerCase()}${RISKS[id].title.slice(1)}`, () => {
    const [steps, more] = RAISES[id];
    assert.ok(raised(steps, more).includes(id), raised(steps, more).join(", "));
  });
}

test("a rule that is declared to run on demand is another risk than one that leaves out when it runs", () => {
  assert.deepEqual(raised([sole({ triggers: [] })]), ["R038"]);
  assert.deepEqual(raised([sole({ triggers: undefined })]), ["R015"]);
});

test("a change for the better, or for people alone, raises no risk", () => {
  const quiet = [
    service({ webhookUrl: "https://a.example/y" }),
    service({ friendlyName: "Calls" }),
    sole({ operators: [{ id: OPERATOR, version: 4 }] }),
    sole({ triggers: [{ on: "COMMUNICATION", parameters: { count: 9 } }] }),
    rulesChange([rule(), rule({ name: "b" })], [rule({ name: "b" }), rule()]),
    step("Service", "calls", "update", { uniqueName: "calls" }, { uniqueName: "calls", autoRedaction: true }),
  ];
  for (const one of quiet) assert.deepEqual(raised([one]), []);
});

test("five Configurations attached to one Conversations configuration are as many as Twilio accepts: no risk", () => {
  const attached = (count: number, op: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => attachment(`a${at}`, op(at), "conv_configuration_1", `c${at}`));
  assert.deepEqual(raised(attached(5, () => "create")), []);
  assert.deepEqual(raised(attached(6, () => "create")), ["R019"]);
  assert.deepEqual(raised(attached(6, (at) => (at === 5 ? "delete" : "create"))), [], "one of them is detached");
  assert.deepEqual(raised(attached(6, () => "same")), [], "nothing of it is new");
});

const transcribing = (name: string, op: string, autoTranscribe?: boolean) => {
  const args = { uniqueName: name, ...(autoTranscribe !== undefined && { autoTranscribe }) };
  return step("Service", name, op, { uniqueName: name, autoTranscribe: op === "same" }, args);
};
const told = (steps: readonly StepLike[]) => markdown(reviewed(steps)).match(/every recording is now .*/)?.[0];

test("a Service that transcribes without being declared to counts among those that transcribe every recording", () => {
  const undeclared = transcribing("by-hand", "same");
  assert.ok(raised([undeclared, transcribing("b", "update", true)]).includes("R020"));
  assert.ok(!raised([transcribing("off", "update", false), transcribing("b", "update", true)]).includes("R020"));
  assert.ok(!raised([transcribing("b", "update", true)]).includes("R020"));
});

test("up to five Services that transcribe every recording are all named, and more are counted", () => {
  const all = (count: number) =>
    ["a", "b", "c", "d", "e", "f"].slice(0, count).map((name) => transcribing(name, "update", true));
  assert.match(told(all(5)) ?? "", /transcribed 5 times, by `a` and `b` and `c` and `d` and `e` \|/);
  assert.match(told(all(6)) ?? "", /transcribed 6 times, by `a` and `b` and `c` and `d` and `e` and 1 more/);
});

test("risks come worst first, and one that several facts raise is told once for each object", () => {
  const { risks } = reviewed([
    service({ autoRedaction: false, mediaRedaction: false, webhookUrl: "https://b.example/x" }),
    sole({ operators: [{ id: OPERATOR }] }),
  ]);
  assert.deepEqual(
    risks.map(({ id, level }) => `${level} ${id}`),
    ["high R006", "medium R008", "medium R013"],
  );
});

test("a warning of the preview that is told as a risk is not told twice", () => {
  for (const id of ["R010", "R030", "R031", "R032"] as const) {
    const [steps, more] = RAISES[id];
    assert.deepEqual(reviewed(steps, more).warnings, []);
  }
});

test("docs/review.md lists every risk as the register has it, and no others", () => {
  const docs = readFileSync(join(__dirname, "../../../docs/review.md"), "utf8");
  const rows = docs.split("\n").filter((line) => /^\| R\d{3} \|/.test(line));
  assert.deepEqual(
    rows,
    RISK_IDS.map((id) => `| ${id} | ${RISKS[id].level} | ${RISKS[id].title} | ${RISKS[id].reason} |`),
  );
});

test("ids are in order, without gaps, in two ranges: of what changes, and of what stands in the way; every level is used", () => {
  const range = (from: number, ids: readonly string[]) => ids.map((_, at) => `R${String(at + from).padStart(3, "0")}`);
  const [changes, others] = [RISK_IDS.filter((id) => id < "R062"), RISK_IDS.filter((id) => id >= "R062")];
  assert.deepEqual(RISK_IDS, [...range(1, changes), ...range(60, others)]);
  assert.deepEqual(new Set(RISK_IDS.map((id) => RISKS[id].level)), new Set(LEVELS));
});
