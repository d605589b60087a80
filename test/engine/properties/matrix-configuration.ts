import { SENTIMENT, SUMMARY } from "../kit/stand";
import { type Life, type Members, OWN, type Row, refused, row, type Sends } from "./matrix-row";

/** A rule as the API takes it that does nothing but run an operator. */
const RULE = { operators: [{ id: SENTIMENT }], triggers: [{ on: "COMMUNICATION" }], actions: [] };

/** A Configuration whose display name is the property, unless `change` says otherwise. */
const bodyOf = (property: string, change: Members) => ({ body: { displayName: property, rules: [RULE], ...change } });

function ofConfiguration(property: string, life: Life): Row {
  const args = (value: unknown) => ({ displayName: property, rules: [RULE], [property]: value });
  return row("IntelligenceConfiguration", property, args, life);
}

/** What a row says of a member of a rule: the members that are declared, and those that are sent. */
interface RuleLife {
  args: (value: unknown) => Members;
  values: Life["values"];
  /** Members of the rule's wire form, or one of the words. `create` is as `set`. */
  set: Members;
  again?: "nothing";
  change: Members | "nothing" | { refused: string };
  remove: Members | "nothing" | { refused: string };
  empty: Members | "nothing" | { refused: string };
}

function ofRule(member: string, { args, values, set, again, change, remove, empty }: RuleLife): Row {
  const property = `rules[].${member}`;
  const sends = (what: Members | "nothing" | { refused: string }): Sends =>
    what === "nothing" || isRefused(what) ? what : bodyOf(property, { rules: [{ ...RULE, ...what }] });
  const declared = (value: unknown) => ({ displayName: property, rules: [{ ...RULE, ...args(value) }] });
  return row("IntelligenceConfiguration", property, declared, {
    values,
    create: sends(set),
    set: again ?? sends(set),
    change: sends(change),
    remove: sends(remove),
    empty: sends(empty),
  });
}

const isRefused = (what: Members): what is { refused: string } => typeof what.refused === "string";

const EVERY = "COMMUNICATION";
const trigger = (parameters: unknown) => ({ triggers: [{ on: EVERY, parameters }] });
const operator = (members: Members) => ({ operators: [{ id: OWN, ...members }] });
const action = (members: Members) => ({ actions: [{ url: "https://example.com/a", ...members }] });
const hook = (url: string) => ({ type: "WEBHOOK", method: "POST", url });

/** `WEBHOOK` and `POST`: the only values there are, and the defaults. */
const fixed = (member: string, value: string): RuleLife => ({
  args: (value) => action({ [member]: value }),
  values: { set: value, change: "OTHER", empty: "" },
  set: { actions: [hook("https://example.com/a")] },
  again: "nothing",
  change: refused(`rules[0].actions[0].${member}`),
  remove: "nothing",
  empty: refused(`rules[0].actions[0].${member}`),
});

