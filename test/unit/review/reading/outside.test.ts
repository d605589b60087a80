import { strict as assert } from "node:assert";
import { test } from "node:test";
import fc from "fast-check";
import { plainText } from "../../../../cli/review/phrase";
import { headline } from "../../../../cli/review/review";
import { OPERATOR, reviewed, step } from "../kit";

type Bag = Record<string, unknown>;

/** A refresh of an operator, and the step of the engine that follows it. */
const operator = (recorded: Bag, observed: Bag, op: string, declared?: Bag) => {
  const seen = { id: OPERATOR, inputs: observed, outputs: observed };
  return reviewed([
    { ...step("LanguageOperator", "urgency", "refresh", { ...recorded, id: OPERATOR }), newState: seen },
    step("LanguageOperator", "urgency", op, { ...observed, id: OPERATOR }, declared),
  ]);
};
const told = (review: ReturnType<typeof reviewed>) =>
  review.objects.flatMap(({ facts }) => facts.map(({ say }) => plainText(say).replaceAll("**", "")));
const urgency = { displayName: "Urgency", prompt: "How urgent?", outputFormat: "TEXT" };

test("an edit in the Console that the program does not declare is told, and is no change", () => {
  const review = operator(urgency, { ...urgency, description: "By hand" }, "same", urgency);
  assert.deepEqual(told(review), [
    'changed outside of the stack: "description" is "By hand" (was nothing), and stays so',
  ]);
  assert.deepEqual(review.risks, []);
  assert.equal(headline(review), "no change affects live conversations, no risk");
});

test("an edit stays beside a change of the program to something else", () => {
  const edited = { ...urgency, description: "By hand" };
  const review = operator(urgency, edited, "update", { ...urgency, prompt: "Is it urgent?" });
  assert.match(told(review).join("\n"), /"description" is "By hand" \(was nothing\), and stays so/);
  assert.ok(!review.risks.some(({ id }) => id === "R062"));
});

test("an edit that the program has taken up stays", () => {
  const edited = { ...urgency, displayName: "Urgency (night)" };
  assert.match(told(operator(urgency, edited, "same", edited)).join(), /, and stays so$/);
});

test("an edit of an object that is deleted or replaced is lost with it", () => {
  const edited = { ...urgency, displayName: "Urgency (night)" };
  for (const [op, after] of [
    ["delete", undefined],
    ["replace", { ...edited, outputFormat: "JSON" }],
  ] as const) {
    const review = operator(urgency, edited, op, after);
    assert.match(told(review).join(), /"displayName" is "Urgency \(night\)" .*; `up` deletes the object that has it/);
    assert.ok(review.risks.some(({ id }) => id === "R062"));
  }
});

test("a preview with --refresh compares with the account: what is told is from there to the program, whatever the state had", () => {
  const text = fc.constantFrom("one", "two", "three");
  fc.assert(
    fc.property(text, text, text, (recorded, observed, declared) => {
      const of = (prompt: string) => ({ ...urgency, prompt });
      const review = operator(of(recorded), of(observed), observed === declared ? "same" : "update", of(declared));
      const [object] = review.objects;
      assert.equal(object !== undefined, recorded !== observed || observed !== declared);
      const edited = observed === declared ? [] : ["prompt"];
      assert.deepEqual([...(object?.item.changed ?? [])], edited);
      const risks = review.risks.map(({ id }) => id).filter((id) => id === "R062");
      assert.deepEqual(risks, recorded !== observed && observed !== declared ? ["R062"] : []);
    }),
  );
});
