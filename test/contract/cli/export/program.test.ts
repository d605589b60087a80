import assert from "node:assert/strict";
import { after, test } from "node:test";
import { format } from "prettier";
import { SUMMARY } from "../../kit/emulator";
import { compilerErrors } from "./compile";
import { maker } from "./kit";
import { exported, stand } from "./stand";

/** One export that several tests look at, and none changes. */
let once: ReturnType<typeof exported> | undefined;
const endings: (() => unknown)[] = [];
function seen() {
  once ??= exported({ after: (ending) => endings.push(ending) });
  return once;
}
after(async () => {
  for (const ending of endings) await ending();
});

test("export writes a file per kind that compiles, and that Prettier leaves as it is", async () => {
  const { folder, files } = await seen();
  assert.deepEqual(compilerErrors(folder), []);
  const sources = Object.entries(files()).filter(([file]) => file.endsWith(".ts"));
  assert.deepEqual(
    sources.map(([file]) => file),
    [
      "conversationsAttachments.ts",
      "conversationsConfigurations.ts",
      "customOperators.ts",
      "external.ts",
      "index.ts",
      "intelligenceConfigurations.ts",
      "languageOperators.ts",
      "operatorAttachments.ts",
      "services.ts",
    ],
  );
  for (const [file, source] of sources) assert.equal(await format(source, { parser: "typescript" }), source, file);
});

test("objects refer to each other by their variables, to Twilio's own by a constant, to the account's by its config", async () => {
  const { text } = await seen();
  const configurations = text("intelligenceConfigurations.ts");
  assert.match(configurations, /id: languageOperators\.urgency\.id,\s+version: 1,/);
  assert.match(configurations, /languageOperators\.promises,/);
  assert.match(configurations, /operators: \[external\.summary\]/);
  assert.match(configurations, /triggers: \[\],/, "a rule on demand says so");
  assert.match(
    text("operatorAttachments.ts"),
    /serviceSid: services\.customerCalls\.sid,\s+operatorSid: external\.sentimentAnalysis,/,
  );
  assert.match(
    text("conversationsAttachments.ts"),
    /conversationsConfigurationId: conversationsConfigurations\.support\.id,\s+intelligenceConfigurationId: intelligenceConfigurations\.watchOverRepairs\.id,/,
  );
  const external = text("external.ts");
  assert.match(
    external,
    new RegExp(`// Language Operator "Summary", provided by Twilio\\.\nexport const summary = "${SUMMARY}";`),
  );
  assert.match(
    external,
    /Memory Store, which does not exist in the account\.\nexport const memoryStore = "mem_store_1";/,
  );
  assert.match(text("conversationsConfigurations.ts"), /memoryStoreId: external\.memoryStore,/);
  for (const id of ["kb_manuals", `CR${"0".repeat(32)}`]) assert.ok(!external.includes(id), id);
});

test("an operator that is gone is a constant that says so", async () => {
  const { text, ids } = await seen();
  assert.match(
    text("external.ts"),
    new RegExp(`which does not exist in the account\\.\nexport const \\w+ =\\s+"${ids.gone}";`),
  );
});

test("rules get names after what they run, and when", async () => {
  const { text } = await seen();
  const names = [...text("intelligenceConfigurations.ts").matchAll(/name: "(.*)"/g)].map(([, name]) => name);
  assert.deepEqual(names, [
    "urgency-and-promises",
    "summary-at-end",
    "summary-when-inactive",
    "operator-and-sentiment",
  ]);
});

test("what holds by itself is not declared", async () => {
  const { text } = await seen();
  assert.match(
    text("services.ts"),
    /salesCalls = new Service\("sales-calls", {\n {2}uniqueName: "sales calls",\n {2}languageCode: "es-MX",\n}\);/,
  );
});

test("no credential is written, and the account is config", async () => {
  const { files, text, emulator } = await seen();
  assert.match(text("Pulumi.yaml"), new RegExp(`twilio-intelligence:accountSid:\n    value: ${emulator.accountSid}\n`));
  const all = Object.values(files()).join("\n");
  assert.ok(!all.includes(emulator.apiKey) && !all.includes(emulator.apiSecret));
});

test("a Configuration without rules says so, because a program has to", async (t) => {
  const on = await stand(t);
  await maker(on).configuration("Nothing yet");
  assert.equal((await on.export()).code, 0);
  assert.match(on.text("intelligenceConfigurations.ts"), /displayName: "Nothing yet",\s+rules: \[\],/);
  assert.deepEqual(compilerErrors(on.folder), []);
});
