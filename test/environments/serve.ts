import { type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own. */
export interface Served {
  /** First group of the line that said that it is ready. */
  ready: string;
  /** Ends it, and waits for its end. */
  stop(): Promise<void>;
}

/** Starts a server and waits until it prints that it is ready. Throws with what it printed if it ends before. */
export async function serve(
  file: string,
  args: string[],
  options: Pick<SpawnOptions, "cwd" | "uid" | "gid">,
  isReady: RegExp,
): Promise<Served> {
  const server = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => server.kill("SIGINT");
  process.once("exit", kill);
  const closed = once(server, "close");
  let printed = "";
  const ready = await new Promise<string>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const match = isReady.exec(printed);
        if (match) resolve(match[1] ?? "");
      });
    closed.then(() => reject(new Error(`${file} ended before it was ready: ${printed}`)), reject);
  });
  const stop = async () => {
    process.off("exit", kill);
    kill();
    await closed;
  };
  return { ready, stop };
}
