import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { format } from "prettier";
import { z } from "zod";
import type { Scope } from "../../../faults/cell";
import { type Ended, runOn } from "../../kit/command";
import { type Bench, bench, SENTIMENT, SUMMARY } from "../../kit/emulator";
import { compilerErrors } from "./compile";
import { largeAccount, maker, smallAccount } from "./kit";

const importFile = z.object({
  resources: z.array(
    z.object({
      type: z.string(),
      name: z.string(),
      id: z.string(),
      inputs: z.record(z.string(), z.unknown()),
      outputs: z.record(z.string(), z.unknown()),
    }),
  ),
});

interface Stand extends Bench {
  folder: string;
  export(...args: string[]): Promise<Ended>;
  text(file: string): string;
  /** Every file in the folder. */
  files(): Record<string, string>;
  /** What `import.json` has, as `Type name`. */
  imports(): string[];
}

async function stand(t: Scope): Promise<Stand> {
  const on = await bench(t);
  const root = mkdtempSync(join(tmpdir(), "twilio-intelligence-export-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, "intelligence");
  const text = (file: string) => readFileSync(join(folder, file), "utf8");
  return {
    ...on,
    folder,
    export: (...args) => runOn(on.emulator, ["export", "--out", folder, ...args]),
    text,
    files: () => Object.fromEntries(readdirSync(folder).map((file) => [file, text(file)])),
    imports: () =>
      importFile
        .parse(JSON.parse(text("import.json")))
        .resources.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`),
  };
}

async function exported(t: Scope, ...args: string[]) {
  const on = await stand(t);
  const ids = await smallAccount(on);
  on.emulator.clearRequests();
  const outcome = await on.export(...args);
  assert.equal(outcome.code, 0, outcome.err);
  return { ...on, ids, outcome };
}

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

test("export asks for lists, and for one object of each kind whose ETag no list shows; it writes nothing", async () => {
  const { emulator } = await seen();
  const sent = emulator.requests().map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
  const ids = /(GA|LY)[0-9a-f]{32}$|intelligence_operator_\w+$/;
  assert.deepEqual(
    sent.filter((one) => !one.startsWith("GET ")),
    [],
  );
  const counted = Map.groupBy(sent, (one) => one.replace(ids, "{id}"));
  assert.deepEqual(Object.fromEntries([...counted].map(([path, all]) => [path, all.length])), {
    "GET /v2/Services": 2,
    "GET /v2/Services/{id}": 1,
    "GET /v2/Operators/Custom": 1,
    "GET /v2/Operators/Custom/{id}": 1,
    "GET /v2/Operators/PreBuilt": 1,
    "GET /v3/ControlPlane/Operators": 2,
    "GET /v3/ControlPlane/Operators/{id}": 1,
    "GET /v3/ControlPlane/Configurations": 1,
    "GET /v2/ControlPlane/Configurations": 2,
    "GET /v1/ControlPlane/Stores": 1,
  });
});

test("objects refer to each other by their variables, to Twilio's own by a constant, to the account's by its config", async () => {
  const { text } = await seen();
  const configurations = text("intelligenceConfigurations.ts");
  assert.match(configurations, /id: languageOperators\.urgency\.id,\s+version: 1,/);
  assert.match(configurations, /languageOperators\.promises,/);
  assert.match(configurations, /operators: \[external\.summary\]/);
  assert.match(
    text("operatorAttachments.ts"),
    /serviceSid: services\.customerCalls\.sid,\s+operatorSid: external\.callSentiment,/,
  );
  assert.match(
    text("conversationsAttachments.ts"),
    /conversationsConfigurationId: conversationsConfigurations\.support\.id,\s+intelligenceConfigurationId: intelligenceConfigurations\.watchOverRepairs\.id,/,
  );
  const external = text("external.ts");
  assert.match(
    external,
    new RegExp(`// Language Operator "Summary", made by Twilio\\.\nexport const summary = "${SUMMARY}";`),
  );
  assert.match(external, /Memory Store, which the account does not have\.\nexport const memoryStore = "mem_store_1";/);
  assert.match(text("conversationsConfigurations.ts"), /memoryStoreId: external\.memoryStore,/);
  for (const id of ["kb_manuals", `CR${"0".repeat(32)}`]) assert.ok(!external.includes(id), id);
});

test("an operator that is gone is a constant that says so", async () => {
  const { text, ids } = await seen();
  assert.match(
    text("external.ts"),
    new RegExp(`which the account does not have\\.\nexport const \\w+ =\\s+"${ids.gone}";`),
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

test("--dry-run and --json show what would be written, and leave no folder", async (t) => {
  const { outcome, folder } = await exported(t, "--dry-run", "--json");
  assert.ok(!existsSync(folder));
  const summary = JSON.parse(outcome.out);
  assert.deepEqual(Object.keys(summary), [
    "out",
    "accountSid",
    "stack",
    "dryRun",
    "files",
    "objects",
    "managed",
    "skipped",
    "left",
    "exposed",
    "outside",
  ]);
  assert.equal(summary.dryRun, true);
  assert.equal(summary.objects.length, 11);
  assert.deepEqual(summary.files[0], { path: "services.ts", state: "new" });
  assert.deepEqual(Object.keys(summary.objects[0]), ["kind", "id", "name", "title", "import"]);
});

test("filters choose by kind, name and id; what is not chosen is referred to by id", async (t) => {
  const { text, files, ids, imports } = await exported(t, "--name", "CUSTOMER*", "--kind", "operatorAttachments");
  assert.deepEqual(imports(), [
    "OperatorAttachment customer-calls-call-sentiment",
    "OperatorAttachment customer-calls-what-was-agreed-on",
  ]);
  assert.ok(!("services.ts" in files()));
  assert.match(text("external.ts"), /Service "customer-calls"/);
  assert.match(text("Pulumi.yaml"), new RegExp(`default: ${ids.calls}\n`));
});

test("an id that the account does not have is refused", async (t) => {
  const on = await stand(t);
  await smallAccount(on);
  const { code, err } = await on.export("--id", `GA${"0".repeat(32)}`);
  assert.equal(code, 1);
  assert.match(err, /^error: The account has no GA0+ among what was listed/);
  assert.ok(!existsSync(on.folder));
});

test("a kind that is none is refused before anything is asked for", async (t) => {
  const on = await stand(t);
  const { code, err } = await on.export("--kind", "phones");
  assert.equal(code, 1);
  assert.match(err, /must be one of services, customOperators/);
  assert.deepEqual(on.emulator.requests(), []);
});

test("an account without objects gives an empty project", async (t) => {
  const on = await stand(t);
  const { code, out } = await on.export();
  assert.equal(code, 0);
  assert.match(out, /^Wrote 0 objects/);
  assert.deepEqual(on.imports(), []);
});

test("run again, it changes nothing where nothing has changed", async (t) => {
  const { files, export: again } = await exported(t);
  const before = files();
  const { code, out } = await again("--json");
  assert.equal(code, 0);
  const states = new Set(JSON.parse(out).files.map(({ state }: { state: string }) => state));
  assert.deepEqual([...states], ["unchanged"]);
  assert.deepEqual(files(), before);
});

test("run again, it keeps names, and adds what is new, whatever the filter", async (t) => {
  const on = await exported(t);
  const make = maker(on);
  await make.service({ UniqueName: "customer_calls" });
  await make.languageOperator("Promises");
  assert.equal((await on.export("--kind", "services")).code, 0);
  assert.match(on.text("services.ts"), /customerCalls = [\s\S]*customerCalls2 = /);
  assert.ok(!on.text("languageOperators.ts").includes("promises2"));
  assert.match(on.text("languageOperators.ts"), /urgency = /);
});

test("a file that was edited stops the whole, and --force overwrites it", async (t) => {
  const on = await exported(t);
  await maker(on).service({ UniqueName: "another" });
  const edited = `${on.text("services.ts")}// mine\n`;
  writeFileSync(join(on.folder, "services.ts"), edited);
  const before = on.files();
  const { code, err } = await on.export();
  assert.equal(code, 1);
  assert.match(err, /^error: Nothing was written: .*services\.ts has been edited/);
  assert.ok(!err.includes("Pulumi.yaml"));
  assert.deepEqual(on.files(), before);
  assert.equal((await on.export("--force")).code, 0);
  assert.ok(!on.text("services.ts").includes("// mine"));
});

test("a folder that holds files of somebody else is left alone", async (t) => {
  const on = await stand(t);
  await smallAccount(on);
  writeFileSync(join(on.folder, "..", "package.json"), "{}");
  const { code, err } = await runOn(on.emulator, ["export", "--out", join(on.folder, "..")]);
  assert.equal(code, 1);
  assert.match(err, /package\.json has been edited, or was not written by an export/);
});

test("what a stack manages is left out, and what it does not manage refers to it by id", async (t) => {
  const on = await exported(t);
  const { resources } = importFile.parse(JSON.parse(on.text("import.json")));
  const state = join(on.folder, "..", "state.json");
  const managed = resources.map((one) => ({ ...one, urn: `urn:pulumi:dev::acme::${one.type}::${one.name}` }));
  writeFileSync(state, JSON.stringify({ version: 3, deployment: { resources: managed } }));
  const make = maker(on);
  const fresh = await make.service({ UniqueName: "fresh" });
  await make.attachment(fresh, on.ids.agreed);
  const elsewhere = join(on.folder, "..", "fresh");
  const { code, out, err } = await runOn(on.emulator, ["export", "--out", elsewhere, "--state", state, "--json"]);
  assert.equal(code, 0, err);
  const summary = JSON.parse(out);
  assert.equal(summary.managed, 11);
  assert.deepEqual(
    summary.objects.map(({ id }: { id: string }) => id),
    [fresh, `${fresh}/${on.ids.agreed}`],
  );
  assert.match(readFileSync(join(elsewhere, "external.ts"), "utf8"), /Custom Operator "What was agreed on"/);
  // In the folder of the stack's own project, nothing goes: the program grows, and the file has only what is to be imported.
  assert.equal((await on.export("--state", state)).code, 0);
  assert.deepEqual(on.imports(), ["Service fresh", "OperatorAttachment fresh-what-was-agreed-on"]);
  assert.match(on.text("services.ts"), /customerCalls = /);
});

test("what no program can declare is named, and so is a URL with a password in it", async (t) => {
  const on = await stand(t);
  const make = maker(on);
  await make.languageOperator("Two\nlines");
  await make.service({ UniqueName: "calls", WebhookUrl: "https://me:hunter2@example.com/", WebhookHttpMethod: "POST" });
  await make.languageOperator("Unplaced", { parameters: { tone: { type: "STRING" } } });
  const { code, out } = await on.export("--json");
  assert.equal(code, 0);
  const { objects, skipped, exposed } = JSON.parse(out);
  assert.equal(objects.length, 2);
  assert.equal(exposed[0].title, "calls");
  assert.equal(skipped[0].title, "Unplaced");
  assert.match(skipped[0].text, /prompt does not have \{\{parameters\.tone\}\}/);
  assert.match(on.text("README.md"), /## Not in the program[\s\S]*Unplaced/);
});

test("1,200 objects with names of every sort are listed page by page, and compile", async (t) => {
  const on = await stand(t);
  const count = await largeAccount(on, 1200);
  on.emulator.clearRequests();
  const { code, err } = await on.export();
  assert.equal(code, 0, err);
  assert.ok(on.emulator.requests().length < 20, `${on.emulator.requests().length} requests`);
  const imports = on.imports();
  assert.equal(imports.length, count);
  assert.equal(new Set(imports).size, count);
  assert.deepEqual(compilerErrors(on.folder), []);
  for (const [file, source] of Object.entries(on.files())) {
    if (file.endsWith(".ts")) assert.equal(await format(source, { parser: "typescript" }), source, file);
  }
});

test("transcripts are exported when they are asked for", async (t) => {
  const on = await stand(t);
  const service = await maker(on).service({ UniqueName: "calls" });
  const form = {
    ServiceSid: service,
    Channel: JSON.stringify({ media_properties: { media_url: "https://example.com/call.mp3" } }),
    CustomerKey: "first call",
  };
  const { body } = await on.call("POST", "/v2/Transcripts", { form });
  for (let status = ""; status !== "completed"; ) {
    status = (await on.call("GET", `/v2/Transcripts/${body.sid}`)).body.status;
  }
  assert.equal((await on.export("--kind", "transcripts")).code, 0);
  assert.deepEqual(on.imports(), ["Transcript calls-first-call"]);
});

test("help has examples and exit codes", async (t) => {
  const { code, out } = await (await stand(t)).export("--help");
  assert.equal(code, 0);
  for (const part of ["Examples:", "--dry-run", "Exit code: 0 done, 1 failed"]) assert.ok(out.includes(part), part);
  assert.ok(!out.includes(SENTIMENT));
});
