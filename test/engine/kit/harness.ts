import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureBuild } from "../../../tools/build";
import { ensureEngine } from "../../../tools/engine";
import { isAsUsers } from "../../../tools/loader";
import { backendOf, homeOf, isolatedEnv, SPARING } from "./environment";
import { type Operation, readEventLog } from "./events";
import { type Engine, serveProgram, sharedHosts } from "./programs";
import { type Secrets, secretsBy } from "./secrets";
import { type ConfigValue, readState, type State, writeStack } from "./stack-files";

const REPOSITORY = join(__dirname, "..", "..", "..");
const NAME = "pulumi-twilio-intelligence";
/** The variable that names the folder in which another build of the package is installed: programs then use that one. */
export const PACKAGE_FOLDER = "FAULTS_PACKAGE";
const folder = process.env[PACKAGE_FOLDER];
/** The package that programs use: these sources, or the build that `npm run test:faults -- --package` has installed. */
export const PACKAGE = folder === undefined ? REPOSITORY : join(folder, "node_modules", NAME);
export const STACK = "dev";
const QUIET = ["--non-interactive", "--color", "never"];

/**
 * Processes in which the program of an `up` or a `preview`, and the dynamic host of a command, run.
 * - `together`: one process for the programs of all projects of a test, as inline programs of the Automation API, and for their hosts.
 * - `apart`: a process that Pulumi starts for each program, and for the host of what is run by a shell.
 * - `asUsers`: all processes that users have, and nothing is left out. Choose it to test the setup of a program, or to measure.
 *
 * With the first two, Vault encrypts the secrets, and what a command does not need of Pulumi's SDK is not loaded; with the last one, a passphrase.
 *
 * A command or project with its own environment always has processes of its own, and so has a command that a test may kill. An `up` that has to
 * fail runs its program apart: with `--continue-on-error`, the engine deletes resources after a failed create only if the program is an inline one.
 */
export type Place = "together" | "apart" | "asUsers";

export interface ProjectOptions {
  /** Source of `index.js`, CommonJS unless `files` brings a `package.json` that says otherwise. */
  program: string;
  /** Stack config by full key, such as `twilio-intelligence:baseUrl`. A key without namespace belongs to the project. */
  config?: Record<string, ConfigValue>;
  /** Added to the environment of every command; undefined takes a variable away. */
  env?: NodeJS.ProcessEnv;
  /** `main` of Pulumi.yaml: the folder, below the project, that the program lies in. Default: the project's own. */
  main?: string;
  /** Further files by their path below the program's folder. */
  files?: Record<string, string>;
  /** Default: as users. */
  place?: Place;
}

export interface CommandOptions {
  /** The command has to fail; without it, it has to succeed. */
  expectFailure?: boolean;
  /** Added to the command line. */
  args?: string[];
  /** Added to the environment of this command; undefined takes a variable away. */
  env?: NodeJS.ProcessEnv;
}

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Both of them as they came. */
  output: string;
}

export type OperationResult = CommandResult & Operation;

