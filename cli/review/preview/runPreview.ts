import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export interface PreviewRun {
  code: number | null;
  stdout: string;
  /** End of its standard error, which is also passed through. */
  stderr: string;
  /** The engine's event log; empty if the engine wrote none. */
  events: string;
}

/** Maximum length of the kept end of standard error, in characters. */
const STDERR_MAX = 4_000;

/** Runs `pulumi preview --json --show-sames`, so that the review can name unchanged objects, with an event log. */
export async function runPreview(args: readonly string[]): Promise<PreviewRun> {
  const folder = await mkdtemp(join(tmpdir(), "twilio-intelligence-review-"));
  try {
    const log = join(folder, "events.json");
    const ended = await runPulumi(args, log);
    return { ...ended, events: await readFile(log, "utf8").catch(() => "") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runPulumi(args: readonly string[], log: string): Promise<Omit<PreviewRun, "events">> {
  const isGiven = (flag: string) => args.some((arg) => arg === flag || arg.startsWith(`${flag}=`));
  const all = [
    "preview",
    "--json",
    ...(isGiven("--show-sames") ? [] : ["--show-sames"]),
    ...(isGiven("--event-log") ? [] : ["--event-log", log]),
    ...args,
  ];
  const { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: _, ...inherited } = process.env;
  // Without the variable the engine does not know `--event-log`.
  const env = { ...inherited, PULUMI_DEBUG_COMMANDS: "1" };
  const child = spawn("pulumi", all, { stdio: ["ignore", "pipe", "pipe"], env });
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
