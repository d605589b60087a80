import { Readable } from "node:stream";
import type { program } from "../../../cli/program";
import type { CommandOptions, Ended } from "./command";

/** The end of a command that does not return. */
class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

type Program = typeof program;

/** Returns a function that runs `twilio-intelligence` in this process, after the commands that were asked for before. */
export function runnerOf(program: Program): (args: readonly string[], options: CommandOptions) => Promise<Ended> {
  // A mutation run tells what a test covers from what was loaded before it: all commands are.
  let last: Promise<unknown> = program("--help");
  return (args, options) => {
    const ended = last.then(() => run(program, args, options));
    last = ended.catch(() => undefined);
    return ended;
  };
}

async function run(program: Program, args: readonly string[], options: CommandOptions): Promise<Ended> {
  const { env, cwd, input = "" } = options;
  const { argv, env: environment, stdin, exit } = process;
  const folder = process.cwd();
  const out = captured(process.stdout);
  const err = captured(process.stderr);
  process.argv = [process.execPath, "twilio-intelligence", ...args];
  process.env = Object.fromEntries(
    Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== undefined),
  );
  Object.defineProperty(process, "stdin", { value: Readable.from([Buffer.from(input)]), configurable: true });
  if (cwd !== undefined) process.chdir(cwd);
  process.exitCode = undefined;
  process.exit = (code) => {
    throw new Exit(Number(code ?? process.exitCode ?? 0));
  };
  try {
    await (await program()).parseAsync();
  } catch (error) {
    if (!(error instanceof Exit)) process.stderr.write(`error: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = error instanceof Exit ? error.code : 1;
  } finally {
    process.chdir(folder);
    Object.assign(process, { argv, env: environment, exit });
    Object.defineProperty(process, "stdin", { value: stdin, configurable: true });
  }
  return { code: Number(process.exitCode ?? 0), out: out.end(), err: err.end() };
}

/** Collects what is written to a stream, instead of writing it. */
function captured(stream: NodeJS.WriteStream) {
  const { write } = stream;
  let text = "";
  stream.write = (chunk: string | Uint8Array) => {
    text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  return {
    end() {
      stream.write = write;
      return text;
    },
  };
}
