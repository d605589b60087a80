import type { KindName } from "../../../provider/catalogue";
import { begunProvider } from "../build";
import type { Bag } from "./kind";

/** What a program is told to make, and with which settings. */
export interface Task {
  kind: KindName;
  config: Record<string, string>;
  args: Bag;
}

/** How it ended. */
export type Made = { id: string } | { error: string };

/** A program of its own, in a process of its own: what it made before is unknown to all others. */
async function make({ kind, config, args }: Task): Promise<Made> {
  const provider = begunProvider(kind);
  provider.configure({ config: { get: (key) => config[key.slice("twilio-intelligence:".length)] } });
  try {
    const { inputs } = await provider.check({}, args);
    return { id: (await provider.create(inputs)).id };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

process.on("message", async (task: Task) => {
  process.send?.(await make(task));
});
