import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { LOAD_SOURCES } from "../../../tools/loader";
import { inheritedEnv } from "./environment";
import type { Served } from "./program-server";

let server: ChildProcess | undefined;

interface Waiting {
  resolve: (served: Served) => void;
  reject: (reason: Error) => void;
}
const waiting = new Map<string, Waiting>();

/** Starts the process that runs the programs of all projects of this process, and exits when this process exits. */
function start(): ChildProcess {
  const child = fork(join(__dirname, "program-server.ts"), {
    execArgv: LOAD_SOURCES,
    env: inheritedEnv(),
    // The output of a program would mix with the messages that the test runner reads.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.on("message", (served: Served) => {
    waiting.get(served.file)?.resolve(served);
    waiting.delete(served.file);
    if (waiting.size === 0) child.channel?.unref();
  });
  child.once("exit", (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the process of programs ended with ${code}`));
  });
  child.unref();
  return child;
}

/** Returns the options of `pulumi` that run the program of this file in the process of programs. Each command reads the file again. */
export async function serveProgram(file: string): Promise<string[]> {
  server ??= start();
  server.channel?.ref();
  server.send(file);
  const { port } = await new Promise<Served>((resolve, reject) => waiting.set(file, { resolve, reject }));
  return [`--client=127.0.0.1:${port}`, "--exec-kind=auto.inline"];
}
