import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { forkHelper } from "../../../tools/loader";
import type { CommandOptions, Ended } from "./command";
import type { Answer, Question } from "./command-server";

let server: ChildProcess | undefined;
/** Promises of answers that have not arrived, in the order of the questions. */
const waiting: { resolve(ended: Ended): void; reject(reason: unknown): void }[] = [];

/** Starts the process that runs commands. It exits when this process exits. */
function start(): ChildProcess {
  const child = forkHelper(join(__dirname, "command-server.ts"), process.env);
  child.on("message", (answer: Answer) => {
    const first = waiting.shift();
    if ("ended" in answer) first?.resolve(answer.ended);
    else first?.reject(answer.error);
    if (waiting.length === 0) child.channel?.unref();
  });
  child.once("exit", (code) => {
    for (const { reject } of waiting) reject(new Error(`the process of commands ended with ${code}`));
  });
  return child;
}

/** Runs a command in the process of commands, after those that were asked for before. */
export function runTogether(args: readonly string[], options: CommandOptions): Promise<Ended> {
  server ??= start();
  server.channel?.ref();
  const question: Question = { args, options: { ...options, env: { ...process.env, ...options.env } } };
  server.send(question);
  return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
}
