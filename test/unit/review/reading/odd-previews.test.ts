import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { readPreview } from "../../../../cli/review/preview/preview";
import { markdown } from "../../../../cli/review/render/markdown";
import { reviewJson } from "../../../../cli/review/render/reviewJson";
import { reviewText } from "../../../../cli/review/render/reviewText";
import { headline, type Review, reviewOf } from "../../../../cli/review/review";
import { kindOfUrn } from "../../../../cli/shared/urn";
import { list, members } from "../../../../provider/values/json";
import { CASES } from "../../../golden/review/cases";
import { printed, reviewed, step, urn } from "../kit";

const captured = CASES.map(({ name }) =>
  readFileSync(join(__dirname, `../../../golden/review/${name}.json`), "utf8"),
).map((text): unknown => JSON.parse(text));

const renders = (review: Review) => [markdown(review), reviewJson(review), reviewText(review, false)];
const reviewOfValue = (value: unknown) => reviewOf(readPreview(JSON.stringify(value)));

type Place = readonly (string | number)[];

/** The places of all members of a value, itself excepted. */
function placesIn(value: unknown, at: Place = []): Place[] {
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(members(value));
  return inner.flatMap(([name, member]) => [[...at, name], ...placesIn(member, [...at, name])]);
}

const GONE = Symbol("gone");
const ODD = [GONE, null, 7, true, "odd", [], ["odd"], {}, { odd: 1 }];

/** A copy with another value at one place. */
function withOdd(value: unknown, [name, ...rest]: Place, odd: unknown): unknown {
  if (name === undefined) return odd;
  const copy = structuredClone(value);
  const inner = Array.isArray(copy) ? copy[Number(name)] : members(copy)[name];
  const changed = withOdd(inner, rest, odd);
  if (Array.isArray(copy)) return changed === GONE ? copy.toSpliced(Number(name), 1) : copy.with(Number(name), changed);
  const { [name]: _, ...others } = members(copy);
  return changed === GONE ? others : { ...others, [name]: changed };
}

const mutated = fc.integer({ min: 0, max: captured.length - 1 }).chain((at) => {
  const places = placesIn(captured[at]);
  // What the engine says of a step is few members among the many of its values.
  const outer = places.filter(({ length }) => length <= 4);
  return fc.record({
    at: fc.constant(at),
    place: fc.oneof(fc.constantFrom(...outer), fc.constantFrom(...places)),
    odd: fc.constantFrom(...ODD),
  });
});

test("a preview with one odd member is reviewed, and what is not understood of our steps is never told as no change", () => {
  fc.assert(
    fc.property(mutated, ({ at, place, odd }) => {
      const value = members(captured[at]);
      const review = reviewOfValue(withOdd(value, place, odd));
      renders(review);
      const [top, index, member] = place;
      if (top !== "steps" || review.errors.length > 0) return;
      const { op, urn } = members(list(value.steps)[Number(index)]);
      const isOurs = kindOfUrn(String(urn)) !== undefined;
      const isUnclear = isOurs && (op !== "same" || member === "op");
      if (!isUnclear) return;
      assert.doesNotMatch(headline(review), /^no changes/, JSON.stringify([place, odd]));
      if (member === "op" || member === "urn") assert.ok(review.risks.some(({ id }) => id === "R064"));
    }),
    { seed: 11, numRuns: 1500 },
  );
});

test("odd members in the steps of another provider do not concern the review", () => {
  const other = "urn:pulumi:dev::contact-centre::acme:index:Thing::thing";
  const calls = step("Service", "calls", "delete", { uniqueName: "calls" });
  const odd = [
    { op: "update", urn: other, oldState: { id: 7, inputs: [], outputs: "x" }, newState: "later" },
    { op: "later", urn: `${other}2`, propertyDependencies: 3 },
  ];
  const review = reviewOf(readPreview(JSON.stringify({ steps: [calls, ...odd], diagnostics: [] })));
  assert.deepEqual(
    review.risks.map(({ id }) => id),
    ["R004"],
  );
  assert.match(markdown(review), /2 resources of other kinds not explained here \(1 updated, 1 not understood\)/);
});

test("an unknown operation on one of our kinds is named, and a step that does not say what it is about", () => {
  const [unknown] = reviewed([step("Service", "calls", "later", { uniqueName: "a" }, { uniqueName: "b" })]).objects;
  assert.equal(unknown?.item.operation, "unknown");
  const nameless = reviewOf(readPreview('{"steps":[{"op":"update","urn":null}]}'));
  assert.equal(headline(nameless), "could not be reviewed as a whole, 1 high risk");
  assert.match(markdown(nameless), /R064\)\n.*1 of 1 steps, which do not say what they change/);
  assert.match(markdown(unknown ? reviewed([step("Service", "calls", "later")]) : nameless), /the operation later/);
});

test("what the preview counts and does not show is named", () => {
  const review = reviewOf(readPreview(printed([], { changeSummary: { same: 1, update: 2 } })));
  assert.equal(headline(review), "could not be reviewed as a whole, 1 high risk");
});

test("a message of an unknown severity is repeated, and an error stays one", () => {
  const said = (message: string, severity: unknown) => reviewed([], { diagnostics: [{ message, severity }] });
  assert.deepEqual(said("careful", "notice").warnings, ["careful"]);
  assert.deepEqual(said("error: no such key", 4).errors, ["error: no such key"]);
});

test("the comment does not depend on the order of the steps and messages", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...captured).chain((value) => {
        const { steps, diagnostics, ...rest } = members(value);
        const shuffled = (all: unknown) => fc.shuffledSubarray(list(all), { minLength: list(all).length });
        return fc.tuple(
          fc.constant(value),
          fc.record({ steps: shuffled(steps), rest: fc.constant({ ...rest, diagnostics }) }),
        );
      }),
      ([value, { steps, rest }]) => {
        assert.deepEqual(renders(reviewOfValue({ ...rest, steps })), renders(reviewOfValue(value)));
      },
    ),
    { seed: 12, numRuns: 200 },
  );
});

test("names with numbers are in the order of their numbers", () => {
  const names = ["op10", "op2", "op1", "op02"];
  const { objects, risks } = reviewed(
    names.map((name) => step("LanguageOperator", name, "delete", { displayName: name })),
  );
  const sorted = ["op1", "op02", "op2", "op10"];
  assert.deepEqual(
    objects.map(({ item }) => item.name),
    sorted,
  );
  assert.deepEqual(
    risks.map(({ object }) => object.item.urn),
    sorted.map((name) => urn("LanguageOperator", name)),
  );
});
