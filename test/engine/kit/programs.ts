import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { LOAD_SOURCES } from "../../../tools/loader";
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
  const child = fork(join(__dirname, "program-server.ts"), {
    execArgv: LOAD_SOURCES,
    env: inheritedEnv(),
    // The output of a program would mix with the messages that the test runner reads.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.on("message", ({ file, port }: Served) => {
    waiting.get(file)?.resolve(port);
    waiting.delete(file);
    if (waiting.size === 0) child.channel?.unref();
  });
  child.once("exit", (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the process of programs ended with ${code}`));
  });
  child.unref();
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

/** Returns this engine as one whose dynamic hosts run in the process of programs; undefined where no shell can reach that process. */
export async function sharedHosts(bin: string): Promise<Engine | undefined> {
  const port = await serveHosts();
  canReach ??= spawnSync("/bin/bash", ["-c", `exec 3<>/dev/tcp/127.0.0.1/${port}`]).status === 0;
  if (!canReach) return undefined;
  const beside = engineWithLauncher(bin);
  return { bin: beside, env: { PATH: pathWith(dirname(beside)), DYNAMIC_HOSTS: `${port}` } };
}

/** Whether there is the shell that launches hosts, and it can connect. */
let canReach: boolean | undefined;

/** Returns the options of `pulumi` that run the program of this file in the process of programs. Each command reads the file again. */
export async function serveProgram(file: string): Promise<string[]> {
  await serveHosts();
  server?.channel?.ref();
  server?.send(file);
  return [`--client=127.0.0.1:${await portOf(file)}`, "--exec-kind=auto.inline"];
}
