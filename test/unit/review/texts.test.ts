import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { shares } from "../../../cli/review/facts/texts/share";
import { textDiff } from "../../../cli/review/facts/texts/textDiff";
import { plainText } from "../../../cli/review/phrase";
import { readPreview } from "../../../cli/review/preview/preview";
import { markdown } from "../../../cli/review/render/markdown";
import { reviewOf } from "../../../cli/review/review";
import { reviewed, step } from "./kit";

const shown = (before: string, after: string) => textDiff(before, after).map(({ mark, text }) => `${mark} ${text}`);
const lines = (count: number, line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at));

const operator = (name: string, before: object, after: object) => {
  const all = { displayName: name, outputFormat: "TEXT", prompt: "How urgent?" };
  return step("LanguageOperator", name, "update", { ...all, ...before }, { ...all, ...after });
};
const facts = (before: object, after: object) =>
  reviewed([operator("urgency", before, after)]).objects.flatMap(({ facts }) => facts);
const told = (before: string, after: string) => plainText(facts({ prompt: before }, { prompt: after })[0]?.say ?? []);

test("a text is compared by its lines, and the words in which changed lines differ are marked", () => {
  assert.deepEqual(
    shown(
      "Be kind.\nAnswer with low, normal or urgent.\nStop.",
      "Be kind.\nAnswer with low, normal, urgent or emergency.\nStop.",
    ),
    [
      "  Be kind.",
      "- Answer with low, [-normal or urgent.-]",
      "+ Answer with low, {+normal, urgent or emergency.+}",
      "  Stop.",
    ],
  );
  assert.deepEqual(shown("a\nb", "a\nb"), []);
  assert.deepEqual(shown("Dial +14155550132", "Dial +14155550199"), []);
});

test("lines that have nothing in common are shown as they are, and unchanged lines are counted", () => {
  assert.deepEqual(shown("One thing", "Quite another matter"), ["- One thing", "+ Quite another matter"]);
  const before = lines(20, (at) => `line ${at}`);
  assert.deepEqual(shown(before.join("\n"), [...before, "more"].join("\n")), [
    "  … 17 unchanged lines",
    "  line 17",
    "  line 18",
    "  line 19",
    "+ more",
  ]);
});

test("every changed line of a text is in its diff, however long it is", () => {
  const before = lines(400, (at) => `Ask about topic ${at} in detail`);
  const after = before.map((line) => line.replace("Ask", "Think"));
  const all = shown(before.join("\n"), after.join("\n"));
  assert.equal(all.filter((line) => line.startsWith("- ")).length, 400);
  assert.equal(all.filter((line) => line.startsWith("+ ")).length, 400);
});

test("a diff holds both texts: without its marks, the old lines and the new ones", () => {
  const text = fc.array(fc.constantFrom("a b c d", "a b x d", "", "e f", "g"), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = textDiff(before.join("\n"), after.join("\n"));
      const plain = (mark: string, marks: RegExp) =>
        diff.filter((one) => one.mark === mark).map((one) => one.text.replaceAll(marks, ""));
      const count = (all: readonly string[], line: string) => all.filter((one) => one === line).length;
      const [gone, come] = [plain("-", /\[-|-\]/g), plain("+", /\{\+|\+\}/g)];
      // Without the last line end, an empty list and a list of one empty line are the same text.
      for (const line of ["a b c d", "a b x d", "e f", "g"]) {
        assert.equal(count(after, line) - count(before, line), count(come, line) - count(gone, line), line);
      }
    }),
    { seed: 18, numRuns: 300 },
  );
});

test("a change that a reader cannot see is said in words", () => {
  assert.equal(told("a\r\nb\r\n", "a\nb\n"), "prompt changes, but only in its line ends (CRLF to LF)");
  assert.equal(told("a\n\n\nb", "a\nb"), "prompt changes, but only in its blank lines: 2 fewer");
  assert.equal(told("a\nb", "a\n\nb"), "prompt changes, but only in its blank lines: 1 more");
  assert.equal(
    told("a  b", "a b"),
    "prompt changes, but only in white space: spaces or line breaks between the same words",
  );
  assert.equal(told("a b", "a c"), "prompt changes: 1 line removed, 1 added");
});

test("the order of keys is said to be the only change", () => {
  const preview = readFileSync(join(__dirname, "../../golden/review/white-space.json"), "utf8");
  const all = reviewOf(readPreview(preview)).objects.flatMap(({ facts }) => facts.map(({ say }) => plainText(say)));
  assert.ok(
    all.some((one) => /^only the order of keys changes, in .*: "until, what" \(was "what, until"\)$/.test(one)),
    all.join("\n"),
  );
});

test("changed examples are shown, and so is the prompt of a new operator", () => {
  const examples = (input: string) => ({ trainingExamples: [{ input, output: "urgent" }] });
  const [first] = facts(examples("No heating since yesterday"), examples("No heating since Monday"));
  assert.deepEqual(
    first?.diff?.map(({ mark, text }) => `${mark} ${text}`),
    ["- input: No heating since [-yesterday-]", "+ input: No heating since {+Monday+}", "  output: urgent"],
  );
  const created = { displayName: "Urgency", outputFormat: "TEXT", prompt: "How urgent?\nAnswer briefly." };
  assert.match(
    markdown(reviewed([step("LanguageOperator", "urgency", "create", undefined, created)])),
    /\+ How urgent\?\n *\+ Answer briefly\./,
  );
});

test("a room is shared fairly: what one does not need, the others get", () => {
  assert.deepEqual(shares([10, 100, 100], 110), [10, 50, 50]);
  assert.deepEqual(shares([10, 20], 100), [10, 20]);
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { maxLength: 20 }), fc.nat(10_000), (needs, room) => {
      const got = shares(needs, room);
      assert.ok(got.reduce((sum, one) => sum + one, 0) <= room);
      assert.ok(got.every((one, at) => one <= (needs[at] ?? 0)));
      const least = Math.min(...got.filter((one, at) => one < (needs[at] ?? 0)));
      assert.ok(got.every((one) => one <= least + needs.length || least === Number.POSITIVE_INFINITY));
    }),
    { seed: 18 },
  );
});

test("what does not fit is named and raises a risk, and short texts beside it are shown in full", () => {
  const long = (word: string) => ({ prompt: lines(3_000, (at) => `${word} about topic ${at}`).join("\n") });
  const review = reviewed([
    operator("long", long("Ask"), long("Think")),
    operator("short", { prompt: "How urgent is it?" }, { prompt: "How urgent is it today?" }),
  ]);
  assert.deepEqual(
    review.risks.filter(({ id }) => id === "R058").map(({ object }) => object.item.name),
    ["long"],
  );
  const comment = markdown(review);
  assert.match(comment, /… and \d+ more lines/);
  assert.match(comment, /How urgent is \{\+it today\?\+\}/);
  assert.ok(Buffer.byteLength(comment) <= 60_000);
  assert.ok(Buffer.byteLength(comment) >= 40_000, "the room is used");
});
