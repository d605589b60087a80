import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { policyErrors } from "../../../../cli/review/policyRisks";
import { violationsIn } from "../../../../cli/review/preview/policies";
import { markdown } from "../../../../cli/review/render/markdown";
import { reviewed } from "../kit";

/** Of a preview by the real engine. */
const LOG = readFileSync(join(__dirname, "../../../golden/review/policies.events"), "utf8");

test("the violations in the engine's event log are found, each once, in one order", () => {
  const found = violationsIn(LOG);
  assert.deepEqual(
    found.map(({ policy, pack, isMandatory, urn }) => [
      policy,
      pack.split("@")[0],
      isMandatory,
      urn.split("::").at(-1),
    ]),
    [
      ["twilio-version-pins-required", "twilio-intelligence", false, "care"],
      ["twilio-https-webhooks", "twilio-intelligence", false, "calls"],
      ["twilio-redaction-required", "twilio-intelligence", true, "calls"],
    ],
  );
  fc.assert(
    fc.property(fc.shuffledSubarray(LOG.split("\n"), { minLength: LOG.split("\n").length }), (lines) => {
      assert.deepEqual(violationsIn([...lines, ...lines].join("\n")), found);
    }),
  );
});

test("an event log that is cut off anywhere, or odd, is read as far as it goes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LOG.length }), (length) => {
      assert.ok(violationsIn(LOG.slice(0, length)).length <= 3);
    }),
  );
  assert.deepEqual(violationsIn('{"policyEvent":null}\n{"policyEvent":[]}\n"policyEvent"\nnull'), []);
  const [odd] = violationsIn('{"policyEvent":{"message":"no","enforcementLevel":"later"}}');
  assert.deepEqual(odd, { policy: "unknown", pack: "", urn: "", message: "no", isMandatory: true });
});

test("a mandatory violation is an error that says which policy, where and why; an advisory one is a risk", () => {
  const violations = violationsIn(LOG);
  const [error, ...others] = policyErrors(violations);
  assert.deepEqual(others, []);
  assert.match(
    error ?? "",
    /^Service "calls" violates the policy twilio-redaction-required of twilio-intelligence@\S+:\n[\s\S]*Declare autoRedaction: true/,
  );
  const advisory = reviewed([], { violations: violations.filter(({ isMandatory }) => !isMandatory) });
  assert.match(markdown(advisory), /no changes, 2 medium risks/);
  assert.match(
    markdown(advisory),
    /R067\)\n[\s\S]*Service `calls`: policy `twilio-https-webhooks` of .*calls hooks\.example\.com without HTTPS/,
  );
});
