import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { rulesTreatment } from "../../../provider/rules/rulesTreatment";
import { changesBetween } from "../../../provider/table/changes";
import { show } from "../../../provider/values/show";

const NONE = { from: [], to: [] };
const { changes } = rulesTreatment(5);
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

test("a member that every object inherits is no member", () => {
  assert.deepEqual(changesBetween({}, { constructor: 1 }, "p", NONE), [
    { path: "p.constructor", from: undefined, to: 1 },
  ]);
});

test("a message shows no password of an address", () => {
  const shown = show({ url: "https://user:hunter2@hooks.example.com/x", at: "a@b.example" });
  assert.equal(shown, '{"url":"https://[secret]@hooks.example.com/x","at":"a@b.exam…');
});
