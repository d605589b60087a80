import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Emulator } from "../../emulator/index";

const MAIN = join(__dirname, "../../cli/main.ts");

export interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

type Account = Pick<Emulator, "url" | "apiKey" | "apiSecret">;

/** Runs `twilio-intelligence export` on the account of an emulator. */
export const runExport = (account: Account, args: readonly string[]): Promise<Outcome> =>
  runCommand(account, ["export", ...args]);

/** Runs the command in a process of its own. */
export async function runCommand({ url, apiKey, apiSecret }: Account, args: readonly string[]): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("TWILIO_"));
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...args], {
    env: {
      ...Object.fromEntries(inherited),
      TWILIO_INTELLIGENCE_BASE_URL: url,
      TWILIO_API_KEY: apiKey,
      TWILIO_API_SECRET: apiSecret,
    },
  });
  const [[code], out, err] = await Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}
