import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates, matchRules, withKeys } from "../../../provider/rules/identity";
import { UNKNOWN } from "../../../provider/values/unknown";

const T = [{ on: "CONVERSATION_END" }];
const U = [{ on: "CONVERSATION_INACTIVE" }];
const A = [{ url: "https://a.example" }];
const B = [{ url: "https://b.example" }];
const MEMORY = { memory: { enabled: true } };

const ops = (...ids: string[]) => ids.map((id) => ({ id }));
/** For each rule now, which one before it continues. */
const continued = (before: object[], now: object[]) => matchRules(candidates(before), candidates(now), "name");
const isSame = (before: object, now: object) => continued([before], [now])[0] === 0;

test("without names, half of the operators in common make it the same rule, and less does not", () => {
  const before = { operators: ops("x", "y"), triggers: T, actions: A };
  assert.ok(isSame(before, { operators: ops("x"), triggers: U, actions: B, context: MEMORY }));
  assert.ok(!isSame(before, { operators: ops("x", "z"), triggers: U, actions: B, context: MEMORY }));
  assert.ok(isSame(before, { operators: ops("x", "z"), triggers: T, actions: B, context: MEMORY }));
  assert.ok(isSame(before, { operators: ops("x", "z"), triggers: U, actions: A, context: MEMORY }));
  assert.ok(isSame(before, { operators: ops("x", "z"), triggers: U, actions: B }));
  assert.ok(!isSame(before, { operators: ops("z"), triggers: T, actions: A }));
  assert.ok(!isSame({ operators: [], triggers: T, actions: A }, { operators: [], triggers: T, actions: A }));
});

test("another name is a new rule unless nearly all that it does is the same", () => {
  const before = { name: "a", operators: ops("x"), triggers: T, actions: A };
  const renamed = (members: object) => isSame(before, { ...before, name: "b", ...members });
  assert.ok(renamed({}));
  assert.ok(renamed({ triggers: U }));
  assert.ok(renamed({ actions: B }));
  assert.ok(!renamed({ triggers: U, actions: B }));
  assert.ok(renamed({ operators: [{ id: "x", version: 2 }], triggers: U }));
  assert.ok(!renamed({ operators: [{ id: "x", version: 2 }], triggers: U, context: MEMORY }));
  assert.ok(!renamed({ operators: ops("x", "y"), triggers: U }));
});

test("of several, the rule that has more in common is continued, and in a tie the one in its place", () => {
  const rest = { triggers: T, actions: A };
  const [half, third] = [
    { operators: ops("x", "y"), ...rest },
    { operators: ops("x", "y", "z"), ...rest },
  ];
  assert.deepEqual(continued([third, half], [{ operators: ops("x"), ...rest }]), [1]);
  assert.deepEqual(continued([half, third], [{ operators: ops("x", "z"), ...rest }]), [1]);
  const whole = { operators: ops("x"), ...rest };
  assert.deepEqual(continued([whole, whole, whole], [whole, { ...whole, actions: B }, whole]), [0, 1, 2]);
  assert.deepEqual(continued([whole, half], [half, whole]), [1, 0]);
});

test("a rule of another id is another rule; one that has none yet may be it", () => {
  const before = { id: "1", operators: ops("x"), triggers: T, actions: A };
  assert.ok(!isSame(before, { ...before, id: "2" }));
  assert.ok(isSame(before, { ...before, id: undefined }));
  assert.ok(isSame({ ...before, id: undefined }, before));
});

test("rules without names are numbered, and so is one whose name another rule goes by", () => {
  const keys = (before: object[], now: object[]) =>
    withKeys(candidates(before), candidates(now)).map((one) => one.__key);
  const rule = (operator: string, more: object = {}) => ({ operators: ops(operator), triggers: T, ...more });
  assert.deepEqual(keys([], [rule("x"), rule("y"), rule("z")]), ["#1", "#2", "#3"]);
  assert.deepEqual(keys([rule("x", { __key: "#2" })], [rule("y"), rule("z"), rule("x")]), ["#1", "#3", "#2"]);
  const renamed = rule("x", { name: "b", __key: "a" });
  const more = [rule("x", { name: "b" }), rule("y", { name: "a" }), rule("z", { name: "a" })];
  assert.deepEqual(keys([renamed], more), ["a", "a#1", "a#2"]);
  assert.deepEqual(keys([], [rule("x", { name: "a" })]), [undefined], "its name says it");
  assert.deepEqual(keys([], [rule("x", { name: UNKNOWN }), rule("y", { name: UNKNOWN })]), ["#1", "#2"]);
});
