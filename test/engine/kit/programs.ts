import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Served } from "./program-server";

let server: ChildProcess | undefined;

interface Waiting {
  resolve: (served: Served) => void;
  reject: (reason: Error) => void;
}
const waiting = new Map<string, Waiting>();

/** One process for the programs of all projects of this one, with which it ends. */
function start(): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TWILIO_|PULUMI_|NODE_TEST_)/.test(name));
  const child = fork(join(__dirname, "program-server.ts"), {
    execArgv: ["--require", "tsx/cjs"],
    env: Object.fromEntries(inherited),
    // What a program prints of its own accord would mix with what the test runner reads.
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

/** Options of `pulumi` with which a command runs the program of this file, read anew each time, in the process of programs. */
export async function serveProgram(file: string): Promise<string[]> {
  server ??= start();
  server.channel?.ref();
  server.send(file);
  const { port } = await new Promise<Served>((resolve, reject) => waiting.set(file, { resolve, reject }));
  return [`--client=127.0.0.1:${port}`, "--exec-kind=auto.inline"];
}
