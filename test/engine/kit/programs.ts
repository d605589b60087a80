import { type ChildProcess, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { forkHelper } from "../../../tools/loader";
import { engineWithLauncher, inheritedEnv, pathWith } from "./environment";
import type { Served } from "./program-server";

let server: ChildProcess | undefined;

interface Waiting {
  resolve: (port: number) => void;
  reject: (reason: Error) => void;
}
/** By the file of the program; undefined: dynamic hosts. */
const waiting = new Map<string | undefined, Waiting>();

const portOf = (file?: string): Promise<number> =>
  new Promise((resolve, reject) => waiting.set(file, { resolve, reject }));

/** Starts the process that runs the programs of all projects of this process, and their dynamic hosts. It exits when this process exits. */
function start(): ChildProcess {
  const child = forkHelper(join(__dirname, "program-server.ts"), inheritedEnv());
  child.on("message", ({ file, port }: Served) => {
    waiting.get(file)?.resolve(port);
    waiting.delete(file);
    if (waiting.size === 0) child.channel?.unref();
  });
  child.once("exit", (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the process of programs ended with ${code}`));
  });
  return child;
}

let hosts: Promise<number> | undefined;

function serveHosts(): Promise<number> {
  hosts ??= portOf();
  server ??= start();
  return hosts;
}

/** An executable, and what it needs in its environment. */
export interface Engine {
  bin: string;
  env: NodeJS.ProcessEnv;
}

let shared: Promise<Engine> | undefined;

/** Returns the engine of this process as one whose dynamic hosts run in the process of programs, or as it is where no shell can reach that process. */
export function sharedHosts(bin: string): Promise<Engine> {
  shared ??= serveHosts().then((port) => {
    const canReach = spawnSync("/bin/bash", ["-c", `exec 3<>/dev/tcp/127.0.0.1/${port}`]).status === 0;
    if (!canReach) return { bin, env: {} };
    const beside = engineWithLauncher(bin);
    return { bin: beside, env: { PATH: pathWith(dirname(beside)), DYNAMIC_HOSTS: `${port}` } };
  });
  return shared;
}

/** Returns the options of `pulumi` that run the program of this file in the process of programs. Each command reads the file again. */
export async function serveProgram(file: string): Promise<string[]> {
  await serveHosts();
  server?.channel?.ref();
  server?.send(file);
  return [`--client=127.0.0.1:${await portOf(file)}`, "--exec-kind=auto.inline"];
}
