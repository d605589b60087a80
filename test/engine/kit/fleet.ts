import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Emulator } from "../../../emulator/index";
import { urlVariables } from "../../contract/kit/emulator";
import type { Scope } from "../../faults/cell";
import { createProject, type Project } from "./harness";
import { envOf } from "./pipeline";

const EXAMPLE = join(__dirname, "..", "..", "..", "examples", "many-accounts");
const FILES = ["package.json", "tsconfig.json", "index.ts", "accounts.ts", "deployAccount.ts", "deploy.ts"];

/** Copy of `examples/many-accounts` whose accounts are those of an emulator. */
export interface Fleet {
  project: Project;
  names: string[];
  /** Environment with the key of every account. */
  keys: Record<string, string>;
  /** Runs `npm run deploy` without its type check. */
  deploy(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<FleetRun>;
  /** The same, for a test that sends the process a signal. */
  start(args: readonly string[]): { pid: number; ended: Promise<FleetRun> };
}

export interface FleetRun {
  code: unknown;
  /** Standard output by lines, and standard error. */
  lines: string[];
  stderr: string;
}

/** Name of the variable that has the API key or the secret of an account. */
export const keyVariable = (name: string, which: "API_KEY" | "API_SECRET"): string =>
  `TWILIO_INTELLIGENCE_ACCOUNT_${name.toUpperCase()}_${which}`;

/** `program`: in place of the example's `index.ts`. `names`: one for each account of the emulator. */
export async function fleetOn(t: Scope, emulator: Emulator, names: string[], program?: string): Promise<Fleet> {
  const files = Object.fromEntries(FILES.map((file) => [file, readFileSync(join(EXAMPLE, file), "utf8")]));
  if (program !== undefined) files["index.ts"] = program;
  const accounts = emulator.accounts.map(({ accountSid }, at) => [names[at], { accountSid, key: "environment" }]);
  files["accounts.json"] = JSON.stringify(Object.fromEntries(accounts));
  const project = await createProject({ program: "", files, place: "apart" });
  t.after(() => project.dispose());
  const keys = emulator.accounts.flatMap(({ apiKey, apiSecret }, at) => [
    [keyVariable(names[at] ?? "", "API_KEY"), apiKey],
    [keyVariable(names[at] ?? "", "API_SECRET"), apiSecret],
  ]);
  const base = { ...envOf(project), ...urlVariables(emulator), ...Object.fromEntries(keys) };
  return {
    project,
    names,
    keys: Object.fromEntries(keys),
    deploy: (args, env = {}) => startIn(project.folder, args, { ...base, ...env }).ended,
    start: (args) => startIn(project.folder, args, base),
  };
}

/** Replaces the program of all accounts. */
export const writeProgram = ({ project }: Fleet, program: string): void =>
  writeFileSync(join(project.folder, "index.ts"), program);

function startIn(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): ReturnType<Fleet["start"]> {
  const script = ["--require", require.resolve("tsx/cjs"), "deploy.ts", ...args];
  const child = spawn(process.execPath, script, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  if (child.pid === undefined) throw new Error("deploy.ts did not start");
  const all = Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
  const ended = all.then(([[code], stdout, stderr]) => ({ code, lines: stdout.split("\n"), stderr }));
  return { pid: child.pid, ended };
}
