import { strict as assert } from "node:assert";
import { test } from "node:test";
import { OPERATORS } from "../../../engine/kit/stand";
import { runOn } from "../../kit/command";
import { SENTIMENT } from "../../kit/emulator";
import { historyStand, type Program } from "./historyStand";

const tone = (prompt: string): Program => ({
  tone: { kind: "LanguageOperator", args: { displayName: "Tone", prompt, outputFormat: "TEXT" } },
});

test("the newest active version is marked, and every other status shown", async (t) => {
  const { up, admin, id, history } = await historyStand(t);
  for (const prompt of ["One.", "Two.", "Three."]) await up(tone(prompt));
  const set = (version: number, status: string) =>
    admin("PATCH", `/operators/${id("tone")}/versions/${version}`, { status });
  assert.equal((await set(3, "PREVIEW")).status, 200);
  assert.equal((await set(1, "RETIRED")).status, 200);
  const { out } = await history();
  assert.match(out, /^ {2}3 {2}PREVIEW /m);
  assert.match(out, /^\* 2 {2}ACTIVE {3}/m);
  assert.match(out, /^ {2}1 {2}RETIRED /m);
});

test("a message cannot forge a line, and loses what looks like a credential or a number of a customer", async (t) => {
  const { up, history } = await historyStand(t);
  const message = "Call +1 415 555 0132 \u001b[31mwith Bearer abcdefghijkl\u202e\nsecond line";
  await up(tone("One."), { message, environment: {} });
  for (const flags of [[], ["--json"]]) {
    const { out } = await history(...flags);
    assert.match(out, /Call \[phone\] .*with Bearer \[secret\]/);
    assert.doesNotMatch(out, /415|abcdefghijkl|second line/);
  }
  const { out } = await history();
  assert.match(out, /"Call \[phone\] \\u\{1b\}\[31mwith Bearer \[secret\]\\u\{202e\}"$/m);
});

test("a failed update, and one with uncommitted changes, say so", async (t) => {
  const { up, history } = await historyStand(t);
  const environment = { "git.head": "fedcba98765432100000", "git.dirty": "true" };
  await up(tone("One."), { result: "failed", environment, message: "" });
  const { out } = await history();
  assert.match(out, /update 1 of \S+ \S+ \(failed\), fedcba98 with uncommitted changes$/m);
});

test("an object that the account no longer has is named as such", async (t) => {
  const { up, call, id, history } = await historyStand(t);
  await up(tone("One."));
  await call("DELETE", `${OPERATORS}/${id("tone")}`);
  const { code, out } = await history();
  assert.equal(code, 0);
  assert.match(out, /^Language Operator tone \S+: no longer in the account, the state records version 1$/m);
});

test("an operator whose prompt Twilio hides is not called the same in two versions, and is shown only by name", async (t) => {
  const { up, get, history } = await historyStand(t);
  await up(tone("One."));
  await get("mood", "LanguageOperator", SENTIMENT);
  assert.doesNotMatch((await history()).out, /mood/);
  const { code, out } = await history("mood");
  assert.equal(code, 0);
  assert.match(out, /^Language Operator mood \S+: at version 3$/m);
  assert.match(out, /^ {2}1 {2}RETIRED /m);
  assert.doesNotMatch(out, /same content|changed:|tone/);
});

test("objects are selected by name, URN and id; one that is not there is named with those that are", async (t) => {
  const { up, id, history } = await historyStand(t);
  await up({
    ...tone("One."),
    other: {
      ...tone("Else.").tone,
      kind: "LanguageOperator",
      args: { displayName: "Other", prompt: "Else.", outputFormat: "TEXT" },
    },
  });
  const urn = "urn:pulumi:prod::shop::pulumi-nodejs:dynamic/twilio-intelligence:LanguageOperator::tone";
  for (const wanted of ["tone", urn, id("tone")]) {
    const { objects } = JSON.parse((await history(wanted, "--json")).out);
    assert.deepEqual(
      objects.map(({ name }: { name: string }) => name),
      ["tone"],
    );
  }
  const { code, out, err } = await history("nothing");
  assert.deepEqual([code, out], [1, ""]);
  assert.match(
    err,
    /shop\/prod has no Language Operator or Intelligence Configuration "nothing" \(it has: tone, other\)/,
  );
});

