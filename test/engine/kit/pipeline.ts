import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Project } from "./harness";
import { shellEnv } from "./shell";

export const SCRIPT = join(__dirname, "..", "..", "..", "examples", "pipelines", "pipeline.sh");

export interface Ended {
  code: unknown;
  stdout: string;
  output: string;
}

/** What a CI runner gives to a step: the engine, the state, and what is asked for. */
export const envOf = (project: Project, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...shellEnv(project),
  HOME: process.env.HOME,
  PULUMI_SKIP_UPDATE_CHECK: "1",
  ...more,
});

export async function shell(args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn("sh", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  // Closed only once whatever it has started is gone too.
  const [[code], stdout, stderr] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
  return { code, stdout, output: `${stdout}${stderr}` };
}

/** The script in the folder of a project, as any CI runs it, and the files that it leaves. */
export function pipelineOf(project: Project, env = envOf(project)) {
  const file = (name: string) => readFileSync(join(project.folder, "pipeline-out", name), "utf8");
  return { file, run: (...args: string[]) => shell([SCRIPT, ...args], project.folder, env) };
}
