import assert from "node:assert/strict";
import { test } from "node:test";
import { natural } from "../../../../cli/review/natural";
import { diagnosticsFrom } from "../../../../cli/review/preview/diagnostics";
import { operationOf } from "../../../../cli/review/preview/operations";
import { violationsIn } from "../../../../cli/review/preview/policies";
import { readPreview } from "../../../../cli/review/preview/preview";
import { redactedPreview } from "../../../../cli/review/preview/redaction";
import { inOrder, stepFrom } from "../../../../cli/review/preview/step";
import { UNKNOWN_TEXT } from "../../../../dynamic/host";
import { STACK, sealed, step, urn } from "../kit";

const URN = urn("Service", "calls");

test("each step of the engine is an operation, changes nothing in the account, or is unknown", () => {
  const of = (...ops: string[]) => ops.map(operationOf);
  assert.deepEqual(of("create", "update", "delete"), ["create", "update", "delete"]);
  assert.deepEqual(
    of("replace", "create-replacement", "delete-replaced", "import-replacement"),
    Array(4).fill("replace"),
  );
  const quiet = [
    "same",
    "refresh",
    "read",
    "read-replacement",
    "discard",
    "discard-replaced",
    "remove-pending-replace",
  ];
  assert.deepEqual(of(...quiet, "import", "diff"), Array(9).fill(undefined));
  assert.deepEqual(of("", "transmogrify"), ["unknown", "unknown"]);
});

test("a member of a step that has another form counts as absent, and is named", () => {
  const unread = (value: unknown) => stepFrom(value).unread;
  const whole = { op: "update", urn: URN, oldState: { id: "1", inputs: {}, outputs: {} }, newState: { inputs: {} } };
  assert.deepEqual(unread(whole), []);
  assert.deepEqual(unread({ ...whole, oldState: null, newState: undefined }), []);
  assert.deepEqual(unread({ ...whole, op: 7 }), ["op"]);
  assert.deepEqual(unread({ ...whole, oldState: "x", newState: [] }), ["oldState", "newState"]);
  const odd = { id: 7, retainOnDelete: "yes", inputs: [], outputs: 1, propertyDependencies: "none" };
  const names = ["id", "retainOnDelete", "inputs", "outputs", "propertyDependencies"];
  assert.deepEqual(
    unread({ ...whole, oldState: odd }),
    names.map((name) => `oldState.${name}`),
  );
  assert.deepEqual(unread({ ...whole, newState: Object.fromEntries(names.map((name) => [name, null])) }), []);
  const { op, oldState } = stepFrom({ ...whole, op: null, oldState: odd });
  assert.deepEqual(
    [op, oldState],
    ["", { id: undefined, retainOnDelete: false, inputs: {}, outputs: undefined, propertyDependencies: {} }],
  );
});

test("the name of an object is taken from its step or its states, if it is one", () => {
  const named = (value: object) => [stepFrom({ op: "same", ...value }).urn, stepFrom({ op: "same", ...value }).unread];
  assert.deepEqual(named({ urn: URN }), [URN, []]);
  assert.deepEqual(named({ newState: { urn: URN } }), [URN, []]);
  assert.deepEqual(named({ oldState: { urn: URN } }), [URN, []]);
  for (const odd of [undefined, 7, "", "calls", `x${URN}`, "urn:pulumi:dev::contact-centre::::calls"])
    assert.deepEqual(named({ urn: odd }), ["", ["urn"]], String(odd));
});

test("what a value depends on is in order, whatever else stands there", () => {
  const newState = { propertyDependencies: { rules: ["urn:b10", 7, "urn:b2"], name: "odd" } };
  assert.deepEqual(stepFrom({ op: "create", urn: URN, newState }).newState?.propertyDependencies, {
    rules: ["urn:b2", "urn:b10"],
    name: [],
  });
});

test("steps, and what people read, are in one order", () => {
  assert.deepEqual(["op10", "op2", "Op2", "op1"].toSorted(natural), ["op1", "op2", "Op2", "op10"]);
  assert.equal(natural("a", "a"), 0);
  // The two differ, and a collator does not tell them apart.
  assert.ok(natural("a\u0000", "a") > 0 && natural("a", "a\u0000") < 0);
  const of = (name: string, op: string, id?: string) =>
    stepFrom({ op, urn: urn("Service", name), ...(id && { oldState: { id } }) });
  const all = [of("a", "create"), of("a", "delete", "1"), of("a", "delete", "2"), of("a", "delete"), of("b", "create")];
  const sorted = [all[0], all[3], all[1], all[2], all[4]];
  assert.deepEqual(all.toSorted(inOrder), sorted);
  assert.deepEqual(all.toReversed().toSorted(inOrder), sorted);
});

