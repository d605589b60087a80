import { readdirSync, readFileSync } from "node:fs";

/** Use of a process, from its start to its end. `NaN` on a system without `/proc`. */
export interface Used {
  cpuSeconds: number;
  peakMegabytes: number;
}

/** Node processes of an engine: the dynamic host, and the program. */
export type Role = "host" | "program";

/** Script that each process runs, its first argument. */
const SCRIPTS: Readonly<Record<Role, RegExp>> = {
  host: /[\\/]cmd[\\/]dynamic-provider([\\/]|$)/,
  program: /[\\/]cmd[\\/]run([\\/]|$)/,
};

const INTERVAL_MS = 50;
/** Units of CPU time in a second, in `/proc`. */
const TICKS = 100;

/**
 * Watches the Node processes below an engine by reading `/proc` regularly: the engine kills the dynamic host, so the host cannot report its
 * use at its end. The last sample of a process is up to 50 ms old.
 */
export class ProcessWatch {
  readonly #timer: NodeJS.Timeout;
  readonly #roles = new Map<number, Role | undefined>();
  readonly #used = new Map<number, Used>();

  constructor(readonly engine: number) {
    this.#timer = setInterval(() => this.#sample(), INTERVAL_MS);
  }

  /** Ends the watch. Several processes of a role are added up. */
  stop(): Record<Role, Used> {
    clearInterval(this.#timer);
    const of = (role: Role): Used => {
      const all = [...this.#used].filter(([pid]) => this.#roles.get(pid) === role).map(([, used]) => used);
      if (all.length === 0) return { cpuSeconds: Number.NaN, peakMegabytes: Number.NaN };
      return {
        cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
        peakMegabytes: Math.max(...all.map(({ peakMegabytes }) => peakMegabytes)),
      };
    };
    return { host: of("host"), program: of("program") };
  }

  #sample(): void {
    const parents = new Map(pids().flatMap((pid) => parentOf(pid)));
    for (const pid of parents.keys()) {
      if (!isBelow(pid, this.engine, parents)) continue;
      if (this.#roles.get(pid) === undefined) this.#roles.set(pid, roleOf(pid));
      if (this.#roles.get(pid) === undefined) continue;
      const used = usedBy(pid);
      if (used !== undefined) this.#used.set(pid, used);
    }
  }
}

function pids(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Fields of `/proc/PID/stat` after the name of the process, which may contain spaces. Empty if the process has ended. */
const statOf = (pid: number): string[] => (read(pid, "stat")?.replace(/^.*\) /s, "") ?? "").split(" ");

function parentOf(pid: number): [number, number][] {
  const parent = Number(statOf(pid)[1] ?? Number.NaN);
  return Number.isNaN(parent) ? [] : [[pid, parent]];
}

function isBelow(pid: number, engine: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at = parents.get(pid); at !== undefined && at > 1; at = parents.get(at)) if (at === engine) return true;
  return false;
}

/** The role of a process. Undefined for others, and before a new process has become Node. */
function roleOf(pid: number): Role | undefined {
  const script = read(pid, "cmdline")?.split("\0")[1] ?? "";
  if (SCRIPTS.host.test(script)) return "host";
  return SCRIPTS.program.test(script) ? "program" : undefined;
}

function usedBy(pid: number): Used | undefined {
  const [user, system] = statOf(pid).slice(11, 13).map(Number);
  const peak = /^VmHWM:\s+(\d+) kB/m.exec(read(pid, "status") ?? "")?.[1];
  // A process that has ended and that nobody has waited for has no memory.
  if (user === undefined || system === undefined || peak === undefined) return undefined;
  return { cpuSeconds: (user + system) / TICKS, peakMegabytes: Number(peak) / 1024 };
}

function read(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}