const rules: Row[] = [
  ofRule("name", {
    args: (name) => ({ name }),
    values: { set: "one", change: "other", empty: "" },
    set: {},
    again: "nothing",
    change: "nothing",
    remove: "nothing",
    empty: refused("rules[0].name"),
  }),
  ofRule("operators", {
    args: (operators) => ({ operators }),
    values: { set: [{ id: SUMMARY }], change: [{ id: SUMMARY }, { id: SENTIMENT }], empty: [] },
    set: { operators: [{ id: SUMMARY }] },
    change: { operators: [{ id: SUMMARY }, { id: SENTIMENT }] },
    remove: refused("rules[0].operators"),
    empty: refused("rules[0].operators"),
  }),
  // The name keeps the rule's id: without one, a rule that runs other operators is another rule.
  ofRule("operators[].id", {
    args: (id) => ({ name: "kept", operators: [{ id }] }),
    values: { set: SUMMARY, change: SENTIMENT, empty: "" },
    set: { operators: [{ id: SUMMARY }] },
    change: { operators: [{ id: SENTIMENT }] },
    remove: refused("rules[0].operators[0].id"),
    empty: refused("rules[0].operators[0].id"),
  }),
  ofRule("operators[].version", {
    args: (version) => operator({ version }),
    values: { set: 1, change: 2, empty: null },
    set: operator({ version: 1 }),
    change: operator({ version: 2 }),
    remove: operator({}),
    empty: operator({}),
  }),
  ofRule("operators[].parameters", {
    args: (parameters) => operator({ parameters }),
    values: { set: { tone: "calm", times: 2 }, change: { tone: "brisk" }, empty: {} },
    set: operator({ parameters: { tone: "calm", times: 2 } }),
    change: operator({ parameters: { tone: "brisk" } }),
    remove: operator({}),
    empty: operator({ parameters: {} }),
  }),
  ofRule("triggers", {
    args: (triggers) => ({ triggers }),
    values: { set: [{ on: EVERY }], change: [{ on: "CONVERSATION_END" }], empty: [] },
    set: { triggers: [{ on: EVERY }] },
    change: { triggers: [{ on: "CONVERSATION_END" }] },
    remove: { triggers: [] },
    empty: { triggers: [] },
  }),
  ofRule("triggers[].on", {
    args: (on) => ({ triggers: [{ on }] }),
    values: { set: EVERY, change: "CONVERSATION_INACTIVE", empty: "" },
    set: { triggers: [{ on: EVERY }] },
    change: { triggers: [{ on: "CONVERSATION_INACTIVE" }] },
    remove: refused("rules[0].triggers[0].on"),
    empty: refused("rules[0].triggers[0].on"),
  }),
  ofRule("triggers[].parameters", {
    args: trigger,
    values: { set: { count: 3 }, change: { count: 20 }, empty: {} },
    set: trigger({ count: 3 }),
    change: trigger({ count: 20 }),
    remove: { triggers: [{ on: EVERY }] },
    empty: trigger({}),
  }),
  ofRule("triggers[].parameters.count", {
    args: (count) => trigger({ count }),
    values: { set: 3, change: 4, empty: null },
    set: trigger({ count: 3 }),
    change: trigger({ count: 4 }),
    remove: trigger({}),
    empty: trigger({}),
  }),
  ofRule("actions", {
    args: (actions) => ({ actions }),
    values: {
      set: [{ url: "https://example.com/a" }],
      change: [{ url: "https://example.com/b" }, { url: "https://example.com/a" }],
      empty: [],
    },
    set: { actions: [hook("https://example.com/a")] },
    change: { actions: [hook("https://example.com/b"), hook("https://example.com/a")] },
    remove: { actions: [] },
    empty: { actions: [] },
  }),
  ofRule("actions[].type", fixed("type", "WEBHOOK")),
  ofRule("actions[].method", fixed("method", "POST")),
  ofRule("actions[].url", {
    args: (url) => action({ url }),
    values: { set: "https://example.com/a", change: "https://example.com/b?c=d", empty: "" },
    set: { actions: [hook("https://example.com/a")] },
    change: { actions: [hook("https://example.com/b?c=d")] },
    remove: refused("rules[0].actions[0].url"),
    empty: refused("rules[0].actions[0].url"),
  }),
  ofRule("context", {
    args: (context) => ({ context }),
    values: { set: { memory: { enabled: true } }, change: { knowledge: { bases: ["kb_1"] } }, empty: {} },
    set: { context: { memory: { enabled: true } } },
    change: { context: { knowledge: { bases: ["kb_1"] } } },
    remove: {},
    empty: { context: {} },
  }),
  ofRule("context.memory", {
    args: (memory) => ({ context: { memory } }),
    values: { set: { enabled: true }, change: { enabled: false }, empty: {} },
    set: { context: { memory: { enabled: true } } },
    change: { context: { memory: { enabled: false } } },
    remove: "nothing",
    empty: refused("rules[0].context.memory.enabled"),
  }),
  ofRule("context.memory.enabled", {
    args: (enabled) => ({ context: { memory: { enabled } } }),
    values: { set: true, change: false, empty: null },
    set: { context: { memory: { enabled: true } } },
    change: { context: { memory: { enabled: false } } },
    remove: refused("rules[0].context.memory.enabled"),
    empty: refused("rules[0].context.memory.enabled"),
  }),
  ofRule("context.knowledge", {
    args: (knowledge) => ({ context: { knowledge } }),
    values: { set: { bases: ["kb_1"] }, change: { bases: ["kb_2", "kb_1"] }, empty: {} },
    set: { context: { knowledge: { bases: ["kb_1"] } } },
    change: { context: { knowledge: { bases: ["kb_2", "kb_1"] } } },
    remove: { context: {} },
    empty: refused("rules[0].context.knowledge.bases"),
  }),
  ofRule("context.knowledge.bases", {
    args: (bases) => ({ context: { knowledge: { bases } } }),
    values: { set: ["kb_1"], change: ["kb_2"], empty: [] },
    set: { context: { knowledge: { bases: ["kb_1"] } } },
    change: { context: { knowledge: { bases: ["kb_2"] } } },
    remove: refused("rules[0].context.knowledge.bases"),
    empty: refused("rules[0].context.knowledge.bases"),
  }),
];

const SECOND = { operators: [{ id: SUMMARY }], triggers: [{ on: "CONVERSATION_END" }], actions: [] };

export const configurationRows: Row[] = [
  ofConfiguration("account", {
    values: { set: "emea", change: "apac", empty: "" },
    set: bodyOf("account", {}),
    change: bodyOf("account", {}),
    remove: bodyOf("account", {}),
    empty: refused("account"),
    replaces: "account",
  }),
  ofConfiguration("displayName", {
    values: { set: "displayName", change: "displayName 2", empty: "" },
    set: bodyOf("displayName", {}),
    change: bodyOf("displayName 2", {}),
    remove: refused("displayName"),
    empty: refused("displayName"),
  }),
  ofConfiguration("description", {
    values: { set: "what for", change: "what else for", empty: "" },
    set: bodyOf("description", { description: "what for" }),
    change: bodyOf("description", { description: "what else for" }),
    remove: bodyOf("description", { description: "" }),
    empty: bodyOf("description", { description: "" }),
  }),
  ofConfiguration("rules", {
    values: { set: [RULE], change: [RULE, SECOND], empty: [] },
    set: bodyOf("rules", {}),
    change: bodyOf("rules", { rules: [RULE, SECOND] }),
    remove: refused("rules"),
    empty: bodyOf("rules", { rules: [] }),
  }),
  ofConfiguration("onConflict", {
    values: { set: "merge", change: "overwrite", empty: "" },
    create: bodyOf("onConflict", {}),
    set: "nothing",
    change: "nothing",
    remove: "nothing",
    empty: refused("onConflict"),
  }),
  ofConfiguration("updateStrategy", {
    values: { set: "update", change: "replace", empty: "" },
    create: bodyOf("updateStrategy", {}),
    set: "nothing",
    change: "nothing",
    remove: "nothing",
    empty: refused("updateStrategy"),
  }),
  ...rules,
];
