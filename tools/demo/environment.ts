import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { z } from "zod";
import { ensureBuild } from "../build";
import { ensureEngine } from "../engine";

const ROOT = join(__dirname, "..", "..");
/** Folder for all files of the demo. It is deleted at the end, unless --keep is set. */
const FOLDER = join(ROOT, ".demo");
const STACK = "demo";

const emulatorLine = z.object({
  url: z.string(),
  intelligenceUrl: z.string(),
  conversationsUrl: z.string(),
  memoryUrl: z.string(),
  accountSid: z.string(),
  apiKey: z.string(),
  apiSecret: z.string(),
});
const request = z.object({
  method: z.string(),
  path: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
});
export type Request = z.infer<typeof request>;

/** Result of a `pulumi` command. */
export interface Run {
  code: number;
  output: string;
  /** Requests that the account received during the command. */
  requests: Request[];
}

/** Environment of the demo: the emulator, and a stack of the root project with its own state. */
export class DemoEnvironment {
  readonly #emulator: ChildProcess;
  readonly #account: z.infer<typeof emulatorLine>;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(emulator: ChildProcess, account: z.infer<typeof emulatorLine>, env: NodeJS.ProcessEnv) {
    this.#emulator = emulator;
    this.#account = account;
    this.#env = env;
  }

  static async open(): Promise<DemoEnvironment> {
    const [engine] = await Promise.all([ensureEngine(), ensureBuild()]);
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(join(FOLDER, "state"), { recursive: true });
    const { child, account } = await startEmulator();
    const env = {
      ...withoutTwilio(process.env),
      PATH: [engine.path, process.env.PATH].join(delimiter),
      PULUMI_HOME: join(FOLDER, "home"),
      PULUMI_BACKEND_URL: `file://${join(FOLDER, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "demo",
      PULUMI_SKIP_UPDATE_CHECK: "1",
    };
    const environment = new DemoEnvironment(child, account, env);
    await environment.#configure();
    return environment;
  }

  async #configure(): Promise<void> {
    const { intelligenceUrl, conversationsUrl, memoryUrl, accountSid, apiKey, apiSecret } = this.#account;
    await this.#quietly(["stack", "init", STACK]);
    const plain = {
      baseUrl: intelligenceUrl,
      conversationsBaseUrl: conversationsUrl,
      memoryBaseUrl: memoryUrl,
      accountSid,
      apiKey,
    };
    const flags = Object.entries(plain).flatMap(([key, value]) => [
      "--plaintext",
      `twilio-intelligence:${key}=${value}`,
    ]);
    await this.#quietly(["config", "set-all", ...flags]);
    // Passed through standard input, because other users of the machine can read arguments.
    await this.#quietly(["config", "set", "--secret", "twilio-intelligence:apiSecret"], apiSecret);
  }

  /** Runs `pulumi` and prints its output. */
  async pulumi(...args: string[]): Promise<Run> {
    await this.#admin("DELETE", "requests");
    console.log(`\n$ pulumi ${args.join(" ")}\n`);
    const { code, output } = await this.#run([...args, "--color", process.stdout.isTTY ? "always" : "never"], true);
    return { code, output, requests: await this.requests() };
  }

  /** Changes the stack's config, which the program reads. */
  set(...args: string[]): Promise<void> {
    console.log(`\n$ pulumi config set ${args.join(" ")}`);
    return this.#quietly(["config", "set", ...args]);
  }

  /** Runs a command of the package on the stack and prints its output. */
  async command(...args: string[]): Promise<Run> {
    await this.#admin("DELETE", "requests");
    console.log(`\n$ npx pulumi-twilio-intelligence ${args.join(" ")}\n`);
    const own = [join(ROOT, "dist/cli/main.js"), ...args, "--stack", STACK];
    const { code, output } = await this.#spawn(process.execPath, own, true);
    return { code, output, requests: await this.requests() };
  }

  /** Sends a request to the account. This address serves all hosts. */
  async api(method: string, path: string, body?: unknown): Promise<unknown> {
    const { url, apiKey, apiSecret } = this.#account;
    const headers: Record<string, string> = {
      authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`,
    };
    if (body !== undefined) headers["content-type"] = "application/json";
    const reply = await fetch(url + path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${await reply.text()}`);
    return reply.json();
  }

  async requests(): Promise<Request[]> {
    return z.array(request).parse(await (await this.#admin("GET", "requests")).json());
  }

  /** Keeps emulator and stack, and prints the next steps. */
  keep(): void {
    const names = ["PATH", "PULUMI_HOME", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_SKIP_UPDATE_CHECK"];
    const lines = names.map((name) => `export ${name}='${this.#env[name]}'`);
    writeFileSync(join(FOLDER, "env"), `${lines.join("\n")}\n`, { mode: 0o600 });
    this.#emulator.unref();
    console.log(`
The emulator keeps running at ${this.#account.url} (process ${this.#emulator.pid}). Its account is in .demo/account.sqlite. To continue:

  source .demo/env
  pulumi preview --diff          # after an edit of examples/from-nothing/index.ts
  pulumi up
  pulumi stack output
  pulumi destroy
  kill ${this.#emulator.pid} && rm -rf .demo`);
  }

  async close(): Promise<void> {
    const gone = once(this.#emulator, "exit");
    this.#emulator.kill("SIGTERM");
    await gone;
    rmSync(FOLDER, { recursive: true, force: true });
  }

  #admin(method: string, path: string): Promise<Response> {
    return fetch(`${this.#account.url}/__emulator/${path}`, { method });
  }

  async #quietly(args: string[], input = ""): Promise<void> {
    const { code, output } = await this.#run(args, false, input);
    if (code !== 0) throw new Error(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${output}`);
  }

  #run(args: string[], shown: boolean, input = ""): Promise<{ code: number; output: string }> {
    const all = [...args, "--stack", STACK, "--non-interactive"].filter(notForInit(args));
    return this.#spawn("pulumi", all, shown, input);
  }

  async #spawn(command: string, args: string[], shown: boolean, input = ""): Promise<{ code: number; output: string }> {
    const child = spawn(command, args, { cwd: ROOT, env: this.#env });
    child.stdin.end(input);
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output.push(chunk);
        if (shown) process.stdout.write(chunk);
      });
    }
    const [code] = await once(child, "close");
    return { code: z.number().catch(1).parse(code), output: Buffer.concat(output).toString() };
  }
}

/** `stack init` accepts the stack's name only as an argument, not as an option. */
const notForInit = (args: string[]) => (arg: string, at: number) =>
  args[1] !== "init" || at < args.length || arg === "--non-interactive";

/** Removes Twilio credentials from the environment, so that the demo uses only its own account. */
const withoutTwilio = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("TWILIO_")));

async function startEmulator() {
  const log = openSync(join(FOLDER, "emulator.log"), "a");
  const db = join(FOLDER, "account.sqlite");
  const args = [join(ROOT, "dist/cli/main.js"), "emulator", "--json", "--db", db];
  const child = spawn(process.execPath, args, { detached: true, stdio: ["ignore", "pipe", log], cwd: dirname(FOLDER) });
  if (child.stdout === null) throw new Error("The emulator has no output.");
  const [line] = await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => Promise.reject(new Error("The emulator did not start. See .demo/emulator.log."))),
  ]);
  child.stdout.destroy();
  return { child, account: emulatorLine.parse(JSON.parse(String(line))) };
}
