import { type Bench, SENTIMENT } from "../../contract/kit/emulator";
import { CONFIGURATIONS, OPERATORS as OPERATORS_PATH, SERVICES as SERVICES_PATH } from "../../engine/kit/stand";
import { EDIT_CASES } from "./editCases";
import {
  AFTERWARDS,
  ATTACHMENT,
  type Case,
  COMPLIANCE,
  change,
  edited,
  HEAD,
  OPERATORS,
  RULES,
  rules,
  SCRIPT,
  SENTIMENT_RULE,
  STACK,
  URGENCY,
} from "./program";

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
  ...EDIT_CASES,
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
