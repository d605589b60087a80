import type { Project } from "../../test/engine/kit/harness";
import { ProcessWatch, type Role, type Used } from "./processes";

/** Operations of the engine that are measured, in the order of a stack's life. */
export const OPERATIONS = ["preview", "up", "up without changes", "refresh", "destroy"] as const;

export type Operation = (typeof OPERATIONS)[number];

const ARGUMENTS: Readonly<Record<Operation, readonly string[]>> = {
  preview: ["preview"],
  up: ["up", "--yes", "--skip-preview"],
  "up without changes": ["up", "--yes", "--skip-preview"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** Makes the engine write the state once, at the end. */
export const WITHOUT_CHECKPOINTS = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** Time of a command, from the start of the engine to its end, and the use of the two Node processes. */
export type Measured = { seconds: number } & Record<Role, Used>;

/** Runs an operation on the real engine. Throws with its output if it fails. */
export async function operate(project: Project, operation: Operation, env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  const start = performance.now();
  const { pid, ended } = project.start([...ARGUMENTS[operation]], env);
  const watch = new ProcessWatch(pid);
  const { code, output } = await ended;
  const seconds = (performance.now() - start) / 1000;
  const used = watch.stop();
  if (code !== 0) throw new Error(`The engine ended ${operation} with ${code ?? "a signal"}:\n${output.slice(-2000)}`);
  return { seconds, ...used };
}
