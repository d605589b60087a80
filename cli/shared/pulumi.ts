import { execFile } from "node:child_process";
import { existsSync } from "node:fs";

/** Next steps for common errors of `pulumi`. */
const ADVICE: [RegExp, string][] = [
  [/no stack selected/, "Select one with --stack or `pulumi stack select`."],
  [/no stack named|could not find stack/, "Run `pulumi stack ls` to list the stacks."],
  [/no Pulumi\.yaml|no project file/, "Run the command in the folder of the Pulumi project, or set --cwd."],
  [/passphrase must be set|incorrect passphrase/, "Set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase."],
  [/log ?in|logged in|access token/i, "Run `pulumi login`, or set PULUMI_ACCESS_TOKEN or PULUMI_BACKEND_URL."],
];
const NO_PULUMI =
  "`pulumi` is not on the PATH. Install it (https://www.pulumi.com/docs/install/), or pass a state from `pulumi stack export` with --state.";
/** Maximum output of `pulumi`. A state of some thousand resources is a few MB. */
const MAX_BYTES = 1024 ** 3;

/** A failed run of `pulumi`. */
class PulumiError extends Error {
  constructor(readonly reason: string) {
    super(`Could not read the stack: ${reason}`);
  }
}

/**
 * Runs `pulumi` and returns its standard output. Rejects with an Error that names the reason, and the next step where one is known, and
 * repeats nothing of the standard output.
 */
export function pulumi(args: string[], cwd = process.cwd()): Promise<string> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "1" };
  return new Promise((resolve, reject) => {
    execFile(
      "pulumi",
      [...args, "--non-interactive", "--color", "never"],
      { cwd, env, maxBuffer: MAX_BYTES },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new PulumiError(failure(args, error.code, stderr, cwd)));
      },
    );
  });
}

/** Returns the reason from standard error. Standard output is not used, because it may contain secrets in plain text. */
function failure(args: string[], code: unknown, stderr: string, cwd: string): string {
  if (code === "ENOENT") return existsSync(cwd) ? NO_PULUMI : `the folder ${cwd} does not exist.`;
  const said = stderr
    .split("\n")
    .map((line) => line.replace(/^error: /, "").trim())
    .filter((line) => line !== "" && !line.startsWith("warning:"));
  const why = said.at(-1) ?? `\`pulumi ${args[0]}\` exited with ${String(code)}`;
  for (const [pattern, advice] of ADVICE) {
    // The engine puts its actions before the reason, separated by colons.
    const reason = why.split(": ").findLast((part) => pattern.test(part));
    if (reason !== undefined) return `${reason.replace(/[;,].*/, "")}. ${advice}`;
  }
  return why;
}
