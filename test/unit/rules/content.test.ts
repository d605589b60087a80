import assert from "node:assert/strict";
import { test } from "node:test";
import { normalRule } from "../../../provider/rules/normalRule";
import { readRules, ruleBodies, withLongOperators } from "../../../provider/rules/wireRules";
import { UNKNOWN } from "../../../provider/values/unknown";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const RULE = { operators: [{ id: "x" }], triggers: [], actions: [] };

test("defaults, what is off and what is empty make no difference", () => {
  const said = {
    operators: ["x", { id: "y", parameters: {} }],
    triggers: [{ on: "COMMUNICATION" }, { on: "COMMUNICATION", parameters: {} }],
    actions: [{ url: "https://a.example" }],
    context: { memory: { enabled: false }, knowledge: { bases: [] } },
  };
  assert.deepEqual(plain(normalRule(said)), {
    operators: [{ id: "x" }, { id: "y" }],
    triggers: [
      { on: "COMMUNICATION", parameters: { count: 1 } },
      { on: "COMMUNICATION", parameters: { count: 1 } },
    ],
    actions: [{ type: "WEBHOOK", method: "POST", url: "https://a.example" }],
    context: {},
  });
});

test("what is there, and what is not known yet, stays", () => {
  const contextOf = (context: unknown) => normalRule({ ...RULE, context }).context;
  assert.equal(contextOf(UNKNOWN), UNKNOWN);
  assert.deepEqual(contextOf({ memory: { enabled: true, more: 1 }, knowledge: { bases: ["kb"] } }), {
    memory: { enabled: true },
    knowledge: { bases: ["kb"] },
  });
  assert.deepEqual(contextOf({ memory: UNKNOWN, knowledge: { bases: UNKNOWN } }), {
    memory: UNKNOWN,
    knowledge: { bases: UNKNOWN },
  });
  assert.deepEqual(normalRule({ ...RULE, triggers: [{ on: "COMMUNICATION", parameters: UNKNOWN }] }).triggers, [
    { on: "COMMUNICATION", parameters: UNKNOWN },
  ]);
  assert.equal(normalRule(UNKNOWN).operators, UNKNOWN);
});

test("a live rule is read in the words of a program; null is absent, and what is not recognised stays as it is", () => {
  const live = {
    id: "rule_1",
    operators: [{ id: "x", version: 2, parameters: { tempo: 1 }, added: true }],
    triggers: [
      { on: "COMMUNICATION", parameters: { count: 3, added: true } },
      { on: "COMMUNICATION", parameters: { count: null } },
      { on: "COMMUNICATION", parameters: null },
      { on: "CONVERSATION_END", parameters: null },
      { on: "SUPERVISOR_JOINED", seat: 4 },
    ],
    actions: [
      { type: "WEBHOOK", method: "POST", url: "https://a.example", added: true },
      { type: "QUEUE", url: "https://b.example" },
    ],
    context: { memory: null, knowledge: { bases: ["kb"], added: true } },
  };
  assert.deepEqual(plain(readRules([live])), [
    {
      id: "rule_1",
      operators: [{ id: "x", version: 2, parameters: { tempo: 1 } }],
      triggers: [
        { on: "COMMUNICATION", parameters: { count: 3 } },
        { on: "COMMUNICATION" },
        { on: "COMMUNICATION" },
        { on: "CONVERSATION_END" },
        { on: "SUPERVISOR_JOINED", seat: 4 },
      ],
      actions: [{ url: "https://a.example" }, { type: "QUEUE", url: "https://b.example" }],
      context: { knowledge: { bases: ["kb"] } },
    },
  ]);
  assert.deepEqual(plain(readRules([{ ...RULE, context: { memory: { enabled: true } } }])), [
    { ...RULE, context: { memory: { enabled: true } } },
  ]);
  assert.deepEqual(plain(readRules([{ ...RULE, context: null }])), [RULE]);
  assert.deepEqual(plain(readRules([{}])), [{ ...RULE, operators: [] }]);
});

test("a request has rules without what lives in the program, each operator spelled out and each webhook in full", () => {
  const rules: readonly unknown[] = [
    {
      name: "a",
      __key: "#1",
      __place: 2,
      id: "rule_1",
      operators: ["x", { id: "y", version: 2 }],
      triggers: [],
      actions: [
        { url: "https://a.example" },
        { type: "WEBHOOK", method: "PUT", url: "https://b.example" },
        { type: "QUEUE", url: "https://c.example" },
      ],
    },
  ];
  // The typed signature is for rules that a program may write; this list has one of a newer API too.
  const bodies: unknown = Reflect.apply(ruleBodies, undefined, [rules]);
  assert.deepEqual(bodies, [
    {
      id: "rule_1",
      operators: [{ id: "x" }, { id: "y", version: 2 }],
      triggers: [],
      actions: [
        { type: "WEBHOOK", method: "POST", url: "https://a.example" },
        { type: "WEBHOOK", method: "PUT", url: "https://b.example" },
        { type: "QUEUE", url: "https://c.example" },
      ],
    },
  ]);
  assert.deepEqual(withLongOperators([{ operators: ["x", UNKNOWN] }, { operators: UNKNOWN }, UNKNOWN]), [
    { operators: [{ id: "x" }, UNKNOWN] },
    { operators: UNKNOWN },
    UNKNOWN,
  ]);
});