test("errors and warnings of a preview are repeated, each warning once and whole, in one order", () => {
  const one = (severity: unknown, message: unknown) => ({ severity, message });
  const found = diagnosticsFrom([
    one("error", " op10 failed \n"),
    one("error", "op2 failed"),
    one("warning", "warning: deprecated"),
    one("warning", "deprecated"),
    one("debug", "warning: noise"),
    one("info", "progress"),
    one("info", "  warning: from the log"),
    one("info", 'Service "calls" is imported as it is; nothing is written. warning: no'),
    one("info#err", "npm warning: old"),
    one("info#err", "warning: first line"),
    one("info#err", "  its table"),
    one("info#err", "`pulumi refresh` shows it"),
    one("info#err", "The program does not change it. It stays"),
    one("info#err", "anything else"),
    one("shouted", "error: loud"),
    one("shouted", "an error: of sorts"),
    one(7, "odd"),
    one("error", 7),
  ]);
  assert.deepEqual(found, {
    errors: ["error: loud", "op2 failed", "op10 failed"],
    warnings: [
      "an error: of sorts",
      "deprecated",
      "first line\n  its table\n`pulumi refresh` shows it\nThe program does not change it. It stays",
      "from the log",
      "odd",
      'Service "calls" is imported as it is; nothing is written. warning: no',
    ],
    unread: ["diagnostics[17].message"],
  });
  const none = { errors: [], warnings: [], unread: [] };
  for (const absent of [undefined, null, []]) assert.deepEqual(diagnosticsFrom(absent), none);
  assert.deepEqual(diagnosticsFrom("odd").unread, ["diagnostics"]);
  assert.deepEqual(diagnosticsFrom([one("info#err", "  a table of nothing")]), none);
});

test("a level of a policy is mandatory unless it is known to be harmless", () => {
  const levels = ["mandatory", "advisory", "warning", "remediate", "disabled", undefined];
  const events = levels.map((enforcementLevel, at) =>
    JSON.stringify({
      policyEvent: { policyName: `p${at}`, policyPackName: "pack", policyPackVersion: "1", enforcementLevel },
    }),
  );
  assert.deepEqual(
    violationsIn(events.join("\n")).map(({ isMandatory, pack }) => [isMandatory, pack]),
    [true, false, false, false, true, true].map((isMandatory) => [isMandatory, "pack@1"]),
  );
});

test("secrets are hidden wherever the engine marks one, and in every state of an object where the provider recorded one", () => {
  const mark = sealed({ value: "hunter2" });
  const old = { webhookUrl: "https://old/hunter2", friendlyName: "a", __secret: ["webhookUrl"] };
  const steps = [
    {
      op: "update",
      urn: URN,
      oldState: { inputs: old, outputs: old },
      newState: { inputs: { webhookUrl: "https://new/hunter2" } },
    },
    { op: "same", urn: urn("Service", "other"), newState: { inputs: { webhookUrl: "https://shown", list: [mark] } } },
    7,
  ];
  const { steps: safe, config } = redactedPreview({ steps, config: { deep: [mark] } });
  assert.doesNotMatch(JSON.stringify([safe, config]), /hunter2/);
  assert.deepEqual(config, { deep: ["[secret]"] });
  const [first, second, third] = Array.isArray(safe) ? safe : [];
  assert.equal(first.oldState.outputs.friendlyName, "a");
  assert.equal(first.newState.inputs.webhookUrl, "[secret]");
  assert.deepEqual(second.newState.inputs, { webhookUrl: "https://shown", list: ["[secret]"] });
  assert.equal(third, 7);
  assert.deepEqual(redactedPreview({ steps: "odd" }), { steps: "odd" });
});

test("an up has nothing to do only if everything is there, read, and as it was", () => {
  const state = { inputs: { uniqueName: "calls" } };
  const same = { op: "same", urn: URN, oldState: state, newState: state };
  const stack = { ...STACK, oldState: {}, newState: {} };
  const of = (steps: object[], more = {}) => readPreview(JSON.stringify({ steps, ...more }));
  assert.equal(of([stack, same]).isEmpty, true);
  assert.equal(of([stack, { ...same, newState: { ...state, protect: true } }]).isEmpty, false);
  assert.equal(of([stack, same, { ...same, urn: 7 }]).isEmpty, false);
  const created = step("Service", "calls", "create", undefined, { uniqueName: UNKNOWN_TEXT });
  assert.equal(of([STACK, created]).isEmpty, false);
  const counted = (number: unknown) => of([stack, same], { changeSummary: { same: number } });
  assert.deepEqual([counted(2).isEmpty, counted(3).isEmpty, counted("3").isEmpty], [true, false, true]);
  assert.deepEqual([counted(2).isWhole, counted(3).isWhole], [true, false]);
  assert.equal(of([stack, same], { diagnostics: [{ severity: "error", message: "no" }] }).isEmpty, false);
});

test("what a preview does not show, or holds in another form, is named", () => {
  const unread = (value: object) => readPreview(JSON.stringify(value)).unread;
  assert.deepEqual(unread({ steps: 7 }), ["steps"]);
  assert.deepEqual(unread({ changeSummary: {} }), []);
  assert.deepEqual(unread({ steps: null, diagnostics: [] }), []);
  assert.deepEqual(unread({ steps: [{ op: "update" }, { op: "same", urn: URN }] }), [
    "1 of 2 steps, which do not say what they change",
  ]);
  assert.deepEqual(unread({ steps: [{ op: "update", urn: URN }], changeSummary: { update: 3, same: 9, delete: 0 } }), [
    "2 × update, which the preview counts and does not show",
  ]);
});

test("what is no preview is refused with the reason", () => {
  const why = (text: string) => assert.throws.bind(assert, () => readPreview(text));
  why("  \n")(/: it is empty\./);
  why("{}")(/: it says nothing about a preview\./);
  why('{"steps":null}')(/: it says nothing about a preview\./);
  why("[]")(/: it is not one JSON object\./);
  why('{"steps":[')(/: it is not one JSON object, or only the beginning of one\./);
  why(' {"sequence":0}')(/: it is a stream of events,/);
  why(' {"sequence":0}\n{"sequence":1}')(/: it is a stream of events,/);
  why('text {"sequence":0}')(/: it is not one JSON object, or only/);
  assert.deepEqual(readPreview('\ufeff{"diagnostics":[]}').steps, []);
});
