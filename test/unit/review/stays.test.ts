import { strict as assert } from "node:assert";
import { test } from "node:test";
import { plainText } from "../../../cli/review/phrase";
import { readPreview } from "../../../cli/review/preview/preview";
import { markdown } from "../../../cli/review/render/markdown";
import { headline, reviewOf } from "../../../cli/review/review";
import { kindNames } from "../../../provider/catalogue";
import { printed, reviewed, rule, step } from "./kit";

const service = { uniqueName: "calls", autoTranscribe: true, webhookUrl: "http://a.example" };

test("what is imported as it is reaches no conversation, and is named", () => {
  const message = 'Calls: Service GA1 is imported as it is; nothing is written. The engine counts it as "to create".';
  const review = reviewed([step("Service", "calls", "create", undefined, { ...service, __import: "GA1" })], {
    diagnostics: [{ severity: "info#err", message: `${message}\n` }],
  });
  assert.deepEqual([review.risks, review.objects.filter(({ item }) => item.operation !== "same")], [[], []]);
  assert.deepEqual(review.warnings, [message]);
  assert.equal(reviewed([step("Service", "calls", "create", undefined, service)]).objects.length, 1);
});

test("what leaves the stack and stays in the account is no deletion, and is told as unmanaged", () => {
  const gone = step("Service", "calls", "delete", service);
  assert.deepEqual(
    reviewed([gone]).risks.map(({ id }) => id),
    ["R004"],
  );
  const kept = { ...gone, oldState: { ...gone.oldState, retainOnDelete: true } };
  const review = reviewed([kept]);
  assert.deepEqual(
    review.risks.map(({ id }) => id),
    ["R060"],
  );
  assert.equal(headline(review), "no change affects live conversations, 1 object left unmanaged, 1 medium risk");
  assert.match(markdown(review), /goes on transcribing every recording of the account/);
});

test("a replacement whose old object stays in the account says of none that it is deleted", () => {
  for (const kind of kindNames) {
    const replaced = step(kind, "old", "replace", { account: "emea" }, { account: "us" });
    const texts = (retainOnDelete: boolean) => {
      const { objects } = reviewed([{ ...replaced, oldState: { ...replaced.oldState, retainOnDelete } }]);
      return objects.flatMap(({ facts }) => facts.map(({ say }) => plainText(say))).join("\n");
    };
    assert.match(texts(true), /the old object stays in the account|will fail/, kind);
    assert.doesNotMatch(texts(true), /is deleted/, kind);
  }
});

test("a webhook whose path is the code of no text is told as it stands", () => {
  const rules = [rule({ actions: [{ url: "https://a.example/100%/%E0%A4%A" }] })];
  const review = reviewed([
    step("IntelligenceConfiguration", "live", "create", undefined, { displayName: "l", rules }),
  ]);
  assert.match(markdown(review), /100%/);
});

test("a list of names ends, however many Services transcribe", () => {
  const steps = Array.from({ length: 3000 }, (_, n) => step("Service", `calls-${n}`, "create", undefined, service));
  const text = markdown(reviewed(steps));
  assert.match(text, /transcribed 3000 times, by .* and 2995 more/);
  assert.ok(text.length < 65_536, `${text.length} characters`);
});

test("a byte order mark before a preview is passed over", () => {
  const preview = readPreview(`\ufeff${printed([step("Service", "calls", "create", undefined, service)])}`);
  assert.equal(reviewOf(preview).objects.length, 1);
});
