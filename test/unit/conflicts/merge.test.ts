import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { entryOf, type KindName } from "../../../provider/catalogue";
import { candidates } from "../../../provider/rules/identity";
import { mergeRules as mergeCandidates } from "../../../provider/rules/mergeRules";
import { normalRule } from "../../../provider/rules/normalRule";
import { compare } from "../../../provider/table/compare";

interface One {
  name?: string;
  id?: string;
  operators: { id: string }[];
  triggers: { on: string; parameters?: { count: number } }[];
}

const mergeRules = (prior: unknown, observed: unknown, desired: unknown, max: number) =>
  mergeCandidates(candidates(prior), candidates(observed), candidates(desired), max);
const normalRules = (rules: unknown) => (Array.isArray(rules) ? rules.map(normalRule) : []);

const rule = (name: string, count: number): One => ({
  name,
  operators: [{ id: `operator_${name}` }],
  triggers: [{ on: "COMMUNICATION", parameters: { count } }],
});
const live = ({ name, ...content }: One): One => ({
  ...content,
  id: `id_${name}`,
  ...(name?.startsWith("new") ? {} : { name }),
});
const base = [rule("a", 2), rule("b", 2), rule("c", 2)];
const recorded = base.map(live);

/** Rules with what one side made of them, in the words of either side. */
const sides = (theirs: One[], ours: One[], most = 5) => {
  const { value, conflicts } = mergeRules(recorded, theirs.map(live), ours, most);
  const rules = Array.isArray(value) ? value : [];
  return { rules: rules.map(({ name, id, triggers }) => `${name ?? id}:${triggers[0].parameters.count}`), conflicts };
};

test("rules that only one side touched are as that side has them", () => {
  assert.deepEqual(sides([rule("a", 7), rule("b", 2), rule("c", 2)], [rule("a", 2), rule("b", 9), rule("c", 2)]), {
    rules: ["a:7", "b:9", "c:2"],
    conflicts: [],
  });
});

test("what one side removed is gone, what one side added is there, in its place", () => {
  const theirs = [rule("a", 2), rule("new1", 3), rule("b", 2)];
  const ours = [rule("d", 4), rule("b", 5), rule("c", 2)];
  assert.deepEqual(sides(theirs, ours), { rules: ["id_new1:3", "d:4", "b:5"], conflicts: [] });
});

test("a rule that one side changed and the other removed is a conflict", () => {
  assert.deepEqual(sides([rule("a", 7), rule("b", 2), rule("c", 2)], [rule("b", 2), rule("c", 2)]).conflicts, ["a"]);
  assert.deepEqual(sides([rule("b", 2), rule("c", 2)], [rule("a", 7), rule("b", 2), rule("c", 2)]).conflicts, ["a"]);
});

test("a new order of one side is kept; two different ones are a conflict", () => {
  const [a, b, c] = [rule("a", 2), rule("b", 2), rule("c", 2)];
  assert.deepEqual(sides([c, b, a], [a, rule("b", 3), c]).rules, ["c:2", "b:3", "a:2"]);
  assert.deepEqual(sides([a, b, c], [c, a, b]).rules, ["c:2", "a:2", "b:2"]);
  assert.deepEqual(sides([c, b, a], [b, a, c]).conflicts, ["order"]);
});

test("a rule that the account changed keeps what only the program knows of it", () => {
  const content = (count: number, operator: string) => ({ ...rule(operator, count), name: undefined });
  const before = [
    { ...content(2, "x"), __key: "#1", id: "1" },
    { ...content(2, "y"), name: "named", id: "2" },
  ];
  const theirs = before.map(({ id, operators }) => ({ id, operators, triggers: content(7, "").triggers }));
  const ours = before.map(({ id: _, ...one }) => one);
  const { value, conflicts } = mergeRules(before, theirs, ours, 5);
  assert.deepEqual(conflicts, []);
  assert.deepEqual(value, [
    { ...theirs[0], __key: "#1" },
    { ...theirs[1], name: "named" },
  ]);
  assert.deepEqual(
    mergeRules([], [], [{ ...content(2, "x") }], 5).value,
    [content(2, "x")].map(({ name: _, ...one }) => one),
  );
});

test("a rule that does something else under its name keeps its id, and a copy of a rule is a rule of its own", () => {
  const [a] = base;
  const edited = { ...rule("b", 9), name: "a" };
  const kept = mergeRules(recorded.slice(0, 1), recorded.slice(0, 1), [edited], 5);
  assert.deepEqual(kept, { value: [{ ...edited, id: "id_a" }], conflicts: [], sources: [0] });
  const copied = mergeRules(recorded.slice(0, 1), recorded.slice(0, 1), [a, { ...a, name: "copy" }], 5);
  assert.deepEqual(copied.value, [recorded[0], { ...a, name: "copy" }]);
});

test("a rule that both sides changed, or that both added under one id, is named by its key or its id", () => {
  const conflicts = (before: object[], theirs: object[], ours: object[]) =>
    mergeRules(before, theirs, ours, 5).conflicts;
  const at = (count: number) => ({ operators: [{ id: "x" }], triggers: rule("", count).triggers });
  assert.deepEqual(
    conflicts([{ ...at(2), name: "a", __key: "k", id: "1" }], [{ ...at(3), id: "1" }], [{ ...at(4), __key: "k" }]),
    ["k"],
  );
  assert.deepEqual(conflicts([{ ...at(2), id: "1" }], [{ ...at(3), id: "1" }], [at(4)]), ["1"]);
  assert.deepEqual(conflicts([{ ...at(2), id: "1" }], [{ ...at(3), id: "1" }], []), ["1"]);
});

