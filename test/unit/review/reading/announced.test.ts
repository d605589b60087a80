import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { plainText } from "../../../../cli/review/phrase";
import { readPreview } from "../../../../cli/review/preview/preview";
import { markdown } from "../../../../cli/review/render/markdown";
import { reviewOf } from "../../../../cli/review/review";
import { reviewed, step } from "../kit";

const golden = (name: string) => {
  const review = reviewOf(readPreview(readFileSync(join(__dirname, `../../../golden/review/${name}.json`), "utf8")));
  const risks = review.risks.map(({ id, object }) => [id, object.item.urn.split("::").at(-1)].join(" "));
  return { review, risks, comment: markdown(review) };
};

test("what `up` will refuse is a high risk, with the table of what somebody else changed", () => {
  const { review, risks, comment } = golden("announced-refusals");
  assert.ok(risks.includes("R065 support") && risks.includes("R063 sales"), risks.join());
  assert.match(
    comment,
    /\*\*`up` will refuse to update it\*\*[\s\S]*```diff\n *rules\.compliance|```diff\n +changed in the account/,
  );
  assert.match(comment, /rules\.compliance\.triggers\[0\]\.parameters\.count +5 +7 +2/);
  assert.match(comment, /= unchanged: language operator <code>urgency<\/code>[\s\S]*`up` leaves that/);
  assert.deepEqual(review.warnings, [], "what is told of an object is not repeated");
});

test("what `up` will merge is a medium risk", () => {
  assert.ok(golden("announced-merge").risks.includes("R066 support"));
});

test("a table in a warning is redacted, and of an object that the preview does not show it stays a warning with all its lines", () => {
  const lines = [
    "warning: Service GA1 was changed in the account: it is at version 2, this stack last saw 1.",
    "  changed in the account  last seen  now                      declared",
    "  webhookUrl              a          https://u:pw@h.example/x  a",
    "`pulumi up` will refuse to update it.",
  ];
  const diagnostics = lines.map((message) => ({ severity: "info#err", message: `${message}\n\n` }));
  const calls = { uniqueName: "calls", id: "GA1" };
  const known = reviewed([step("Service", "calls", "update", calls, { uniqueName: "other" })], { diagnostics });
  assert.match(markdown(known), /https:\/\/\[secret\]@h\.example\/x/);
  assert.doesNotMatch(markdown(known), /pw@/);
  const { warnings } = reviewed([], { diagnostics });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? "", /last saw 1\.\n {2}changed[\s\S]*refuse to update it\.$/);
});

test("a text of the program that a message about a change quotes is no message of the provider", () => {
  const said = "Service GA1 is imported as it is; nothing is written. It is fine.";
  const diagnostics = [
    { severity: "info", message: `Rooms: prompt: 2 lines added\n  + warning: look here\n  + ${said}\n` },
    { severity: "info", message: `calls: ${said}\n` },
  ];
  assert.deepEqual(reviewed([], { diagnostics }).warnings, [`calls: ${said}`]);
});

for (const [text, risk, fact] of [
  [
    "languageCode is not known yet. If it changes, `pulumi up` will refuse this replacement. Could not replace Service GA1: the account has values that the program does not declare, and the new object would not have them:",
    "R065",
    /will refuse to replace it.*if a value that is not known yet changes/,
  ],
  [
    "languageCode is not known yet. If it changes, `pulumi up` will refuse this replacement. Service GA1 was changed in the account: it is at version 3, this stack last saw 2. It was not replaced, because the new object would not have these changes:",
    "R065",
    /will refuse to replace it/,
  ],
  [
    "Service GA1 has values that the program does not declare. The replacement does not have them, as onConflict says:",
    "R062",
    /values that the program does not declare/,
  ],
  [
    "Service GA1 was changed in the account: it is at version 3, this stack last saw 2. The replacement does not have these changes, as onConflict says:",
    "R062",
    /somebody else has changed it: the replacement does not have that/,
  ],
] as const) {
  test(`a replacement that loses what the account has is ${risk}: ${text.slice(0, 130)}`, () => {
    const diagnostics = [`warning: ${text}`, '  friendlyName is "by hand", and would be ""'].map((message) => ({
      severity: "info#err",
      message: `${message}\n\n`,
    }));
    const calls = { uniqueName: "calls", id: "GA1" };
    const review = reviewed([step("Service", "calls", "replace", calls, { uniqueName: "other" })], { diagnostics });
    assert.ok(review.risks.some(({ id }) => id === risk));
    assert.match(markdown(review), fact);
    assert.match(markdown(review), /friendlyName is (?:"|&quot;)by hand/);
    assert.deepEqual(review.warnings, []);
  });
}

test("what up does about a change of somebody else is told, and what is not known of it is not", () => {
  const told = (rest: string, op: string) => {
    const message = `warning: Service GA1 was changed in the account: it is at version 3, this stack last saw 2.\n${rest}`;
    const calls = { uniqueName: "calls", friendlyName: "a", id: "GA1" };
    const steps = [step("Service", "calls", op, calls, { ...calls, friendlyName: op === "same" ? "a" : "b" })];
    const { objects, risks } = reviewed(steps, { diagnostics: [{ severity: "warning", message }] });
    const facts = objects.flatMap(({ facts }) => facts.filter(({ say }) => /somebody else/.test(plainText(say))));
    return [facts.map(({ say }) => plainText(say)), facts.map(({ diff }) => diff), risks.map(({ id }) => id)];
  };
  const by = "somebody else has changed it";
  assert.deepEqual(told("`pulumi up` will overwrite that.", "update"), [
    [`${by}: \`up\` overwrites that`],
    [undefined],
    ["R062"],
  ]);
  assert.deepEqual(told("It will do something else.", "update"), [[by], [undefined], []]);
  assert.deepEqual(told("The program does not change it.", "same"), [[`${by}: \`up\` leaves that`], [undefined], []]);
});
