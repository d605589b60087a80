import type { Violation } from "../../../cli/review/preview/policies";
import type { RiskId } from "../../../cli/review/risks";
import { UNKNOWN_TEXT as UNKNOWN } from "../../../dynamic/host";
import { OPERATOR, OTHER, rule, rulesChange, type StepLike, step, urn } from "./kit";

export const calls = {
  uniqueName: "calls",
  autoTranscribe: true,
  autoRedaction: true,
  mediaRedaction: true,
  webhookUrl: "https://a.example/x",
};
export const service = (after: object, op = "update") => step("Service", "calls", op, calls, { ...calls, ...after });
export const operator = { displayName: "Urgency", prompt: "How urgent?", outputFormat: "TEXT", id: OPERATOR };
export const custom = { friendlyName: "Reason", operatorType: "Generative", config: { prompt: "Why?" } };
export const configuration = { displayName: "Support", rules: [{ ...rule(), id: "rule-0" }] };
export const attachment = (name: string, op: string, to = "conv_configuration_1", what: string = UNKNOWN) => {
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
export const sole = (extra: Record<string, unknown>) => rulesChange([rule()], [rule(extra)]);

const capture = (from: string, to: string) => ({ from, to });
export const conversations = (before: object, after: object, op = "update", more: Record<string, unknown> = {}) => {
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

/** An object that leaves the stack and stays in the account. */
const leaving = (kind: "Service", name: string, values: Record<string, unknown>): StepLike => {
  const gone = step(kind, name, "delete", values);
  return { ...gone, oldState: { ...gone.oldState, retainOnDelete: true } };
};

/** For each risk, the smallest change that raises it. */
export const RAISES: Record<RiskId, [steps: StepLike[], more?: Record<string, unknown>]> = {
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
  R039: [
    [
      rulesChange(
        [rule()],
        [rule({ actions: [{ url: "https://hooks.example.com/watch" }, { url: "https://new.example/x" }] })],
      ),
    ],
  ],
  R040: [[step("Service", "night", "create", undefined, { uniqueName: "night" })]],
  R041: [[rulesChange([rule(), rule({ name: "b", operators: [{ id: OTHER }] })], [rule()])]],
  R042: [[step("OperatorAttachment", "a", "delete", { serviceSid: "GA1", operatorSid: "LY1" })]],
  R043: [[sole({ operators: [{ id: OPERATOR, version: 3 }, { id: OTHER }] })]],
  R044: [
    [
      rulesChange(
        [rule()],
        [rule(), rule({ name: "b", operators: [{ id: OTHER }], triggers: [{ on: "COMMUNICATION" }] })],
      ),
    ],
  ],
  R045: [
    [
      rulesChange(
        [rule()],
        [rule(), rule({ name: "b", operators: [{ id: OTHER }], triggers: [{ on: "CONVERSATION_END" }] })],
      ),
    ],
  ],
  R046: [[attachment("support", "delete", "conv_configuration_1", "intelligence_configuration_1")]],
  R047: [[sole({ context: { memory: { enabled: true } } })]],
  R048: [[sole({ context: { knowledge: { bases: ["know_base_1"] } } })]],
  R049: [[sole({ operators: [{ id: OPERATOR, version: 4 }] })]],
  R050: [[service({ uniqueName: "support" })]],
  R051: [[step("Service", "calls", "update", { uniqueName: "calls" }, { uniqueName: "calls", autoRedaction: true })]],
  R052: [[service({ webhookUrl: "https://a.example/y" })]],
  R053: [[sole({ triggers: [{ on: "COMMUNICATION", parameters: { count: 9 } }] })]],
  R054: [[conversations({}, { CHAT: { captureRules: [capture("*", "*")], statusTimeouts: { closed: 5 } } })]],
  R055: [[conversations({}, {}, "update", { memoryExtractionEnabled: true })]],
  R056: [[step("MemoryStore", "main", "update", { displayName: "main" }, { displayName: "main", allowDelete: true })]],
  R057: [[step("Transcript", "first", "create", undefined, { serviceSid: "GA1", channel: {} })]],
  R059: [
    [
      step("LanguageOperator", "old", "delete", operator),
      step("LanguageOperator", "young", "create", undefined, operator),
    ],
  ],
  R060: [[leaving("Service", "calls", calls)]],
  R061: [
    [
      {
        ...service({ languageCode: "es-MX" }, "replace"),
        oldState: { id: "GA1", inputs: calls, outputs: calls, retainOnDelete: true },
      },
    ],
  ],
  R058: [
    [
      step(
        "LanguageOperator",
        "urgency",
        "update",
        { ...operator, prompt: "Ask this.\n".repeat(5_000) },
        { ...operator, prompt: "Think of that.\n".repeat(5_000) },
      ),
    ],
  ],
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
