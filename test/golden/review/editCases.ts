import { SUMMARY } from "../../contract/kit/emulator";
import {
  AFTERWARDS,
  type Case,
  CONFIGURATION,
  change,
  edited,
  HEAD,
  OPERATORS,
  RULES,
  SERVICES,
  STACK,
} from "./program";

/** A prompt of many lines, as a team writes it in a file of its own. */
const guide = (lines: number, line: (at: number) => string): string =>
  JSON.stringify(
    [
      "You read a conversation of a contact centre.",
      "",
      ...Array.from({ length: lines }, (_, at) => line(at)),
      "",
      "Answer with low, normal or urgent.",
    ].join("\n"),
  );
const TRADE = '"How urgent is this for the customer of a {{parameters.trade}}? Answer with low, normal or urgent."';
const asked = (at: number) => `${at + 1}. If the customer says something about topic ${at + 1}, weigh it twice.`;
const longGuide = (words: string) =>
  guide(60, (at) => `${at + 1}. ${words} ${"the customer of a {{parameters.trade}} ".repeat(3)}in case ${at + 1}.`);
const prompted = (text: string) => edited(STACK, [TRADE, text]);

const SCHEMA = 'what: { type: "string" }, until: { type: ["string", "null"] }';
const SWAPPED = 'until: { type: ["string", "null"] }, what: { type: "string" }';

const RETAINED_SERVICE = edited(
  STACK,
  ['  webhookHttpMethod: "POST",\n});', '  webhookHttpMethod: "POST",\n}, { retainOnDelete: true });'],
  [`${RULES},\n});`, `${RULES},\n}, { retainOnDelete: true });`],
);
const fleet = (count: number): string =>
  Array.from(
    { length: count },
    (_, at) => `
new LanguageOperator("topic-${at}", { displayName: "Topic ${at}", outputFormat: "TEXT", prompt: "Is topic ${at} spoken of? Say where." });`,
  ).join("");

/** Edits that are easy to take for harmless, and what is said about texts. */
export const EDIT_CASES: Case[] = [
  change("second-service", [
    "const sales =",
    `const night = new Service("night", { uniqueName: "night-calls", autoTranscribe: true, webhookUrl: "https://night.example.org/calls" });
const sales =`,
  ]),
  change("rule-every-message", [
    AFTERWARDS,
    `${AFTERWARDS}
    {
      name: "fraud",
      operators: ["${SUMMARY}"],
      triggers: [{ on: "COMMUNICATION" }],
      actions: [{ url: "https://fraud.example.org/results" }],
    },`,
  ]),
  change(
    "operators-exchanged",
    ['new OperatorAttachment("calls-agreed", { serviceSid: calls.sid, operatorSid: agreed.sid });', ""],
    [`operators: ["${SUMMARY}", { id: promises.id, version: promises.version }]`, `operators: ["${SUMMARY}"]`],
    ["operators: [{ id: scorecard, version: 3 }]", "operators: [promises]"],
  ),
  change("memory-on", [
    'actions: [{ url: "https://hooks.example.com/urgency" }]',
    'actions: [{ url: "https://hooks.example.com/urgency" }], context: { memory: { enabled: true } }',
  ]),
  {
    name: "host-reverted",
    before: edited(STACK, ["https://hooks.example.com/compliance", "https://collect.example.net/compliance"]),
    after: STACK,
  },
  {
    name: "operator-by-id",
    before: edited(STACK, ["{ id: promises.id, version: promises.version }", "promises.id"]),
    after: edited(
      STACK,
      ["{ id: promises.id, version: promises.version }", "promises.id"],
      ["until when?", "until which day?"],
    ),
  },
  { name: "prompt-rewritten", before: prompted(longGuide("Ask")), after: prompted(longGuide("Think about")) },
  {
    name: "prompt-one-line",
    before: prompted(guide(40, asked)),
    after: prompted(guide(40, (at) => (at === 20 ? asked(at).replace("twice", "three times") : asked(at)))),
  },
  {
    name: "white-space",
    before: edited(prompted(guide(12, asked).replaceAll("\\n", "\\r\\n")), [
      "promise, and until",
      "promise,\\n\\n\\nand until",
    ]),
    after: edited(prompted(guide(12, asked)), ["promise, and until", "promise,\\nand until"], [SCHEMA, SWAPPED]),
  },
  change("examples", [
    '{ input: "The heating has been off since yesterday.", output: "urgent" }',
    '{ input: "The heating has been off since Monday.", output: "urgent" }, { input: "Do you sell taps?", output: "low" }',
  ]),
  { name: "retained", before: RETAINED_SERVICE, after: HEAD + OPERATORS },
  {
    name: "retained-language",
    before: RETAINED_SERVICE,
    after: edited(RETAINED_SERVICE, ['languageCode: "en-US"', 'languageCode: "es-MX"']),
  },
  change(
    "renamed",
    ['new LanguageOperator("urgency"', 'new LanguageOperator("how-urgent"'],
    ['new Service("sales"', 'new Service("sales-team"'],
  ),
  { name: "many-new", before: STACK, after: HEAD + SERVICES + OPERATORS + CONFIGURATION + fleet(40) },
];