/** An interrupted test run must not leave engines behind that go on working: they are not in its process group. */
const live = new Set<Project>();
process.once("exit", () => {
  for (const project of live) project.dispose();
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

/** Makes a Pulumi project with a stack of its own in a temporary folder. Give it back with `dispose`. */
export async function createProject(options: ProjectOptions): Promise<Project> {
  const place = isAsUsers ? "asUsers" : (options.place ?? "asUsers");
  const way = place === "asUsers" ? "passphrase" : "vault";
  const [bin, secrets] = await Promise.all([engineBin(), secretsBy(way), ensureBuild()]);
  const isSharing = place !== "asUsers" && options.env === undefined;
  const engine = isSharing ? await sharedHosts(bin) : { bin, env: {} };
  // The engine knows a folder by its real path.
  const root = realpathSync(mkdtempSync(join(tmpdir(), "twilio-intelligence-engine-")));
  const project = new Project(root, bin, secrets, place, engine, options);
  const { name, folder, stateFile } = project;
  const [home, backend] = [homeOf(root), backendOf(root)];
  writeStack({ name, stack: STACK, config: options.config ?? {}, secrets, folder, stateFile, home, backend });
  return project;
}

/** A Pulumi project whose commands run on the real engine. Every command throws with its whole output when it ends other than expected. */
export class Project {
  /** Also the project's name in Pulumi: unique, so that no two tests can meet in one state. */
  readonly name: string;
  readonly folder: string;
  /** The checkpoint of the stack, as the file backend keeps it. */
  readonly stateFile: string;
  /** Variables that save time; none for commands as users have them. */
  readonly sparing: NodeJS.ProcessEnv;
  readonly #backend: string;
  readonly #programFolder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #running = new Set<ChildProcess>();
  #served: Promise<string[]> | undefined;

  constructor(
    readonly root: string,
    readonly bin: string,
    readonly secrets: Secrets,
    private readonly place: Place,
    private readonly engine: Engine,
    options: ProjectOptions,
  ) {
    this.sparing = place === "asUsers" ? {} : SPARING;
    this.name = root.slice(root.lastIndexOf("twilio-")).toLowerCase();
    this.folder = join(root, "project");
    this.#programFolder = join(this.folder, options.main ?? ".");
    this.#backend = join(root, "state");
    this.stateFile = join(this.#backend, ".pulumi", "stacks", this.name, `${STACK}.json`);
    this.#env = {
      ...isolatedEnv(root, bin),
      ...secrets.env,
      ...this.sparing,
      ...options.env,
    };
    live.add(this);
    this.#writeFiles(options);
  }

  /**
   * `pulumi up` without a question; `withPreview` keeps the preview that precedes it. One that has to fail goes on after
   * its first error: else it would be a matter of luck which of several resources come to their turn.
   */
  up(options: CommandOptions & { withPreview?: boolean } = {}): Promise<OperationResult> {
    const preview = options.withPreview ? [] : ["--skip-preview"];
    const errors = options.expectFailure ? ["--continue-on-error"] : [];
    const command = ["up", "--yes", ...preview, ...errors];
    return options.expectFailure ? this.#operate(command, options) : this.#runProgram(command, options);
  }

  preview(options: CommandOptions = {}): Promise<OperationResult> {
    return this.#runProgram(["preview"], options);
  }

  /** Returns the options of `pulumi` that run the program as the Automation API runs an inline one. */
  inline(): Promise<string[]> {
    this.#served ??= serveProgram(join(this.#programFolder, "index.js"));
    return this.#served;
  }

  refresh(options: CommandOptions = {}): Promise<OperationResult> {
    return this.#operate(["refresh", "--yes", "--skip-preview"], options);
  }

  destroy(options: CommandOptions = {}): Promise<OperationResult> {
    return this.#operate(["destroy", "--yes", "--skip-preview"], options);
  }

  /** Any other command of `pulumi`, in the project's folder. */
  async run(args: string[], options: CommandOptions = {}): Promise<CommandResult> {
    const all = [...args, ...QUIET, ...(options.args ?? [])];
    const engine = options.env === undefined ? this.engine : { bin: this.bin, env: options.env };
    const result = await this.#spawn(all, engine).ended;
    const failed = result.code !== 0;
    if (failed !== (options.expectFailure ?? false)) {
      const how = failed ? `failed (${result.code ?? "killed"})` : "succeeded, and should have failed";
      throw new Error(`pulumi ${all.join(" ")} ${how}:\n${result.output}`);
    }
    return result;
  }

  /** Starts a command, which the caller may kill by its process id. `ended` is what it comes to, whatever that is. */
  start(args: string[], env: NodeJS.ProcessEnv = {}): { pid: number; ended: Promise<CommandResult> } {
    const { child, ended } = this.#spawn([...args, ...QUIET], { bin: this.bin, env });
    if (child.pid === undefined) throw new Error(`${this.bin} did not start`);
    return { pid: child.pid, ended };
  }

  /** Replaces the program. */
  write(program: string): void {
    writeFileSync(join(this.#programFolder, "index.js"), program);
  }

  /** The stack's checkpoint, read from the backend's file without starting the engine. Secrets are encrypted in it. */
  state(): State {
    return readState(this.stateFile);
  }

  /** What the program exports; a secret shows as the engine encrypted it. */
  outputs(): Record<string, unknown> {
    return this.state().resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
  }

  /** Everything in the backend's folder (checkpoint, its backups, history), to be scanned for what must not be there. */
  stateText(): string {
    return readdirSync(this.#backend, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
  }

  /** Ends whatever is still running and removes the project's folders. */
  dispose(): void {
    live.delete(this);
    for (const child of this.#running) killGroup(child);
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  async #runProgram(args: string[], options: CommandOptions): Promise<OperationResult> {
    if (this.place !== "together" || options.env) return this.#operate(args, options);
    return this.#operate([...args, ...(await this.inline())], options);
  }

  async #operate(args: string[], options: CommandOptions): Promise<OperationResult> {
    const log = join(this.root, "events.json");
    // A refused command line writes no log; what the command before it wrote must not pass for its own.
    rmSync(log, { force: true });
    const result = await this.run([...args, "--event-log", log], options);
    return { ...result, ...readEventLog(existsSync(log) ? readFileSync(log, "utf8") : "") };
  }

  #spawn(args: string[], { bin, env }: Engine): { child: ChildProcess; ended: Promise<CommandResult> } {
    const child = spawn(bin, args, {
      cwd: this.folder,
      env: { ...this.#env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // Its own process group, so that the hosts it starts can be ended with it.
      detached: true,
    });
    this.#running.add(child);
    const result = { stdout: "", stderr: "", output: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        result[stream] += text;
        result.output += text;
      });
    }
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    }).then((code) => ({ code, ...result }));
    return { child, ended: ended.finally(() => this.#running.delete(child)) };
  }

  #writeFiles(options: ProjectOptions): void {
    for (const folder of ["home", "state"]) mkdirSync(join(this.root, folder));
    mkdirSync(this.#programFolder, { recursive: true });
    // Above the project rather than in it: the language host searches the program's folder for plugins, link by link.
    const modules = join(this.root, "node_modules");
    mkdirSync(join(modules, "@pulumi"), { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules", "@pulumi", "pulumi"), join(modules, "@pulumi", "pulumi"));
    symlinkSync(PACKAGE, join(modules, NAME));
    const main = options.main ? `main: ${options.main}\n` : "";
    writeFileSync(join(this.folder, "Pulumi.yaml"), `name: ${this.name}\nruntime: nodejs\n${main}`);
    const files = { "package.json": JSON.stringify({ private: true, main: "index.js" }), ...options.files };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.#programFolder, path)), { recursive: true });
      writeFileSync(join(this.#programFolder, path), text);
    }
    this.write(options.program);
  }
}

let enginePromise: Promise<string> | undefined;

/** `npm test` hands the engine over; a test file that is run by itself looks for it. */
function engineBin(): Promise<string> {
  const given = process.env.PULUMI_ENGINE_BIN;
  enginePromise ??= given ? Promise.resolve(given) : ensureEngine().then(({ bin }) => bin);
  return enginePromise;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself in the meantime.
  }
}
