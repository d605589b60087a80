import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type EngineEvent, LocalWorkspace, PulumiCommand, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { startEmulator } from "../../../emulator/index";
import { ensureBuild } from "../../../tools/build";
import { ensureEngine } from "../../../tools/engine";
import { type Bench, benchOf } from "../../contract/kit/emulator";
import type { Scope } from "../../faults/cell";
import { linkOrCopy, SPARING } from "../kit/environment";
import { configFor } from "../kit/stack-files";

const REPOSITORY = join(__dirname, "..", "..", "..");

/** What starts what the engine runs beside itself, out of the folder that it runs it in. */
const launcher = (module: string) => `#!/bin/sh
host=$(node -e "process.stdout.write(require.resolve('@pulumi/pulumi/cmd/${module}'))") || exit 1
exec node "$host" "$@"
`;

/**
 * The engine in a folder without a language host: an old one cannot start a policy pack, and the engine asks for another way only
 * where there is none. A program in this process needs none. The same goes for an official engine, so that all run alike.
 */
async function engineFolder(root: string): Promise<string> {
  const engine = process.env.PULUMI_ENGINE_BIN ?? (await ensureEngine()).bin;
  const bin = join(root, "bin");
  mkdirSync(bin);
  linkOrCopy(engine, join(bin, "pulumi"));
  const launchers = { "resource-pulumi-nodejs": "dynamic-provider", "analyzer-policy-nodejs": "run-policy-pack" };
  for (const [plugin, module] of Object.entries(launchers)) {
    writeFileSync(join(bin, `pulumi-${plugin}`), launcher(module));
    chmodSync(join(bin, `pulumi-${plugin}`), 0o755);
  }
  return bin;
}

export interface Run {
  code: number;
  /** Everything that the engine printed. */
  output: string;
  /** What its event log holds. */
  events: EngineEvent[];
}

export interface PolicyStand extends Bench {
  preview(program: PulumiFn, config?: object): Promise<Run>;
  up(program: PulumiFn, config?: object): Promise<Run>;
}

/** A stack of programs in this process, on an emulator of its own, held to the pack that the package ships. Ends with the test. */
export async function policyStand(t: Scope, stackName = "dev"): Promise<PolicyStand> {
  await ensureBuild();
  const emulator = await startEmulator();
  const root = mkdtempSync(join(tmpdir(), "twilio-intelligence-policy-"));
  t.after(async () => {
    await emulator.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });
  const modules = join(root, "node_modules");
  mkdirSync(modules);
  for (const name of ["@pulumi", "typescript"])
    symlinkSync(join(REPOSITORY, "node_modules", name), join(modules, name));
  symlinkSync(REPOSITORY, join(modules, "pulumi-twilio-intelligence"));
  const pack = join(modules, "pulumi-twilio-intelligence", "policy", "pack");
  const stack = await makeStack(root, stackName, await engineFolder(root));
  const settings = Object.entries(configFor(emulator)).map(
    ([key, value]) => [key, typeof value === "string" ? { value } : { value: value.secret, secret: true }] as const,
  );
  await stack.setAllConfig(Object.fromEntries(settings));
  const operate = async (command: "preview" | "up", program: PulumiFn, config?: object): Promise<Run> => {
    const file = join(root, "policy.json");
    if (config) writeFileSync(file, JSON.stringify(config));
    const options = { policyPacks: [pack], policyPackConfigs: config ? [file] : [], program, color: "never" as const };
    const output: string[] = [];
    const events: EngineEvent[] = [];
    const onEvent = (event: EngineEvent) => void events.push(event);
    const onOutput = (text: string) => void output.push(text);
    try {
      await stack[command]({ ...options, onOutput, onError: onOutput, onEvent });
      return { code: 0, output: output.join(""), events };
    } catch (error) {
      // What the engine printed is in there; where it printed nothing, something else went wrong.
      if (output.length === 0) throw error;
      return { code: 1, output: output.join(""), events };
    }
  };
  return {
    ...benchOf(emulator),
    preview: (program, config) => operate("preview", program, config),
    up: (program, config) => operate("up", program, config),
  };
}

/** A path on which no language host lies, which the engine would find there as well. */
const withoutHosts = (path: string): string =>
  path
    .split(delimiter)
    .filter((folder) => !existsSync(join(folder, "pulumi-language-nodejs")))
    .join(delimiter);

async function makeStack(root: string, stackName: string, bin: string): Promise<Stack> {
  const folder = (name: string) => {
    mkdirSync(join(root, name));
    return join(root, name);
  };
  const [workDir, pulumiHome, state] = [folder("work"), folder("home"), folder("state")];
  const pulumiCommand = await PulumiCommand.get({ root });
  return await LocalWorkspace.createStack(
    { stackName, projectName: "policy", program: async () => {} },
    {
      workDir,
      pulumiHome,
      pulumiCommand,
      projectSettings: { name: "policy", runtime: "nodejs" },
      envVars: {
        PATH: [bin, dirname(process.execPath), withoutHosts(process.env.PATH ?? "")].join(delimiter),
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_CONFIG_PASSPHRASE: "not-a-secret",
        PULUMI_SKIP_UPDATE_CHECK: "1",
        ...SPARING,
      },
    },
  );
}
