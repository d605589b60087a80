import { type Bench, SENTIMENT, SUMMARY } from "../../contract/kit/emulator";
import { CONFIGURATIONS, OPERATORS as OPERATORS_PATH, SERVICES as SERVICES_PATH } from "../../engine/kit/stand";

/** One kind of change: a stack as it is, and the program of the pull request. */
export interface Case {
  name: string;
  /** The program that is up; without it nothing is. */
  before?: string;
  after: string;
  /** Whether the preview leaves out what does not change, as the engine does unless it is told otherwise. */
  short?: true;
  /** What somebody else does to the account after the program is up. `id`: of a resource, by `KIND::NAME`. */
  meanwhile?: (bench: Bench, id: (name: string) => string) => Promise<unknown>;
  /** Added to `pulumi preview`. */
  args?: string[];
  /** Added to the stack's config before the preview. */
  config?: Record<string, string>;
}

/** Reads a part of the program and gives it back changed; a part that is not there is a mistake in the case. */
function edited(program: string, ...edits: [from: string, to: string][]): string {
  return edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the program has no ${from}`);
    return text.replaceAll(from, to);
  }, program);
}

const SCRIPT_ADHERENCE = "intelligence_operator_01kf34tcyefpyb1t4m0nbd8rxg";

const SERVICES = `
const calls = new Service("calls", {
  uniqueName: "support-calls",
  friendlyName: "Support calls",
  languageCode: "en-US",
  autoTranscribe: true,
  autoRedaction: true,
  mediaRedaction: true,
  webhookUrl: "https://hooks.example.com/transcripts",
  webhookHttpMethod: "POST",
});
const sales = new Service("sales", { uniqueName: "sales-calls", friendlyName: "Sales calls", autoRedaction: true });
const reason = new CustomOperator("reason", {
  friendlyName: "Reason of the call",
  operatorType: "GenerativeJSON",
  config: {
    prompt: "Why did the customer call? Answer with one of the reasons.",
    json_result_schema: {
      type: "object",
      properties: { reason: { type: "string", enum: ["offer", "order", "complaint", "other"] } },
    },
  },
});
const agreed = new CustomOperator("agreed", {
  friendlyName: "What was agreed on",
  operatorType: "Generative",
  config: { prompt: "List what was agreed on, one line each." },
});
new OperatorAttachment("calls-reason", { serviceSid: calls.sid, operatorSid: reason.sid });
new OperatorAttachment("calls-agreed", { serviceSid: calls.sid, operatorSid: agreed.sid });
`;

const OPERATORS = `
const urgency = new LanguageOperator("urgency", {
  displayName: "Urgency",
  outputFormat: "CLASSIFICATION",
  prompt: "How urgent is this for the customer of a {{parameters.trade}}? Answer with low, normal or urgent.",
  parameters: { trade: { type: "STRING", required: true } },
  trainingExamples: [{ input: "The heating has been off since yesterday.", output: "urgent" }],
});
const promises = new LanguageOperator("promises", {
  displayName: "Promises",
  outputFormat: "JSON",
  prompt: "What did the agent promise, and until when?",
  outputSchema: {
    type: "object",
    properties: {
      promises: { type: "array", items: { type: "object", properties: { what: { type: "string" }, until: { type: ["string", "null"] } } } },
      count: { type: "integer" },
    },
    required: ["promises", "count"],
  },
});
`;

const COMPLIANCE = `{
      name: "compliance",
      operators: [{ id: scorecard, version: 3 }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 5 } }],
      actions: [{ url: "https://hooks.example.com/compliance" }],
    },`;
const SENTIMENT_RULE = `{
      name: "sentiment",
      operators: [{ id: "${SENTIMENT}", version: 3 }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 3 } }],
      actions: [{ url: "https://hooks.example.com/sentiment" }],
    },`;
const URGENCY = `{
      name: "urgency",
      operators: [{ id: urgency.id, parameters: { trade: "plumber" } }],
      triggers: [{ on: "COMMUNICATION", parameters: { count: 2 } }],
      actions: [{ url: "https://hooks.example.com/urgency" }],
    },`;
const AFTERWARDS = `{
      name: "afterwards",
      operators: ["${SUMMARY}", { id: promises.id, version: promises.version }],
      triggers: [{ on: "CONVERSATION_END" }],
      actions: [{ url: "https://hooks.example.com/afterwards" }],
    },`;
const SCRIPT = `{
      name: "script",
      operators: ["${SCRIPT_ADHERENCE}"],
      triggers: [{ on: "CONVERSATION_INACTIVE" }],
    },`;

const rules = (...list: string[]): string => `rules: [
    ${list.join("\n    ")}
  ]`;
const RULES = rules(COMPLIANCE, SENTIMENT_RULE, URGENCY, AFTERWARDS);

const ATTACHMENT = `new ConversationsAttachment("support", {
  conversationsConfigurationId: config.require("conversations"),
  intelligenceConfigurationId: support.id,
});
`;
const CONFIGURATION = `
const support = new IntelligenceConfiguration("support", {
  displayName: "Support conversations",
  ${RULES},
});
${ATTACHMENT}`;

const HEAD = `const pulumi = require("@pulumi/pulumi");
const {
  ConversationsAttachment, CustomOperator, IntelligenceConfiguration, LanguageOperator, OperatorAttachment, Service,
} = require("pulumi-twilio-intelligence");
const config = new pulumi.Config();
const scorecard = config.require("scorecard");
`;

const STACK = HEAD + SERVICES + OPERATORS + CONFIGURATION;
const change = (name: string, ...edits: [string, string][]): Case => ({
  name,
  before: STACK,
  after: edited(STACK, ...edits),
});

const HOSTILE = `x | \\"]; end\\n\`\`\` <img src=x onerror=alert(1)> @octocat #1 --> [a](https://evil.example) *b* ~~c~~`;
const SECRETS = `${HEAD}
const hook = config.requireSecret("hook");
const line = new LanguageOperator("line", {
  displayName: "Right line",
  outputFormat: "TEXT",
  prompt: "Tell callers to dial +1 (415) 555-0132 or 0171 5550123. Nothing else.",
});
const wording = new LanguageOperator("wording", {
  displayName: "Wording",
  outputFormat: "TEXT",
  prompt: pulumi.secret("Our internal wording, first edition"),
});
const support = new IntelligenceConfiguration("support", {
  displayName: "Support conversations",
  rules: [
    { name: "line", operators: [line], triggers: [{ on: "CONVERSATION_END" }], actions: [{ url: "https://user:pass@hooks.example.com/a?token=abc123&lang=en" }] },
  ],
});
const hidden = new IntelligenceConfiguration("hidden", {
  displayName: "Hidden conversations",
  rules: [{ name: "wording", operators: [wording], triggers: [{ on: "CONVERSATION_END" }], actions: [{ url: hook }] }],
});
`;

