import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { z } from "zod";
import { parseJson } from "../../api/problem";
import { entryOf } from "../../provider/catalogue";
import { recordedAccount } from "../../provider/lifecycle/context";
import { type ReadConfig, readAccountNames, readSettings, type Settings } from "../../provider/settings";
import type { Side } from "../../provider/values/bundle";
import { type Deployment, deploymentOf, type StackResource } from "./deployment";
import { pulumi } from "./pulumi";

export type { StackResource } from "./deployment";

/** Selects the stack of a command. */
export interface StackFlags {
  /** Name of the stack. Default: the selected stack of the project. */
  stack?: string;
  /** Folder of the Pulumi project. Default: the current folder. */
  cwd?: string;
  /** File with the output of `pulumi stack export`, or `-` for standard input. `pulumi` is then not run, unless `stack` is set. */
  state?: string;
}

/** Resources of this package in the state of a stack, and the settings of their accounts. */
export interface Stack {
  /** `project/stack`, if the state contains it. */
  name: string;
  resources: StackResource[];
  /**
   * Returns the provider's settings for an object, from the stack's config or else from the environment. `account` is the object's
   * property of that name. Throws a FailedCheck that names the key to set.
   */
  settings(account?: string): Settings;
  /** Returns the names of the accounts in the stack's config. Empty if the config was not read. Throws a FailedCheck if they are malformed. */
  accounts(): string[];
}

/** Adds the options that select a stack. */
export const withStackOptions = (command: Command): Command =>
  command
    .option("-s, --stack <name>", "the Pulumi stack (default: the selected stack)")
    .option("-C, --cwd <folder>", "the folder of the Pulumi project (default: the current folder)")
    .option("--state <file>", "a file with the output of `pulumi stack export`, or - for standard input");

/**
 * Reads a stack with `pulumi stack export` and `pulumi config`. Secrets are decrypted in memory; the bundles of a resource contain their
 * paths. Rejects with an Error that names the next step if `pulumi`, the project, the stack or the passphrase is missing.
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
    accounts: () => readAccountNames(read),
  };
}

/** Returns the `account` property of an object, for `settings`. `undefined` is the stack's default account. */
export function accountOf({ inputs, outputs }: { inputs: Side; outputs: Side }): string | undefined {
  const account = outputs.values.account ?? inputs.values.account;
  return typeof account === "string" ? account : undefined;
}

/** Throws if the credentials for an object are those of another account. Otherwise it would appear as deleted. */
export function requireAccount(stack: Stack, one: StackResource): void {
  const { resource } = entryOf(one.kind);
  const { accountSid } = stack.settings(accountOf(one));
  const own = recordedAccount(resource, one.outputs);
  if (own === undefined || accountSid === undefined || own === accountSid) return;
  throw new Error(
    `${resource.noun} ${one.id} belongs to account ${own}, but the credentials are for ${accountSid}. Set the credentials of account ${own}.`,
  );
}

function requireDeployment(exported: string, file: string | undefined): Deployment {
  const found = deploymentOf(parseJson(exported));
  if (found !== undefined) return found;
  const what = file === undefined ? "The output of `pulumi stack export`" : file === "-" ? "Standard input" : file;
  throw new Error(`${what} is not the state of a stack. Pass the output of \`pulumi stack export\` of Pulumi 3.`);
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
    throw new Error("Could not read the output of `pulumi config --json`. Update Pulumi to 3.230 or later.");
  const values = new Map(Object.entries(parsed.data).map(([key, { value }]) => [key, value]));
  return (key) => values.get(key);
}
