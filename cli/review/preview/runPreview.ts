import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

export interface PreviewRun {
  code: number | null;
  stdout: string;
  /** End of its standard error, which is also passed through. */
  stderr: string;
}

/** Maximum length of the kept end of standard error, in characters. */
const STDERR_MAX = 4_000;

/** Runs `pulumi preview --json --show-sames`, so that the review can name unchanged objects. */
export async function runPreview(args: readonly string[]): Promise<PreviewRun> {
  const all = [
    "preview",
    "--json",
    ...(args.some((arg) => arg.startsWith("--show-sames")) ? [] : ["--show-sames"]),
    ...args,
  ];
  const child = spawn("pulumi", all, { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    process.stderr.write(chunk);
    stderr = (stderr + chunk).slice(-STDERR_MAX);
  });
  try {
    const [[code], stdout] = await Promise.all([once(child, "close"), text(child.stdout)]);
    return { code: typeof code === "number" ? code : null, stdout, stderr };
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    const why = isAbsent ? "it is not on the PATH" : error instanceof Error ? error.message : String(error);
    throw new Error(
      `Could not run pulumi: ${why}. Install it (https://www.pulumi.com/docs/install/), or pass the output of \`pulumi preview --json\` to this command.`,
    );
  }
}
