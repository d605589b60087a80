import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { SENTIMENT } from "../../kit/emulator";
import { maker, smallAccount } from "./kit";
import { exported, stand } from "./stand";

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
    "OperatorAttachment customer-calls-sentiment-analysis",
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
  assert.match(err, /^error: The listed objects do not include GA0+\./);
  assert.ok(!existsSync(on.folder));
});

test("a kind that is none is refused before anything is asked for", async (t) => {
  const on = await stand(t);
  const { code, err } = await on.export("--kind", "phones");
  assert.equal(code, 1);
  assert.match(err, /must be one of services, customOperators/);
  assert.deepEqual(on.emulator.requests(), []);
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
