import { hearing } from "../build";

/** Runs a task and adds to `said` what the provider prints meanwhile, and what the task fails with. Gives the failure. */
export async function listening(said: string[], task: () => Promise<void>): Promise<string | undefined> {
  try {
    await hearing((text) => said.push(text), task);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    said.push(message);
    return message;
  }
}
