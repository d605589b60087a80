import assert from "node:assert/strict";
import { test } from "node:test";
import { KIND_WORDS } from "../../../cli/review/kindWords";
import {
  accountPhrase,
  count,
  joined,
  literal,
  plainText,
  readable,
  say,
  shown,
  words,
} from "../../../cli/review/phrase";
import { policyErrors, policyRisks } from "../../../cli/review/policyRisks";
import { kindNames } from "../../../provider/catalogue";
import { REDACTED } from "../../../provider/values/secrets";
import { UNKNOWN } from "../../../provider/values/unknown";
import { BUCKET, STACK, urn } from "./kit";

test("a value in a sentence is told as what it is", () => {
  const told = (value: unknown) => plainText(literal(value));
  assert.deepEqual([undefined, null, ""].map(told), ["nothing", "nothing", "nothing"]);
  assert.equal(told(REDACTED), "a secret");
  assert.equal(told(UNKNOWN), "a value that is known only after `up`");
  assert.equal(told({ url: UNKNOWN }), "a value that is known only after `up`");
  assert.deepEqual([7, "seven", true, { a: 1 }].map(told), ["7", '"seven"', '"true"', '"{"a":1}"']);
});

test("a sentence has no empty parts, and its own words are apart from what comes from elsewhere", () => {
  assert.deepEqual(say`${"name"} has ${2} of ${words("the rest")}${""}`, [
    { value: "name" },
    { words: " has " },
    { words: "2" },
    { words: " of " },
    { words: "the rest" },
  ]);
  assert.equal(plainText(joined([say`a`, say`${"b"}`, say`c`])), 'a, "b", c');
  assert.equal(plainText(joined([say`a`, say`b`], " and ")), "a and b");
  assert.deepEqual([count(0, "rule"), count(1, "rule"), count(2, "rule")], ["0 rules", "1 rule", "2 rules"]);
});

test("an account is the stack's own or one of its names", () => {
  assert.equal(plainText(accountPhrase(undefined)), "the stack's default account");
  assert.equal(plainText(accountPhrase("emea")), 'the account "emea"');
});

test("a value is shown on one line, at most so long, without what cannot be seen", () => {
  assert.equal(shown("  a\r\n\t b   c  "), "a b c");
  assert.equal(shown("abcde", 5), "abcde");
  assert.equal(shown("abcdef", 5), "abcd…");
  assert.equal(shown("😀😀😀", 3), "😀😀😀");
  assert.equal(readable("a\r\nb\rc\u001b[31md\u200b"), "a\nb<U+000D>cd<U+200B>");
});

test("each kind has words of its own", () => {
  const nouns = kindNames.map((kind) => KIND_WORDS[kind].one);
  assert.equal(new Set(nouns).size, kindNames.length);
  for (const noun of nouns) assert.match(noun, /^\w[\w ]+$/);
});

test("a violation is told of the object, of another provider's resource, or of the stack", () => {
  const of = (where: string, isMandatory: boolean) => ({
    policy: "p",
    pack: "k@1",
    urn: where,
    message: "About.\nIt is wrong.",
    isMandatory,
  });
  const places = [urn("Service", "calls"), BUCKET, STACK.urn, ""];
  const risks = policyRisks(places.flatMap((where) => [of(where, false), of(where, true)]));
  assert.deepEqual(
    risks.map(({ object, say }) => `${plainText(object.label)}: ${plainText(say)}`),
    ['Service "calls"', '"aws:s3/bucket:Bucket" "logs"', "The stack", "The stack"].map(
      (label) => `${label}: policy "p" of "k@1": "It is wrong."`,
    ),
  );
  assert.deepEqual(
    risks.map(({ object }) => object.item.name),
    ["calls", "logs", "contact-centre-dev", ""],
  );
  assert.deepEqual(
    policyErrors(places.flatMap((where) => [of(where, false), of(where, true)])),
    ['Service "calls"', 'Bucket "logs"', "The stack", "The stack"].map(
      (label) => `${label} violates the policy p of k@1:\nAbout.\nIt is wrong.`,
    ),
  );
});
