import { readdirSync, readFileSync } from "node:fs";

export interface Process {
  pid: number;
  parent: number;
  /** Its command line, words apart by spaces. */
  command: string;
}

/** All that a process has started, and what that has started. */
export function processesBelow(pid: number): Process[] {
  const all = processes();
  const below = (parent: number): Process[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

function processes(): Process[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((name) => {
    try {
      // The name of the program stands in brackets, and may hold any character.
      const stat = readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) /s, "");
      const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      return [{ pid: Number(name), parent: Number(stat.split(" ")[1]), command }];
    } catch {
      // It has ended between the list and the look.
      return [];
    }
  });
}

/** `kill -9`. */
export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
