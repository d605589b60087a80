import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { intelligenceConfigurationDefinition } from "../../provider/intelligenceConfiguration";
import { threeWay } from "../../provider/merge";
import { mergeRules, normalRules } from "../../provider/ruleList";
import { serviceDefinition } from "../../provider/service";

interface One {
  name?: string;
  id?: string;
  operators: { id: string }[];
  triggers: { on: string; parameters?: { count: number } }[];
}

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
  const { value, clashes } = mergeRules(recorded, theirs.map(live), ours, most);
  const rules = Array.isArray(value) ? value : [];
  return { rules: rules.map(({ name, id, triggers }) => `${name ?? id}:${triggers[0].parameters.count}`), clashes };
};

test("rules that only one side touched are as that side has them", () => {
  assert.deepEqual(sides([rule("a", 7), rule("b", 2), rule("c", 2)], [rule("a", 2), rule("b", 9), rule("c", 2)]), {
    rules: ["a:7", "b:9", "c:2"],
    clashes: [],
  });
});

test("what one side removed is gone, what one side added is there, in its place", () => {
  const theirs = [rule("a", 2), rule("new1", 3), rule("b", 2)];
  const ours = [rule("d", 4), rule("b", 5), rule("c", 2)];
  assert.deepEqual(sides(theirs, ours), { rules: ["id_new1:3", "d:4", "b:5"], clashes: [] });
});

test("a rule that one side changed and the other removed is a clash", () => {
  assert.deepEqual(sides([rule("a", 7), rule("b", 2), rule("c", 2)], [rule("b", 2), rule("c", 2)]).clashes, ["a"]);
  assert.deepEqual(sides([rule("b", 2), rule("c", 2)], [rule("a", 7), rule("b", 2), rule("c", 2)]).clashes, ["a"]);
});

test("a new order of one side is kept; two different ones are a clash", () => {
  const [a, b, c] = [rule("a", 2), rule("b", 2), rule("c", 2)];
  assert.deepEqual(sides([c, b, a], [a, rule("b", 3), c]).rules, ["c:2", "b:3", "a:2"]);
  assert.deepEqual(sides([a, b, c], [c, a, b]).rules, ["c:2", "a:2", "b:2"]);
  assert.deepEqual(sides([c, b, a], [b, a, c]).clashes, ["order"]);
});

test("the same rule added by both sides is there once, under their id", () => {
  const added = { ...rule("new1", 3), name: "ours" };
  const { value, clashes } = mergeRules(recorded, [...base, rule("new1", 3)].map(live), [...base, added], 5);
  assert.equal(Array.isArray(value) && value.length, 4);
  assert.deepEqual(Array.isArray(value) && [value[3].id, value[3].name], ["id_new1", "ours"]);
  assert.deepEqual(clashes, []);
});

test("more rules together than there can be are a clash", () => {
  const theirs = [...base, rule("new1", 1), rule("new2", 1)];
  assert.deepEqual(sides(theirs, [...base, rule("d", 1)]).clashes, ["6 rules together, of at most 5"]);
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
      assert.deepEqual([normalRules(ours.value), ours.clashes], [normalRules(list), []]);
      const theirs = mergeRules(recorded, list.map(live), base, 5);
      assert.deepEqual([normalRules(theirs.value), theirs.clashes], [normalRules(list), []]);
      const both = mergeRules(recorded, list.map(live), list, 5);
      assert.deepEqual([normalRules(both.value), both.clashes], [normalRules(list), []]);
    }),
  );
});

test("a merge without a clash holds every rule that somebody changed or added, as they have it", () => {
  fc.assert(
    fc.property(edits, edits, (left, right) => {
      const [theirs, ours] = [listOf(left), listOf(right)];
      const { value, clashes } = mergeRules(recorded, theirs.map(live), ours, 9);
      if (clashes.length > 0) return;
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

test("a property that the program does not hold stays as the account has it", () => {
  const { properties } = serviceDefinition;
  const before = { uniqueName: "calls", friendlyName: "Calls", autoTranscribe: false };
  const now = { ...before, autoTranscribe: true };
  const { merged, clashes } = threeWay(properties, before, now, { uniqueName: "calls", friendlyName: "Sales" });
  assert.deepEqual([merged.friendlyName, "autoTranscribe" in merged, clashes], ["Sales", false, []]);
});

test("a property that both sides changed to the same is no clash, to different values is one", () => {
  const { properties } = intelligenceConfigurationDefinition;
  const before = { displayName: "a", rules: [] };
  const clashesOf = (theirs: string, ours: string) =>
    threeWay(properties, before, { ...before, displayName: theirs }, { ...before, displayName: ours }).clashes;
  assert.deepEqual([clashesOf("b", "b"), clashesOf("b", "c"), clashesOf("b", "a")], [[], ["displayName"], []]);
});
