import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runOn } from "../../kit/command";
import { maker, smallAccount } from "./kit";
import { exported, importFile, stand } from "./stand";

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
  assert.match(err, /^error: Nothing was written: .*services\.ts was edited, or not written by an export/);
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
  assert.match(err, /package\.json was edited, or not written by an export/);
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

test("a symbolic link in the folder is not followed, even to a file that does not exist", async (t) => {
  const on = await stand(t);
  await smallAccount(on);
  const target = join(on.folder, "..", "outside.ts");
  mkdirSync(on.folder, { recursive: true });
  symlinkSync(target, join(on.folder, "services.ts"));
  for (const options of [[], ["--force"]]) {
    const { code, err } = await on.export(...options);
    assert.equal(code, 1);
    assert.match(err, /^error: Nothing was written: .*services\.ts is a symbolic link/);
  }
  assert.ok(!existsSync(target));
});

test("a name in the data of an earlier export that is no name does not become source code", async (t) => {
  const on = await exported(t);
  const file = join(on.folder, ".twilio-intelligence-export.json");
  const data = JSON.parse(readFileSync(file, "utf8"));
  const [id] = Object.keys(data.names);
  for (const name of ['a"; process.exit(); "', "class", "1a", "a b", ""]) {
    writeFileSync(file, JSON.stringify({ ...data, names: { ...data.names, [String(id)]: name } }));
    const { code, err } = await on.export();
    assert.equal(code, 1, name);
    assert.match(err, /was not written by an export of this release/);
  }
});

test("files that may hold credentials are readable by their owner only, and the summary says where they are", async (t) => {
  const on = await exported(t);
  const written = () => Object.keys(on.files()).filter((path) => !path.startsWith("."));
  const modes = () => written().map((path) => statSync(join(on.folder, path)).mode & 0o777);
  assert.ok(modes().includes(0o644));
  await maker(on).service({ UniqueName: "hooked", WebhookUrl: "https://example.com/a?key=hush" });
  const { code, out } = await on.export("--force");
  assert.equal(code, 0);
  assert.match(out, /"hooked": contains a URL with values in its query, which may be credentials: key/);
  assert.ok(!out.includes("hush"));
  assert.deepEqual([...new Set(modes())], [0o600]);
});
