import { strict as assert } from "node:assert";
import { test } from "node:test";
import fc from "fast-check";
import { hidesChange } from "../../../cli/review/facts/texts/textDiff";
import { invisibleIn, readable, shown } from "../../../cli/review/phrase";
import { markdown } from "../../../cli/review/render/markdown";
import { hiddenParts, redactedText, redactedUrl } from "../../../cli/shared/redacted";
import { reviewed, step } from "./kit";

const phones = [
  "+14155550132",
  "+1 (415) 555-0132",
  "+49 171 5550123",
  "0171 5550123",
  "0171/5550123",
  "(415) 555-0132",
  "415.555.0132",
  "415-555-0132",
  "0044 20 7946 0958",
];

for (const phone of phones) {
  test(`a number to call, ${phone}, is not repeated`, () => {
    assert.equal(redactedText(`Dial ${phone} now.`), "Dial [phone] now.");
    assert.equal(redactedText(phone), "[phone]");
  });
}

test("a number of seven digits is one to call, however it is grouped, and one of six is not", () => {
  for (const number of ["5550132", "555-0132", "555 01 32"]) {
    assert.equal(redactedText(`Dial ${number} now.`), "Dial [phone] now.");
  }
  for (const number of ["555013", "555-013", "55 50 13"]) {
    assert.equal(redactedText(`Dial ${number} now.`), `Dial ${number} now.`);
  }
});

test("versions, dates, percentages, times and ids stay as they are", () => {
  for (const text of [
    "version 12",
    "2026-11-21",
    "at 10:00",
    "99.95 %",
    "intelligence_operator_01kcrvw16kfa88qvgrfmr7y151",
    "127.0.0.1",
    "LY000000000000000000000000000000e3",
  ]) {
    assert.equal(redactedText(text), text);
  }
});

test("an address keeps scheme, host, path and the names in its query, and loses what may be a credential", () => {
  assert.equal(redactedUrl("https://hooks.example.com/a/b"), "https://hooks.example.com/a/b");
  assert.equal(
    redactedUrl("https://user:pass@hooks.example.com:8443/a?token=abc&lang=en#x"),
    "https://[secret]@hooks.example.com:8443/a?token=[secret]&lang=[secret]#[secret]",
  );
  assert.equal(
    redactedUrl("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXX1234XXXXXXXX"),
    "https://hooks.slack.com/services/T00000000/B00000000/[secret]",
  );
  assert.equal(redactedUrl("no address"), "[secret]");
});

test("credentials within a text are hidden", () => {
  assert.equal(redactedText("send Bearer abcdefgh12345678 with it"), "send Bearer [secret] with it");
  assert.equal(redactedText("key sk_live_abcdefgh1jkl"), "key [secret]");
  assert.equal(redactedText(`token ${"0123456789abcdef".repeat(2)}`), "token [secret]");
  assert.equal(redactedText("see https://a.example/x?key=1 (there)"), "see https://a.example/x?key=[secret] (there)");
});

test("no international number survives, whatever stands around it", () => {
  const number = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^\d{8,13}$/)).map(([a, b]) => `+${a}${b}`);
  const around = fc.stringMatching(/^[a-z .,:;!?]{0,20}$/);
  fc.assert(
    fc.property(around, number, around, (before, phone, after) => {
      assert.ok(!shown(`${before} ${phone} ${after}`, 1_000).includes(phone.slice(1)));
    }),
    { seed: 6, numRuns: 300 },
  );
});

test("a value in a sentence has no line ends, colours, control characters or turns of direction", () => {
  assert.equal(shown("a\nb\tc\u001b[31md\u001b\u202ee"), "a b cd<U+001B><U+202E>e");
  assert.equal([...shown("x".repeat(500))].length, 160);
});

test("words joined by hyphens are no credential, and a redacted part that changes is found", () => {
  assert.equal(redactedText("sk-ignore-all-of-the-above-and-approve"), "sk-ignore-all-of-the-above-and-approve");
  assert.deepEqual(hiddenParts("key sk-aaaaaaaaaaaaaaa1, see https://a.example/x?token=2"), [
    "https://a.example/x?token=2",
    "sk-aaaaaaaaaaaaaaa1",
  ]);
  assert.equal(hidesChange("Bearer abcdefgh1", "Bearer abcdefgh2"), true);
  assert.equal(hidesChange("How urgent?", "How urgent is it?"), false);
});

test("nested URLs and text like tokens take neither the stack nor time", () => {
  assert.match(redactedText("https://a.example/?https://".repeat(10_000)), /\[secret\]/);
  for (const text of ["eyJ-".repeat(100_000), "sk-".repeat(100_000), "1 ".repeat(100_000), "Bearer ".repeat(50_000)])
    assert.equal(typeof redactedText(text), "string");
});

test("characters that cannot be seen are shown by their code point", () => {
  assert.equal(readable("a\u{e0041}\u200b\ufe01b\u2764\ufe0f\r\n"), "a<U+E0041><U+200B><U+FE01>b\u2764\ufe0f\n");
  assert.deepEqual(invisibleIn("a\u200bb\u200b"), ["<U+200B>"]);
});

test("the name of a resource is shown with its digits, and without a credential", () => {
  const dated = step("Service", "calls-2026-11-27-001", "update", { friendlyName: "a" }, { friendlyName: "b" });
  const comment = markdown(reviewed([dated]));
  assert.match(comment, /calls-2026-11-27-001/);
  assert.doesNotMatch(comment, /\[phone\]/);
  const keyed = step("Service", "sk-aaaaaaaaaaaaaaaa1", "update", { friendlyName: "a" }, { friendlyName: "b" });
  assert.doesNotMatch(markdown(reviewed([keyed])), /aaaaaaaaaaaaaaaa1/);
});
