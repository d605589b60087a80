import { strict as assert } from "node:assert";
import { describe, test } from "node:test";
import fc from "fast-check";
import { ruleFailures } from "../../../provider/rules/ruleFailures";
import { ruleIdsByName } from "../../../provider/rules/ruleIds";
import { rulesTreatment, rulesWithKeys } from "../../../provider/rules/rulesTreatment";
import { list, members } from "../../../provider/values/json";
import { UNKNOWN } from "../../../provider/values/unknown";

const treatment = rulesTreatment(5);
const recordRules = (observed: unknown, like: unknown) => treatment.record?.(observed, like);
const rulesWithIds = (recorded: unknown, declared: unknown) =>
  list(treatment.identify?.(declared, recorded)).map((rule) => members(rule).id);

const OPERATORS = ["sentiment", "summary", "adherence", "next-best"].map((name) => `operator-${name}`);

const operators = fc.uniqueArray(fc.constantFrom(...OPERATORS), { minLength: 1, maxLength: 3 });
const content = fc.record({
  operators: operators.map((ids) => ids.map((id) => ({ id }))),
  triggers: fc.constantFrom([{ on: "COMMUNICATION", parameters: { count: 3 } }], [{ on: "CONVERSATION_END" }]),
  actions: fc.constantFrom([], [{ url: "https://a.example" }], [{ url: "https://b.example" }]),
});
const named = fc
  .uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1, maxLength: 5 })
  .chain((names) => fc.tuple(...names.map((name) => content.map((rule) => ({ name, ...rule })))));

/** What the state holds once a list has been written: each rule with its key and an id of its own. */
const written = (rules: readonly object[]) => rules.map((rule, at) => ({ ...rule, id: `id-${at}` }));

const keyed = (before: unknown, now: unknown): object[] => {
  const rules = rulesWithKeys(before, now);
  assert.ok(Array.isArray(rules));
  return rules;
};

