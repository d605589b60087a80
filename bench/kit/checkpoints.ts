import type { Project } from "../../test/engine/kit/harness";
import { type Operation, operate, WITHOUT_CHECKPOINTS } from "./operate";
import type { Progress } from "./progress";

/** When the engine writes the state, and the environment that makes it do so. */
const ENVIRONMENTS = { "a checkpoint per step": {}, "without checkpoints": WITHOUT_CHECKPOINTS } as const;

export type Setting = keyof typeof ENVIRONMENTS;
export const SETTINGS: readonly Setting[] = ["a checkpoint per step", "without checkpoints"];

/** A stack whose life is measured. */
export interface Life {
  objects: number;
  setting: Setting;
  run: number;
}

/** Runs an operation on a stack as a step of the progress, and returns its time in seconds. `title`: of the stack. */
export async function secondsOf(
  operation: Operation,
  project: Project,
  { objects, setting, run }: Life,
  title: string,
  progress: Progress,
): Promise<number> {
  const name = `${objects} objects, ${setting}, run ${run + 1}, ${title}: ${operation}`;
  return (await progress.step(name, () => operate(project, operation, ENVIRONMENTS[setting]))).seconds;
}

/** The same list with another beginning in each run. */
export const rotated = <T>(all: readonly T[], run: number): T[] => {
  const first = run % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
};
