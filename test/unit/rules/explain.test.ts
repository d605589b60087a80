import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { normalRule } from "../../../provider/rules/normalRule";
import { rulesTreatment } from "../../../provider/rules/rulesTreatment";
import { changesBetween } from "../../../provider/table/changes";
import type { SidePaths } from "../../../provider/table/treatment";
import { redact } from "../../../provider/values/secrets";
import { show } from "../../../provider/values/show";
import { UNKNOWN } from "../../../provider/values/unknown";

const NONE = { from: [], to: [] };
const { changes, follow } = rulesTreatment(5);
const rule = (name: string, url: string) => ({ name, operators: [], triggers: [], actions: [{ url }] });
const told = (before: unknown, now: unknown) => changes?.(before, now, "rules", NONE).map(({ path }) => path) ?? [];

test("a change of a rule is seen, whatever the rule is called", () => {
  for (const name of ["order", "constructor", "toString", "__proto__", "hasOwnProperty", "#1", '"order"', ""]) {
    const list = (url: string) => [rule("first", "https://x"), rule(name, url)];
    assert.equal(told(list("https://a"), list("https://a")).length, 0, name);
    assert.equal(told(list("https://a"), list("https://b")).length, 1, name);
    assert.ok(told([rule("first", "https://x")], list("https://a")).length >= 1, name);
  }
});

test("no two rules hide each other, and none hides their order", () => {
  const names = fc.uniqueArray(fc.constantFrom("order", '"order"', "#1", "#2", "a", "toString"), { minLength: 1 });
  fc.assert(
    fc.property(names, fc.nat(), (names, chosen) => {
      const at = chosen % names.length;
      const before = names.map((name) => rule(name, `https://${encodeURIComponent(name)}`));
      assert.equal(told(before, before.with(at, rule(names[at] ?? "", "https://b"))).length, 1);
      if (names.length > 1) assert.ok(told(before, before.toReversed()).length >= 1);
    }),
  );
});

test("a rule goes by its name in the program, else by its key, its id or its place, and never by what another goes by", () => {
  const plain = (more: object, url: string) => ({ operators: [{ id: "x" }], actions: [{ url }], ...more });
  const paths = (...members: object[]) =>
    told(
      members.map((one) => plain(one, "https://a")),
      members.map((one) => plain(one, "https://b")),
    ).map((path) => path.replace(".actions[0].url", ""));
  assert.deepEqual(paths({ name: "order" }, { name: '"order"' }), ['rules."order"', 'rules.""order""']);
  assert.deepEqual(paths({ name: "a" }, { name: "a", id: "1" }), ["rules.a", 'rules."a"']);
  assert.deepEqual(paths({ name: "a", __key: "k", id: "1" }, { __key: "k2", id: "2" }, { id: "3" }, {}), [
    "rules.a",
    "rules.k2",
    "rules.3",
    "rules.#4",
  ]);
  const renamed = told(
    [plain({ name: "a", __key: "k" }, "https://a")],
    [plain({ name: "b", __key: "k" }, "https://b")],
  );
  assert.deepEqual(renamed, ["rules.b.actions[0].url"], "its new name");
});

test("what came, went and moved is told once, and the order with all names", () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => ({ ...rule(name, `https://${name}`), operators: [{ id: name }] }));
  const all = (before: unknown, now: unknown) => changes?.(before, now, "rules", NONE) ?? [];
  assert.deepEqual(all([a, b, c], [a, b, c]), []);
  assert.deepEqual(told([a, b], [a, b, c]), ["rules.c"]);
  assert.deepEqual(told([a, b], [b]), ["rules.a"]);
  assert.deepEqual(told([a], [b]), ["rules.b", "rules.a"]);
  assert.deepEqual(told([a, b], [c, a, b]), ["rules.c"], "a new one before them moves nobody");
  assert.deepEqual(told([a, b], [b, c, a]), ["rules.c", "rules.order"], "a new one between two that traded places");
  assert.deepEqual(all([a, b, c], [c, a, b]), [{ path: "rules.order", from: "a, b, c", to: "c, a, b", isOrder: true }]);
  assert.deepEqual(
    all([a, b, c], [b, a]).map(({ path }) => path),
    ["rules.c", "rules.order"],
  );
});

test("a list or a rule that is not known yet is told as that", () => {
  const a = rule("a", "https://a");
  const all = (before: unknown, now: unknown) => changes?.(before, now, "rules", NONE) ?? [];
  assert.deepEqual(
    all([a], UNKNOWN).map(({ path, to }) => [path, to]),
    [["rules", UNKNOWN]],
  );
  assert.deepEqual(
    all(UNKNOWN, [a]).map(({ path, from }) => [path, from]),
    [["rules", UNKNOWN]],
  );
  assert.equal(all(UNKNOWN, UNKNOWN).length, 1, "two that are not known may differ");
  assert.deepEqual(
    all([a], [a, UNKNOWN]).map(({ to }) => to),
    [UNKNOWN],
  );
});

test("a secret of either side stays hidden on both, in the rule that holds it", () => {
  const [a, b] = [rule("a", "https://a"), rule("b", "https://b")];
  const url = (at: number) => [at, "actions", 0, "url"];
  const shown = (before: unknown, now: unknown, secrets: SidePaths) =>
    (changes?.(before, now, "rules", secrets) ?? []).map(({ path, from, to, item }) => [path, from, to, item]);
  const hidden = (one: object) => redact(normalRule(one), [["actions", 0, "url"]]);
  const now = rule("b", "https://new");
  for (const secrets of [
    { from: [url(1)], to: [] },
    { from: [], to: [url(0)] },
  ]) {
    const [order, changed] = [
      { path: "rules.order", from: "a, b", to: "b, a" },
      { label: "b", from: hidden(b), to: hidden(now) },
    ];
    assert.deepEqual(shown([a, b], [now, a], secrets), [
      ["rules.b.actions[0].url", "[secret]", "[secret]", changed],
      [order.path, order.from, order.to, undefined],
    ]);
  }
});

test("the secrets of recorded rules follow them to their places in an answer", () => {
  const [a, b] = [rule("a", "https://a"), rule("b", "https://b")];
  const recorded = [
    { ...a, id: "1" },
    { ...b, id: "2" },
  ];
  const secrets = [
    [0, "actions", 0, "url"],
    [1, "triggers"],
  ];
  assert.deepEqual(follow?.(secrets, recorded, recorded), secrets);
  assert.deepEqual(follow?.(secrets, recorded, recorded.toReversed()), [
    [0, "triggers"],
    [1, "actions", 0, "url"],
  ]);
  assert.deepEqual(follow?.(secrets, recorded, [{ ...a, id: "9" }, recorded[1]]), [[1, "triggers"]]);
});

test("a member that every object inherits is no member", () => {
  assert.deepEqual(changesBetween({}, { constructor: 1 }, "p", NONE), [
    { path: "p.constructor", from: undefined, to: 1 },
  ]);
});

test("a message shows no password of an address", () => {
  const shown = show({ url: "https://user:hunter2@hooks.example.com/x", at: "a@b.example" });
  assert.equal(shown, '{"url":"https://[secret]@hooks.example.com/x","at":"a@b.exam…');
});
