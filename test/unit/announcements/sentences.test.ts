import assert from "node:assert/strict";
import { test } from "node:test";
import { type Between, sentences } from "../../../provider/lifecycle/announce/sentences";
import { rulesTreatment } from "../../../provider/rules/rulesTreatment";
import type { Path } from "../../../provider/values/paths";
import { UNKNOWN } from "../../../provider/values/unknown";

const { changes } = rulesTreatment(5);
const PROGRAM: Between = "state and program";
const REFRESH: Between = "account and state";
const END = { on: "CONVERSATION_END" };
const every = (count: number) => ({ on: "COMMUNICATION", parameters: { count } });
const hook = (url: string) => [{ url }];

interface Told {
  from: unknown;
  to: unknown;
  secrets?: { from: Path[]; to: Path[] };
}

const told = ({ from, to, secrets = { from: [], to: [] } }: Told, between: Between) =>
  sentences(changes?.(from, to, "rules", secrets) ?? [], between);

const SUMMARY = {
  name: "summary",
  operators: ["A"],
  triggers: [END],
  actions: hook("https://hooks.example.com/calls"),
};
const SENTIMENT = { name: "sentiment", operators: ["B"], triggers: [every(3)], actions: [] };

/** Each as the program and as a refresh says it. */
const FORMS: [form: string, sides: Told, program: string, refresh: string][] = [
  [
    "a rule that comes",
    {
      from: [SENTIMENT],
      to: [SENTIMENT, { ...SUMMARY, operators: ["A", { id: "C", version: 3 }], triggers: [every(5)] }],
    },
    "rule `summary` will be added: on every 5th message or utterance, operators A, C version 3, to https://hooks.example.com/calls",
    "rule `summary` is in the state, and no longer in the account: on every 5th message or utterance, operators A, C version 3, to https://hooks.example.com/calls",
  ],
  [
    "a rule that goes",
    { from: [SENTIMENT, SUMMARY], to: [SENTIMENT] },
    "rule `summary` will be removed: when the conversation ends, operator A, to https://hooks.example.com/calls",
    "rule `summary` is in the account, and not in the state: when the conversation ends, operator A, to https://hooks.example.com/calls",
  ],
  [
    "rules that moved",
    { from: [SENTIMENT, SUMMARY], to: [SUMMARY, SENTIMENT] },
    "the order of rules will be summary, sentiment (was: sentiment, summary)",
    "the order of rules is sentiment, summary in the account, summary, sentiment in the state",
  ],
  [
    "another trigger",
    { from: [SUMMARY], to: [{ ...SUMMARY, triggers: [every(1)] }] },
    "rule `summary` will run on every message and utterance (was: when the conversation ends)",
    "rule `summary` runs when the conversation ends in the account, on every message and utterance in the state",
  ],
  [
    "no trigger at all",
    { from: [SUMMARY], to: [{ ...SUMMARY, triggers: [] }] },
    "rule `summary` will run on demand only (was: when the conversation ends)",
    "rule `summary` runs when the conversation ends in the account, on demand only in the state",
  ],
  [
    "a webhook that goes",
    { from: [SUMMARY], to: [{ ...SUMMARY, actions: [] }] },
    "rule `summary`: actions[0] will be removed: https://hooks.example.com/calls",
    "rule `summary`: actions[0] is in the account, and not in the state: https://hooks.example.com/calls",
  ],
  [
    "an operator that comes",
    { from: [SUMMARY], to: [{ ...SUMMARY, operators: ["A", "C"] }] },
    "rule `summary`: operators[1] will be added: C",
    "rule `summary`: operators[1] is in the state, and no longer in the account: C",
  ],
  [
    "another address of a webhook",
    { from: [SUMMARY], to: [{ ...SUMMARY, actions: hook("https://other.example.com") }] },
    'rule `summary`: actions[0].url is "https://hooks.example.com/calls", will be "https://other.example.com"',
    'rule `summary`: actions[0].url is "https://hooks.example.com/calls" in the account, "https://other.example.com" in the state',
  ],
];

for (const [form, sides, program, refresh] of FORMS) {
  test(`${form} is one sentence, of the program in a preview and of the account in a refresh`, () => {
    assert.deepEqual(told(sides, PROGRAM), [program]);
    assert.deepEqual(told(sides, REFRESH), [refresh]);
  });
}

test("a rule whose name has dots and brackets is told apart from its parts", () => {
  const odd = { ...SUMMARY, name: "a.triggers[0].on" };
  assert.deepEqual(told({ from: [odd], to: [{ ...odd, actions: [] }] }, PROGRAM), [
    "rule `a.triggers[0].on`: actions[0] will be removed: https://hooks.example.com/calls",
  ]);
});

test("a rule is described without its secrets and without the password of an address", () => {
  const to = [
    { ...SUMMARY, actions: [...hook("https://me:hunter2@one.example/x"), ...hook("https://hidden.example")] },
  ];
  const secrets = { from: [], to: [[0, "actions", 1, "url"]] };
  assert.deepEqual(told({ from: [], to, secrets }, PROGRAM), [
    "rule `summary` will be added: when the conversation ends, operator A, to https://[secret]@one.example/x and [secret]",
  ]);
  const whole = { from: [], to: [[0]] };
  assert.deepEqual(told({ from: [], to, secrets: whole }, PROGRAM), ["rule `summary` will be added: [secret]"]);
});

test("what is known only after the update is named as such", () => {
  const to = [{ ...SUMMARY, operators: ["A", UNKNOWN], triggers: [UNKNOWN], actions: hook("https://x.example") }];
  assert.deepEqual(told({ from: [], to }, PROGRAM), [
    "rule `summary` will be added: on a trigger that is not known yet, operators A, (not known yet), to https://x.example",
  ]);
});

test("a trigger, an action and a context that this release does not know are shown as they are", () => {
  const to = [
    {
      ...SUMMARY,
      triggers: [{ on: "FULL_MOON" }],
      actions: [{ type: "EMAIL", to: "x@y.example" }],
      context: { memory: { enabled: true }, knowledge: { bases: ["kb"] } },
    },
  ];
  assert.deepEqual(told({ from: [], to }, PROGRAM), [
    'rule `summary` will be added: on "FULL_MOON", operator A, with the customer\'s profile, knowledge base "kb", to {"type":"EMAIL","to":"x@y.example"}',
  ]);
});
