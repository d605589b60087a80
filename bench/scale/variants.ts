import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator/index";
import { isObject, type Values } from "../../provider/values/json";
import { createProject, type Project } from "../../test/engine/kit/harness";
import { configFor } from "../../test/engine/kit/stack-files";
import { operate } from "../kit/operate";
import { NULL_MODULE, naiveProgram, nullProgram, nullProvider, ownProgram } from "./programs";

/** Stacks that are compared: this package, the null provider, and the provider as people write it. */
export type Variant = "own" | "limit" | "naive";

const PROGRAMS: Readonly<Record<Variant, (objects: number) => string>> = {
  own: ownProgram,
  limit: nullProgram,
  naive: naiveProgram,
};

/** A stack with its own account. */
export interface Stack {
  variant: Variant;
  project: Project;
  emulator: Emulator;
  close(): Promise<void>;
}

/** Makes a stack with that many Services. `template`: outputs of a Service, for the null provider. `env`: of all its commands. */
export async function stackOf(
  variant: Variant,
  objects: number,
  template: Values,
  latencyMs = 0,
  env: NodeJS.ProcessEnv = {},
): Promise<Stack> {
  const emulator = await startEmulator({ latencyMs });
  const project = await createProject({
    program: PROGRAMS[variant](objects),
    config: configFor(emulator),
    env: {
      BENCH_URL: emulator.intelligenceUrl,
      BENCH_KEY: emulator.apiKey,
      BENCH_SECRET: emulator.apiSecret,
      ...env,
    },
  });
  const folder = join(project.root, "node_modules", NULL_MODULE);
  mkdirSync(folder);
  writeFileSync(join(folder, "index.js"), nullProvider(template));
  const close = async () => {
    project.dispose();
    await emulator.close();
  };
  return { variant, project, emulator, close };
}

/** Returns the outputs of a Service that this package has created on the engine. It also warms the machine's caches. */
export async function outputTemplate(): Promise<Values> {
  const { project, close } = await stackOf("own", 1, {});
  try {
    await operate(project, "up");
    const [outputs] = services(project).map((service) => service.outputs);
    if (outputs === undefined) throw new Error("The stack has no Service.");
    return Object.fromEntries(Object.entries(outputs).filter(([name]) => !name.startsWith("__")));
  } finally {
    await close();
  }
}

/** Ids of a stack's Services by their unique names. */
export const idsOf = (project: Project): Map<string, string> =>
  new Map(services(project).map(({ id = "", outputs }) => [String(outputs.uniqueName), id]));

const services = (project: Project) =>
  project.state().resources.filter(({ type, outputs }) => type.includes(":dynamic") && isObject(outputs));
