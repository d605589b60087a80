import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { z } from "zod";
import { parseJson } from "../../api/problem";
import { type ReadConfig, readSettings, type Settings } from "../../provider/settings";
import type { Side } from "../../provider/values/bundle";
import { type Deployment, deploymentOf, type StackResource } from "./deployment";

export type { StackResource } from "./deployment";

/** Which stack a command is about. */
export interface StackFlags {
  /** Default: the one that is selected in the project's folder. */
  stack?: string;
  /** Folder of the Pulumi project. Default: the one that the command runs in. */
  cwd?: string;
  /** A file with what `pulumi stack export` prints, or `-` for standard input; no `pulumi` is then run, unless `stack` is given too. */
  state?: string;
}

/** The resources of this package in the state of a stack, and how to reach the accounts that they live in. */
export interface Stack {
  /** `project/stack`, as far as the state tells. */
  name: string;
  resources: StackResource[];
  /**
   * The settings that the provider uses for an object: the stack's configuration, else the environment. `account` is the value of its
   * property of that name. Throws a FailedCheck that names the key to set.
   */
  settings(account?: string): Settings;
}

/** The options by which every command names a stack. */
export const withStackOptions = (command: Command): Command =>
  command
    .option("-s, --stack <name>", "the Pulumi stack (default: the one that is selected)")
    .option("-C, --cwd <folder>", "the folder of the Pulumi project (default: this one)")
    .option("--state <file>", "read what `pulumi stack export` printed from a file, or - for standard input");

/**
 * Reads a stack by way of `pulumi stack export` and `pulumi config`. Secrets are decrypted in memory: the bundles of a resource say where they are.
 * Rejects with an Error that says what to do where there is no `pulumi`, project, stack or passphrase.
 */
export async function readStack({ stack, cwd, state }: StackFlags = {}): Promise<Stack> {
  const named = stack === undefined ? [] : ["--stack", stack];
  const run = (...args: string[]) => pulumi([...args, "--show-secrets", ...named], cwd);
  const [exported, config] = await Promise.all([
    state === undefined ? run("stack", "export") : readState(state),
    state === undefined || stack !== undefined ? run("config", "--json") : undefined,
  ]);
  const deployment = requireDeployment(exported, state);
  const read = config === undefined ? () => undefined : readerOf(config);
  return {
    name: deployment.name ?? stack ?? "the stack",
    resources: deployment.resources,
    settings: (account) => readSettings(read, process.env, account),
  };
}

/** The account that an object is declared to live in, to be handed to `settings`; `undefined` is that of the stack. */
export function accountOf({ inputs, outputs }: { inputs: Side; outputs: Side }): string | undefined {
  const account = outputs.values.account ?? inputs.values.account;
  return typeof account === "string" ? account : undefined;
}

function requireDeployment(exported: string, file: string | undefined): Deployment {
  const found = deploymentOf(parseJson(exported));
  if (found !== undefined) return found;
  const what = file === undefined ? "What `pulumi stack export` printed" : file === "-" ? "Standard input" : file;
  throw new Error(`${what} is not the state of a stack. Pass what \`pulumi stack export\` of Pulumi 3 prints.`);
}

async function readState(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Could not read the state from ${file}: ${reason}`, { cause: error });
  }
}

const configValues = z.record(z.string(), z.looseObject({ value: z.string().optional() }));

function readerOf(json: string): ReadConfig {
  const parsed = configValues.safeParse(parseJson(json));
  if (!parsed.success)
    throw new Error("Could not read what `pulumi config --json` printed. Update Pulumi to 3.230 or later.");
  const values = new Map(Object.entries(parsed.data).map(([key, { value }]) => [key, value]));
  return (key) => values.get(key);
}

/** What to do about what `pulumi` says most often. */
const ADVICE: [RegExp, string][] = [
  [/no stack selected/, "Name one with --stack, or run `pulumi stack select`."],
  [/no stack named|could not find stack/, "`pulumi stack ls` shows which there are."],
  [/no Pulumi\.yaml|no project file/, "Run it in the folder of the Pulumi project, or name that with --cwd."],
  [/passphrase must be set|incorrect passphrase/, "Set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase."],
  [/log ?in|logged in|access token/i, "Run `pulumi login`, or set PULUMI_ACCESS_TOKEN or PULUMI_BACKEND_URL."],
];
const NO_PULUMI =
  "`pulumi` is not on the path. Install it (https://www.pulumi.com/docs/install/), or pass what `pulumi stack export` prints elsewhere with --state.";
/** A state of some thousand resources is a few MB. */
const MAX_BYTES = 1024 ** 3;

function pulumi(args: string[], cwd = process.cwd()): Promise<string> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "1" };
  return new Promise((resolve, reject) => {
    execFile(
      "pulumi",
      [...args, "--non-interactive", "--color", "never"],
      { cwd, env, maxBuffer: MAX_BYTES },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(failure(args, error.code, stderr, cwd)));
      },
    );
  });
}

/** Never the output: it may hold secrets in clear. */
function failure(args: string[], code: unknown, stderr: string, cwd: string): string {
  if (code === "ENOENT") return existsSync(cwd) ? `${WHAT}${NO_PULUMI}` : `${WHAT}there is no folder ${cwd}.`;
  const said = stderr
    .split("\n")
    .map((line) => line.replace(/^error: /, "").trim())
    .filter((line) => line !== "" && !line.startsWith("warning:"));
  const why = said.at(-1) ?? `\`pulumi ${args[0]}\` ended with ${String(code)}`;
  for (const [pattern, advice] of ADVICE) {
    // The engine wraps the reason into what it was doing, outermost first.
    const reason = why.split(": ").findLast((part) => pattern.test(part));
    if (reason !== undefined) return `${WHAT}${reason.replace(/[;,].*/, "")}. ${advice}`;
  }
  return `${WHAT}${why}`;
}
const WHAT = "Could not read the stack: ";