test("the same rule added by both sides is there once, under their id", () => {
  const added = { ...rule("new1", 3), name: "ours" };
  const { value, conflicts } = mergeRules(recorded, [...base, rule("new1", 3)].map(live), [...base, added], 5);
  assert.equal(Array.isArray(value) && value.length, 4);
  assert.deepEqual(Array.isArray(value) && [value[3].id, value[3].name], ["id_new1", "ours"]);
  assert.deepEqual(conflicts, []);
});

test("more rules together than there can be are a conflict", () => {
  const theirs = [...base, rule("new1", 1), rule("new2", 1)];
  assert.deepEqual(sides(theirs, [...base, rule("d", 1)]).conflicts, ["6 rules together, of at most 5"]);
  assert.deepEqual(sides(theirs, [...base, rule("d", 1)], 6).conflicts, []);
});

const edits = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d", "e"), fc.integer({ min: 2, max: 4 })), {
  maxLength: 5,
});
const listOf = (pairs: [string, number][]) => [...new Map(pairs)].map(([name, count]) => rule(name, count));

test("where one side changed nothing, the other side's rules are the result", () => {
  fc.assert(
    fc.property(edits, (pairs) => {
      const list = listOf(pairs);
      const ours = mergeRules(recorded, recorded, list, 5);
      assert.deepEqual([normalRules(ours.value), ours.conflicts], [normalRules(list), []]);
      const theirs = mergeRules(recorded, list.map(live), base, 5);
      assert.deepEqual([normalRules(theirs.value), theirs.conflicts], [normalRules(list), []]);
      const both = mergeRules(recorded, list.map(live), list, 5);
      assert.deepEqual([normalRules(both.value), both.conflicts], [normalRules(list), []]);
    }),
  );
});

test("a merge without a conflict holds every rule that somebody changed or added, as they have it", () => {
  fc.assert(
    fc.property(edits, edits, (left, right) => {
      const [theirs, ours] = [listOf(left), listOf(right)];
      const { value, conflicts } = mergeRules(recorded, theirs.map(live), ours, 9);
      if (conflicts.length > 0) return;
      const held = normalRules(value);
      for (const side of [theirs, ours]) {
        for (const one of side) {
          const before = base.find(({ name }) => name === one.name);
          const isTouched = JSON.stringify(before) !== JSON.stringify(one);
          const [content] = normalRules([one]);
          if (isTouched) assert.ok(held.some((rule) => JSON.stringify(rule) === JSON.stringify(content)));
        }
      }
    }),
  );
});

/** What `compare` makes of what was recorded, what the account has, and what the program declares. */
const compared = (kind: KindName, prior: object, observed: object, desired: object) =>
  compare(entryOf(kind).resource, {
    prior: { values: { ...prior }, secrets: [] },
    observed: { ...observed },
    desired: { values: { ...desired }, secrets: [] },
  });

test("a property that the program does not manage stays as the account has it", () => {
  const before = { uniqueName: "calls", friendlyName: "Calls", autoTranscribe: false };
  const now = { ...before, autoTranscribe: true };
  const { merged, conflicts } = compared("Service", before, now, { uniqueName: "calls", friendlyName: "Sales" });
  const { values } = merged;
  assert.deepEqual([values.friendlyName, "autoTranscribe" in values, conflicts], ["Sales", false, []]);
});

test("a property that somebody has cleared stays cleared where the program did not change it", () => {
  const before = { uniqueName: "calls", friendlyName: "Calls", webhookUrl: "https://a.example" };
  const { webhookUrl: _, ...now } = before;
  const { merged, conflicts, missing } = compared("Service", before, now, { ...before, friendlyName: "Sales" });
  assert.deepEqual(merged.values, { ...before, friendlyName: "Sales", webhookUrl: "" });
  assert.deepEqual(conflicts, []);
  assert.deepEqual(missing, [
    { path: "friendlyName", from: "Calls", to: "Sales" },
    { path: "webhookUrl", from: "", to: "https://a.example" },
  ]);
});

test("a member that somebody has cleared or added stays so where the program did not change it", () => {
  const [chat, sms, voice] = [30, 60, 90].map((closed) => ({ statusTimeouts: { closed } }));
  const before = { displayName: "rooms", channelSettings: { CHAT: chat, SMS: sms } };
  const now = { ...before, channelSettings: { SMS: sms, VOICE: voice } };
  const { merged, conflicts } = compared("ConversationsConfiguration", before, now, { ...before, displayName: "x" });
  assert.deepEqual(merged.values.channelSettings, { SMS: sms, VOICE: voice });
  assert.deepEqual(conflicts, []);
});

test("a property that both sides changed to the same is no conflict, to different values is one", () => {
  const before = { displayName: "a", rules: [] };
  const conflictsOf = (theirs: string, ours: string) =>
    compared("IntelligenceConfiguration", before, { ...before, displayName: theirs }, { ...before, displayName: ours })
      .conflicts;
  assert.deepEqual([conflictsOf("b", "b"), conflictsOf("b", "c"), conflictsOf("b", "a")], [[], ["displayName"], []]);
});

test("the secrets of a rule go with it where a merge moves it", () => {
  const rules = (...names: string[]) =>
    names.map((name) => ({ ...rule(name, 2), actions: [{ url: `https://${name}` }] }));
  const prior = { displayName: "x", rules: rules("a", "b").map(live) };
  const observed = { ...prior, rules: [...rules("new1"), ...rules("a", "b")].map(live) };
  const { merged } = compare(entryOf("IntelligenceConfiguration").resource, {
    prior: { values: prior, secrets: [] },
    observed,
    desired: { values: { displayName: "y", rules: rules("a", "b") }, secrets: [["rules", 1, "actions", 0, "url"]] },
  });
  assert.deepEqual(merged.secrets, [["rules", 2, "actions", 0, "url"]]);
});
