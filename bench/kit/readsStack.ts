import { type Emulator, startEmulator } from "../../emulator/index";
import { type Bench, httpOf } from "../../test/contract/kit/emulator";
import { createProject, type Project } from "../../test/engine/kit/harness";
import { configFor } from "../../test/engine/kit/stack-files";

/** A stack, and the raw HTTP of somebody else who writes to its account. */
export interface ReadsStack {
  project: Project;
  emulator: Emulator;
  call: Bench["call"];
  /** Sets whether previews look for drift. */
  checkDrift(isChecked: boolean): Promise<unknown>;
  /** Returns the id of one of the stack's objects. */
  someId(): string;
  close(): Promise<void>;
}

export async function readsStack(program: string): Promise<ReadsStack> {
  const emulator = await startEmulator();
  const project = await createProject({ program, config: configFor(emulator) });
  return {
    project,
    emulator,
    call: httpOf(emulator),
    checkDrift: (isChecked) => project.run(["config", "set", "twilio-intelligence:checkDrift", String(isChecked)]),
    someId: () => {
      const id = project.state().resources.find(({ type }) => type.includes(":dynamic/"))?.id;
      if (id === undefined) throw new Error("The stack has no object.");
      return id;
    },
    close: async () => {
      project.dispose();
      await emulator.close();
    },
  };
}
