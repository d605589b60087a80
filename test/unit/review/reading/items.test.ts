import assert from "node:assert/strict";
import { test } from "node:test";
import { plainText } from "../../../../cli/review/phrase";
import { itemsOf, otherChanges } from "../../../../cli/review/preview/items";
import { readPreview } from "../../../../cli/review/preview/preview";
import { headline } from "../../../../cli/review/review";
import { BUCKET, OPERATOR, printed, reviewed, rule, type StepLike, step, urn } from "../kit";

const itemOf = (...steps: StepLike[]) => {
  const [item, ...others] = itemsOf(readPreview(printed(steps)));
  assert.deepEqual(others, []);
  assert.ok(item);
  return item;
};
const before = { uniqueName: "calls", friendlyName: "Calls" };
const after = { uniqueName: "calls", friendlyName: "Sales" };
const update = step("Service", "calls", "update", { ...before, id: "GA2" }, after);

test("steps of one object are one change, and a deletion that was pending is not it", () => {
  const pending = step("Service", "calls", "delete", { ...before, friendlyName: "Old", id: "GA1" });
  for (const steps of [
    [update, pending],
    [pending, update],
  ]) {
    const { operation, id, changes } = itemOf(...steps);
    assert.deepEqual([operation, id], ["update", "GA2"]);
    assert.deepEqual(
      changes.map(({ path, from, to }) => [path, from, to]),
      [["friendlyName", "Calls", "Sales"]],
    );
  }
  const same = step("Service", "calls", "same", { ...before, id: "GA2" }, before);
  assert.deepEqual([itemOf(same).operation, itemOf(pending, same).operation], ["same", "delete"]);
  const other = { uniqueName: "other" };
  const made = step("Service", "calls", "create-replacement", { ...before, id: "GA1" }, other);
  const gone = step("Service", "calls", "delete-replaced", { ...before, id: "GA1" });
  const replaced = itemOf(gone, made, step("Service", "calls", "replace", { ...before, id: "GA1" }, other));
  assert.deepEqual([replaced.operation, replaced.unread, replaced.id], ["replace", [], "GA1"]);
  assert.deepEqual([replaced.before.uniqueName, replaced.after.uniqueName], ["calls", "other"]);
});

test("an object that is unchanged, or that is imported, has no changes", () => {
  const differs = itemOf({ ...update, op: "same" });
  assert.deepEqual([differs.operation, differs.changes, [...differs.changed]], ["same", [], []]);
  const unknown = itemOf({ ...update, op: "transmogrify" });
  assert.deepEqual(
    [unknown.operation, unknown.changes, unknown.unread],
    ["unknown", [], ["the operation transmogrify"]],
  );
  assert.equal(itemOf(step("Service", "calls", "create", undefined, { ...after, __import: "GA1" })).operation, "same");
  assert.equal(itemOf(step("Service", "calls", "create", undefined, after)).operation, "create");
});

test("a step without the state that its operation needs is named", () => {
  const unread = (step: StepLike) => itemOf(step).unread;
  const { oldState: _old, ...noOld } = update;
  const { newState: _new, ...noNew } = update;
  assert.deepEqual([unread(noOld), unread(noNew)], [["oldState"], ["newState"]]);
  assert.deepEqual(unread({ ...noOld, op: "create" }), []);
  assert.deepEqual(unread({ ...noNew, op: "delete" }), []);
  assert.deepEqual(unread({ ...noNew, op: "delete-replaced" }), []);
  assert.deepEqual(unread({ op: "same", urn: update.urn }), []);
  assert.deepEqual(unread({ ...update, oldState: Object(7) }), ["oldState"]);
});

test("other resources are counted once, by what is done to them", () => {
  const other = (op: string, name: string): StepLike => ({ op, urn: BUCKET.replace("logs", name) });
  const steps = [
    other("create", "a"),
    other("same", "b"),
    other("create-replacement", "c"),
    other("delete-replaced", "c"),
    update,
  ];
  const counts = otherChanges(readPreview(printed([...steps, { op: "update", urn: "" }])));
  assert.deepEqual(Object.fromEntries(counts), { delete: 0, replace: 1, unknown: 0, update: 0, create: 1, same: 0 });
  const told = (...steps: StepLike[]) => headline(reviewed(steps));
  assert.equal(told(other("create", "a")), "no changes to Conversational Intelligence");
  assert.equal(told(other("same", "a")), "no changes");
});

test("what runs nowhere affects no conversation, if the preview shows the whole stack", () => {
  const live = (steps: StepLike[], more = {}) => reviewed(steps, more).live;
  const values = { displayName: "Urgency", prompt: "How urgent?", outputFormat: "TEXT" };
  const edited = { ...values, prompt: "Is it urgent?" };
  const operator = step("LanguageOperator", "urgency", "update", { ...values, id: OPERATOR }, edited);
  assert.equal(live([operator]), 0);
  assert.equal(live([operator], { changeSummary: { same: 9 } }), 1, "the rest may run it");
  const running = { displayName: "Support", rules: [{ ...rule(), operators: [{ id: OPERATOR }], id: "rule-1" }] };
  const configuration = step("IntelligenceConfiguration", "support", "same", running, running);
  assert.equal(live([operator, configuration]), 1);
  const gone = step("LanguageOperator", "urgency", "delete", { ...values, id: OPERATOR });
  assert.ok(reviewed([gone]).objects.some(({ facts }) => facts.some((fact) => fact.live)));
  const created = step("IntelligenceConfiguration", "support", "create", undefined, running);
  assert.equal(live([created]), 0, "attached to nothing yet");
  assert.ok(live([{ ...configuration, op: "delete" }]) > 0);
});

test("an object goes by its name in the program, and by that of the account where it is another", () => {
  const title = (values: Record<string, unknown>) =>
    reviewed([step("Service", "calls", "create", undefined, values)]).objects[0]?.title;
  assert.equal(title({ uniqueName: "calls" }), undefined);
  assert.equal(title({ uniqueName: "calls", friendlyName: "Sales calls" }), "Sales calls");
  assert.equal(title({ uniqueName: "sales", friendlyName: "" }), "sales");
  assert.equal(title({ uniqueName: "sales", friendlyName: "[secret]" }), "sales");
});

test("what is not understood of a preview without objects is its headline", () => {
  const review = reviewed([], { changeSummary: { same: 1, update: 2 } });
  assert.equal(headline(review), "could not be reviewed as a whole, 1 high risk");
  const [risk] = review.risks;
  assert.equal(risk && plainText(risk.object.label), "The preview");
  assert.deepEqual(risk?.object.item, { urn: "", name: "" });
  const object = reviewed([{ ...update, op: "transmogrify" }]).objects[0];
  assert.deepEqual(
    object?.facts.map(({ say }) => plainText(say)),
    ['**not understood by this version**: "the operation transmogrify"'],
  );
  assert.equal(object?.item.urn, urn("Service", "calls"));
});
