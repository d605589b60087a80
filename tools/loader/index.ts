import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

const LAZY = join(__dirname, "lazy.cjs");

/** Options of Node for a process that runs TypeScript of this repository in a test. */
export const LOAD_SOURCES = ["--require", join(__dirname, "typescript.cjs"), "--require", LAZY];

/** Value of NODE_OPTIONS with which a program, and the provider of its resources, load only what they use of `@pulumi/pulumi`. */
export const lazyNodeOptions = (options = ""): string => `${options} --require ${JSON.stringify(LAZY)}`;

/** With this variable, tests leave nothing out that users have. */
export const isAsUsers = process.env.AS_USERS !== undefined;

/**
 * Starts a process that runs a TypeScript file for the tests of this process, which it exchanges messages with. It does not keep this
 * process alive: call `channel.ref()` while you wait for an answer, and `channel.unref()` after it.
 */
export function forkHelper(file: string, env: NodeJS.ProcessEnv): ChildProcess {
  const child = fork(file, {
    execArgv: LOAD_SOURCES,
    env,
    // What it prints would mix with the messages that the test runner reads.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    // JSON cannot say that a value is undefined.
    serialization: "advanced",
  });
  child.unref();
  return child;
}
