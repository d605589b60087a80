import assert from "node:assert/strict";
import { test } from "node:test";
import { longTexts, textChange } from "../../../provider/lifecycle/announce/textChange";
import { REDACTED } from "../../../provider/values/secrets";
import { UNKNOWN } from "../../../provider/values/unknown";

const LINES = Array.from({ length: 30 }, (_, at) => `Line ${at + 1} of the instructions.`);
const text = (lines: readonly string[]) => lines.join("\n");
const without = (...numbers: number[]) => text(LINES.filter((_, at) => !numbers.includes(at + 1)));

test("a changed text shows its first six changed lines, and how many more there are", () => {
  assert.deepEqual(textChange([text(LINES), without(2, 4, 6, 8, 10, 12, 14, 16)]), {
    text: "8 lines removed",
    lines: [...[2, 4, 6, 8, 10, 12].map((number) => `- Line ${number} of the instructions.`), "and 2 more lines"],
  });
  assert.equal(textChange([without(2, 4, 6, 8, 10, 12, 14), text(LINES)]).lines.at(-1), "and 1 more line");
  assert.deepEqual(textChange([without(2, 4, 6, 8, 10, 12), text(LINES)]).lines.length, 6);
});

test("a line that changes is shown before and after, with the changed words marked", () => {
  const after = text(LINES.with(4, "Line 5 of the rules."));
  assert.deepEqual(textChange([text(LINES), after]), {
    text: "1 line removed, 1 line added",
    lines: ["- Line 5 of the [-instructions.-]", "+ Line 5 of the {+rules.+}"],
  });
});

test("a change deep in a line of thousands of words is shown, and the line is cut", () => {
  const words = Array.from({ length: 3_000 }, (_, at) => `word${at}`);
  const { lines } = textChange([words.join(" "), words.with(2_000, "CHANGED").join(" ")]);
  assert.ok(
    lines.some((line) => line.includes("{+CHANGED+}")),
    lines.join("\n"),
  );
  const { lines: other } = textChange(["a ".repeat(3_000), "b ".repeat(3_000)]);
  for (const line of [...lines, ...other]) assert.ok(line.length < 250, line);
});

test("no line can break the output or hide in it: controls are escaped, and passwords of addresses are redacted", () => {
  const after = "first\u001b[2K\u202e\r\nAsk https://me:hunter2@host.example\t\u200bnow";
  assert.deepEqual(textChange(["first", after]).lines, [
    "- first",
    "+ first\\u{1b}[2K\\u{202e}\\u{d}",
    "+ Ask https://[secret]@host.example  \\u{200b}now",
  ]);
});

test("a change that shows in no line is said in words", () => {
  const [lf, crlf] = ["one\ntwo", "one\r\ntwo"];
  const pair = longTexts(lf, crlf);
  assert.ok(pair !== undefined);
  assert.deepEqual(textChange(pair), { text: "only white space changes", lines: [] });
  const passwords = ["Ask https://me:one@host.example", "Ask https://me:two@host.example"] as const;
  assert.deepEqual(textChange(passwords), { text: "only a part that is not shown changes", lines: [] });
});

test("examples are compared as text, and values that are short, structured or secret are left to the engine", () => {
  const example = { input: "hi", output: "a greeting" };
  assert.deepEqual(longTexts([example], undefined), ["input: hi\noutput: a greeting", ""]);
  assert.equal(longTexts("short", "other"), undefined);
  assert.equal(longTexts(REDACTED, REDACTED), undefined);
  assert.equal(longTexts(text(LINES), UNKNOWN), undefined, "a text that is not known yet is not a text that goes");
  assert.equal(longTexts([example], [{ ...example, output: UNKNOWN }]), undefined);
  assert.equal(longTexts(["a text of more than sixty characters ".repeat(2)], []), undefined);
  assert.equal(longTexts({ type: "object", properties: { a: { type: "string" } } }, {}), undefined);
});
