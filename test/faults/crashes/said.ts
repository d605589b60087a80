import { AsyncLocalStorage } from "node:async_hooks";

const listeners = new AsyncLocalStorage<string[]>();
let isTapped = false;

/** Runs a task and adds to `said` what the provider prints meanwhile, and what the task fails with. Gives the failure. */
export async function listening(said: string[], task: () => Promise<void>): Promise<string | undefined> {
  tap();
  try {
    await listeners.run(said, task);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    said.push(message);
    return message;
  }
}

/** Cells run side by side, and the console is one for all: what is printed goes to whoever it was printed for. */
function tap(): void {
  if (isTapped) return;
  isTapped = true;
  const { warn } = console;
  console.warn = (text: unknown, ...rest: unknown[]) => {
    const said = listeners.getStore();
    if (said === undefined) warn(text, ...rest);
    else said.push(String(text));
  };
}
