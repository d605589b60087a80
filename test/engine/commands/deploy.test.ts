import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { z } from "zod";
import { type GitHub, startGitHub } from "../../contract/pipelines/github";
import type { Project } from "../kit/harness";
import { type Ended, envOf, shell } from "../kit/pipeline";
import { programOf, SERVICES, service, stand } from "../kit/stand";

const ROOT = join(__dirname, "..", "..", "..");
const WORKFLOWS = join(ROOT, "examples", "pipelines", "github", ".github", "workflows");
const skip = process.platform === "win32" ? "the script is for POSIX shells" : false;
const PULL = 7;
const SHA = "0123abc";

const workflow = z.object({
  env: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      steps: z.array(
        z.object({ name: z.string(), run: z.string(), env: z.record(z.string(), z.string()).default({}) }).partial(),
      ),
    }),
  ),
});

/** A runner that has done the steps of others (checkout, installation, artifacts) and runs the shell steps of a workflow by their names. */
function runnerOf(project: Project, github: GitHub) {
  const folder = join(project.root, "runner");
  mkdirSync(folder, { recursive: true });
  const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
  const event = join(folder, "event.json");
  const given = {
    ...files,
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: "team/infra",
    GITHUB_EVENT_PATH: event,
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_RUN_ID: "77",
    GITHUB_SHA: SHA,
  };
  return async (
    on: object,
    file: string,
    job: string,
    name: string,
    status = "success",
  ): Promise<Ended & typeof said> => {
    writeFileSync(event, JSON.stringify(on));
    for (const one of Object.values(files)) writeFileSync(one, "");
    const { env, jobs } = workflow.parse(parse(readFileSync(join(WORKFLOWS, file), "utf8")));
    const step = jobs[job]?.steps.find((one) => one.name === name);
    assert.ok(step?.run, `${file} has a step ${name}`);
    const context: Record<string, string> = { "github.token": github.token, "job.status": status };
    const filled = Object.entries(step.env ?? {}).flatMap(([key, value]) => {
      const [, expression = ""] = /^\$\{\{ (.+) \}\}$/.exec(value) ?? [];
      const known = context[expression];
      // The stack of the test has its credentials in its config.
      assert.ok(known !== undefined || expression.startsWith("secrets."), value);
      return known === undefined ? [] : [[key, known]];
    });
    const ended = await shell(["-e", "-c", step.run], project.folder, {
      ...envOf(project, given),
      ...env,
      STACK: "dev",
      PIPELINE: join(ROOT, "examples", "pipelines"),
      ...Object.fromEntries(filled),
    });
    const said = {
      outputs: readFileSync(files.GITHUB_OUTPUT, "utf8"),
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
    };
    return { ...ended, ...said };
  };
}

test("a pull request is reviewed, its plan shown with what differs, applied, and the pull request told how it ended", {
  skip,
}, async (t) => {
  const calls = service({ uniqueName: "calls", friendlyName: "Calls" });
  const made = await stand(t, programOf({ calls }));
  await made.project.up();
  const github = await startGitHub(t, PULL);
  const step = runnerOf(made.project, github);
  const opened = { pull_request: { number: PULL, head: { sha: SHA } } };
  const bodies = () => github.comments.map(({ body }) => body ?? "");

  made.project.write(programOf({ calls: service({ ...calls.args, friendlyName: "Other" }) }));
  for (const name of ["Preview", "Comment"]) {
    const { code, output } = await step(opened, "preview.yml", "preview", name);
    assert.equal(code, 0, output);
  }
  assert.match(bodies()[0] ?? "", /updated: Service <code>calls<\/code>[\s\S]*Commit 0123abc/);

  github.brought[SHA] = [{ number: PULL, merged_at: "2026-11-27", merge_commit_sha: SHA }];
  const deploy = (job: string, name: string, status?: string) => step({}, "deploy.yml", job, name, status);
  assert.equal((await deploy("plan", "Plan")).code, 0);
  const shown = await deploy("plan", "Show");
  assert.equal(shown.code, 0, shown.output);
  assert.match(shown.summary, /^The \[review in pull request #7\]\(\S+\) says the same\.[\s\S]*updated: Service/);
  assert.match(shown.outputs, /^status=changes\nchanges=1\nrisk=\w+\nempty=false$/m);

  // Another change was merged in between: the plan is not what was reviewed.
  const between = service({ ...calls.args, friendlyName: "Other", autoTranscribe: true });
  made.project.write(programOf({ calls: between }));
  assert.equal((await deploy("plan", "Plan")).code, 0);
  assert.match(
    (await deploy("plan", "Show")).summary,
    /^\*\*This differs from the \[review[\s\S]*\n\+ [\s\S]*transcri/,
  );

  const up = await deploy("up", "Up");
  assert.equal(up.code, 0, up.output);
  assert.equal((await deploy("up", "Say how it ended")).code, 0);
  assert.match(bodies()[1] ?? "", /the stack `\S+\/dev` is updated[\s\S]*~ 1 updated[\s\S]*Commit 0123abc/);

  assert.equal((await deploy("plan", "Plan")).code, 0);
  assert.match((await deploy("plan", "Show")).outputs, /^empty=true$/m);

  const refused = service({ ...between.args, friendlyName: "Third" });
  made.project.write(programOf({ calls: refused }));
  assert.equal((await deploy("plan", "Plan")).code, 0);
  await made.call("POST", `${SERVICES}/${made.id("calls")}`, { form: { FriendlyName: "By hand" } });
  assert.equal((await deploy("up", "Up")).code, 1);
  assert.equal((await deploy("up", "Say how it ended", "failure")).code, 0);
  assert.equal(bodies().length, 2, "one comment for the review, one for the update");
  assert.match(bodies()[1] ?? "", /update of `\S+\/dev` failed[\s\S]*friendlyName +"Other" +"By hand" +"Third"/);
});