describe("rules keep their ids", () => {
  test("a list that is declared again keeps every id, whatever its order", () => {
    fc.assert(
      fc.property(named, fc.infiniteStream(fc.nat()), (rules, order) => {
        const first = keyed([], rules);
        const shuffled = rules
          .map((rule) => ({ rule, by: order.next().value }))
          .sort((a, b) => a.by - b.by)
          .map(({ rule }) => rule);
        const ids = rulesWithIds(written(first), keyed(first, shuffled));
        assert.deepEqual(
          ids,
          shuffled.map((rule) => `id-${rules.indexOf(rule)}`),
        );
      }),
    );
  });

  test("a named rule keeps its id through any edit of what it does", () => {
    fc.assert(
      fc.property(named, content, (rules, edit) => {
        const first = keyed([], rules);
        const edited = rules.map((rule, at) => (at === 0 ? { ...edit, name: rule.name } : rule));
        assert.deepEqual(
          rulesWithIds(written(first), keyed(first, edited)),
          rules.map((_, at) => `id-${at}`),
        );
      }),
    );
  });

  test("no two rules ever share an id or a key", () => {
    const list = fc.array(fc.tuple(fc.option(fc.constantFrom("a", "b", "#1", "a#1")), content), { maxLength: 5 });
    const rules = list.map((pairs) =>
      pairs
        .filter(([name], at) => name === null || pairs.findIndex(([other]) => other === name) === at)
        .map(([name, rule]) => ({ ...rule, ...(name !== null && { name }) })),
    );
    fc.assert(
      fc.property(rules, rules, (before, now) => {
        const first = keyed([], before);
        const second = keyed(first, now);
        const keys = second.map((rule) => Reflect.get(rule, "__key") ?? Reflect.get(rule, "name"));
        assert.equal(new Set(keys).size, second.length, `keys ${keys}`);
        assert.ok(!keys.includes(undefined));
        const ids = rulesWithIds(written(first), second).filter((id) => id !== undefined);
        assert.equal(new Set(ids).size, ids.length, `ids ${ids}`);
      }),
    );
  });

  const a = { name: "a", operators: [{ id: "x" }], triggers: [{ on: "CONVERSATION_END" }] };
  const other = {
    operators: [{ id: "y" }],
    triggers: [{ on: "CONVERSATION_INACTIVE" }],
    actions: [{ url: "https://y" }],
  };

  test("a rule that is renamed stays the same, and a new one under its old name is new", () => {
    const first = keyed([], [a]);
    const renamed = keyed(first, [{ ...a, name: "b" }]);
    assert.deepEqual(rulesWithIds(written(first), renamed), ["id-0"]);
    // The state still holds the old name: renaming alone updates nothing.
    const both = keyed(renamed, [
      { ...a, name: "b" },
      { ...other, name: "a" },
    ]);
    assert.deepEqual(rulesWithIds(written(first), both), ["id-0", undefined]);
  });

  test("a rule that is renamed and then edited stays the same", () => {
    const first = keyed([], [a, { ...other, name: "o" }]);
    const renamed = keyed(first, [
      { ...a, name: "b" },
      { ...other, name: "o" },
    ]);
    const edited = keyed(renamed, [
      { name: "b", operators: [{ id: "z" }], triggers: [{ on: "COMMUNICATION" }], actions: [{ url: "https://z" }] },
      { ...other, name: "o" },
    ]);
    assert.deepEqual(rulesWithIds(written(first), edited), ["id-0", "id-1"]);
  });

  test("two names that do different things are two rules, even in the same place", () => {
    const first = keyed([], [a]);
    assert.deepEqual(rulesWithIds(written(first), keyed(first, [{ ...other, name: "b" }])), [undefined]);
    const sameOperator = { ...a, name: "b", triggers: [{ on: "COMMUNICATION" }], actions: [{ url: "https://z" }] };
    assert.deepEqual(rulesWithIds(written(first), keyed(first, [sameOperator])), [undefined]);
  });

  test("a rule without a name is recognised by what it does, and one that has nothing in common is new", () => {
    const { name: _, ...unnamed } = a;
    const first = keyed([], [unnamed, other]);
    const edited = { ...unnamed, triggers: [{ on: "COMMUNICATION" }] };
    assert.deepEqual(rulesWithIds(written(first), keyed(first, [other, edited])), ["id-1", "id-0"]);
    const fresh = { operators: [{ id: "q" }], triggers: [{ on: "COMMUNICATION" }], actions: [{ url: "https://q" }] };
    assert.deepEqual(rulesWithIds(written(first), keyed(first, [unnamed, fresh])), ["id-0", undefined]);
  });

  test("a rule does not take the id of one that has its webhook and context, and no operator, in common", () => {
    const [compliance, unrelated] = ["x", "y"].map((id) => ({
      operators: [{ id }],
      triggers: [{ on: id === "x" ? "CONVERSATION_END" : "COMMUNICATION" }],
      actions: [{ url: "https://hooks.example" }],
    }));
    const first = keyed([], [compliance]);
    assert.deepEqual(rulesWithIds(written(first), keyed(first, [unrelated])), [undefined]);
  });

  const { name: _named, ...twin } = a;

  test("a twin that is added before a rule is the new one, and the rule in its place keeps its id", () => {
    const first = keyed([], [other, twin]);
    assert.deepEqual(rulesWithIds(written(first), keyed(first, [twin, twin])), [undefined, "id-1"]);
    assert.deepEqual(rulesWithIds(written(first), keyed(first, [twin, twin, other])), [undefined, "id-1", "id-0"]);
  });

  test("twins that trade places keep the ids of their names", () => {
    const twins = (...names: string[]) => names.map((name) => ({ ...twin, name }));
    const first = keyed([], twins("a", "b", "c"));
    const idsOf = (...names: string[]) => rulesWithIds(written(first), keyed(first, twins(...names)));
    assert.deepEqual(idsOf("b", "c", "a"), ["id-1", "id-2", "id-0"]);
    assert.deepEqual(idsOf("c", "new", "a"), ["id-2", "id-1", "id-0"], "one of them renamed");
    assert.deepEqual(idsOf("c", "b"), ["id-2", "id-1"], "one of them gone");
    assert.deepEqual(idsOf("new", "c", "newer"), ["id-0", "id-2", "id-1"], "two of them renamed");
  });

  test("a rule with an id of its own never takes that of another, whatever they share", () => {
    const first = written(keyed([], [a]));
    const theirs = [{ ...a, id: "id-theirs" }];
    assert.deepEqual(rulesWithIds(first, theirs), ["id-theirs"]);
    const changes = treatment.changes?.(first, theirs, "rules", { from: [], to: [] });
    assert.ok(
      changes?.some(({ to }) => to === undefined),
      "the recorded rule is gone",
    );
    assert.ok(
      changes?.some(({ from }) => from === undefined),
      "another one is there",
    );
  });

  test("two names that are not known yet are not the same name", () => {
    const rules = [1, 2].map(() => ({ ...a, name: UNKNOWN }));
    assert.equal(keyed([], rules).length, 2);
  });

  test("a key is written down only where it is not the name", () => {
    const first = keyed([], [a, other]);
    assert.deepEqual(
      first.map((rule) => Reflect.get(rule, "__key")),
      [undefined, "#1"],
    );
  });

  test("a key that the program makes up is refused, one that was recorded is not", () => {
    const rules = [{ __key: "#1" }, { name: "a" }];
    assert.deepEqual(ruleFailures({ rules }, { rules }), []);
    const made = ruleFailures({ rules }, { rules: [{ name: "a" }, { __key: "#2" }] });
    assert.deepEqual(
      made.map(({ property }) => property),
      ["rules[0].__key"],
    );
  });

  test("a list that is not known yet has no identity yet", () => {
    assert.equal(rulesWithKeys([], UNKNOWN), UNKNOWN);
    assert.deepEqual(rulesWithKeys([a], [a, UNKNOWN]), [a, UNKNOWN]);
  });
});

