import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { MAIN } from "../../contract/kit/command";
import type { Scope } from "../cell";
import { onQuietPort } from "../quietPort";

const told = z.object({
  url: z.string(),
  intelligenceUrl: z.string(),
  conversationsUrl: z.string(),
  memoryUrl: z.string(),
  accountSid: z.string(),
  apiKey: z.string(),
  apiSecret: z.string(),
});
/** What an emulator prints when it listens. */
export type Printed = z.infer<typeof told>;

/** An emulator in a process of its own, with its data in a file. */
export interface EmulatorProcess extends Printed {
  /** The database. */
  file: string;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with the same data; resolves when it listens. */
  restart(): Promise<void>;
}

/** Ends with its scope. */
export async function emulatorProcess(scope: Scope, args: string[] = []): Promise<EmulatorProcess> {
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-emulator-"));
  const file = join(folder, "account.db");
  let child: ChildProcess | undefined;
  const start = async (port: number) => {
    const options = ["emulator", "--json", "--db", file, "--port", String(port), ...args];
    const started = spawn(process.execPath, [MAIN, ...options], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child = started;
    const ended = once(started, "exit").then(([code]) => {
      throw new Error(`the emulator ended with ${code} before it listened`);
    });
    const [line] = await Promise.race([once(createInterface(started.stdout), "line"), ended]);
    ended.catch(() => undefined);
    return told.parse(JSON.parse(String(line)));
  };
  const kill = async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  scope.after(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const first = await onQuietPort(start);
  return {
    ...first,
    file,
    kill,
    async restart() {
      assert.deepEqual(await start(Number(new URL(first.url).port)), first, "the same file gives the same account");
    },
  };
}
