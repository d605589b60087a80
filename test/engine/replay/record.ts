import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { startEmulator } from "../../../emulator/index";
import { benchOf } from "../../contract/emulator";
import { createProject } from "../harness";
import { CONFIGURATIONS, SERVICES } from "../kit";
import { environmentOf, PROJECT } from "./replay";

/**
 * Records what this release leaves behind: `tsx test/engine/replay/record.ts 0.2.0`, where the folder of that name holds a
 * `program.js`. Writes `state.json`, the stack as Pulumi exports it, and `account.json`, the writes that made the account's
 * objects and the objects themselves. Record each release once and never again: an old state has to work for ever.
 */
async function record(folder: string): Promise<void> {
  const emulator = await startEmulator();
  const program = readFileSync(join(folder, "program.js"), "utf8");
  const project = await createProject({
    program: program.replace("Customer calls", "Calls").replace("count: 3", "count: 7"),
    env: environmentOf(emulator),
  });
  try {
    await project.up();
    project.write(program);
    await project.up();
    const { stdout } = await project.run(["stack", "export"]);
    const { call } = benchOf(emulator);
    const writes = emulator.requests().filter(({ method }) => method !== "GET");
    const account = {
      writes: writes.map(({ method, path, body }) => ({ method, path, body })),
      service: (await call("GET", SERVICES)).body.services[0],
      configuration: (await call("GET", CONFIGURATIONS)).body.items[0],
    };
    mkdirSync(folder, { recursive: true });
    save(join(folder, "account.json"), account);
    save(join(folder, "state.json"), reviewable(stdout, project.name));
  } finally {
    project.dispose();
    await emulator.close();
  }
}

const exported = z.looseObject({
  deployment: z.looseObject({ resources: z.array(z.looseObject({ type: z.string() })) }),
});

/** Without what says where it was recorded: the folder, the name of the project, the versions of the tools. */
function reviewable(text: string, project: string): unknown {
  const state = exported.parse(JSON.parse(text.replaceAll(project, PROJECT)));
  const { manifest: _manifest, secrets_providers: _secrets, ...deployment } = state.deployment;
  const resources = deployment.resources.map(({ sourcePosition: _position, stackTrace: _trace, ...rest }) => rest);
  return { ...state, deployment: { ...deployment, manifest: {}, resources } };
}

const save = (file: string, value: unknown) => writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);

const [release] = process.argv.slice(2);
if (release === undefined) throw new Error("Which release? tsx test/engine/replay/record.ts 0.2.0");
record(join(__dirname, release)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