const many = (count: number): string =>
  `${HEAD}${Array.from(
    { length: count },
    (_, at) => `
const c${at} = new IntelligenceConfiguration("team-${at}", { displayName: "Team ${at}", rules: [${SCRIPT}] });
new ConversationsAttachment("team-${at}", { conversationsConfigurationId: config.require("conversations"), intelligenceConfigurationId: c${at}.id });`,
  ).join("")}`;

/** The Console edits a rule, a Service that a webhook is declared for, and an operator, and deletes a Service. */
async function edit({ call }: Bench, id: (name: string) => string): Promise<void> {
  const path = `${CONFIGURATIONS}/${id("IntelligenceConfiguration::support")}`;
  const { displayName, rules } = (await call("GET", path)).body;
  rules[0].triggers[0].parameters.count = 7;
  await call("PUT", path, { json: { displayName, rules } });
  const operator = `${OPERATORS_PATH}/${id("LanguageOperator::urgency")}`;
  const { body } = await call("GET", operator);
  await call("PUT", operator, { json: { ...body, description: "For the night shift" } });
  await call("POST", `${SERVICES_PATH}/${id("Service::calls")}`, { form: { FriendlyName: "Support calls (night)" } });
  await call("DELETE", `${SERVICES_PATH}/${id("Service::sales")}`);
}

