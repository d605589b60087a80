import { startEmulator } from "../../../emulator/index";
import { benchOf } from "../../contract/kit/emulator";
import { programOf } from "../../engine/kit/classes";
import { type CommandResult, createProject, type Project } from "../../engine/kit/harness";
import { configAt } from "../../engine/kit/stack-files";
import type { Run, Verdict } from "../cell";
import { type Bag, type Kind, prepare } from "../matrix/kind";
import { importOf, lookAt } from "./aftermath";
import { type Boundary, checkpointBefore } from "./checkpoint";
import { declaredAfter, type Moment, writeAt } from "./moments";
import { kill, processesBelow } from "./processes";

/** Which process of a running command is killed. `both`: as when a pipeline's job is ended. */
export type Victim = "host" | "pulumi" | "both";

/** Commands that a person runs before giving up. */
const PATIENCE = 6;
const NAME = "it";

export interface Crash {
  kind: Kind;
  moment: Moment;
  victim: Victim;
  boundary: Boundary;
}

/** Kills a process of a running `up` at one request, then does what a person would do, and looks at what came of it. */
export async function crash(run: Run, { kind, moment, victim, boundary }: Crash): Promise<Verdict> {
  const emulator = await startEmulator();
  run.after(() => emulator.close());
  const made = benchOf(emulator);
  const given = await prepare(made);
  const gate = await checkpointBefore(run, emulator.url);
  const program = (args: Bag | undefined, options = {}) =>
    programOf(
      args === undefined ? "" : `new ${kind.name}("${NAME}", ${JSON.stringify(args)}, ${JSON.stringify(options)});`,
    );
  const project = await createProject({
    program: program(kind.args(given)),
    config: configAt(gate.url, emulator),
  });
  run.after(() => project.dispose());
  if (moment !== "create") await project.up();

  const declared = declaredAfter(kind, moment, given);
  project.write(program(declared));
  const { method, path } = writeAt(kind, moment, given);
  const reached = gate.hold({ method, path: new RegExp(path) }, boundary);
  const up = project.start(["up", "--yes", "--skip-preview"]);
  const held = await Promise.race([reached, up.ended.then(({ output }) => new Error(`it never got there: ${output}`))]);
  if (held instanceof Error) throw held;
  const host = processesBelow(up.pid).find(({ command }) => command.includes("dynamic-provider"))?.pid;
  if (host === undefined) throw new Error("no dynamic host runs");
  // In a process group of its own, and nobody's child once pulumi is gone.
  run.after(() => kill(host));
  if (victim !== "host") kill(up.pid);
  if (victim !== "pulumi") kill(host);
  // What a host goes on with after the engine is gone, it goes on with before the next command.
  if (victim === "pulumi") await held.release();
  else held.drop();

  const user = new User(project, [(await up.ended).output]);
  await user.recover((id) => project.write(program(declared, { import: id })));
  const verdict = await lookAt({ kind, made, given, declared, known: idOf(project), said: user.said.join("\n") });
  const after = await project.start(["preview", "--expect-no-changes"]).ended;
  if (after.code !== 0) verdict.broken.push(`the next preview is not empty: ${after.output}`);
  return { ...verdict, broken: [...user.broken, ...verdict.broken] };
}

const idOf = (project: Project): string | undefined =>
  project.state().resources.find(({ urn }) => urn.endsWith(`::${NAME}`))?.id;

/** Somebody who runs `pulumi up`, and whatever its output says to run. */
class User {
  readonly broken: string[] = [];

  constructor(
    readonly project: Project,
    readonly said: string[],
  ) {}

  async run(...args: string[]): Promise<CommandResult> {
    const result = await this.project.start(args).ended;
    this.said.push(result.output);
    return result;
  }

  /** `declareImport`: makes the program take over the object of this id. */
  async recover(declareImport: (id: string) => void): Promise<void> {
    for (let commands = 0; commands < PATIENCE; commands++) {
      const { code, output } = await this.run("up", "--yes", "--skip-preview");
      if (output.includes("`pulumi cancel`")) await this.run("cancel", "--yes");
      const id = importOf(output);
      // What asks which of the pending operations to forget needs a terminal without this.
      if (output.includes("pending operations"))
        await this.run("refresh", "--yes", "--skip-preview", "--clear-pending-creates");
      if (code === 0) return;
      if (id !== undefined) declareImport(id);
    }
    this.broken.push(`it does not converge, whatever it says is run: ${this.said.at(-1)}`);
  }
}
