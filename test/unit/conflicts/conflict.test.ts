import { strict as assert } from "node:assert";
import { test } from "node:test";
import fc from "fast-check";
import { conflictError, lostByReplacement, overwroteNote } from "../../../provider/lifecycle/drift/conflict";
import { changesBetween } from "../../../provider/table/changes";
import { same } from "../../../provider/values/equality";

const base = {
  noun: "Service",
  id: "GA1",
  recordedVersion: 2,
  liveVersion: 3,
  conflicts: [],
  policy: "fail",
  isLeft: () => false,
} as const;

/** No value is secret. */
const NONE = { from: [], to: [] };

test("a conflict shows what changed there against what is declared here, and what to do next", () => {
  const error = conflictError({
    ...base,
    theirs: [{ path: "friendlyName", from: "a", to: "b" }],
    ours: [{ path: "friendlyName", from: "a", to: "c" }],
    conflicts: ["friendlyName"],
  });
  assert.equal(error.code, "conflict");
  assert.equal(
    error.message,
    [
      "Service GA1 was changed in the account: it is at version 3, this stack last saw 2. Nothing was overwritten.",
      "  changed in the account  last seen  now  declared",
      '  friendlyName            "a"        "b"  "c"',
      "Changed on both sides: friendlyName.",
      "Next: `pulumi refresh` takes the account's values into the state, `pulumi preview` shows what the program would then change, `pulumi up` changes it.",
    ].join("\n"),
  );
});

test("what the program leaves as it was is declared as last seen", () => {
  const { message } = conflictError({ ...base, theirs: [{ path: "x", from: 1, to: 2 }], ours: [] });
  assert.match(message, /x {2,}1 {2,}2 {2,}1/);
});

test("what the program does not declare is said to be so", () => {
  const theirs = [
    { path: "x.y", from: 1, to: 2 },
    { path: "z", from: 1, to: 2 },
  ];
  const { message } = conflictError({ ...base, theirs, ours: [], isLeft: (property) => property === "x" });
  assert.match(message, /x\.y {2,}1 {2,}2 {2,}\(not declared\)/);
  assert.match(message, /z {2,}1 {2,}2 {2,}1/);
});

test("a conflict stays readable however much changed", () => {
  const theirs = Array.from({ length: 500 }, (_, at) => ({ path: `p${at}`, from: "x".repeat(10_000), to: at }));
  const { message } = conflictError({ ...base, theirs, ours: [] });
  assert.ok(message.length < 4000, `${message.length}`);
  assert.match(message, /… and 488 more/);
});

const changes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ path: `p${at}`, from: `was ${at}`, to: `theirs ${at}` }));

test("a table has a row for each of twelve changes, and counts those beyond", () => {
  assert.doesNotMatch(conflictError({ ...base, theirs: changes(12), ours: [] }).message, /more/);
  assert.match(conflictError({ ...base, theirs: changes(13), ours: [] }).message, /\n {2}… and 1 more\n/);
});

for (const count of [12, 13, 14]) {
  test(`what is overwritten or deleted is told in full, of ${count} changes each value once`, () => {
    const conflict = { ...base, theirs: changes(count), ours: [], policy: "overwrite" } as const;
    const paths = conflict.theirs.map(({ path }) => path);
    for (const note of [overwroteNote(conflict, paths), lostByReplacement(conflict)]) {
      for (const { to } of conflict.theirs) assert.equal(note.split(`"${to}"`).length - 1, 1, `${to} in ${note}`);
    }
  });
}

test("a secret place is named, and its values are not shown", () => {
  const rules = (url: string) => [{ actions: [{ url }] }];
  const secrets = { from: [[0, "actions", 0, "url"]], to: [] };
  const list = changesBetween(rules("https://old"), rules("https://new"), "rules", secrets);
  const { message } = conflictError({ ...base, theirs: list, ours: list });
  assert.ok(!message.includes("https://"), message);
  assert.match(message, /rules\[0\]\.actions\[0\]\.url +\[secret\]/);
});

test("two values have changes exactly where they are not the same", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      assert.equal(changesBetween(a, b, "p", NONE).length === 0, same(a, b));
      assert.deepEqual(changesBetween(a, a, "p", NONE), []);
    }),
  );
});

test("the order of keys is no change, the order of items is", () => {
  assert.deepEqual(changesBetween({ a: 1, b: 2 }, { b: 2, a: 1 }, "p", NONE), []);
  assert.deepEqual(changesBetween([1, 2], [2, 1], "p", NONE), [
    { path: "p[0]", from: 1, to: 2 },
    { path: "p[1]", from: 2, to: 1 },
  ]);
});
