import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { allScripts, azureJobs, bitbucketSteps, files, gitlab, type HostName, scriptsOf, sources } from "./files";

const ROOT = join(__dirname, "..", "..", "..", "..");
const HOSTS: readonly HostName[] = ["gitlab", "azure", "bitbucket"];
const everyScript = HOSTS.flatMap((host) => allScripts[host].map((one) => ({ ...one, name: `${host}: ${one.name}` })));

test("the versions of Node and Pulumi are pinned, and Pulumi's is the same everywhere", () => {
  const [, version = ""] = /default: (\d+\.\d+\.\d+)\n/.exec(readFileSync(join(ROOT, "action.yml"), "utf8")) ?? [];
  const image = `pulumi/pulumi-nodejs-22:${version}`;
  assert.deepEqual([gitlab.usual.image.name, files.bitbucket.image], [image, image]);
  assert.ok(!/latest/.test(Object.values(sources).join()));
  for (const { steps } of azureJobs) {
    const tasks = steps.flatMap((one) => ("task" in one ? [`${one.task} ${one.inputs.version}`] : []));
    assert.deepEqual(tasks, ["UseNode@1 24.x"]);
    const [install] = steps.flatMap((one) => ("script" in one ? [one.script] : []));
    assert.match(install ?? "", new RegExp(`pulumi\\.sh" --version ${version}\\n`));
  }
});

test("nothing is put into a script by the host, and no script uses the name of a branch, a title or a message", () => {
  for (const { name, text } of everyScript) {
    assert.doesNotMatch(text, /\$\{\{|\$\(|\$\[/, name);
    assert.doesNotMatch(text, /TITLE|DESCRIPTION|MESSAGE|REF_NAME|_BRANCH|SOURCEBRANCH|_TAG\b/, name);
  }
});

test("the key that can write is in the jobs that update and verify alone, and what runs for a fork has no secrets", () => {
  const environments = Object.entries(gitlab.jobs).map(([name, { environment }]) => [
    name,
    typeof environment === "object" ? environment.name : environment,
  ]);
  assert.deepEqual(Object.fromEntries(environments), {
    preview: "twilio-preview",
    rehearse: undefined,
    plan: "twilio-preview",
    up: "twilio-production",
    verify: "twilio-production",
    drift: "twilio-preview",
  });
  assert.deepEqual(Object.fromEntries(azureJobs.map(({ job, variables }) => [job, variables?.[0].group])), {
    preview: "twilio-preview",
    rehearse: undefined,
    plan: "twilio-preview",
    up: "twilio-production",
    drift: "twilio-preview",
  });
  assert.deepEqual(
    bitbucketSteps.filter(({ deployment }) => deployment !== undefined).map(({ name }) => name),
    ["Up", "Verify that results still arrive"],
  );
  for (const { env } of scriptsOf("azure", "rehearse")) assert.equal(env, undefined);
});

test("a pipeline of a fork is rehearsed, and no other", () => {
  const same = "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID";
  const start = '$CI_PIPELINE_SOURCE == "merge_request_event"';
  assert.deepEqual(gitlab.jobs.preview?.rules, [{ if: `${start} && ${same}` }]);
  assert.deepEqual(gitlab.jobs.rehearse?.rules, [{ if: `${start} && ${same.replace("==", "!=")}` }]);
  const conditions = azureJobs.filter(({ stage }) => stage.stage === "preview");
  assert.deepEqual(
    conditions.map((one) => ("condition" in one ? one.condition : undefined)),
    ["ne(variables['System.PullRequest.IsFork'], 'True')", "eq(variables['System.PullRequest.IsFork'], 'True')"],
  );
});

test("one update per stack at a time, none that may write is cancelled by a newer one, and no other job waits for it", () => {
  for (const [name, { resource_group: group, interruptible }] of Object.entries(gitlab.jobs)) {
    assert.equal(group, name === "up" ? "twilio-intelligence-prod" : undefined, name);
    if (["up", "verify"].includes(name)) assert.equal(interruptible, false, name);
  }
  for (const { job, stage, ...rest } of azureJobs) {
    assert.equal(stage.lockBehavior, job === "up" ? "sequential" : undefined, job);
    assert.equal("deployment" in rest, job === "up", job);
  }
  // Bitbucket runs one deployment of an environment at a time, and a stage is one.
  assert.deepEqual(
    files.bitbucket.pipelines.branches.main?.map((part) => ("stage" in part ? part.stage.deployment : undefined)),
    [undefined, "production"],
  );
});

test("only the merged branch is planned and updated, after somebody has approved", () => {
  for (const name of ["plan", "up", "verify"]) {
    const [rule, ...others] = gitlab.jobs[name]?.rules ?? [];
    assert.equal(rule?.if, '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE != "schedule"');
    assert.equal(rule.when, name === "up" ? "manual" : undefined);
    assert.deepEqual(others, []);
  }
  // A manual job that may fail would let the pipeline go on without it.
  assert.equal(gitlab.jobs.up?.rules[0]?.allow_failure, false);
  const [plan, up] = ["plan", "up"].map((job) => azureJobs.find((one) => one.job === job)?.stage);
  assert.match(plan?.condition ?? "", /eq\(variables\['Build\.SourceBranch'\], 'refs\/heads\/main'\)/);
  assert.deepEqual([up?.dependsOn, up?.condition], ["plan", "succeeded('plan')"]);
  assert.deepEqual(Object.keys(files.bitbucket.pipelines.branches), ["main"]);
});

test("a signal to the shell reaches the script that updates: it takes the place of the shell", () => {
  for (const host of HOSTS) {
    const updates = allScripts[host].filter(({ text }) => text.includes('pipeline.sh" up'));
    assert.deepEqual(
      updates.map(({ text }) => text.trimEnd().split("\n").at(-1)?.startsWith('exec sh "$PIPELINE/pipeline.sh" up ')),
      [true],
      host,
    );
  }
});

test("azure: a step that prints what the account has cannot give commands to the agent", () => {
  for (const { name, text, isRestricted } of allScripts.azure)
    assert.equal(isRestricted, text.includes("pipeline.sh"), name);
});

test("azure: the checkout leaves no token behind, and the job's token goes to the step that comments alone", () => {
  for (const { job, steps } of azureJobs) {
    const checkouts = steps.flatMap((one) => ("checkout" in one ? [one.persistCredentials] : []));
    assert.deepEqual(checkouts, [false], job);
  }
  const withToken = allScripts.azure.filter(({ env }) => JSON.stringify(env ?? {}).includes("System.AccessToken"));
  assert.deepEqual(
    withToken.map(({ name }) => name),
    ["preview/Comment"],
  );
});

test("the scripts are POSIX sh: shellcheck finds nothing where it is installed, and a shell can read them anywhere", () => {
  const isThere = spawnSync("shellcheck", ["--version"]).status === 0;
  const [command, args] = isThere ? ["shellcheck", ["--shell=sh", "--exclude=SC2148", "-"]] : ["sh", ["-n"]];
  assert.ok(everyScript.length > 20);
  for (const { name, text } of everyScript) {
    const { status, stdout, stderr } = spawnSync(command, args, { input: text, encoding: "utf8" });
    assert.equal(status, 0, `${name}: ${stdout}${stderr}`);
  }
});
