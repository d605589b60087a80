import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import type { Emulator } from "../../../emulator/index";
import { ensureBuild } from "../../../tools/build";
import { isAsUsers } from "../../../tools/loader";
import type { Scope } from "../../faults/cell";
import { runTogether } from "./commands";
import { type Urls, urlVariables } from "./emulator";

/** The command as it ships. `runCommand` compiles it first, where a source is newer. */
export const MAIN = join(__dirname, "../../../dist/cli/main.js");

/** Set in a mutation run, which changes the code of its own process, and not that of others. */
const mutated =
  process.env.COMMANDS_IN_PROCESS === "1"
    ? Promise.all([import("./commandHere.ts"), import("../../../cli/program.ts")]).then(([{ runnerOf }, { program }]) =>
        runnerOf(program),
      )
    : undefined;

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

export interface CommandOptions {
  /** Added to the environment; undefined takes a variable away. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** What it reads from standard input. */
  input?: string;
}

/** Runs `twilio-intelligence` in the process that runs the commands of this one, one after the other, to its end. */
export async function runCommand(args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  if (mutated !== undefined) return (await mutated)(args, options);
  if (isAsUsers) return runApart(args, options);
  await ensureBuild();
  return runTogether(args, options);
}

/** The same, in a process of its own. */
export async function runApart(args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  const { env, cwd, input = "" } = options;
  await ensureBuild();
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
    ...(cwd !== undefined && { cwd }),
  });
  // Not every command reads what it is given.
  child.stdin.on("error", () => undefined).end(input);
  const [[code], out, err] = await Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

type Account = Urls & Pick<Emulator, "accountSid" | "apiKey" | "apiSecret">;

/** Runs it on the account of an emulator. */
export const runOn = (account: Account, args: readonly string[], run = runCommand): Promise<Ended> =>
  run(args, {
    env: {
      ...urlVariables(account),
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_API_KEY: account.apiKey,
      TWILIO_API_SECRET: account.apiSecret,
    },
  });

/** A `PATH` with a `pulumi` that does what the shell script says, and what it was called with in `args`. Ends with the test. */
export function pulumiStandIn(t: Scope, script: string): { path: string; args: () => string } {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-stand-in-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "pulumi"), `#!/bin/sh\necho "$@" > "${folder}/args"\n${script}\n`);
  chmodSync(join(folder, "pulumi"), 0o755);
  return {
    path: [folder, process.env.PATH].join(delimiter),
    args: () => readFileSync(join(folder, "args"), "utf8").trim(),
  };
}
