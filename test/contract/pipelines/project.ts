import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { TestContext } from "node:test";

const SCRIPT = join(__dirname, "..", "..", "..", "examples", "pipelines", "pipeline.sh");

/** A Pulumi project with stand-ins for `pulumi` (a shell script) and for the command of the package (a module). */
export function project(t: TestContext, pulumi: string, command = "") {
  const folder = mkdtempSync(join(tmpdir(), "twilio-intelligence-script-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const modules = join(folder, "node_modules", "pulumi-twilio-intelligence");
  const bin = join(folder, "bin");
  for (const made of [modules, bin]) mkdirSync(made, { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: care\nruntime: nodejs\n");
  writeFileSync(join(folder, "plan.json"), "{}");
  writeFileSync(join(modules, "package.json"), '{"bin": {"twilio-intelligence": "cli.js"}}');
  writeFileSync(join(modules, "cli.js"), command);
  writeFileSync(join(bin, "pulumi"), `#!/bin/sh\n${pulumi}\n`);
  chmodSync(join(bin, "pulumi"), 0o755);
  const env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) };
  const start = (...args: string[]): Running => {
    // A process group of its own, as a terminal gives to a command.
    const child = spawn("sh", [SCRIPT, ...args], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    return new Running(child);
  };
  return {
    folder,
    modules,
    env,
    start,
    file: (name: string) => readFileSync(join(folder, "pipeline-out", name), "utf8"),
  };
}

export class Running {
  output = "";
  readonly #ended: Promise<unknown[]>;

  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
        child.emit("said");
      });
    this.#ended = once(child, "close");
  }

  async says(what: RegExp): Promise<void> {
    while (!what.test(this.output)) await once(this.child, "said");
  }

  async ended(): Promise<unknown> {
    const [code] = await this.#ended;
    return code;
  }
}