describe("what is recorded of rules", () => {
  const declared = [
    { name: "a", operators: [{ id: "x" }], triggers: [{ on: "COMMUNICATION" }] },
    { __key: "#1", operators: [{ id: "y" }], triggers: [{ on: "CONVERSATION_END" }], context: {} },
  ];
  const live = [
    { id: "1", operators: [{ id: "x" }], triggers: [{ on: "COMMUNICATION", parameters: { count: 1 } }], actions: [] },
    { id: "2", operators: [{ id: "y" }], triggers: [{ on: "CONVERSATION_END" }], actions: [] },
  ];

  test("the answer of a write is told in the words of the program, with ids, names and keys", () => {
    const recorded = recordRules(live, declared);
    assert.deepEqual(JSON.parse(JSON.stringify(recorded)), [
      { id: "1", name: "a", operators: [{ id: "x" }], triggers: [{ on: "COMMUNICATION" }] },
      { id: "2", __key: "#1", operators: [{ id: "y" }], triggers: [{ on: "CONVERSATION_END" }], context: {} },
    ]);
  });

  test("only the part that differs is told in the words of the account", () => {
    const [first, second] = live;
    const changed = [{ ...first, triggers: [{ on: "COMMUNICATION", parameters: { count: 7 } }] }, second];
    const recorded = recordRules(changed, recordRules(live, declared));
    assert.ok(Array.isArray(recorded));
    assert.deepEqual(recorded[0].triggers, [{ on: "COMMUNICATION", parameters: { count: 7 } }]);
    assert.equal(recorded[0].actions, undefined);
    assert.equal(recorded[0].name, "a");
  });

  test("a rule that somebody has replaced in the same place has neither its name nor its words", () => {
    const [first, second] = live;
    const recorded = recordRules([{ ...first, id: "9" }, second], recordRules(live, declared));
    assert.deepEqual(JSON.parse(JSON.stringify(recorded)), [
      { ...first, id: "9" },
      { id: "2", __key: "#1", operators: [{ id: "y" }], triggers: [{ on: "CONVERSATION_END" }], context: {} },
    ]);
  });

  const does = (name: string, operator = "x") => ({ name, operators: [{ id: operator }], triggers: [] });

  test("ids by name follow a new name before anything is written", () => {
    const renamed = [{ ...declared[0], name: "renamed" }, declared[1]];
    assert.deepEqual(ruleIdsByName(recordRules(live, declared), renamed), { renamed: "1" });
  });

  test("rules that do the same keep their ids by name, in whatever order", () => {
    const recorded = recordRules(
      [
        { id: "1", ...does("a") },
        { id: "2", ...does("b") },
        { id: "3", ...does("c") },
      ],
      ["a", "b", "c"].map((name) => does(name)),
    );
    const idsOf = (...names: string[]) =>
      ruleIdsByName(
        recorded,
        names.map((name) => does(name)),
      );
    assert.deepEqual(idsOf("b", "a", "c"), { a: "1", b: "2", c: "3" });
    assert.deepEqual(idsOf("b", "new", "c"), { new: "1", b: "2", c: "3" });
    assert.deepEqual(idsOf("b", "c", "x"), { b: "2", c: "3", x: "1" });
    assert.deepEqual(idsOf("x", "y", "a"), { a: "1", x: "2", y: "3" });
  });

  test("a name keeps its id through an edit, and a new rule in the place of another has none", () => {
    const before = [does("a", "x"), does("b", "y")];
    const recorded = before.map((rule, at) => ({ ...rule, id: String(at + 1) }));
    assert.deepEqual(ruleIdsByName(recorded, [does("a", "z"), does("b", "y")]), { a: "1", b: "2" });
    assert.deepEqual(ruleIdsByName(recorded, [does("a", "x"), does("c", "z")]), { a: "1" });
    assert.deepEqual(ruleIdsByName(recorded, [does("c", "z"), does("b", "y")]), { b: "2" });
  });

  test("a rule without a name has no id by name, nor has one that is not recorded", () => {
    const other = { name: "b", operators: [{ id: "y" }], triggers: [] };
    const nameless = { operators: [{ id: "x" }], triggers: [] };
    const recorded = recordRules([{ id: "1", ...nameless }], [nameless]);
    assert.deepEqual(ruleIdsByName(recorded, [nameless]), {});
    assert.deepEqual(ruleIdsByName(recorded, [nameless, other]), {});
    assert.deepEqual(ruleIdsByName(recorded, [{ ...nameless, name: "a" }, other]), { a: "1" });
  });
});
