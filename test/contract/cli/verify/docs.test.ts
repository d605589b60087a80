import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseExpectations } from "../../../../cli/verify/expectations";
import { SENTIMENT } from "../../kit/emulator";
import { stand } from "./kit";

const DOC = readFileSync(join(__dirname, "../../../../docs/verify.md"), "utf8");
const block = (language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(DOC)?.[1] ?? "";

/** Without what differs from account to account. */
const anywhere = (json: string): unknown =>
  JSON.parse(json.replace(/(intelligence_(?!operator_)[a-z]+)_[0-7][0-9a-z]{25}/g, "$1"));

test("the JSON of docs/verify.md is what the command prints", async (t) => {
  const it = await stand(t);
  await it.make("support", { mood: [{ id: SENTIMENT }] });
  it.expect("expectations:\n  - { name: A late order makes a customer unhappy, label: negative }\n");
  const { id } = JSON.parse(block("json")).configurations[0].cases[0].rule;
  assert.match(id, /^intelligence_configurationrule_/);
  const { conversation } = JSON.parse(block("json")).configurations[0].cases[0];
  const { out } = await it.verify("--json", "--conversation", conversation);
  assert.deepEqual(anywhere(out), anywhere(block("json")));
});

test("the expectations of docs/verify.md are usable", () => {
  assert.equal(parseExpectations(block("yaml"), "verify.yaml").length, 3);
});

test("docs/verify.md has every code that there is", () => {
  const source = readFileSync(join(__dirname, "../../../../cli/verify/verifyReport.ts"), "utf8");
  const codes = [...source.matchAll(/"([a-z]+_[a-z_]+|refused)"/g)].map(([, code]) => code ?? "");
  assert.ok(codes.length > 15);
  assert.deepEqual(
    codes.filter((code) => !DOC.includes(`\`${code}\``)),
    [],
  );
});