/** Every kind of change that the review explains. */
export const CASES: Case[] = [
  change("no-changes"),
  { name: "first-deployment", after: STACK },
  change("trigger-more-often", ["count: 5", "count: 2"]),
  change("operator-versions", ["id: scorecard, version: 3", "id: scorecard, version: 4"]),
  change("operator-version-jump", ["id: scorecard, version: 3", "id: scorecard, version: 6"]),
  change("operator-deprecated", [`"${SENTIMENT}", version: 3`, `"${SENTIMENT}", version: 2`]),
  change(
    "webhook-host",
    ["https://hooks.example.com/compliance", "https://collect.example.net/compliance"],
    ["https://hooks.example.com/transcripts", "http://hooks.example.com/transcripts"],
  ),
  change("rules", [RULES, rules(URGENCY, COMPLIANCE, SCRIPT, AFTERWARDS)]),
  change("rules-moved", [RULES, rules(AFTERWARDS, COMPLIANCE, SENTIMENT_RULE, URGENCY)]),
  change(
    "prompt",
    ["Answer with low, normal or urgent.", "Think of safety first. Answer with low, normal, urgent or emergency."],
    ["until when?", "until which day?"],
  ),
  change("language", ['languageCode: "en-US"', 'languageCode: "es-MX"']),
  change(
    "redaction-off",
    ["autoRedaction: true,\n  mediaRedaction: true", "autoRedaction: false,\n  mediaRedaction: false"],
    ['friendlyName: "Sales calls", ', 'friendlyName: "Sales calls", autoTranscribe: true, '],
  ),
  change("strategy-replace", [
    'displayName: "Support conversations"',
    'displayName: "Support and service", updateStrategy: "replace"',
  ]),
  change(
    "output-schema",
    [
      'count: { type: "integer" },\n    },\n    required: ["promises", "count"]',
      'total: { type: "number" },\n      angry: { type: ["boolean", "null"] },\n    },\n    required: ["promises"]',
    ],
    ['until: { type: ["string", "null"] }', 'until: { type: "string" }'],
  ),
  change(
    "custom-operators",
    ["Answer with one of the reasons.", "Answer with exactly one of the reasons."],
    ['"complaint", "other"', '"complaint", "fraud", "other"'],
    [
      'operatorType: "Generative",\n  config: { prompt: "List what was agreed on, one line each." }',
      'operatorType: "PhraseMatch",\n  config: { phrases: ["agreed"] }',
    ],
  ),
  { name: "deletion", before: STACK, after: HEAD + OPERATORS },
  change("silenced", [RULES, "rules: []"], [ATTACHMENT, ""]),
  {
    name: "secrets",
    before: SECRETS,
    after: edited(
      SECRETS,
      ["0132", "0199"],
      ["0171 5550123", "0171 5550777"],
      ["token=abc123", "token=def456"],
      ["first edition", "second edition"],
      ['requireSecret("hook")', 'requireSecret("otherHook")'],
    ),
  },
  {
    name: "hostile-names",
    before: STACK,
    after: edited(
      STACK,
      [
        'displayName: "Support conversations"',
        `displayName: "Support @octocat <b> #1 | \`x\`", description: "${HOSTILE.replaceAll("\\n", " ")}"`,
      ],
      ['name: "compliance"', 'name: "end \\"] --> `x` <script> @octocat"'],
      ["count: 5", "count: 4"],
      ['displayName: "Urgency"', 'displayName: "Urgency 🚨 (緊急) [x](javascript:1)"'],
      ["Answer with low, normal or urgent.", `Answer ${HOSTILE}`],
    ),
  },
  change("failed-preview", ["count: 5", "count: 50"]),
  {
    name: "other-resources",
    before: STACK,
    after: `${edited(STACK, ["count: 3", "count: 4"])}
class Team extends pulumi.ComponentResource { constructor(name) { super("acme:contact:Team", name); this.registerOutputs({}); } }
new Team("night");
new pulumi.dynamic.Resource({ create: async () => ({ id: "1", outs: {} }) }, "rota", { hours: 8 }, undefined, "acme", "Rota");
`,
  },
  { ...change("without-sames", ["count: 5", "count: 2"], ["until when?", "until which day?"]), short: true },
  { name: "too-many-attached", before: many(4), after: many(6) },
  { ...change("refreshed"), meanwhile: edit, args: ["--refresh"] },
  {
    ...change(
      "refreshed-with-change",
      ["count: 5", "count: 2"],
      ['friendlyName: "Support calls"', 'friendlyName: "Support calls (night)"'],
    ),
    meanwhile: edit,
    args: ["--refresh"],
  },
  {
    ...change(
      "announced-refusals",
      ["count: 5", "count: 2"],
      ["https://hooks.example.com/transcripts", "https://hooks.example.com/calls"],
    ),
    meanwhile: edit,
    config: { "twilio-intelligence:checkDrift": "true" },
  },
  {
    ...change("announced-merge", ["count: 5", "count: 2"], ['friendlyName: "Sales calls"', 'friendlyName: "Sales"']),
    meanwhile: edit,
    config: { "twilio-intelligence:checkDrift": "true", "twilio-intelligence:onConflict": "merge" },
  },
];
