import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { GitHub } from "../../contract/pipelines/github";
import type { Project } from "./harness";
import { type Ended, envOf, shell } from "./pipeline";

const ROOT = join(__dirname, "..", "..", "..");
const WORKFLOWS = join(ROOT, "examples", "pipelines", "github", ".github", "workflows");

/** Commit of the event. */
export const SHA = "0123abc";

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

export interface StepEnded extends Ended {
  /** Text that the step wrote to `GITHUB_OUTPUT` and to `GITHUB_STEP_SUMMARY`. */
  outputs: string;
  summary: string;
}

/**
 * A runner that has done the steps of others (checkout, tools, artifacts) and runs the shell steps of a workflow by their names, or by
 * their commands. `isInstalled`: the project has this package in its own `node_modules`, where the workflow looks for the pipeline.
 */
export function runnerOf(
  project: Project,
  github: GitHub,
  options: { isInstalled?: boolean; env?: NodeJS.ProcessEnv } = {},
) {
  const { isInstalled = false, env: own = {} } = options;
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
  return async (on: object, file: string, job: string, name: string, status = "success"): Promise<StepEnded> => {
    writeFileSync(event, JSON.stringify(on));
    for (const one of Object.values(files)) writeFileSync(one, "");
    const { env, jobs } = workflow.parse(parse(readFileSync(join(WORKFLOWS, file), "utf8")));
    const step = jobs[job]?.steps.find((one) => one.name === name || one.run === name);
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
      ...own,
      STACK: "dev",
      ...(isInstalled ? {} : { PIPELINE: join(ROOT, "examples", "pipelines") }),
      ...Object.fromEntries(filled),
    });
    return {
      ...ended,
      outputs: readFileSync(files.GITHUB_OUTPUT, "utf8"),
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
    };
  };
}
