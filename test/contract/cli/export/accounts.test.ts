import assert from "node:assert/strict";
import { test } from "node:test";
import { format } from "prettier";
import { compilerErrors } from "./compile";
import { largeAccount, maker } from "./kit";
import { exported, stand } from "./stand";

test("export asks for lists, and for one object of each kind whose ETag no list shows; it writes nothing", async (t) => {
  const { emulator } = await exported(t);
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

test("an account without objects gives an empty project", async (t) => {
  const on = await stand(t);
  const { code, out } = await on.export();
  assert.equal(code, 0);
  assert.match(out, /^Wrote 0 objects/);
  assert.deepEqual(on.imports(), []);
});

test("what no program can declare is named, and so is a URL with a password in it", async (t) => {
  const on = await stand(t);
  const make = maker(on);
  await make.languageOperator("Two\nlines");
  await make.service({ UniqueName: "calls", WebhookUrl: "https://me:hunter2@example.com/", WebhookHttpMethod: "POST" });
  await make.languageOperator("Unplaced", { parameters: { tone: { type: "STRING" } } });
  const long = "x".repeat(300);
  await make.service({ UniqueName: long });
  const { code, out } = await on.export("--json");
  assert.equal(code, 0);
  const { objects, skipped, exposed } = JSON.parse(out);
  assert.equal(objects.length, 3);
  assert.equal(exposed[0].title, "calls");
  assert.equal(skipped.length, 1);
  assert.equal(skipped[0].title, long);
  assert.equal(skipped[0].text, "uniqueName must have at most 256 characters");
  assert.match(on.text("README.md"), /## Not in the program[\s\S]*xxxx/);
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