test("a stack without such objects is an error with the next step", async (t) => {
  const { history } = await historyStand(t);
  const { code, err } = await history();
  assert.equal(code, 1);
  assert.match(err, /has no Language Operator or Intelligence Configuration\. Run `pulumi up` first/);
});

test("a state that cannot be exported is no failure: its reason is named, and versions are matched by time", async (t) => {
  const { up, history } = await historyStand(t);
  await up(tone("One."), { version: 99 });
  const { code, out } = await history();
  assert.equal(code, 0);
  assert.match(
    out,
    /^! The states of earlier updates could not be read \(cat: .*99.*\)\. Versions are matched with updates by time\.$/m,
  );
  assert.match(out, /^\* 1 {2}ACTIVE {2}\S+ \S+ {2}probably update 99 of /m);
});

test("a running update is named, its state is not read, and what it may have made is not called somebody else's", async (t) => {
  const { up, history } = await historyStand(t);
  await up(tone("One."));
  await up(tone("Two."), { endTime: undefined, result: undefined, resourceChanges: undefined });
  const { out, exports } = await history();
  assert.deepEqual(exports, [1]);
  assert.match(out, /^\* 2 {2}ACTIVE {2}\S+ \S+ {2}not known$/m);
  assert.match(out, /^ {2}1 {2}ACTIVE {2}\S+ \S+ {2}update 1 of /m);
  assert.match(out, /^! An update of the stack is running\. Run this command again when it has ended\.$/m);
});

test("a stack without a known update says so, and does not blame its backend", async (t) => {
  const { get, history } = await historyStand(t);
  await get("mood", "LanguageOperator", SENTIMENT);
  const { code, out } = await history("mood");
  assert.equal(code, 0);
  assert.match(
    out,
    /^! The backend of this stack knows no update of it\. Versions are matched with updates by time\.$/m,
  );
});

test("a state alone shows the versions, and that their updates are not known", async (t) => {
  const { up, emulator, stateFile } = await historyStand(t);
  await up(tone("One."));
  await up(tone("One. "));
  const { code, out } = await runOn(emulator, ["history", "--state", stateFile()]);
  assert.equal(code, 0);
  assert.match(out, /^! The updates are not known, because --state alone does not run `pulumi`\. Add --stack\.$/m);
  assert.match(out, /^\* 2 {2}ACTIVE {2}\S+ \S+ {2}not known$/m);
});

test("an unusable --limit is refused", async (t) => {
  const { history } = await historyStand(t);
  for (const limit of ["0", "1001", "1.5", "many"]) {
    const { code, err } = await history("--limit", limit);
    assert.equal(code, 1);
    assert.match(err, /whole number from 1 to 1000/);
  }
});

test("JSON holds the same: versions newest first, each with its origin", async (t) => {
  const { up, id, history } = await historyStand(t);
  await up(tone("One."));
  await up(tone("Two."));
  const { out } = await history("--format", "json");
  const { version, stack, matching, notes, updates, objects } = JSON.parse(out);
  assert.deepEqual([version, stack, matching, notes, updates.length], [1, "shop/prod", "states", [], 2]);
  const [{ versions, ...object }] = objects;
  assert.deepEqual(object, {
    urn: "urn:pulumi:prod::shop::pulumi-nodejs:dynamic/twilio-intelligence:LanguageOperator::tone",
    name: "tone",
    kind: "LanguageOperator",
    id: id("tone"),
    recordedVersion: 2,
    liveVersion: 2,
    omitted: 0,
  });
  const [{ createdAt, ...newest }, oldest] = versions;
  assert.ok(Number.isFinite(Date.parse(createdAt)));
  assert.deepEqual(newest, {
    version: 2,
    status: "ACTIVE",
    active: true,
    changed: ["prompt"],
    sameAs: null,
    sameMembers: [],
    origin: { from: "update", update: updates[0] },
  });
  assert.deepEqual([oldest.changed, oldest.origin.update.number], [null, 1]);
});
