import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { TestContext } from "node:test";
import { MAIN } from "../../kit/command";
import { gitlab, type HostName, type Script } from "./files";
import type { Stand } from "./stand";

const ROOT = join(__dirname, "..", "..", "..", "..");

/** Credentials that the host gives to a job, apart from the token for comments. */
const SECRETS = {
  PULUMI_ACCESS_TOKEN: "pul-secret",
  TWILIO_ACCOUNT_SID: "AC0",
  TWILIO_API_KEY: "SK0",
  TWILIO_API_SECRET: "tw-secret",
};

/**
 * The command of the package: the real `review`, and of the others, which need an account, what the test says: their exit code, and
 * that they ran.
 */
const CLI = `
const [, , command] = process.argv;
if (command === "review") require(${JSON.stringify(MAIN)});
else {
  require("node:fs").appendFileSync("calls", "twilio-intelligence " + command + "\\n");
  console.log(command + " of the account");
  process.exit(command === "drift" ? Number(process.env.DRIFT_CODE) : 0);
}
`;

/** The engine, which would need Pulumi Cloud: it previews what was recorded once, and writes down what it was asked. */
const PULUMI = `#!/bin/sh
echo "pulumi $*" >>calls
env | cut -d = -f 1 >names
case "$*" in
  preview*) [ ! -f preview.json ] && { echo "error: no such stack" >&2; exit 255; }; cat preview.json ;;
  up*) . ./up.sh ;;
esac
case "$*" in *--save-plan*) echo '{"plan": 1}' >pipeline-out/plan.json ;; esac
`;

/** Has nothing to install. Writes down what it could read. */
const NPM = `#!/bin/sh
env | grep -E 'TWILIO_API|PULUMI_ACCESS|TOKEN' >>installed || true
echo "npm $*" >>calls
`;

export interface Ended {
  code: number | null;
  output: string;
}

/** A checkout of a project on a runner, in which the scripts of a job run: real shell, real pipeline.sh, real publisher. */
export class Runner {
  readonly folder: string;
  readonly #env: Record<string, string | undefined>;

  constructor(
    readonly t: TestContext,
    readonly host: HostName,
    readonly stand: Stand,
  ) {
    this.folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-job-"));
    t.after(() => rmSync(this.folder, { recursive: true, force: true }));
    const modules = join(this.folder, "node_modules", "pulumi-twilio-intelligence");
    const bin = join(this.folder, "bin");
    for (const made of [modules, bin]) mkdirSync(made, { recursive: true });
    this.write("Pulumi.yaml", "name: contact-centre\nruntime: nodejs\n");
    this.write("up.sh", "echo updated");
    writeFileSync(join(modules, "package.json"), '{"bin": {"twilio-intelligence": "cli.js"}}');
    writeFileSync(join(modules, "cli.js"), CLI);
    symlinkSync(join(ROOT, "examples"), join(modules, "examples"));
    for (const [name, script] of Object.entries({ pulumi: PULUMI, npm: NPM })) {
      writeFileSync(join(bin, name), script);
      chmodSync(join(bin, name), 0o755);
    }
    this.#env = { PATH: [bin, process.env.PATH].join(delimiter), HOME: process.env.HOME, DRIFT_CODE: "0" };
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  read(name: string): string {
    const file = join(this.folder, name);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /** Starts a script as the host does: with its variables, and with secrets only where it would give them. */
  start({ text, env }: Script, more: Record<string, string> = {}): { child: ChildProcess; ended: Promise<Ended> } {
    // Azure Pipelines does not stop a script at a command that fails.
    const child = spawn("sh", [...(this.host === "azure" ? [] : ["-e"]), "-c", text], {
      cwd: this.folder,
      env: { ...this.#env, ...this.#given(env), ...more },
      detached: true,
    });
    this.t.after(() => end(child));
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (some: string) => {
        output += some;
        child.emit("said", output);
      });
    return { child, ended: once(child, "close").then(([code]) => ({ code, output })) };
  }

  async run(script: Script, more?: Record<string, string>): Promise<Ended> {
    return this.start(script, more).ended;
  }

  #given(mapped: Record<string, string> = {}): Record<string, string> {
    if (this.host !== "azure") return { ...SECRETS, ...gitlab.settings, ...this.stand.env };
    const { SYSTEM_ACCESSTOKEN: token = "", ...open } = this.stand.env;
    const known: Record<string, string> = { ...SECRETS, "System.AccessToken": token };
    const secrets = Object.entries(mapped).map(([name, value]) => [name, known[value.slice(2, -1)] ?? ""]);
    return { ...gitlab.settings, ...open, PIPELINE_WORKSPACE: this.folder, ...Object.fromEntries(secrets) };
  }
}

/** Ends a script and all processes that it started. */
function end({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing of it runs.
  }
}
