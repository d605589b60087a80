import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { excerpt } from "./findEngine";

export interface ChildOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Time limit in ms, after which the command and its child processes are killed. */
  limit: number;
  onLine?: (line: string) => void;
}

/**
 * Runs a command and returns its standard output. Throws an Error with the end of its standard error if it fails, or with the limit if it
 * takes longer. If this process is interrupted, the command is killed.
 */
export async function runChild(command: string, args: string[], options: ChildOptions): Promise<string> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own: the installer starts a shell that starts curl, and all of them must be killed together.
    detached: true,
  });
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid);
  };
  const release = onInterrupt(kill);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, options.limit);
  try {
    const stdout: string[] = [];
    const stderr: string[] = [];
    createInterface(child.stdout).on("line", (line) => stdout.push(line));
    createInterface(child.stderr).on("line", (line) => {
      stderr.push(line);
      options.onLine?.(line);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (timedOut) throw new Error(`${command} did not end within ${options.limit / 1_000} s`);
    if (code !== 0) throw new Error(excerpt(stderr.slice(-5).join("\n")));
    return stdout.join("\n");
  } finally {
    clearTimeout(timer);
    release();
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // The process has already exited.
  }
}

/** Calls `action` and exits when this process receives a termination signal. Returns a function that removes the handlers. */
function onInterrupt(action: () => void): () => void {
  const handlers = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) => {
    const handler = () => {
      action();
      process.exit(130);
    };
    process.once(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const remove of handlers) remove();
  };
}
