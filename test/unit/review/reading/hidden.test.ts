import assert from "node:assert/strict";
import { test } from "node:test";
import { plainText } from "../../../../cli/review/phrase";
import { reviewed, rule, sealed, step } from "../kit";

const SECRET = sealed({ value: "x" });

const told = (...args: Parameters<typeof step>) => {
  const { risks } = reviewed([step(...args)]);
  return risks.map(({ id, say }) => [id, plainText(say)]);
};

test("a value that becomes secret raises its own risk, in place of that of the change", () => {
  const calls = { uniqueName: "calls", webhookUrl: "https://a.example" };
  assert.deepEqual(told("Service", "calls", "update", calls, { ...calls, webhookUrl: SECRET }), [
    ["R026", '"webhookUrl" becomes secret: its new value is redacted here'],
  ]);
});

test("rules that a preview hides are a risk, whether they become secret, are new, or may change", () => {
  const [open, hidden] = [
    { displayName: "Support", rules: [{ ...rule(), id: "rule-1" }] },
    { displayName: "Support", rules: SECRET },
  ];
  const ids = (...args: Parameters<typeof step>) => told(...args).map(([id]) => id);
  assert.deepEqual(ids("IntelligenceConfiguration", "support", "update", open, hidden), ["R028"]);
  assert.ok(ids("IntelligenceConfiguration", "support", "create", undefined, hidden).includes("R028"));
  assert.ok(
    ids("IntelligenceConfiguration", "support", "update", hidden, { ...hidden, displayName: "Care" }).includes("R028"),
  );
});
