import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { counterparts, PLACE, rulesAsWritten } from "../../../provider/rules/answeredRules";
import { rulesTreatment } from "../../../provider/rules/rulesTreatment";
import { list, members } from "../../../provider/values/json";

const treatment = rulesTreatment(9);
const record = (observed: unknown, like: unknown) => list(treatment.record?.(observed, like)).map(members);

/** A rule that differs from others by what it calls. */
const rule = (url: string, operator: object = { id: "op" }) => ({
  operators: [operator],
  triggers: [{ on: "CONVERSATION_END" }],
  actions: [{ type: "WEBHOOK", method: "POST", url: `https://${url}.example` }],
});
const likeAt = (observed: unknown, like: unknown) => counterparts(observed, like).map((one) => one.likeAt);
const urls = (rules: unknown) => list(rules).map((one) => members(list(members(one).actions)[0]).url);

const [a, b, c] = [rule("a"), rule("b"), rule("c")];

test("an answered rule is the declared one that says the same, in its place first, then in another", () => {
  assert.deepEqual(likeAt([a, b, c], [a, b, c]), [0, 1, 2]);
  assert.deepEqual(likeAt([c, a, b], [a, b, c]), [2, 0, 1]);
  assert.deepEqual(likeAt([a, b, a], [a, b, a]), [0, 1, 2]);
  assert.deepEqual(likeAt([b, a, a], [a, b, a]), [1, 0, 2], "of two that say the same, the one in its place");
});

test("one that says nothing that is declared is the one in its place, or new", () => {
  assert.deepEqual(likeAt([a, rule("edited"), c], [a, b, c]), [0, 1, 2]);
  assert.deepEqual(likeAt([rule("new"), a], [a]), [undefined, 0], "its place is that of another");
  assert.deepEqual(likeAt([a, b], [a]), [0, undefined]);
  assert.deepEqual(likeAt([a, a], [b, a]), [0, 1], "a copy of another rule, in the place of an edited one");
  assert.deepEqual(likeAt([], [a]), []);
  assert.deepEqual(likeAt([a], []), [undefined]);
});

test("an id decides before what a rule says", () => {
  const recorded = [
    { ...a, id: "1" },
    { ...b, id: "2" },
  ];
  const swapped = [
    { ...b, id: "1" },
    { ...a, id: "2" },
  ];
  assert.deepEqual(likeAt(swapped, recorded), [0, 1]);
  assert.deepEqual(
    likeAt([{ ...a, id: "9" }, recorded[1]], recorded),
    [undefined, 1],
    "the rule of another id is another",
  );
});

test("an answer is told as it was written, whatever its order, without the versions that the server filled in", () => {
  const names = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1 });
  fc.assert(
    fc.property(names, fc.infiniteStream(fc.nat()), (names, order) => {
      const declared = names.map((name) => rule(name));
      const answered = names
        .map((name) => ({ rule: { ...rule(name, { id: "op", version: 7 }), id: name }, by: order.next().value }))
        .sort((one, other) => one.by - other.by)
        .map(({ rule }) => rule);
      const written = list(rulesAsWritten(answered, declared)).map(members);
      assert.deepEqual(urls(written), urls(declared));
      assert.deepEqual(
        written.map(({ operators }) => members(list(operators)[0]).version),
        names.map(() => undefined),
      );
      const isMoved = answered.some(({ id }, at) => id !== names[at]);
      const places = written.map((one) => one[PLACE]);
      const expected = names.map((name) => answered.findIndex(({ id }) => id === name));
      assert.deepEqual(places, isMoved ? expected : names.map(() => undefined));
    }),
  );
});

test("a rule that is not declared comes behind those that are", () => {
  assert.deepEqual(urls(rulesAsWritten([rule("new"), b, a], [a, b, c])), urls([a, b, rule("new")]));
});

test("a version stays if it was asked for, if the operator is another one, or if it stands in another place", () => {
  const version = (answered: object, declared: object) => {
    const [written] = list(rulesAsWritten([rule("a", answered)], [rule("a", declared)])).map(members);
    return members(list(written?.operators)[0]).version;
  };
  assert.equal(version({ id: "op", version: 7 }, { id: "op" }), undefined);
  assert.equal(version({ id: "op", version: 7 }, { id: "op", version: 7 }), 7);
  assert.equal(version({ id: "op", version: 7 }, { id: "op", version: 6 }), 7);
  assert.equal(version({ id: "op", version: 7 }, { id: "another" }), 7);
  const two = { ...a, operators: [{ id: "op" }, { id: "more", version: 7 }] };
  const [written] = list(rulesAsWritten([two], [a])).map(members);
  assert.equal(JSON.stringify(written?.operators), JSON.stringify(two.operators));
});

test("rules stay in the recorded order until the account has another one than it had", () => {
  const declared = [a, b, c];
  const named = (rules: readonly object[]) => rules.map((one, at) => ({ ...one, id: urls(rules)[at] }));
  const recorded = record(rulesAsWritten(named([c, a, b]), declared), declared);
  assert.deepEqual(urls(recorded), urls(declared));
  assert.deepEqual(urls(record(named([c, a, b]), recorded)), urls(declared), "as the account had them");
  assert.deepEqual(urls(record(named([c, b, a]), recorded)), urls([c, b, a]), "somebody has moved one");
  assert.deepEqual(urls(record(named([c, a]), recorded)), urls([a, c]), "somebody has removed one");
  const added = [...declared, rule("new")];
  assert.deepEqual(urls(record(named([c, rule("new"), a, b]), recorded)), urls(added), "somebody has added one");
  const straight = record(rulesAsWritten(named(declared), declared), declared);
  assert.deepEqual(urls(record(named([c, a, b]), straight)), urls([c, a, b]), "moved, where the order was kept before");
});
